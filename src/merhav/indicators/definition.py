"""What an indicator is: a declaration, read by the engine, by pages and by people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from merhav.core.text import Text
from merhav.facts.words import Asset

from .measures import Measure
from .reported import Reported


class Outcome(StrEnum):
    """The five outcomes; the first two of the review are read together."""

    SPACES = "spaces"
    """The street and the screen are one; communication in many dimensions."""
    POLICY = "policy"
    ETHICS = "ethics"
    SOCIETIES = "societies"
    AIMS = "aims"


class Facet(StrEnum):
    GENERAL = "general"
    AUTHORITY = "authority"
    """Residents and the authority."""
    RESIDENTS = "residents"
    """Residents and residents."""
    FURTHER = "further"


class Kind(StrEnum):
    """Where a number comes from; numbers of two kinds are shown side by side and never added."""

    ACTIVITY = "activity"
    OBSERVATION = "observation"
    SURVEY = "survey"
    REGISTER = "register"
    ATTRIBUTION = "attribution"


class Unit(StrEnum):
    PEOPLE = "people"
    PER_MONTH = "per_month"
    """Things that happened in the month."""
    SHARE = "share"
    """Between 0 and 1."""
    SECONDS = "seconds"
    NUMBER = "number"
    """Things that there are at the time, be they new or old: pages, spaces."""
    LEVEL = "level"
    """0 none, 1 A, 2 B, 3 C."""


class Direction(StrEnum):
    """The way that is good."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Part:
    """What is read beside an indicator's own number.

    Its kind follows from the measure (what is reported is an observation, all else activity) unless it is said;
    `also` tells how the same is read from sources of other kinds.
    """

    title: Text
    unit: Unit
    measure: Measure
    direction: Direction = Direction.UP
    kind: Kind | None = None
    also: Mapping[Kind, Measure] = field(default_factory=dict)

    @property
    def reads(self) -> Mapping[Kind, Measure]:
        return {self.kind or kind_of(self.measure): self.measure, **self.also}


class Read(NamedTuple):
    """One series of an indicator: the main one has no part's name."""

    kind: Kind
    part: str
    unit: Unit
    measure: Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One question that is asked every month.

    `version` rises when what is counted changes; readings of two versions are never one series.
    `reads` says, per kind, what is counted; `awaits` names kinds that no source gives yet.
    `asset` is the asset whose spaces feed it. None: what happens in any of them; a level is then read for each asset
    that speaks, all else over all of them together, people once.
    """

    slug: str
    outcome: Outcome
    facet: Facet
    asset: Asset | None
    version: int
    title: Text
    question: Text
    """One sentence that a mayor understands."""
    explain: Text
    """The definition in words: what is counted, and what is not."""
    unit: Unit
    reads: Mapping[Kind, Measure]
    connect: Text
    """How to connect a source."""
    awaits: tuple[Kind, ...] = ()
    beside: Mapping[str, Part] = field(default_factory=dict)
    direction: Direction = Direction.UP

    @property
    def family(self) -> str:
        return self.slug.split(".")[0]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Of its own number and what is read beside it, then those that no source gives yet."""
        beside = (kind for part in self.beside.values() for kind in part.reads)
        return tuple(dict.fromkeys((*self.reads, *beside, *self.awaits)))

    @property
    def series(self) -> Iterator[Read]:
        for kind, measure in self.reads.items():
            yield Read(kind, "", self.unit, measure)
        for name, part in self.beside.items():
            for kind, measure in part.reads.items():
                yield Read(kind, name, part.unit, measure)


def kind_of(measure: Measure) -> Kind:
    """The kind of sources that a measure is usually read from."""
    return Kind.OBSERVATION if isinstance(measure, Reported) else Kind.ACTIVITY
