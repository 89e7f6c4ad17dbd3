"""What was generated, for whoever imports it: the files, what people would tell about them, the planted truths."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from merhav.core.periods import Month
from merhav.facts.words import Asset, Role, RunBy, Writers


@dataclass(frozen=True, slots=True)
class SpaceTold:
    """A space as the coordinator would describe it in the preview of an import."""

    name: str
    asset: Asset
    run_by: RunBy
    writers: Writers | None = None
    grew_from: str = ""
    """The asset whose meeting the space grew out of, or nothing."""
    audience: Mapping[str, str] = field(default_factory=dict)
    """Segment column → word, columns of `facts.tables.DIMENSIONS`."""


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file, and what people tell when they import it."""

    path: Path
    connector: str
    """The connector's slug: whatsapp_export or zoom_report."""
    space: SpaceTold
    roles: Mapping[str, Role]
    """Name as shown in the file → role, of officials, leaders and robots; everybody else is a resident."""
    told: Mapping[str, str]
    """Answers to the connector's questions: members, exported_on, initiator, follow_up_on, follow_up_asset…"""


@dataclass(frozen=True, slots=True)
class MinutesTold:
    """A group whose admin tells a minute every week."""

    space: SpaceTold
    concerned: int
    weeks: Mapping[date, Mapping[str, int]]
    """Sunday → what was told of that week."""


class Expected(StrEnum):
    """What the verdict on a planted truth has to be, or has not to be."""

    RISING = "rising"
    FALLING = "falling"
    STEADY = "steady"
    CANNOT_TELL = "cannot_tell"
    NOT_RISING = "not_rising"
    NOT_FALLING = "not_falling"

    def holds(self, verdict: str) -> bool:
        if self in {Expected.NOT_RISING, Expected.NOT_FALLING}:
            return verdict != self.removeprefix("not_")
        return verdict == self


@dataclass(frozen=True, slots=True)
class Truth:
    """Something planted that a reading has to show, or a scoreboard must not claim."""

    indicator: str
    expected: Expected
    why: str
    kind: str = "activity"
    part: str = ""
    """Empty, or the name of what is read beside the indicator's own number."""
    dimension: str = ""
    segment: str = ""
    asset: str = ""
    """Set where an indicator is read for each asset."""
    generation: str = ""
    """Set where several definitions of one measure are read side by side; empty: there is only one."""


@dataclass(frozen=True, slots=True)
class Manifest:
    name: str
    names: Mapping[str, str]
    """The town's name by language."""
    population: int
    neighbourhoods: Mapping[str, int]
    """Neighbourhood → residents."""
    first_month: Month
    last_month: Month
    files: tuple[ExportFile, ...]
    """In the order of their export: where several are of one space, each holds the earlier ones."""
    member_counts: Mapping[str, tuple[tuple[date, int], ...]]
    """WhatsApp space → its members on the last day of each month."""
    minutes: tuple[MinutesTold, ...]
    truths: tuple[Truth, ...]
