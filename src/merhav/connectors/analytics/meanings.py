"""What a column of a report says: a number of one kind, or what the row is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from merhav.connectors.heads import plain_word


class Kind(StrEnum):
    """A number. Durations are in seconds."""

    USERS = "users"
    """Distinct people: never added over days, pages or channels."""
    SESSIONS = "sessions"
    VIEWS = "views"
    SECONDS = "seconds"
    """All the time that people were engaged."""
    PER_USER = "seconds_per_user"
    PER_SESSION = "seconds_per_session"


MEASURED = frozenset({Kind.USERS, Kind.SESSIONS, Kind.VIEWS, Kind.SECONDS})


class Dim(StrEnum):
    """What a row is about."""

    PATH = "path"
    """A page or a screen; one visit has many."""
    EVENT = "event"
    CITY = "city"
    DATE = "date"
    MONTH = "month"
    MONTH_NUMBER = "month_number"
    YEAR = "year"
    NTH_DAY = "nth_day"
    """Days since the report's first, from 0000."""
    NTH_MONTH = "nth_month"
    PLACE = "place"
    """A country or region, to which a city belongs."""
    PART = "part"
    """Each visit has one: its channel, device, first page, week. Visits, views and time may be added over them."""
    COMPARED = "compared"
    """Segments, comparisons and ranges of dates laid side by side: the same people again."""
    OTHER = "other"
    """Not known; nothing is added over it."""


TIMES = frozenset({Dim.DATE, Dim.MONTH, Dim.MONTH_NUMBER, Dim.YEAR, Dim.NTH_DAY, Dim.NTH_MONTH})
DAYS = frozenset({Dim.DATE, Dim.NTH_DAY})
_ADDED = TIMES | {Dim.CITY, Dim.PLACE, Dim.PART}

ADDED_OVER: Mapping[Kind, frozenset[Dim]] = {
    Kind.SESSIONS: _ADDED,
    Kind.VIEWS: _ADDED | {Dim.PATH},
    Kind.SECONDS: _ADDED | {Dim.PATH},
}
"""Over what each number may be added."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One column: a number by the product's own name for it, or a dimension; neither where it is of no use here."""

    kind: Kind | None = None
    metric: str = ""
    dim: Dim | None = None

    @property
    def is_ignored(self) -> bool:
        return self.kind is None and self.dim is None


IGNORED = Meaning()


def words(meanings: Mapping[Meaning, Iterable[str]]) -> dict[str, Meaning]:
    """Meanings by every name of theirs, in one spelling."""
    return {plain_word(name): meaning for meaning, names in meanings.items() for name in names}
