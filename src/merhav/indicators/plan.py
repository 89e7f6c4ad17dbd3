"""What one scan has to bring home, so that indicators that share a table share its scan.

Each different filter of all measures becomes one bit of a fact; sums and quantiles are listed once however many
measures ask for them. Nothing here runs: `scan` does.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from merhav.facts.words import Asset

from .definition import Indicator, Kind
from .filters import Filter, where
from .measures import P90, Measure, Median, Stock, Sum

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

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns whose values, not only whose truth, are needed."""
        return tuple(sorted({need.column for need in self.totals} | {need.column for need in self.points}))


def activity_plan(indicators: Iterable[Indicator]) -> Plan:
    filters: dict[Filter, None] = {}
    totals: dict[Total, None] = {}
    points: dict[Point, None] = {}
    for indicator in indicators:
        filters |= dict.fromkeys(_wanted_filters(indicator))
        for measure in measures(indicator, Kind.ACTIVITY):
            match measure:
                case Sum():
                    totals[Total(measure.column, measure.of)] = None
                case Median() | P90():
                    points[Point(measure.column, measure.probability, measure.of)] = None
    return Plan(_numbered(filters), _numbered(totals), _numbered(points))


def _wanted_filters(indicator: Indicator) -> Iterator[Filter]:
    for measure in measures(indicator, Kind.ACTIVITY):
        yield from measure.filters
        yield presence(indicator)


def presence(indicator: Indicator) -> Filter:
    """Any fact of the indicator's asset: a segment met there has a reading, be it of nothing."""
    assets = tuple(Asset) if indicator.asset is None else (indicator.asset,)
    return where(asset=assets)


def stocks(indicators: Iterable[Indicator]) -> dict[Stock, int]:
    found = (measure for each in indicators for measure in measures(each, Kind.OBSERVATION))
    return _numbered(dict.fromkeys(measure for measure in found if isinstance(measure, Stock)))


def measures(indicator: Indicator, kind: Kind) -> Iterator[Measure]:
    return (read.measure for read in indicator.series if read.kind is kind)


def _numbered(wanted: Iterable[T]) -> dict[T, int]:
    return {each: number for number, each in enumerate(wanted)}
