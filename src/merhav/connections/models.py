from django.db import models
from django.utils.translation import gettext_lazy as _

from merhav.authorities.tenancy import Owned, TenantManager
from merhav.communities.models import Space


class Connection(Owned):
    """A product that is asked every day for what is new, for one space."""

    connector = models.CharField(max_length=40)
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="connections")
    setup = models.JSONField(default=dict)
    """Answers that are no secret: addresses, ids; and the connector's questions that are told before reading."""
    keys = models.TextField(blank=True)
    """Secrets, sealed (`seal.py`)."""
    paused = models.BooleanField(default=False)
    reached = models.DateTimeField(null=True)
    """Until when the product has told everything."""
    tried_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    failure = models.JSONField(default=dict)
    """Why the last try failed, as a sentence; empty after a good one."""
    failures = models.PositiveSmallIntegerField(default=0)
    """Tries that failed one after the other."""
    created_at = models.DateTimeField(auto_now_add=True)

    of = TenantManager["Connection"]()

    class Meta:
        verbose_name = _("connection")
        constraints = [models.UniqueConstraint(fields=["space", "connector"], name="one_connection_a_source")]


class Pull(Owned):
    """One answer of a product: kept sealed for a while, so that it can be read anew."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="pulls")
    since = models.DateTimeField()
    until = models.DateTimeField()
    file = models.CharField(max_length=40)
    """Name of the sealed answer in the folder of answers."""
    name = models.CharField(max_length=120)
    """The name under which it is read."""
    batch = models.CharField(max_length=32, blank=True)
    """The import that it became; empty when it held nothing new to read."""
    at = models.DateTimeField(auto_now_add=True)

    of = TenantManager["Pull"]()

    class Meta:
        ordering = ["-at"]


class Hook(Owned):
    """An address to which a product sends what happens, as it happens, for one space."""

    connector = models.CharField(max_length=40)
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="hooks")
    issue = models.PositiveIntegerField(default=1)
    token = models.TextField()
    """The secret with which the product signs, sealed."""
    heard_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    of = TenantManager["Hook"]()

    class Meta:
        verbose_name = _("address for what a product sends")
        constraints = [models.UniqueConstraint(fields=["space", "connector"], name="one_hook_a_source")]


class Heard(Owned):
    """One message of a product, sealed, until its meeting is over and it is read with the others of it."""

    hook = models.ForeignKey(Hook, on_delete=models.CASCADE, related_name="heard")
    digest = models.CharField(max_length=64)
    """Of the message: products send again what they think was lost."""
    subject = models.CharField(max_length=120, blank=True)
    """What it is about (a meeting's own id), so that what belongs together is read together."""
    ends = models.BooleanField(default=False)
    """It says that its subject is over."""
    body = models.BinaryField()
    at = models.DateTimeField()

    of = TenantManager["Heard"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hook", "digest"], name="one_message_once")]
