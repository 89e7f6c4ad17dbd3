"""A reading: one indicator, in one month, for one authority and one segment of its residents."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from merhav.core.periods import Month

from .definition import Kind


class Flag(StrEnum):
    TOO_FEW = "too_few"
    """It rests on fewer people than may be shown; the number is withheld."""
    COMPLEMENTARY = "complementary"
    """Withheld so that a number that rests on too few cannot be found by subtraction."""
    PARTIAL = "partial"
    """The sources do not speak for the whole month, or not for every space: not to be judged."""
    NOTHING = "nothing_to_count"
    """There was nothing that a share or a median could be of."""


WITHHELD = frozenset({Flag.TOO_FEW, Flag.COMPLEMENTARY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """`value` is in the series' unit. A withheld reading keeps its place and its flag, and no number at all."""

    authority: int
    indicator: str
    version: int
    kind: Kind
    part: str
    """Empty, or the name of what is read beside the indicator's own number."""
    generation: str
    """Of an observation: which definition of the platform's; no series is spliced over a change."""
    month: Month
    asset: str
    """Set when the measure is read for each asset."""
    dimension: str
    """Empty for all residents, or one of `facts.tables.DIMENSIONS`."""
    segment: str
    basis: str
    """person, or space (the audience that a space declares): shown apart, never added. Empty for all."""
    value: float | None
    n: int | None
    """Different people behind the number; of a report, the number itself or the one it was declared to rest on."""
    events: int | None
    """Facts behind the number; of a report, the spaces it is of."""
    low: float | None = None
    """Of a share: its 95% interval (Wilson). A full count has none."""
    high: float | None = None
    coverage: float = 1.0
    newest: datetime | None = None
    """The newest fact behind the number, UTC."""
    flags: frozenset[Flag] = frozenset()

    @property
    def withheld(self) -> bool:
        return bool(self.flags & WITHHELD)
