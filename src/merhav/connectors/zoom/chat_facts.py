"""A saved chat as facts: who wrote, who answered whom where it says so, who reacted.

A direct message counts as taking part and never as said to everyone: it has the topic `direct`, and its reader is not
told. A message is "the nth of this person in this second, to everyone or not", so that a chat saved earlier or by somebody else adds
what it has and repeats nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import chain

from merhav.connectors.base import Report, Told
from merhav.connectors.chat.facts import Nth
from merhav.connectors.chat.language import language_of
from merhav.connectors.people import Pseudonyms
from merhav.core.periods import LOCAL
from merhav.core.text import Refusal, _
from merhav.facts.rows import Activity, Row
from merhav.facts.words import Object, Verb

from .chat_day import ALL_CHATS
from .chat_lines import Said
from .chat_quotes import Meant, Quotable, Quoted, meant
from .stays import in_utc, meet
from .told import UNDATED, Held, covered, start_told

DIRECT = "direct"
TELLS = ("Create/message", "Like/message")

_HALF_A_DAY = 43_200


@dataclass(slots=True)
class Facts:
    """One chat on its way to facts; times are seconds after `UNDATED` until the day is known."""

    people: Pseudonyms
    report: Report
    quotable: Quotable = field(default_factory=Quotable)
    nth: Nth = field(default_factory=Nth)
    direct: int = 0

    def rows(self, messages: Iterable[Said]) -> Iterator[Activity]:
        anything = False
        for said in messages:
            self.report.items += 1
            for row in self._message(said, self._actor(said.name)):
                anything = True
                yield row
        if not anything:
            raise Refusal(_("The chat holds no message."))
        if self.direct:
            self.report.notes.append(
                _(
                    "%(count)s messages went to one person; they count as taking part, not as said to everyone.",
                    count=self.direct,
                )
            )

    def _actor(self, name: str) -> int | None:
        if not name:
            return None  # whoever saved the chat: Zoom calls them `Me`
        actor = self.people.person(name)
        meet(self.report, actor, name)
        return actor

    def _message(self, said: Said, actor: int | None) -> Iterator[Activity]:
        if said.to:
            self.direct += 1
            yield self._create(said, actor, Meant("message", said.text), DIRECT)
            return
        told = meant(said, self.quotable)
        if told.kind == "reaction":
            number = self._number("like", said.seconds, actor)
            yield _like(number, said.seconds, actor, told.target)
        elif told.kind == "message":
            row = self._create(said, actor, told, None)
            yield row
            self.quotable.keep(told.text, row.id, actor, said.seconds)
            yield from self._below(said, told, Quoted("", row.id, actor, said.seconds))

    def _below(self, said: Said, told: Meant, target: Quoted) -> Iterator[Activity]:
        for name, sign in told.below:
            actor = self._actor(name.strip())
            number = self.people.thing("zoom", "like", target.fact, actor, sign)
            yield _like(number, said.seconds, actor, target)

    def _create(self, said: Said, actor: int | None, told: Meant, topic: str | None) -> Activity:
        number = self._number(topic or "message", said.seconds, actor)
        answered = told.target if told.target and told.target.actor != actor else None
        return Activity(
            number,
            _moment(said.seconds),
            Verb.CREATE,
            Object.MESSAGE,
            actor,
            in_reply_to=answered.fact if answered else None,
            replied_actor=answered.actor if answered else None,
            replied_seconds=max(0, said.seconds - answered.seconds) if answered else None,
            topic=topic,
            language=language_of(told.text),
        )

    def _number(self, kind: str, seconds: int, actor: int | None) -> int:
        key = self.people.thing(kind, actor)
        return self.people.thing("zoom", kind, seconds, actor, self.nth.next(seconds, key))


def _like(number: int, seconds: int, actor: int | None, target: Quoted | None) -> Activity:
    return Activity(
        number,
        _moment(seconds),
        Verb.LIKE,
        Object.MESSAGE,
        actor,
        object_id=target.fact if target else None,
        in_reply_to=target.fact if target else None,
        replied_actor=target.actor if target else None,
    )


def _moment(seconds: int) -> datetime:
    return UNDATED + timedelta(seconds=seconds)


def placed(rows: Iterable[Activity], start: datetime, people: Pseudonyms, told: Told) -> Iterator[Row]:
    """The rows on their day; the last is what they cover, the month of the meeting, or all time since the day from
    which the chats of all meetings are brought in.

    `start`: of the meeting, by the clock of the street. What was written more than half a day before that hour was written after
    midnight.
    """
    day: date | None = None
    first = last = UNDATED
    for row in rows:
        if day is None:
            day = _day(start, row)
            first = last = _on(day, row.at)
        moved = _dated(row, day, people)
        first, last = min(first, moved.at), max(last, moved.at)
        yield moved
    if day is not None:
        yield from covered(
            [Held(people.thing("zoom", "chat", first.isoformat()), first, last)], _since(told), people
        )


def _since(told: Told) -> Told:
    """What `covered` is told: of chats, not of the reports of the same room."""
    since = told.get(ALL_CHATS.name)
    return Told({"all_since": since} if since else {})


def _day(start: datetime, first: Activity) -> date:
    began = start.hour * 3600 + start.minute * 60 + start.second
    written = int((first.at - UNDATED).total_seconds())
    return start.date() + timedelta(days=written < began - _HALF_A_DAY)


def _on(day: date, at: datetime) -> datetime:
    return in_utc(datetime.combine(day, time()) + (at - UNDATED))


def _dated(row: Activity, day: date, people: Pseudonyms) -> Activity:
    def then(number: int | None) -> int | None:
        return None if number is None else people.thing("zoom", "said on", number, day.isoformat())

    return row._replace(
        id=people.thing("zoom", "said on", row.id, day.isoformat()),
        at=_on(day, row.at),
        object_id=then(row.object_id),
        in_reply_to=then(row.in_reply_to),
    )


def with_day(rows: Iterable[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
    """Rows of a chat whose path told no day, on the day that was told since; others as they are."""
    rows = iter(rows)
    first = next(rows, None)
    if not isinstance(first, Activity) or first.at.year != UNDATED.year:
        yield from (() if first is None else (first,))
        yield from rows
        return
    start = start_told(told)
    if start is None:
        raise Refusal(_("A saved chat tells hours and no day: say when the meeting began."))
    undated = (row for row in chain((first,), rows) if isinstance(row, Activity))
    yield from placed(undated, start.astimezone(LOCAL).replace(tzinfo=None), people, told)
