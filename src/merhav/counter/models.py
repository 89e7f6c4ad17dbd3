from django.db import models
from django.utils.translation import gettext_lazy as _

from merhav.authorities.tenancy import Owned, TenantManager
from merhav.communities.models import Space


class Counter(Owned):
    """The counter of one site."""

    space = models.OneToOneField(Space, on_delete=models.PROTECT, related_name="counter")
    hosts = models.CharField(_("names of the site"), max_length=300)
    """Names under which the site is reached, separated by blanks; what is sent from elsewhere is not counted."""
    issue = models.PositiveIntegerField(default=1)
    covered = models.DateTimeField()
    """Until when visits have become facts."""
    next_at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    of = TenantManager["Counter"]()

    class Meta:
        verbose_name = _("counter")


class Hit(Owned):
    """One page looked at, or some seconds on it, until its visit is over. The visitor is a number that means something in
    this month only; neither address nor path is kept.
    """

    counter = models.ForeignKey(Counter, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    visitor = models.BigIntegerField()
    resident = models.BooleanField(default=False)
    service = models.CharField(max_length=20, blank=True)
    seconds = models.PositiveIntegerField(null=True)
    """Of a page that was left; empty for a page that was opened."""

    of = TenantManager["Hit"]()

    class Meta:
        indexes = [models.Index(fields=["counter", "at"], name="hits_in_order")]


class Visitor(Owned):
    """That a visitor was there in a month, and for what; let go when the month is over and told."""

    counter = models.ForeignKey(Counter, on_delete=models.CASCADE, related_name="+")
    month = models.DateField()
    number = models.BigIntegerField()
    services = models.JSONField(default=list)

    of = TenantManager["Visitor"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["counter", "month", "number"], name="one_visitor_a_month")
        ]


class Total(Owned):
    """What a month comes to so far."""

    counter = models.ForeignKey(Counter, on_delete=models.CASCADE, related_name="+")
    month = models.DateField()
    visits = models.PositiveBigIntegerField(default=0)
    views = models.PositiveBigIntegerField(default=0)
    seconds = models.PositiveBigIntegerField(default=0)

    of = TenantManager["Total"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["counter", "month"], name="one_total_a_month")]
