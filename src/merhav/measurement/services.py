"""Read the indicators: of the months that changed, and give each series its verdict.

Loads the engine and its libraries, which takes seconds: for workers and commands, not for pages.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby
from operator import attrgetter

import ibis.expr.types as ir
from django.conf import settings
from django.db import transaction

from merhav.authorities.models import Authority
from merhav.core.periods import Month, months
from merhav.facts.tables import ACTIVITY, COVERAGE, OBSERVATION, POPULATION, Table
from merhav.indicators import coverage
from merhav.indicators.coverage import Voice
from merhav.indicators.disclosure import Thresholds
from merhav.indicators.engine import compute
from merhav.indicators.reading import Reading as Computed
from merhav.indicators.registry import indicators
from merhav.ledger.books import Change
from merhav.ledger.scan import table
from merhav.ledger.store import Ledger

from .models import Progress, Reading, Series
from .verdicts import judge_all

Covered = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run did."""

    months: int
    readings: int


def measure(
    ledger: Ledger, authority: Authority, *, anew: bool = False, now: datetime | None = None
) -> Measured:
    """Bring an authority's readings and verdicts up to its ledger.

    Only months are computed again whose facts changed or of whose sources more or less is known, and those for which
    another number of residents holds; all of them when a declaration changed or `anew` is asked. The readings of a run appear together or not at all; when two
    processes measure one authority at once, the later begins again from what the earlier has done.
    """
    now = now or datetime.now(UTC)
    while True:
        progress, _made = Progress.of.authority(authority).get_or_create(authority=authority)
        run = _computed(ledger, authority, progress, anew=anew, now=now)
        if _written(authority, progress, run, now):
            return Measured(len(run.touched), len(run.readings))


@dataclass(frozen=True, slots=True)
class _Run:
    """What was computed, and what of the ledger it knew."""

    touched: set[Month]
    readings: Sequence[Computed]
    seen: int
    covered: Covered


def _computed(ledger: Ledger, authority: Authority, progress: Progress, *, anew: bool, now: datetime) -> _Run:
    everything = anew or progress.catalogue != catalogue_digest()
    changes = ledger.changes(authority.pk, 0 if everything else progress.seen)
    tables = {facts.name: _of(authority, ledger, facts) for facts in _TABLES}
    covered = _covered(tables[COVERAGE.name], now)
    touched = _touched(changes)
    if everything:
        touched |= _months(covered) | _months(progress.covered)
    else:
        touched |= _differing(covered, progress.covered)
        touched |= _recounted(ledger, authority, changes, covered)
    readings = compute(tables, touched, now=now, thresholds=_thresholds()) if touched else []
    return _Run(touched, readings, max((change.seq for change in changes), default=progress.seen), covered)


_TABLES = (ACTIVITY, OBSERVATION, COVERAGE, POPULATION)


_LASTING = {COVERAGE.name, POPULATION.name}
"""Tables whose rows hold for more months than the ledger notes, or for months that they do not change."""


def _touched(changes: Iterable[Change]) -> set[Month]:
    return {change.month for change in changes if change.table not in _LASTING}


def _recounted(
    ledger: Ledger, authority: Authority, changes: Iterable[Change], covered: Covered
) -> set[Month]:
    """The months that a new number of residents may hold for: all that are measured, from its first day on."""
    since = min((change.month for change in changes if change.table == POPULATION.name), default=None)
    if since is None:
        return set()
    measured = _touched(ledger.changes(authority.pk)) | _months(covered)
    return {month for month in measured if month >= since}


def _written(authority: Authority, before: Progress, run: _Run, now: datetime) -> bool:
    """Store a run, unless somebody else stored one since its beginning."""
    with transaction.atomic():
        progress = Progress.of.authority(authority).select_for_update().get()
        if (progress.seen, progress.catalogue) != (before.seen, before.catalogue):
            return False
        _store(authority, run.touched, run.readings)
        judge_all(authority, now=now)
        progress.seen, progress.covered = run.seen, run.covered
        progress.catalogue, progress.measured_at = catalogue_digest(), now
        progress.save()
    return True


def catalogue_digest() -> str:
    """A digest of what is declared to be counted, and of what may be shown; sentences may change without a reading."""
    told = [
        (
            one.slug,
            one.version,
            one.asset,
            *((read.kind, read.part, repr(read.measure)) for read in one.series),
        )
        for one in indicators().values()
    ]
    return sha256(repr((told, _thresholds())).encode()).hexdigest()


def _thresholds() -> Thresholds:
    return Thresholds(people=settings.MERHAV_DESK_PEOPLE)


def _of(authority: Authority, ledger: Ledger, facts: Table) -> ir.Table:
    rows = table(ledger, facts)
    return rows.filter(rows.authority == authority.pk)


def _covered(facts: ir.Table, now: datetime) -> Covered:
    """Of each asset and month a digest of what its sources tell, how much of it, and of how many spaces."""
    known = coverage.read(facts, {}, now)
    found: Covered = {}
    for place, voices in known.voices.items():
        first = min(
            Month.of(since) for voice in voices for spans in voice.told.values() for since, _ in spans
        )
        last = max(Month.of(until) for voice in voices for spans in voice.told.values() for _, until in spans)
        found[place.asset] = {
            str(month): sha256(told.encode()).hexdigest()[:16]
            for month in months(first, min(last, Month.of(now)))
            if (told := _told(voices, month, now))
        }
    return found


def _told(voices: Sequence[Voice], month: Month, now: datetime) -> str:
    """Empty when no source speaks in the month."""
    existing = [voice for voice in voices if voice.exists_in(month)]
    lines = []
    for subject in sorted({subject for voice in existing for subject in voice.told}, key=str):
        own = [voice for voice in existing if subject in voice.told]
        share = sum(voice.share(month, now, frozenset({subject})) for voice in own) / len(own)
        if share:
            lines.append(f"{subject}: {share:.4f} of {len(own)}")
    return "; ".join(lines)


def _months(covered: Covered) -> set[Month]:
    return {Month.parse(month) for of_asset in covered.values() for month in of_asset}


def _differing(now: Covered, before: Covered) -> set[Month]:
    return {
        Month.parse(month)
        for asset in {*now, *before}
        for month in {*now.get(asset, {}), *before.get(asset, {})}
        if now.get(asset, {}).get(month) != before.get(asset, {}).get(month)
    }


_SERIES = ("indicator", "kind", "part", "generation", "asset", "dimension", "segment", "basis")


def _store(authority: Authority, touched: Iterable[Month], computed: Sequence[Computed]) -> None:
    """Replace the readings of the touched months."""
    days = [month.first_day for month in touched]
    Reading.of.authority(authority).filter(month__in=days).delete()
    known = {_key(series): series for series in Series.of.authority(authority)}
    of_series = attrgetter(*_SERIES)
    ordered = sorted(computed, key=of_series)
    fresh = [
        Series(authority=authority, **dict(zip(_SERIES, key, strict=True)))
        for key, _readings in groupby(ordered, key=of_series)
        if key not in known
    ]
    known |= {_key(series): series for series in Series.of.everywhere().bulk_create(fresh, batch_size=500)}
    rows = _rows(authority, ordered, known)
    Reading.of.everywhere().bulk_create(rows, batch_size=500)
    Series.of.authority(authority).filter(readings=None).delete()


def _key(series: Series) -> tuple[str, ...]:
    return tuple(getattr(series, name) for name in _SERIES)


def _rows(
    authority: Authority, computed: Iterable[Computed], known: dict[tuple[str, ...], Series]
) -> Iterator[Reading]:
    for one in computed:
        yield Reading(
            authority=authority,
            series=known[tuple(str(getattr(one, name)) for name in _SERIES)],
            month=one.month.first_day,
            value=one.value,
            people=one.n,
            low=one.low,
            high=one.high,
            coverage=one.coverage,
            newest=one.newest,
            version=one.version,
            flags=sorted(one.flags),
        )
