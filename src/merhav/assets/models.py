from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from merhav.authorities.tenancy import Owned, TenantManager
from merhav.communities.models import Space


class Stage(models.TextChoices):
    """How far an import has come."""

    UNREAD = "unread", _("not read yet")
    """It lies sealed: something has to be told first, or nobody knows what it is."""
    PREVIEWED = "previewed", _("looked at, not applied")
    WAITING = "waiting", _("waiting to be applied")
    APPLYING = "applying", _("being applied")
    MEASURING = "measuring", _("being measured")
    APPLIED = "applied", _("applied")
    UNDOING = "undoing", _("being undone")
    UNDONE = "undone", _("undone")
    FAILED = "failed", _("failed")


UNDECIDED = (Stage.UNREAD, Stage.PREVIEWED)
ON_ITS_WAY = (Stage.WAITING, Stage.APPLYING, Stage.MEASURING, Stage.UNDOING)
_WAY = (
    (Stage.WAITING, _("checked")),
    (Stage.APPLYING, _("counted")),
    (Stage.MEASURING, _("measured")),
)


class Bundle(Owned):
    """Files that were brought in at once: looked at in one list, applied and undone together or one by one."""

    code = models.CharField(max_length=32, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    of = TenantManager["Bundle"]()

    class Meta:
        verbose_name = _("bundle of files")
        ordering = ["-created_at"]


class Import(Owned):
    """One file that was read: what it would add, and what became of it. The file itself is never kept,
    nor its name, which on a phone is the name of a group or a person.
    """

    batch = models.CharField(max_length=32, unique=True)
    bundle = models.ForeignKey(Bundle, on_delete=models.SET_NULL, null=True, related_name="imports")
    connector = models.CharField(max_length=40)
    """Empty while nobody has recognised the file."""
    sure = models.FloatField(null=True)
    """How sure the connector is that the file is its own; empty where a person said so."""
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="imports", null=True)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.PREVIEWED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    items = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    first = models.DateTimeField(null=True)
    last = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    """Until when its facts speak, once they are on their way."""
    not_understood = models.PositiveIntegerField(default=0)
    notes = models.JSONField(default=list)
    """Sentences of the report: message and values, translated where they are shown."""
    counts = models.JSONField(default=dict)
    """What the staged rows are (`tally.Tally`)."""
    refused = models.JSONField(default=dict)
    """Why it was not read: the sentence of a refusal, or of what has to be told first."""
    asks = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    """What was told of this file; what earlier files of its space told is kept with the space."""
    variant = models.CharField(max_length=10, blank=True)
    """Which of the staged readings was chosen."""
    new = models.PositiveIntegerField(null=True)
    repeated = models.PositiveIntegerField(null=True)
    failure = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    of = TenantManager["Import"]()

    class Meta:
        verbose_name = _("import")
        ordering = ["-created_at"]

    @property
    def is_undecided(self) -> bool:
        return self.stage in UNDECIDED

    @property
    def on_its_way(self) -> bool:
        return self.stage in ON_ITS_WAY

    @property
    def steps(self) -> list[dict[str, object]]:
        """The way of an import, each step done, under way or ahead; empty off that way."""
        stages = [stage for stage, _name in _WAY] + [Stage.APPLIED]
        if self.stage not in stages:
            return []
        reached = stages.index(Stage(self.stage))
        return [
            {"name": name, "state": "done" if place < reached else "now" if place == reached else "ahead"}
            for place, (_stage, name) in enumerate(_WAY)
        ]
