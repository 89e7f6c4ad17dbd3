"""The numbers of a report as facts: for each month and measure one observation, and what the report speaks of."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from merhav.connectors.base import Told
from merhav.connectors.moments import day_in_utc, in_utc
from merhav.connectors.people import Pseudonyms
from merhav.core.periods import LOCAL, Month
from merhav.core.text import Refusal, _
from merhav.facts.rows import Coverage, Observation, Row
from merhav.facts.words import Asset

from .meanings import Kind
from .periods import export_told
from .spans import Span

MEASURES = {
    Kind.USERS: "visitors",
    Kind.SESSIONS: "visits",
    Kind.VIEWS: "page_views",
    Kind.SECONDS: "engaged_seconds",
}
MEASURES_OF_APP = {
    Kind.USERS: "active_people",
    Kind.VIEWS: "screen_views",
    Kind.SECONDS: "engaged_seconds",
}
OF_SERVICE = "service_users_"
"""Begins the measure of a service."""


def observation(
    people: Pseudonyms,
    *,
    measure: str,
    generation: str,
    at: datetime,
    value: float,
    asset: Asset | None,
    seen: datetime | None = None,
) -> Observation:
    """What was counted in the month of `at`. A later telling of the same month is another fact of the same cell."""
    month = str(Month.of(at))
    return Observation(
        id=people.thing("analytics", asset, measure, generation, month, at.isoformat(), value),
        at=at,
        measure=measure,
        generation=generation,
        value=value,
        object_id=people.thing("month", month),
        seen=seen,
        asset=asset,
    )


def covered(told: Iterable[Observation], people: Pseudonyms, asset: Asset | None) -> Iterator[Coverage]:
    """For each measure set the days that its observations are of, months joined where they follow each other."""
    days: dict[Month, Span] = {}
    measures: dict[Month, set[str]] = {}
    for row in told:
        month = Month.of(row.at)
        days[month] = Span(month.first_day, row.at.astimezone(LOCAL).date()).with_days(days.get(month))
        measures.setdefault(month, set()).add(row.measure)
    alike: dict[str, list[Span]] = {}
    for month in sorted(days):
        alike.setdefault(" ".join(sorted(measures[month])), []).append(days[month])
    for words, spans in alike.items():
        for span in _joined(spans):
            since, until = _midnight(span.since), _midnight(span.until + timedelta(days=1))
            yield _coverage(Coverage(0, since, until, False, asset, words), until, people)


def _coverage(row: Coverage, until: datetime, people: Pseudonyms) -> Coverage:
    """The coverage with another end; it is another fact then."""
    name = people.thing(
        "analytics", "covered", row.asset, row.speaks_of, row.since.isoformat(), until.isoformat()
    )
    return row._replace(id=name, until=until)


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    open_: Span | None = None
    for span in spans:
        if open_ and span.since == open_.until + timedelta(days=1):
            open_ = open_.with_days(span)
            continue
        if open_:
            yield open_
        open_ = span
    if open_:
        yield open_


def with_export(rows: Iterable[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
    """The rows as of the day of the export, where it is told: nothing is covered beyond it, and the people of a month
    that was not over then are left out.

    Raises `Refusal` for a day before those of the report.
    """
    exported = export_told(told)
    if exported is None:
        yield from rows
        return
    for row in rows:
        if isinstance(row, Coverage):
            yield _until(row, exported, people)
        elif isinstance(row, Observation):
            yield from _seen(row, exported, people)


def _until(row: Coverage, exported: date, people: Pseudonyms) -> Coverage:
    until = min(row.until, _midnight(exported))
    if until <= row.since:
        raise _too_early(exported)
    return _coverage(row, until, people)


def _too_early(exported: date) -> Refusal:
    return Refusal(_("%(day)s is before the days of which the report speaks.", day=exported.isoformat()))


def _seen(row: Observation, exported: date, people: Pseudonyms) -> Iterator[Observation]:
    if exported < Month.of(row.at).first_day:
        raise _too_early(exported)
    if _midnight(exported) < Month.of(row.at).end and _is_of_people(row.measure):
        return
    yield observation(
        people,
        measure=row.measure,
        generation=row.generation,
        at=min(row.at, day_in_utc(exported)),
        value=row.value,
        asset=row.asset,
        seen=day_in_utc(exported),
    )


def _is_of_people(measure: str) -> bool:
    return measure in {MEASURES[Kind.USERS], MEASURES_OF_APP[Kind.USERS]} or measure.startswith(OF_SERVICE)


def _midnight(local: date) -> datetime:
    return in_utc(datetime.combine(local, time()))
