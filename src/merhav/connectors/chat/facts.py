"""Messages as facts: people are pseudonyms, texts are looked at once and let go.

What a messenger's own file looks like is its connector's business; here its messages are placed in the conversation, and
the subjects that they raise are followed until it is known what became of them.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import ClassVar

from merhav.connectors.base import Report, Told
from merhav.connectors.people import Pseudonyms
from merhav.facts.rows import Activity, Coverage
from merhav.facts.words import Object, Verb

from .clock import Clock
from .labels import label_of
from .language import asks, language_of
from .outcomes import Outcomes, Raised
from .replies import WINDOW, Conversation, Placed, Turn, content_words

_REMEMBERED = 10_000
"""Pairs of time and sender for which the nth is counted."""


class Nth(dict[tuple[int, int], int]):
    """How many messages of a sender a minute (or a second) has held so far."""

    def next(self, at: int, actor: int) -> int:
        key = (at, actor)
        self[key] = nth = self.get(key, 0) + 1
        if len(self) > _REMEMBERED:
            for old in list(islice(self, _REMEMBERED // 2)):
                del self[old]
        return nth


@dataclass(slots=True)
class ChatFacts:
    """One chat on its way to facts. A subclass reads the messages and says what identifies each."""

    messenger: ClassVar[str]
    """The word of which ids are made; never changes once facts carry it."""

    people: Pseudonyms
    told: Told
    report: Report
    clock: Clock
    conversation: Conversation = field(default_factory=Conversation)
    outcomes: Outcomes = field(default_factory=Outcomes)
    nth: Nth = field(default_factory=Nth)
    born: bool = False
    """The file goes back to the beginning of the chat."""
    first: int | None = None
    first_id: int = 0
    last: int = 0

    def begin(self, at: int, *identity: object) -> None:
        """Note the file's first line, and what tells it from another's."""
        self.first = at
        self.first_id = self.people.thing(self.messenger, "first", *identity)
        self.report.first = self.clock.moment(at)

    def placed(
        self,
        message: int,
        actor: int,
        at: int,
        text: str,
        kind: Object,
        *,
        labels: bool,
        mentions: Collection[int] = (),
        told: Turn | None = None,
    ) -> Activity:
        """The message with its place in the conversation; the last that is done with its text."""
        language = language_of(text)
        placed = self.conversation.place(
            message,
            actor,
            at,
            content_words(text),
            asks=kind is Object.POLL or asks(text),
            mentions=mentions,
            told=told,
        )
        topic = label_of(text) if labels else None
        self.outcomes.take(placed, language, topic, may_raise=self.born or at - (self.first or 0) >= WINDOW)
        return _activity(placed, self.clock.moment(at), kind, language, topic)

    def closed(self) -> Iterator[Activity]:
        """The outcomes of the subjects whose windows have closed by the latest message."""
        for raised in self.outcomes.closed(self.last):
            yield self.outcome(raised)

    def outcome(self, raised: Raised) -> Activity:
        first = min(raised.answers.items(), key=lambda answer: answer[1], default=(None, None))
        return Activity(
            self.people.thing(self.messenger, "topic", raised.message),
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

    def coverage(self, *, from_birth: bool) -> Coverage:
        """How far the file reaches."""
        since, until = self.clock.moment(self.first or 0), self.clock.moment(self.last)
        self.report.last = until
        thing = self.people.thing(
            self.messenger, "coverage", self.first_id, since.isoformat(), until.isoformat()
        )
        return Coverage(thing, since, until, from_birth)


def _activity(
    placed: Placed, moment: datetime, kind: Object, language: str | None, topic: str | None
) -> Activity:
    turn, answered = placed.turn, placed.answered
    if answered is None:
        return Activity(turn.message, moment, Verb.CREATE, kind, turn.actor, topic=topic, language=language)
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
