"""What one scan has to bring home, so that indicators that share a table share its scan.

Each different filter of all measures becomes one bit of a fact; sums and quantiles are listed once however many
measures ask for them. Nothing here runs: `scan` does.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from merhav.facts.words import Asset

from .definition import Indicator
from .filters import Filter, where
from .measures import P90, Counted, Median, PerPerson, Sum, Things
from .reported import Flow, Reported, Stock, cells_of

T = TypeVar("T")


class Total(NamedTuple):
    """The sum of a column over the facts of a filter."""

    column: str
    of: Filter


class Point(NamedTuple):
    """A quantile of a column over the facts of a filter."""

    column: str
    probability: float
    of: Filter


@dataclass(frozen=True, slots=True)
class Plan:
    filters: dict[Filter, int]
    """Each filter and its bit."""
    totals: dict[Total, int]
    points: dict[Point, int]
    things: dict[Filter, int]
    """Filters of whose facts the different things are counted."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns whose values, not only whose truth, are needed."""
        valued = {need.column for need in self.totals} | {need.column for need in self.points}
        return tuple(sorted(valued | ({"object_id"} if self.things else set())))


def activity_plan(indicators: Iterable[Indicator]) -> Plan:
    filters: dict[Filter, None] = {}
    totals: dict[Total, None] = {}
    points: dict[Point, None] = {}
    things: dict[Filter, None] = {}
    for indicator in indicators:
        for measure in counted(indicator):
            filters |= dict.fromkeys((*measure.filters, presence(indicator)))
            match measure:
                case Sum() | PerPerson():
                    totals[Total(measure.column, measure.of)] = None
                case Median() | P90():
                    points[Point(measure.column, measure.probability, measure.of)] = None
                case Things():
                    things[measure.of] = None
    return Plan(_numbered(filters), _numbered(totals), _numbered(points), _numbered(things))


def presence(indicator: Indicator) -> Filter:
    """Any fact of the indicator's asset: a segment met there has a reading, be it of nothing."""
    assets = tuple(Asset) if indicator.asset is None else (indicator.asset,)
    return where(asset=assets)


def stocks(indicators: Iterable[Indicator]) -> dict[Stock | Flow, int]:
    """Every stock and flow that is read or that something is made of, and its number."""
    reports = (read.measure for each in indicators for read in each.series)
    made_of = (cells_of(measure) for measure in reports if isinstance(measure, Reported))
    return _numbered(dict.fromkeys(stock for cells in made_of for stock in cells))


def counted(indicator: Indicator) -> Iterator[Counted]:
    """Its measures over activities, whatever kind of source it takes them for."""
    return (read.measure for read in indicator.series if isinstance(read.measure, Counted))


def _numbered(wanted: Iterable[T]) -> dict[T, int]:
    return {each: number for number, each in enumerate(wanted)}
