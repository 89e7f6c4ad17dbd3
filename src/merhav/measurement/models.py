from django.db import models
from django.utils.translation import gettext_lazy as _

from merhav.authorities.tenancy import Owned, TenantManager

NO_SOURCE = "no_source"
"""The verdict on a count that has never been anything but 0, and on a share that never was of anything: that is a
missing source, not a silent town."""


class Series(Owned):
    """One indicator read the same way month after month; what a verdict is about."""

    indicator = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    part = models.CharField(max_length=40, blank=True)
    generation = models.CharField(max_length=80, blank=True)
    asset = models.CharField(max_length=20, blank=True)
    dimension = models.CharField(max_length=20, blank=True)
    segment = models.CharField(max_length=60, blank=True)
    basis = models.CharField(max_length=10, blank=True)

    verdict = models.CharField(max_length=20, blank=True)
    slope = models.FloatField(null=True)
    slope_low = models.FloatField(null=True)
    slope_high = models.FloatField(null=True)
    change_year = models.FloatField(null=True)
    points = models.PositiveSmallIntegerField(default=0)
    why = models.JSONField(default=dict)
    """The sentence behind the verdict: its message and the values in it, translated where it is shown."""
    words = models.JSONField(default=dict)
    """The slope and its interval as a sentence."""
    judged_at = models.DateTimeField(null=True)

    of = TenantManager["Series"]()

    class Meta:
        verbose_name = _("series")
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "authority",
                    "indicator",
                    "kind",
                    "part",
                    "generation",
                    "asset",
                    "dimension",
                    "segment",
                    "basis",
                ],
                name="one_series",
            )
        ]


class Reading(Owned):
    """An indicator's value for one month and segment, as it may be shown inside the authority."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="readings")
    month = models.DateField()
    value = models.FloatField(null=True)
    """Empty when it is withheld or there was nothing to count; `flags` says which."""
    people = models.PositiveIntegerField(null=True)
    """How many different people it rests on; empty when withheld."""
    n_eff = models.FloatField(null=True)
    """Effective number of answers, of weighted readings."""
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    coverage = models.FloatField(default=0)
    newest = models.DateTimeField(null=True)
    version = models.PositiveSmallIntegerField()
    flags = models.JSONField(default=list)

    of = TenantManager["Reading"]()

    class Meta:
        verbose_name = _("reading")
        ordering = ["month"]
        constraints = [models.UniqueConstraint(fields=["series", "month"], name="one_reading_a_month")]


class Progress(Owned):
    """How far the measurement of an authority has followed its ledger."""

    seen = models.BigIntegerField(default=0)
    """The last change of the ledger that readings know."""
    catalogue = models.CharField(max_length=64, blank=True)
    """Digest of the declarations the readings were made by; another digest means all months anew."""
    covered = models.JSONField(default=dict)
    """Asset → month → a digest of what its sources told of it, when last measured."""
    measured_at = models.DateTimeField(null=True)

    of = TenantManager["Progress"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority"], name="one_progress")]
