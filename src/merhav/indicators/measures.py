"""The kinds of measures. A kind says what is done with the facts that a filter chooses; the engine does it.

Here stand those over activities; those over what platforms report are in `reported`.

Every measure has `filters` (the first chooses the facts it rests on) and `protected`: whether it tells of
residents, so that a number resting on few of them is not shown. What tells of meetings, or of officials in their
office, is not protected; it is split by the audience of spaces but never by what is known of a person.
"""

from dataclasses import dataclass
from typing import ClassVar

from .filters import SET, Filter, where
from .reported import Reported


@dataclass(frozen=True, slots=True)
class Count:
    """How many facts."""

    of: Filter
    protected: bool = True

    @property
    def filters(self) -> tuple[Filter, ...]:
        return (self.of,)


@dataclass(frozen=True, slots=True)
class People:
    """How many different people, each once in a month."""

    of: Filter
    protected: bool = True

    @property
    def filters(self) -> tuple[Filter, ...]:
        return (self.of,)


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of a column; facts where it is empty are left out."""

    column: str
    where: Filter
    protected: bool = True

    @property
    def of(self) -> Filter:
        return with_value(self.where, self.column)

    @property
    def filters(self) -> tuple[Filter, ...]:
        return (self.of,)


@dataclass(frozen=True, slots=True)
class Share:
    """Of the facts `of`, the part that is also `having`; between 0 and 1, empty where there is nothing to share.

    `apart`: what has it is told by facts of its own (the follow-up of a meeting), so `having` chooses those.
    """

    of: Filter
    having: Filter
    apart: bool = False
    protected: bool = True

    @property
    def part(self) -> Filter:
        return self.having if self.apart else self.of & self.having

    @property
    def filters(self) -> tuple[Filter, ...]:
        return (self.of, self.part)


@dataclass(frozen=True, slots=True)
class Median:
    """The exact median of a column, between the two middle values where their number is even."""

    probability: ClassVar[float] = 0.5

    column: str
    where: Filter
    protected: bool = True

    @property
    def of(self) -> Filter:
        return with_value(self.where, self.column)

    @property
    def filters(self) -> tuple[Filter, ...]:
        return (self.of,)


@dataclass(frozen=True, slots=True)
class P90:
    """The exact ninth decile of a column, linear between neighbouring values."""

    probability: ClassVar[float] = 0.9

    column: str
    where: Filter
    protected: bool = True

    @property
    def of(self) -> Filter:
        return with_value(self.where, self.column)

    @property
    def filters(self) -> tuple[Filter, ...]:
        return (self.of,)


@dataclass(frozen=True, slots=True)
class PerPerson:
    """The sum of a column divided by the different people it came from: the mean of a person in the month.

    Facts of nobody known, and those where the column is empty, are left out.
    """

    column: str
    where: Filter
    protected: bool = True

    @property
    def of(self) -> Filter:
        return with_value(with_value(self.where, self.column), "actor")

    @property
    def filters(self) -> tuple[Filter, ...]:
        return (self.of,)


@dataclass(frozen=True, slots=True)
class Things:
    """How many different things (spaces that were written in, pages that were read), each once in a month."""

    where: Filter
    protected: bool = True

    @property
    def of(self) -> Filter:
        return with_value(self.where, "object_id")

    @property
    def filters(self) -> tuple[Filter, ...]:
        return (self.of,)


@dataclass(frozen=True, slots=True)
class Step:
    of: Filter
    at_least: int


@dataclass(frozen=True, slots=True)
class Level:
    """How many of the steps, one after the other, an asset has climbed; read per asset, for all residents."""

    steps: tuple[Step, ...]
    protected: bool = False

    @property
    def of(self) -> Filter:
        """Facts of any step."""
        lines = (line for step in self.steps for line in step.of.lines)
        return Filter(tuple(dict.fromkeys(lines)))

    @property
    def filters(self) -> tuple[Filter, ...]:
        return (self.of, *(step.of for step in self.steps))


Quantile = Median | P90
Counted = Count | People | Sum | Share | Median | P90 | PerPerson | Things | Level
Measure = Counted | Reported


def with_value(of: Filter, column: str) -> Filter:
    return of & where(**{column: SET})
