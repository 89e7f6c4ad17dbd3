"""Events put in order by issue and person, and what they say: facts of people, and counts of issues."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from merhav.connectors.people import Pseudonyms

from .actions import Act
from .agents import Maker
from .dates import local_day
from .events import Event
from .issues import title_id
from .store import put, temporary

_SCHEMA = (
    "CREATE TABLE deed (title INTEGER, person INTEGER, at INTEGER, act INTEGER, day INTEGER, link INTEGER, maker INTEGER, "
    "times INTEGER)"
)
_IN_ORDER = "SELECT DISTINCT title, person, at, act, day, link, maker, times FROM deed ORDER BY title, person, at, act, link"


def clock(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


class Deed(NamedTuple):
    """One event, its title, person and link as numbers."""

    title: int
    person: int
    at: int
    """Seconds of the epoch."""
    act: Act
    day: int | None
    """The day of the issue's sending, where a column says it."""
    link: int
    maker: Maker
    times: int

    @property
    def moment(self) -> datetime:
        return clock(self.at)

    @property
    def local_day(self) -> int:
        return local_day(self.moment).toordinal()


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a table as a whole tells."""

    acts: frozenset[Act]
    first: datetime
    last: datetime
    seen: datetime
    """No later than the table was exported."""
    exact: bool
    """Its clock has seconds."""


class Deeds:
    """The events of one file, on disk."""

    def __init__(self, con: sqlite3.Connection) -> None:
        self._con = con

    def add(self, events: Iterator[Event], people: Pseudonyms) -> None:
        put(
            self._con,
            "INSERT INTO deed VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (_row(one, people) for one in events),
        )

    def gathered(self) -> Gathered | None:
        """None where nothing was told."""
        first, last, seconds, count = self._con.execute(
            "SELECT min(at), max(at), max(at % 60), count(*) FROM deed"
        ).fetchone()
        if first is None:
            return None
        acts = frozenset(Act(act) for (act,) in self._con.execute("SELECT DISTINCT act FROM deed"))
        # Of two files that end alike the longer one is the later.
        seen = clock(last) + timedelta(microseconds=min(count, 999_999))
        return Gathered(acts, clock(first), clock(last), seen, bool(seconds))

    def in_order(self) -> Iterator[Deed]:
        """By title, person and time; what stands twice comes once."""
        for title, person, at, act, day, link, maker, times in self._con.execute(_IN_ORDER):
            yield Deed(title, person, at, Act(act), day, link, Maker(maker), times)


def on_disk() -> AbstractContextManager[sqlite3.Connection]:
    return temporary(_SCHEMA)


def _row(event: Event, people: Pseudonyms) -> tuple[object, ...]:
    return (
        title_id(people, event.title),
        people.person(event.email),
        int(event.at.timestamp()),
        int(event.act),
        event.sent_on and event.sent_on.toordinal(),
        people.thing("newsletter", "link", event.link) if event.link else 0,
        int(event.maker),
        event.times,
    )
