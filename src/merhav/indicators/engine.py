"""From tables of facts to readings.

    compute({"activity": …, "observation": …, "coverage": …}, months, now=…)

takes Ibis tables of any engine that Ibis speaks to, holding any number of authorities, and gives the readings of
every declared indicator for every month asked for, with what may not be shown already withheld. Another month's
facts are not read, so a month costs about its share of a full run.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import ibis.expr.types as ir

from merhav.core.periods import Month
from merhav.facts.words import Basis

from . import coverage, observed, scan
from .coverage import WHOLE
from .definition import Indicator, Read
from .disclosure import DESK, Thresholds, disclosed
from .measures import Stock
from .observed import Held
from .plan import activity_plan, presence, stocks
from .reading import Flag, Reading
from .registry import indicators as registered
from .registry import protects
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

    `tables` maps the names of `facts.tables` to Ibis tables: activity, observation and coverage, all three of one
    engine. A month that begins after `now` has no reading; nor has a month in which no source of the indicator's
    asset speaks, nor an observation nobody made. A month with sources and without facts is a true 0.
    """
    asked = sorted({month for month in months if month.start < now})
    if not asked:
        return []
    declared = tuple(registered().values() if indicators is None else indicators)
    raw = _Run(tables, asked, now, declared).readings()
    return disclosed(raw, thresholds, protects(declared))


_Reader = Callable[[Tally], Number]


class _Run:
    def __init__(
        self,
        tables: Mapping[str, ir.Table],
        months: list[Month],
        now: datetime,
        declared: Sequence[Indicator],
    ) -> None:
        self._declared = declared
        self._stocks = stocks(declared)
        self._plan = activity_plan(declared)
        self._coverage = coverage.read(tables["coverage"], self._stocks, now)
        self._shares = self._coverage.shares(months)
        self._cells = scan.tally(tables["activity"], months, self._plan)
        self._held = observed.held(tables["observation"], months, self._stocks) if self._stocks else {}
        self._segments = _by_month(self._cells)

    def readings(self) -> Iterator[Reading]:
        for indicator in self._declared:
            for read in indicator.series:
                if isinstance(read.measure, Stock):
                    yield from self._observed(indicator, read, self._stocks[read.measure])
                elif indicator.asset is None:
                    yield from self._per_asset(indicator, read, reader(read.measure, self._plan))
                else:
                    yield from self._counted(indicator, read, reader(read.measure, self._plan))

    def _slots(self, indicator: Indicator, read: Read) -> Iterator[tuple[str, "_Slot"]]:
        for (authority, asset), shares in self._shares.items():
            if indicator.asset in {None, asset}:
                for month, share in shares.items():
                    yield asset, _Slot(indicator, read, authority, month, share)

    def _per_asset(self, indicator: Indicator, read: Read, number: _Reader) -> Iterator[Reading]:
        for asset, slot in self._slots(indicator, read):
            found = self._tally(slot, Group(ASSET, "", asset))
            yield slot.reading(ALL, number(found), asset=asset)

    def _counted(self, indicator: Indicator, read: Read, number: _Reader) -> Iterator[Reading]:
        """For all residents, and for each segment met in the asset that month, be it with nothing to count."""
        bits = [self._plan.filters[each] for each in (presence(indicator), *read.measure.filters)]
        for _asset, slot in self._slots(indicator, read):
            yield slot.reading(ALL, number(self._tally(slot, ALL)))
            for group, found in self._segments.get((slot.authority, slot.month), ()):
                if group.basis == Basis.PERSON and not read.measure.protected:
                    continue
                if any(found.events[bit] for bit in bits):
                    yield slot.reading(group, number(found))

    def _tally(self, slot: "_Slot", group: Group) -> Tally:
        return self._cells.get(Cell(slot.authority, slot.month, group)) or Tally.empty(self._plan)

    def _observed(self, indicator: Indicator, read: Read, stock: int) -> Iterator[Reading]:
        for shelf, held in self._held.items():
            if shelf.stock == stock:
                share = self._coverage.observed(shelf.authority, shelf.month, stock, held[ALL].spaces)
                slot = _Slot(indicator, read, shelf.authority, shelf.month, share, shelf.generation)
                for group, part in held.items():
                    yield slot.reading(group, _held_number(part))


def _held_number(held: Held) -> Number:
    """Of a stock the people behind the number are the number."""
    return Number(held.value, round(held.value), len(held.spaces), held.newest)


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
