from django.db import models
from django.utils.translation import gettext_lazy as _

from merhav.authorities.tenancy import Owned, TenantManager
from merhav.communities.models import Space


class MinuteLink(Owned):
    """The address at which a group's admin fills in the minute, without a login. A new `issue` ends the old address."""

    space = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="minute_link")
    issue = models.PositiveIntegerField(default=1)
    language = models.CharField(_("language"), max_length=5, default="he")
    """In which the form greets; its reader may choose another."""
    concerned = models.PositiveIntegerField(_("residents whom the subject concerns"), null=True, blank=True)
    withdrawn = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    of = TenantManager["MinuteLink"]()

    class Meta:
        verbose_name = _("weekly minute")


class Mode(models.TextChoices):
    """How a minute came."""

    LINK = "link", _("by its link")
    PAPER = "paper", _("from a printed sheet")
    DESK = "desk", _("told at the desk or by telephone")


class Minute(Owned):
    """What was told of one group for one week; told again, the later holds."""

    link = models.ForeignKey(MinuteLink, on_delete=models.CASCADE, related_name="minutes")
    week = models.DateField()
    """Its Sunday."""
    figures = models.JSONField(default=dict)
    """Name of a figure → number; what was left empty is not here."""
    subject = models.CharField(max_length=60, blank=True)
    mode = models.CharField(max_length=5, choices=Mode, default=Mode.LINK)
    times = models.PositiveSmallIntegerField(default=0)
    """How often it was told."""
    told_at = models.DateTimeField()
    recorded = models.JSONField(default=dict)
    """Name of a figure → the number that the ledger holds of it: not the told one where an imported chat covers the
    week and counts itself."""

    of = TenantManager["Minute"]()

    class Meta:
        ordering = ["-week"]
        constraints = [models.UniqueConstraint(fields=["link", "week"], name="one_minute_a_week")]
