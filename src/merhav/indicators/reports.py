"""From the cells that were reported to the numbers of a measure, group by group."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from merhav.core.periods import Month

from .coverage import Coverage
from .observed import Cell, Shelves, Space
from .reported import Flow, PerResident, Ratio, Reported, Stock, source_of
from .residents import Residents
from .scan import ALL, Group
from .values import Number

Generations = Mapping[str, Sequence[Cell]]
"""Cells of one stock in one month, by generation."""


@dataclass(frozen=True, slots=True)
class Told:
    """The numbers of one measure in one month and generation."""

    authority: int
    month: Month
    generation: str
    coverage: float
    numbers: Mapping[Group, Number]


class Reports:
    """All that was reported in some months, ready to be asked for the numbers of any measure."""

    def __init__(
        self,
        shelves: Shelves,
        stocks: Mapping[Stock | Flow, int],
        coverage: Coverage,
        residents: Residents,
    ) -> None:
        self._stocks, self._coverage, self._residents = stocks, coverage, residents
        self._held: dict[int, dict[tuple[int, Month], dict[str, Sequence[Cell]]]] = {}
        for shelf, cells in shelves.items():
            months = self._held.setdefault(shelf.stock, {})
            months.setdefault((shelf.authority, shelf.month), {})[shelf.generation] = cells

    def of(self, measure: Reported) -> Iterator[Told]:
        match measure:
            case Ratio():
                yield from self._ratios(measure)
            case PerResident(of=stock):
                yield from map(self._by_residents, self._sums(stock))
            case _:
                yield from self._sums(measure)

    def _sums(self, stock: Stock | Flow) -> Iterator[Told]:
        for (authority, month), generations in self._months(stock):
            for generation, cells in generations.items():
                people = self._behind(stock, authority, month, generation)
                numbers = {
                    group: _number(_sum(among), _sum(among if people is None else _in(people, group)), among)
                    for group, among in _by_group(cells).items()
                }
                coverage = self._share(stock, authority, month, cells)
                yield Told(authority, month, generation, coverage, numbers)

    def _behind(
        self, stock: Stock | Flow, authority: int, month: Month, generation: str
    ) -> list[Cell] | None:
        """The cells of the people behind a flow; None where they are the flow's own."""
        if isinstance(stock, Stock) or stock.behind is None:
            return None
        return _told_last(self._cells(stock.behind, authority, month), generation)

    def _ratios(self, ratio: Ratio) -> Iterator[Told]:
        for (authority, month), generations in self._months(ratio.whole):
            parts = self._cells(ratio.part, authority, month)
            for generation, whole in generations.items():
                part = _told_last(parts, None if ratio.any_source else generation)
                if not part:
                    continue
                coverage = min(
                    self._share(ratio.whole, authority, month, whole),
                    self._share(ratio.part, authority, month, part),
                )
                numbers = _quotients(part, whole, _cell if ratio.cells else _space)
                yield Told(authority, month, generation, coverage, numbers)

    def _by_residents(self, told: Told) -> Told:
        """Of all residents, be their number told or not; of a segment only where it is."""
        shares = {}
        for group, number in told.numbers.items():
            residents = self._residents.number(told.authority, told.month, group)
            if residents is not None or group == ALL:
                value = number.value / residents if residents and number.value is not None else None
                shares[group] = replace(number, value=value)
        return replace(told, numbers=shares)

    def _months(self, stock: Stock | Flow) -> Iterable[tuple[tuple[int, Month], Generations]]:
        return self._held.get(self._stocks[stock], {}).items()

    def _cells(self, stock: Stock | Flow, authority: int, month: Month) -> Generations:
        return self._held.get(self._stocks[stock], {}).get((authority, month), {})

    def _share(self, stock: Stock | Flow, authority: int, month: Month, cells: Iterable[Cell]) -> float:
        told = self._coverage.told if isinstance(stock, Flow) else self._coverage.looked_at
        return told(authority, month, self._stocks[stock], {cell.space for cell in cells})


def _told_last(generations: Generations, like: str | None) -> list[Cell]:
    """Of each space the cells of one generation, the last to be told; of those whose source is that of `like`."""
    chosen: dict[Space, tuple[datetime, list[Cell]]] = {}
    for generation, cells in sorted(generations.items()):
        if like is None or source_of(generation) == source_of(like):
            for space, own in _by_space(cells).items():
                newest = max(cell.newest for cell in own)
                if space not in chosen or newest >= chosen[space][0]:
                    chosen[space] = newest, own
    return [cell for _newest, own in chosen.values() for cell in own]


def _by_space(cells: Iterable[Cell]) -> dict[Space, list[Cell]]:
    found: dict[Space, list[Cell]] = {}
    for cell in cells:
        found.setdefault(cell.space, []).append(cell)
    return found


def _quotients(
    part: Iterable[Cell], whole: Sequence[Cell], key: Callable[[Cell], object]
) -> dict[Group, Number]:
    """Over the cells, or the spaces, of which both are told."""
    of_part, of_whole = list(part), _by_group(whole)
    both = {key(cell) for cell in of_part} & {key(cell) for cell in whole}
    found = {}
    for group, cells in of_whole.items():
        above = [cell for cell in _in(of_part, group) if key(cell) in both]
        below = [cell for cell in cells if key(cell) in both]
        total = _sum(below)
        found[group] = _number(_sum(above) / total if total else None, total, below, above)
    return found


def _cell(cell: Cell) -> object:
    return cell.space, cell.object_id


def _space(cell: Cell) -> object:
    return cell.space


def _by_group(cells: Iterable[Cell]) -> dict[Group, list[Cell]]:
    found: dict[Group, list[Cell]] = {}
    for cell in cells:
        for group in cell.groups:
            found.setdefault(group, []).append(cell)
    return found


def _in(cells: Iterable[Cell], group: Group) -> list[Cell]:
    return [cell for cell in cells if group in cell.groups]


def _sum(cells: Iterable[Cell]) -> float:
    return sum(cell.value for cell in cells)


def _number(value: float | None, people: float, cells: Sequence[Cell], also: Sequence[Cell] = ()) -> Number:
    """Of a report the people behind the number are the number, or what it was declared to be."""
    newest = max((cell.newest for cell in (*cells, *also)), default=None)
    return Number(value, round(people), len({cell.space for cell in cells}), newest)
