"""Blocks as facts: people are pseudonyms, texts are looked at once and let go.

A message's identity is "the nth message of this sender in this minute", so that a longer export, a second
exporter, a later deletion or an edit never makes it a new one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from merhav.connectors.base import Report, Told
from merhav.connectors.people import Pseudonyms
from merhav.core.text import Refusal, _
from merhav.facts.rows import Activity, Coverage, Row
from merhav.facts.words import Object, Verb

from .blocks import CUT_AT, Block
from .bodies import Found
from .labels import label_of
from .language import asks, language_of
from .marks import SELF, clean_name
from .moments import UtcClock
from .outcomes import Outcomes, Raised
from .replies import WINDOW, Conversation, Placed, content_words

_NEAR_START = 20
"""Lines within which the notice of the group's creation says that the file goes back to its birth."""
_REMEMBERED = 10_000
"""Pairs of minute and sender for which the nth is counted."""

_MENTION = re.compile("@\u2068?~?([^\u2069\n@]{2,40})\u2069|@(\\d{9,15})")
_AND = re.compile(r"\s*,\s*|\s+and\s+|\s+ו-?(?=\S)|\s+и\s+|\s+و\s*(?=\S)")
_MEMBERSHIP = {
    "joined_via_link": Verb.JOIN,
    "joined_from_community": Verb.JOIN,
    "added": Verb.JOIN,
    "left": Verb.LEAVE,
    "removed": Verb.LEAVE,
}
_OF_TARGET = {"added", "removed"}


class Nth(dict[tuple[int, int], int]):
    """How many messages of a sender a minute has held so far."""

    def next(self, minute: int, actor: int) -> int:
        key = (minute, actor)
        self[key] = nth = self.get(key, 0) + 1
        if len(self) > _REMEMBERED:
            for old in list(islice(self, _REMEMBERED // 2)):
                del self[old]
        return nth


@dataclass(slots=True)
class Facts:
    """One file on its way to facts."""

    people: Pseudonyms
    told: Told
    report: Report
    clock: UtcClock = field(default_factory=UtcClock)
    conversation: Conversation = field(default_factory=Conversation)
    outcomes: Outcomes = field(default_factory=Outcomes)
    nth: Nth = field(default_factory=Nth)
    actors: dict[str, int] = field(default_factory=dict)
    lines: int = 0
    messages: int = 0
    born: bool = False
    first: int | None = None
    first_id: int = 0
    last: int = 0

    def rows(self, blocks: Iterable[Block]) -> Iterator[Row]:
        for block in blocks:
            yield from self._block(block)
        if self.first is None:
            raise Refusal(_("The file holds no message with a day and time that exist."))
        yield from self._end()

    def _block(self, block: Block) -> Iterator[Row]:
        labels = self.told.get("topics") == "on"
        found_at = block.found.get
        for index, at in enumerate(block.at):
            self.lines += 1
            if at < 0:
                continue
            found, name = found_at(index), block.names[index]
            if self.first is None:
                self._begin(at, name)
            self.last = max(self.last, at)
            if name is None:
                if found is not None:
                    yield from self._notice(at, found)
                continue
            yield self._message(at, name, block.texts[index], found, labels=labels)
            for raised in self.outcomes.closed(self.last):
                yield self._outcome(raised)

    def _begin(self, at: int, name: str | None) -> None:
        self.first = at
        self.first_id = self.people.thing("whatsapp", "first", at // 60, name or "")
        self.report.first = self.clock.moment(at)

    def _actor(self, name: str) -> int:
        actor = self.actors.get(name)
        if actor is None:
            actor = self.actors[name] = self.people.person(name)
        return actor

    def _message(self, at: int, name: str, text: str, found: Found | None, *, labels: bool) -> Activity:
        actor = self._actor(name)
        self.report.met(actor, name)
        self.messages += 1
        self.report.items += 1
        minute = at // 60
        message = self.people.thing("whatsapp", "message", minute, actor, self.nth.next(minute, actor))
        moment = self.clock.moment(at)
        if found is None:
            return self._placed(message, actor, at, text, Object.MESSAGE, labels=labels)
        if found.event in {"deleted", "waiting"}:
            return Activity(message, moment, Verb.CREATE, Object.MESSAGE, actor)
        kind = Object.POLL if found.event == "poll" else Object.MESSAGE
        return self._placed(message, actor, at, found.question or found.text or "", kind, labels=labels)

    def _placed(
        self, message: int, actor: int, at: int, text: str, kind: Object, *, labels: bool
    ) -> Activity:
        """The message with its place in the conversation; the last that is done with its text."""
        language = language_of(text)
        placed = self.conversation.place(
            message,
            actor,
            at,
            content_words(text),
            asks=kind is Object.POLL or asks(text),
            mentions=self._mentioned(text) if "@" in text else (),
        )
        topic = label_of(text) if labels else None
        self.outcomes.take(placed, language, topic, may_raise=self.born or at - (self.first or 0) >= WINDOW)
        return self._activity(placed, self.clock.moment(at), kind, language, topic)

    def _activity(
        self, placed: Placed, moment: datetime, kind: Object, language: str | None, topic: str | None
    ) -> Activity:
        turn, answered = placed.turn, placed.answered
        if answered is None:
            return Activity(
                turn.message, moment, Verb.CREATE, kind, turn.actor, topic=topic, language=language
            )
        return Activity(
            turn.message,
            moment,
            Verb.CREATE,
            kind,
            turn.actor,
            in_reply_to=answered.message,
            replied_actor=answered.actor,
            replied_seconds=max(0, turn.at - answered.at),
            on_subject=placed.on_subject,
            topic=topic,
            language=language,
        )

    def _mentioned(self, text: str) -> set[int]:
        return {
            self._actor(clean_name(name) if name else f"+{number}") for name, number in _MENTION.findall(text)
        }

    def _notice(self, at: int, found: Found) -> Iterator[Activity]:
        verb = _MEMBERSHIP.get(found.event or "")
        minute, moment = at // 60, self.clock.moment(at)
        if found.event == "group_created":
            self.born = self.born or self.lines <= _NEAR_START
            creator = None if found.actor in {None, SELF} else self._actor(found.actor or "")
            thing = self.people.thing("whatsapp", "created", minute, found.subject or "")
            yield Activity(thing, moment, Verb.CREATE, Object.SPACE, creator)
        elif verb is not None:
            who = found.target if found.event in _OF_TARGET else found.actor
            for name in _AND.split(who or ""):
                if name and name != SELF:
                    actor = self._actor(name)
                    nth = self.nth.next(-minute, actor)
                    thing = self.people.thing("whatsapp", verb.value, minute, actor, nth)
                    yield Activity(thing, moment, verb, Object.MEMBERSHIP, actor)

    def _outcome(self, raised: Raised) -> Activity:
        first = min(raised.answers.items(), key=lambda answer: answer[1], default=(None, None))
        return Activity(
            self.people.thing("whatsapp", "topic", raised.message),
            self.clock.moment(raised.at),
            Verb.QUESTION,
            Object.TOPIC,
            raised.actor,
            object_id=raised.message,
            answered_actor=first[0],
            answered_seconds=first[1],
            answers=tuple(raised.answers.items()),
            amount=float(raised.people),
            topic=raised.topic,
            language=raised.language,
        )

    def _end(self) -> Iterator[Row]:
        """What the end of the file tells: subjects whose windows have closed, and how far it reaches."""
        for raised in self.outcomes.closed(self.last):
            yield self._outcome(raised)
        since, until = self.clock.moment(self.first or 0), self.clock.moment(self.last)
        self.report.last = until
        thing = self.people.thing("whatsapp", "coverage", self.first_id, since.isoformat(), until.isoformat())
        yield Coverage(thing, since, until, self.born and self.messages not in CUT_AT)
