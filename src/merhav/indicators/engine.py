"""From tables of facts to readings.

    compute({"activity": …, "observation": …, "coverage": …, "population": …}, months, now=…)

takes Ibis tables of any engine that Ibis speaks to, holding any number of authorities, and gives the readings of
every declared indicator for every month asked for, with what may not be shown already withheld. Another month's
facts are not read, so a month costs about its share of a full run.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import ibis.expr.types as ir

from merhav.core.periods import Month
from merhav.facts.words import Basis

from . import coverage, observed, residents, scan
from .coverage import WHOLE, Where
from .definition import Indicator, Read
from .disclosure import DESK, Thresholds, disclosed
from .hearing import ear_for
from .measures import Counted, Level
from .plan import activity_plan, presence, stocks
from .reading import Flag, Reading
from .registry import indicators as registered
from .registry import reads_of
from .reported import Flow, Ratio, Reported, Stock
from .reports import Reports
from .scan import ALL, ASSET, Cell, Group, Tally
from .values import Number, reader


def compute(
    tables: Mapping[str, ir.Table],
    months: Iterable[Month],
    *,
    now: datetime,
    thresholds: Thresholds = DESK,
    indicators: Sequence[Indicator] | None = None,
) -> list[Reading]:
    """Readings of `indicators` (all registered ones) in `months`, as they may be shown under `thresholds`.

    `tables` maps the names of `facts.tables` to Ibis tables of one engine: activity, observation, coverage, and
    population where shares of residents are wanted. A month that begins after `now` has no reading; nor has a month in
    which no source that could tell speaks of the indicator's asset, nor an observation nobody made. A month with
    sources and without facts is a true 0.
    """
    asked = sorted({month for month in months if month.start < now})
    if not asked:
        return []
    declared = tuple(registered().values() if indicators is None else indicators)
    raw = _Run(tables, asked, now, declared).readings()
    return disclosed(raw, thresholds, reads_of(declared))


class _Run:
    def __init__(
        self,
        tables: Mapping[str, ir.Table],
        months: list[Month],
        now: datetime,
        declared: Sequence[Indicator],
    ) -> None:
        self._declared, self._months = declared, months
        self._plan = activity_plan(declared)
        self._cells = scan.tally(tables["activity"], months, self._plan)
        self._segments = _by_month(self._cells)
        reported = stocks(declared)
        self._coverage = coverage.read(tables["coverage"], reported, now)
        shelves = (
            observed.shelves(tables["observation"], months, reported, _apart(declared)) if reported else {}
        )
        self._reports = Reports(shelves, reported, self._coverage, residents.read(tables.get("population")))

    def readings(self) -> Iterator[Reading]:
        for indicator in self._declared:
            for read in indicator.series:
                if isinstance(read.measure, Reported):
                    yield from self._reported(indicator, read, read.measure)
                elif isinstance(read.measure, Level):
                    yield from self._per_asset(indicator, read, read.measure)
                else:
                    yield from self._counted(indicator, read, read.measure)

    def _per_asset(self, indicator: Indicator, read: Read, level: Level) -> Iterator[Reading]:
        number, ear = reader(level, self._plan), ear_for(level.of)
        for place in self._coverage.voices:
            for month in self._months:
                if share := self._coverage.share(place, month, ear):
                    slot = _Slot(indicator, read, place.authority, month, share)
                    found = self._tally(slot, Group(ASSET, "", place.asset))
                    yield slot.reading(ALL, number(found), asset=place.asset)

    def _counted(self, indicator: Indicator, read: Read, measure: Counted) -> Iterator[Reading]:
        """For all residents, and for each segment met in the asset that month, be it with nothing to count."""
        number = reader(measure, self._plan)
        bits = [self._plan.filters[each] for each in (presence(indicator), *measure.filters)]
        for slot in self._slots(indicator, read, measure):
            yield slot.reading(ALL, number(self._tally(slot, ALL)))
            for group, found in self._segments.get((slot.authority, slot.month), ()):
                if slot.splits_by(group) and any(found.events[bit] for bit in bits):
                    yield slot.reading(group, number(found))

    def _slots(self, indicator: Indicator, read: Read, measure: Counted) -> Iterator["_Slot"]:
        """The months of each authority in which the indicator's asset, or any asset, speaks."""
        ear = ear_for(measure.of)
        for authority in {place.authority: None for place in self._coverage.voices}:
            for month in self._months:
                if indicator.asset is None:
                    share = self._coverage.everywhere(authority, month, ear)
                else:
                    share = self._coverage.share(Where(authority, indicator.asset), month, ear)
                if share > 0:
                    yield _Slot(indicator, read, authority, month, share)

    def _tally(self, slot: "_Slot", group: Group) -> Tally:
        return self._cells.get(Cell(slot.authority, slot.month, group)) or Tally.empty(self._plan)

    def _reported(self, indicator: Indicator, read: Read, measure: Reported) -> Iterator[Reading]:
        for told in self._reports.of(measure):
            slot = _Slot(indicator, read, told.authority, told.month, told.coverage, told.generation)
            for group, number in told.numbers.items():
                if slot.splits_by(group):
                    yield slot.reading(group, number)


def _apart(declared: Sequence[Indicator]) -> list[Stock | Flow]:
    """What is divided cell by cell."""
    measures = (read.measure for indicator in declared for read in indicator.series)
    ratios = (each for each in measures if isinstance(each, Ratio) and each.cells)
    return [stock for ratio in ratios for stock in (ratio.part, ratio.whole)]


def _by_month(cells: Mapping[Cell, Tally]) -> dict[tuple[int, Month], list[tuple[Group, Tally]]]:
    found: dict[tuple[int, Month], list[tuple[Group, Tally]]] = {}
    for cell, tally in cells.items():
        if cell.group.dimension not in {"", ASSET}:
            found.setdefault((cell.authority, cell.month), []).append((cell.group, tally))
    return found


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where readings of one series and month stand."""

    indicator: Indicator
    read: Read
    authority: int
    month: Month
    coverage: float
    generation: str = ""

    def splits_by(self, group: Group) -> bool:
        """What does not tell of residents is not split by what is known of a person."""
        return group.basis != Basis.PERSON or self.read.measure.protected

    def reading(self, group: Group, found: Number, asset: str = "") -> Reading:
        return Reading(
            authority=self.authority,
            indicator=self.indicator.slug,
            version=self.indicator.version,
            kind=self.read.kind,
            part=self.read.part,
            generation=self.generation,
            month=self.month,
            asset=asset,
            dimension=group.dimension,
            segment=group.segment,
            basis=group.basis,
            value=found.value,
            n=found.n,
            events=found.events,
            low=found.low,
            high=found.high,
            coverage=self.coverage,
            newest=found.newest.replace(tzinfo=UTC) if found.newest else None,
            flags=self._flags(found),
        )

    def _flags(self, found: Number) -> frozenset[Flag]:
        told = {Flag.NOTHING: found.value is None, Flag.PARTIAL: self.coverage < WHOLE}
        return frozenset(flag for flag, true in told.items() if true)
