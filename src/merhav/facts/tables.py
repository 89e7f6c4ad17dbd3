"""The contract: the tables of facts, each column with its kind and its meaning.

Connectors and features translate to these tables; indicators see nothing else. Words of a row are plain strings
from `words`, so that a store, a file and a second engine read them alike.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a column holds; a store chooses its own type for it."""

    NUMBER = "number"
    """A whole number of 64 bits."""
    DECIMAL = "decimal"
    TEXT = "text"
    MOMENT = "moment"
    """A moment in UTC, without a zone of its own."""
    DAY = "day"
    TRUTH = "truth"


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    kind: Kind
    meaning: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    meaning: str
    columns: tuple[Column, ...]
    dated_by: str
    """The column whose month a row belongs to."""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def __hash__(self) -> int:
        """Of the name: a table is looked up for every row, and its columns need not be gone through each time."""
        return hash(self.name)


def _number(name: str, meaning: str, *, required: bool = False) -> Column:
    return Column(name, Kind.NUMBER, meaning, required)


def _text(name: str, meaning: str, *, required: bool = False) -> Column:
    return Column(name, Kind.TEXT, meaning, required)


def _moment(name: str, meaning: str, *, required: bool = False) -> Column:
    return Column(name, Kind.MOMENT, meaning, required)


def _day(name: str, meaning: str, *, required: bool = False) -> Column:
    return Column(name, Kind.DAY, meaning, required)


def _decimal(name: str, meaning: str, *, required: bool = False) -> Column:
    return Column(name, Kind.DECIMAL, meaning, required)


SEGMENTS = (
    _text("age_band", "18-29, 30-49, 50-64, 65+ at the moment of the act"),
    _text("sex", "female or male"),
    _text("neighbourhood", "the authority's own code of a neighbourhood or settlement"),
    _text("society", "general, arab, haredi"),
    _text("religiosity", "secular, traditional, religious, haredi"),
    _text("workplace", "inside or outside the locality"),
    _text("audience_language", "the language of the person, or of the space's audience (ISO 639)"),
    _text("digital_literacy", "none, basic, above"),
)
"""Frozen on the row when it happens: people age and move, the past does not change."""

DIMENSIONS = tuple(column.name for column in SEGMENTS)

_SEGMENTED = (_text("segment_basis", "person, space (the audience the space declares) or none"), *SEGMENTS)

_OWNED = (
    _number("authority", "the tenant", required=True),
    _number(
        "id",
        "the fact's identity inside the authority: the same fact met twice has the same id",
        required=True,
    ),
)

_PLACED = (
    _text("asset", "one of the six digital assets, or the street", required=True),
    _number("space", "the place where people gather"),
    _text("writers", "open or closed: who may write in the space, at that time"),
    _text("run_by", "authority or residents: who runs the space, at that time"),
    _number("community", "the community the space belongs to"),
)

_BATCH = _text("batch", "the import or drain that brought the row; undone whole", required=True)

ACTIVITY = Table(
    "activity",
    "Somebody did something, somewhere, at a time.",
    (
        *_OWNED,
        _moment("at", "when", required=True),
        _text("verb", "what was done (ActivityStreams 2.0)", required=True),
        _text("object_type", "what it was done to", required=True),
        _number("object_id", "which one, where several facts speak of the same"),
        _number("in_reply_to", "the id of the fact that this one answers, told by the source or inferred"),
        _text("replied_role", "the role of whoever is answered, frozen"),
        _number("replied_seconds", "the seconds from that fact to this one, frozen"),
        Column("on_subject", Kind.TRUTH, "whether the reply stays on the subject of what it answers"),
        _text("answered_role", "of a topic or meeting whose outcome is known: the role that answered first"),
        _number("answered_seconds", "the seconds until that first answer; empty when none came"),
        _number(
            "official_seconds", "the seconds until the first answer by an official; empty when none came"
        ),
        _number("actor", "pseudonym of who did it"),
        _text("actor_role", "resident, leader, official, visitor, system", required=True),
        *_PLACED,
        _text("topic", "a label, never text"),
        _number("process", "the municipal process it concerns"),
        _text("stage", "the stage that process was in"),
        _text("origin", "the publication, code, poster or asset that brought the person"),
        _number("duration", "seconds"),
        _decimal("amount", "how much: people who took part in a topic, money…"),
        _text("language", "the language of the message itself (ISO 639)"),
        *_SEGMENTED,
        _BATCH,
    ),
    dated_by="at",
)

OBSERVATION = Table(
    "observation",
    "A platform, or a person who looks at it, reported an aggregate.",
    (
        *_OWNED,
        _moment("at", "the moment it speaks of, whose month it belongs to", required=True),
        _moment("seen", "when it was read off the platform: of two tellings of one thing the later holds"),
        _number(
            "object_id",
            "what it speaks of where that is not the space as a whole: a day, a post, an issue; tellings of one are "
            "never added",
        ),
        *_PLACED,
        _text("measure", "what was counted, e.g. members", required=True),
        _text(
            "generation",
            "which definition of that measure; no series is spliced over a change",
            required=True,
        ),
        _decimal("value", "how many", required=True),
        *_SEGMENTED,
        _BATCH,
    ),
    dated_by="at",
)

ANSWER = Table(
    "answer",
    "One answer of one respondent.",
    (
        *_OWNED,
        _moment("at", "when", required=True),
        _number("survey", "which survey", required=True),
        _number("wave", "which wave", required=True),
        _text("question", "which question", required=True),
        _number("respondent", "pseudonym"),
        _text("mode", "web, paper, phone, desk…"),
        _text("sampling", "how respondents came into the sample"),
        _decimal("weight", "survey weight"),
        _decimal("value", "the answer on the question's scale"),
        *_SEGMENTED,
        _BATCH,
    ),
    dated_by="at",
)

RECORD = Table(
    "record",
    "A dated entry of a register.",
    (
        *_OWNED,
        _text("kind", "budget line, routine, policy, training…", required=True),
        _day("since", "from", required=True),
        _day("until", "to, empty while in force"),
        _decimal("amount", "how much"),
        _text("unit", "of what"),
        _text("departments", "codes of departments, separated by spaces"),
        _BATCH,
    ),
    dated_by="since",
)

POPULATION = Table(
    "population",
    "A census margin.",
    (
        *_OWNED,
        _number("year", "of the census or its update", required=True),
        _day("since", "the day from which the margin holds", required=True),
        _moment("seen", "when it was told: of two tellings of one margin the later holds"),
        *SEGMENTS,
        _number("people", "how many", required=True),
        _BATCH,
    ),
    dated_by="since",
)

COVERAGE = Table(
    "coverage",
    "A source says from when to when it speaks: without it, a month without facts cannot be told from a quiet one.",
    (
        *_OWNED,
        *_PLACED,
        _text("source", "the connector or feature", required=True),
        _text(
            "speaks_of",
            "what the source can tell, separated by spaces: `Verb/object` of activities, measures of observations; empty: "
            "whatever happens in the space",
        ),
        _moment("since", "from", required=True),
        _moment("until", "to (a moment that is no longer covered)", required=True),
        Column(
            "from_birth", Kind.TRUTH, "the space began at `since`: before it there was nothing to cover", True
        ),
        *_SEGMENTED,
        _BATCH,
    ),
    dated_by="since",
)

TABLES = {table.name: table for table in (ACTIVITY, OBSERVATION, ANSWER, RECORD, POPULATION, COVERAGE)}
