"""The kinds of measures that are read off what platforms, and people who look at them, report.

A report is told again: of several tellings of one cell (a day, a post, an issue; the space as a whole, where it names
none) the last holds, by the moment it speaks of and then by when it was seen. Nobody knows who stands behind an
aggregate, so the number itself is taken for the people behind it, unless a measure says whose number is.
"""

from dataclasses import dataclass

from .filters import Filter, where

Measured = str | tuple[str, ...]
"""What was counted: one measure of the facts, or several that are added."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What was last observed of a measure in each space in the month, summed over the spaces.

    `of` is over the columns that say where a space belongs (asset, writers, run_by…), so that spaces nobody
    looked at can be told, too: they lower its coverage. `sources` are those whose telling counts (the word before the
    colon of a generation); none named: all.
    """

    measure: Measured
    of: Filter
    sources: tuple[str, ...] = ()
    protected: bool = True

    @property
    def observed(self) -> Filter:
        return self.of & where(measure=self.measure)

    @property
    def filters(self) -> tuple[Filter, ...]:
        return (self.observed,)


@dataclass(frozen=True, slots=True)
class Flow:
    """What came together in the month: cells added up, in each space and over the spaces.

    It is covered like activities are: by the part of the month that its sources speak for. `behind` is the measure
    whose number is the people behind this one (the visitors of whose time the seconds are); read off the same source.
    """

    measure: Measured
    of: Filter
    sources: tuple[str, ...] = ()
    behind: "Stock | Flow | None" = None
    protected: bool = True

    @property
    def observed(self) -> Filter:
        return self.of & where(measure=self.measure)

    @property
    def filters(self) -> tuple[Filter, ...]:
        return (self.observed,)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A part by its whole, both reported: between 0 and 1 where the part is one; empty where the whole is 0.

    Both are of one source, under one rule of who is a resident, unless `any_source`: then the part is of whichever
    source told it last. `cells`: an issue or a post counts only where both are told of it; else a space does.
    The generation is the whole's, and so is the number of people behind it; a report has no interval.
    """

    part: Stock | Flow
    whole: Stock | Flow
    cells: bool = True
    any_source: bool = False
    protected: bool = True

    @property
    def filters(self) -> tuple[Filter, ...]:
        return (self.whole.observed, self.part.observed)


@dataclass(frozen=True, slots=True)
class PerResident:
    """A stock or flow as a share of the residents: of all, or of a segment where its number is known.

    The number of residents is what the census table last told by the end of the month.
    """

    of: Stock | Flow
    protected: bool = True

    @property
    def filters(self) -> tuple[Filter, ...]:
        return (self.of.observed,)


Reported = Stock | Flow | Ratio | PerResident


def cells_of(measure: Reported) -> tuple[Stock | Flow, ...]:
    """The stocks and flows that a measure is made of."""
    match measure:
        case Ratio(part=part, whole=whole):
            return (whole, part)
        case PerResident(of=of):
            return (of,)
        case Flow(behind=behind) if behind is not None:
            return (measure, behind)
        case _:
            return (measure,)


def measures_of(measure: Measured) -> tuple[str, ...]:
    return (measure,) if isinstance(measure, str) else measure


def source_of(generation: str) -> tuple[str, ...]:
    """Who told, and under which rule of who is a resident: of `ga4:active_users:62%` it is ga4 and 62%."""
    source, *words = generation.split(":")
    return (source, *words[1:])
