"""What Zoom sends while a meeting is held (webhook events), gathered into the meeting that its report would tell.

Events come at least once, in any order, and some never come. A join and a leave of one connection (`user_id`) are a stay; a join
without its leave lasts until the next join of the same connection or the meeting's end, a leave without its join begins
where Zoom says the meeting began. A meeting that may still be going on is left for a later file, for its facts would change.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from merhav.connectors.base import Report
from merhav.connectors.documents import END
from merhav.core.text import Refusal, _

from .meetings import MOST_LINES
from .stays import Occasion
from .tables import Line, Meeting
from .values import local, stamped, text

PARTS = frozenset({"event", "event_ts", "payload"})

_LONGEST = timedelta(hours=30)
"""Zoom ends a meeting after so long."""
_EVENTS = {
    f"{kind}.{what}": what
    for kind in ("meeting", "webinar")
    for what in ("started", "ended", "participant_joined", "participant_left")
}


class Event(NamedTuple):
    meeting: str
    """The occasion (`uuid`), or the number where there is none."""
    what: str
    at: datetime
    of: Mapping[str, Any]
    """The meeting."""
    participant: Mapping[str, Any]


class Stop(NamedTuple):
    """Somebody came or went."""

    at: datetime
    joined: bool


@dataclass(slots=True)
class Connection:
    """One connection of somebody to a meeting."""

    name: str
    email: str
    is_host: bool
    stops: set[Stop] = field(default_factory=set)


@dataclass(slots=True)
class Going:
    """A meeting on its way, as far as it has been told."""

    meeting: Meeting = field(default_factory=Meeting)
    latest: datetime = datetime.min  # noqa: DTZ901 - local clock
    events: int = 0
    connections: dict[str, Connection] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        told = self.meeting
        self.events += 1
        told.number = told.number or text(event.of.get("id"))
        told.topic = told.topic or text(event.of.get("topic"))
        told.begins = told.begins or local(event.of.get("start_time"))
        told.flat = event.meeting == told.number
        self.latest = max(self.latest, event.at)
        if event.what == "ended":
            told.ends = max(told.ends or event.at, event.at)
        elif event.participant:
            self._stop(event)

    def _stop(self, event: Event) -> None:
        who = event.participant
        name, email = text(who.get("user_name")), text(who.get("email"))
        key = text(who.get("user_id")) or f"{name} {email}"
        is_host = bool(text(who.get("id"))) and text(who.get("id")) == text(event.of.get("host_id"))
        known = self.connections.setdefault(key, Connection(name, email, is_host))
        known.name, known.email = known.name or name, known.email or email
        known.stops.add(Stop(event.at, event.what == "participant_joined"))
        if event.what == "participant_left" and (joined := local(who.get("join_time"))):
            known.stops.add(Stop(joined, joined=True))

    def is_over(self, newest: datetime, *, told: bool) -> bool:
        """Whether nothing more can come. `told`: the file says of meetings that they ended."""
        inside = any(max(one.stops).joined for one in self.connections.values())
        ended = self.meeting.ends is not None or not (inside or told)
        return ended or newest - self.latest > _LONGEST

    def lines(self) -> Iterator[Line]:
        for one in self.connections.values():
            for joined, left in _stays(one.stops, self.meeting.begins, self.meeting.ends or self.latest):
                yield Line(
                    self.meeting, one.name, one.email, joined, left, None, None, one.is_host, waited=False
                )


def _stays(
    stops: Iterable[Stop], begins: datetime | None, ends: datetime
) -> Iterator[tuple[datetime, datetime]]:
    inside: datetime | None = None
    for stop in sorted(stops, key=lambda stop: (stop.at, not stop.joined)):
        if stop.joined:
            if inside is not None:
                yield inside, stop.at
            inside = stop.at
        elif inside is not None or begins is not None:
            yield min(inside or begins or stop.at, stop.at), stop.at
            inside = None
    if inside is not None:
        yield inside, max(inside, ends)


def read(parts: Iterable[tuple[str, Any]], report: Report) -> Iterator[Event]:
    """The events of a meeting's coming and going, in the file's order; Zoom sends others, too."""
    said: dict[str, Any] = {}
    number = 0
    for path, value in parts:
        if value is not END:
            said[path] = value
            continue
        number += 1
        what = _EVENTS.get(text(said.get("event")))
        if what is not None:
            event = _event(what, said.get("payload"), said.get("event_ts"))
            if event is None:
                report.problem(number, str(said.get("payload")), _("This event was not understood."))
            else:
                yield event
        said = {}


def _event(what: str, payload: Any, stamp: Any) -> Event | None:
    of = payload.get("object") if isinstance(payload, Mapping) else None
    if not isinstance(of, Mapping):
        return None
    who = of.get("participant")
    who = who if isinstance(who, Mapping) else {}
    at = {
        "started": local(of.get("start_time")),
        "ended": local(of.get("end_time")),
        "participant_joined": local(who.get("join_time")),
        "participant_left": local(who.get("leave_time")),
    }[what] or stamped(stamp)
    meeting = text(of.get("uuid")) or text(of.get("id"))
    named = bool(text(who.get("user_name")) or text(who.get("email"))) or not what.startswith("part")
    return Event(meeting, what, at, of, who) if at and meeting and named else None


@dataclass(slots=True)
class Gathered:
    """The meetings of a file of events, each as soon as its last event has been read."""

    name: str
    last: dict[str, int]
    """By meeting: the place of its last event in the file."""
    newest: datetime
    told: bool
    """Whether the file says of any meeting that it ended."""
    unfinished: int = 0
    held: int = 0
    """Events of meetings that are on their way."""

    @classmethod
    def surveyed(cls, name: str, events: Iterable[Event]) -> "Gathered":
        found = cls(name, {}, datetime.min, told=False)  # noqa: DTZ901 - local clock
        for place, event in enumerate(events):
            found.last[event.meeting] = place
            found.newest = max(found.newest, event.at)
            found.told = found.told or event.what == "ended"
        return found

    def occasions(self, events: Iterable[Event]) -> Iterator[Occasion]:
        going: dict[str, Going] = {}
        for place, event in enumerate(events):
            going.setdefault(event.meeting, Going()).take(event)
            self.held += 1
            if self.held > MOST_LINES:
                raise Refusal(
                    _("%(name)s holds more than %(most)s participants.", name=self.name, most=MOST_LINES)
                )
            if self.last[event.meeting] == place:
                done = going.pop(event.meeting)
                self.held -= done.events
                yield from self._done(done)

    def _done(self, going: Going) -> Iterator[Occasion]:
        if not going.is_over(self.newest, told=self.told):
            self.unfinished += 1
        elif lines := list(going.lines()):
            yield going.meeting, lines
