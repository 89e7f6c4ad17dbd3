"""Totals of the app as observations."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from merhav.connectors.answers import day_told
from merhav.connectors.base import Report, Told
from merhav.connectors.moments import day_in_utc
from merhav.connectors.people import Pseudonyms
from merhav.connectors.spans import EXPORTED_ON, Span, covered, midnight
from merhav.core.periods import Month
from merhav.core.text import Refusal, _
from merhav.facts.rows import Coverage, Observation, Row
from merhav.facts.words import Asset

from .totals import Total

GENERATION = "app:told"
PEOPLE = "active_people"


def rows(told: list[Total], people: Pseudonyms, report: Report) -> Iterator[Row]:
    """An observation for each number, then from when to when they speak.

    A month's number is of the month as a whole. Where a month has several, they are of days: those are added, but people are
    not, for somebody who came on two days is one.
    """
    daily = max(Counter((Month.of(one.day), one.measure) for one in told).values()) > 1
    kept = [one for one in told if not (daily and one.measure == PEOPLE)]
    if len(kept) < len(told):
        report.notes.append(
            _("Active residents are told by day; days cannot be added to a month, so they were left out.")
        )
    for one in kept:
        cell = ("day", one.day.isoformat()) if daily else ("month", str(Month.of(one.day)))
        report.spans(day_in_utc(one.day))
        yield Observation(
            id=people.thing("app", "total", one.measure, *cell, one.value),
            at=day_in_utc(one.day),
            measure=one.measure,
            generation=GENERATION,
            value=one.value,
            object_id=people.thing("app", *cell),
            asset=Asset.APP,
        )
    yield from covered(*_span(told, daily=daily), [Asset.APP], people, _measures(kept))


def _span(told: Iterable[Total], *, daily: bool) -> tuple[datetime, datetime]:
    span = Span()
    for one in told:
        span.meets(one.day)
    return (span.since, span.until) if daily else (Month.of(span.first).start, Month.of(span.last).end)


def _measures(kept: Iterable[Total]) -> tuple[str, ...]:
    return tuple(sorted({one.measure for one in kept}))


def with_told(rows: Iterable[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
    """The rows as of the day of export: of two tellings of a month the later holds, and neither speaks beyond its day."""
    exported = day_told(told, EXPORTED_ON)
    for row in rows:
        if exported is None:
            yield row
        elif isinstance(row, Observation):
            seen = midnight(exported)
            yield row._replace(id=people.thing("app", "seen", row.id, seen.isoformat()), seen=seen)
        elif isinstance(row, Coverage):
            until = min(row.until, midnight(exported))
            if until <= row.since:
                raise Refusal(_("The file tells of days outside of those that you gave."))
            yield from covered(row.since, until, [Asset.APP], people, tuple((row.speaks_of or "").split()))
