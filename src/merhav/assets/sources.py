"""What feeds the measures: each space with the connector whose files speak of it, until when they speak, what is late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Max, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext

from merhav.authorities.models import Authority
from merhav.connectors.base import Rhythm
from merhav.connectors.registry import connectors
from merhav.facts.words import Asset

from .models import Import, Stage

PATIENCE = {Rhythm.MONTHLY: timedelta(days=37), Rhythm.WEEKLY: timedelta(days=10)}
"""How long after its last word a fresh file of a source is waited for; of other rhythms nobody is late."""


@dataclass(frozen=True, slots=True)
class FeedingSource:
    """One space, as one connector's files speak of it."""

    space: str
    asset: Asset
    connector: str
    rhythm: Rhythm | None
    files: int
    facts: int
    brought_at: datetime
    until: datetime
    """Until when it speaks; where its files tell no time, when the last one was brought."""
    days_late: int
    """Days by which a fresh file is overdue; 0 for one that is not late."""

    @property
    def is_late(self) -> bool:
        return self.days_late > 0

    @property
    def last_day(self) -> date:
        """The last day of which it speaks: what speaks until a midnight says nothing of the day that begins then."""
        return timezone.localtime(self.until - timedelta(seconds=1)).date()

    @property
    def title(self) -> str:
        found = connectors().get(self.connector)
        return found.title.translated(gettext) if found else self.connector


def feeding(authority: Authority, *, now: datetime | None = None) -> list[FeedingSource]:
    """The sources of an authority, the latest reminder first."""
    now = now or timezone.now()
    applied = Import.of.authority(authority).filter(stage=Stage.APPLIED, space__isnull=False).order_by()
    rows = applied.values("connector", name=F("space__name"), asset=F("space__asset")).annotate(
        files=Count("pk"), facts=Sum("new"), brought=Max("created_at"), ends=Max(Coalesce("until", "last"))
    )
    found = [_source(row, now) for row in rows]
    return sorted(found, key=lambda one: (-one.days_late, one.asset, one.space, one.connector))


def late(authority: Authority) -> int:
    """How many sources are late."""
    return sum(source.is_late for source in feeding(authority))


def _source(row: Mapping[str, Any], now: datetime) -> FeedingSource:
    reader = connectors().get(row["connector"])
    until = row["ends"] or row["brought"]
    return FeedingSource(
        space=row["name"],
        asset=Asset(row["asset"]),
        connector=row["connector"],
        rhythm=reader.rhythm if reader else None,
        files=row["files"],
        facts=row["facts"] or 0,
        brought_at=row["brought"],
        until=until,
        days_late=_days_late(reader.rhythm if reader else None, until, now),
    )


def _days_late(rhythm: Rhythm | None, until: datetime, now: datetime) -> int:
    patience = PATIENCE.get(rhythm) if rhythm else None
    if patience is None or now - until <= patience:
        return 0
    return max(1, (now - until - patience).days)
