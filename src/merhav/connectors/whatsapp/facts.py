"""Blocks as facts: people are pseudonyms, texts are looked at once and let go.

A message's identity is "the nth message of this sender in this minute", so that a longer export, a second
exporter, a later deletion or an edit never makes it a new one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from merhav.connectors.chat.clock import Clock, UtcClock
from merhav.connectors.chat.facts import ChatFacts
from merhav.core.text import Refusal, _
from merhav.facts.rows import Activity, Row
from merhav.facts.words import Object, Verb

from .blocks import CUT_AT, Block
from .bodies import Found
from .marks import SELF, clean_name

_NEAR_START = 20
"""Lines within which the notice of the group's creation says that the file goes back to its birth."""
_MENTION = re.compile("@\u2068?~?([^\u2069\n@]{2,40})\u2069|@(\\d{9,15})")
_AND = re.compile(r" ?, ?| and | ו-?(?=\S)| и | و ?(?=\S)")
_MEMBERSHIP = {
    "joined_via_link": Verb.JOIN,
    "joined_from_community": Verb.JOIN,
    "added": Verb.JOIN,
    "left": Verb.LEAVE,
    "removed": Verb.LEAVE,
}
_OF_TARGET = {"added", "removed"}


@dataclass(slots=True)
class Facts(ChatFacts):
    """One file on its way to facts."""

    messenger: ClassVar[str] = "whatsapp"

    clock: Clock = field(default_factory=UtcClock)
    actors: dict[str, int] = field(default_factory=dict)
    lines: int = 0
    messages: int = 0

    def rows(self, blocks: Iterable[Block]) -> Iterator[Row]:
        for block in blocks:
            yield from self._block(block)
        if self.first is None:
            raise Refusal(_("The file holds no message with a day and time that exist."))
        yield from self.closed()
        yield self.coverage(from_birth=self.born and self.messages not in CUT_AT)

    def _block(self, block: Block) -> Iterator[Row]:
        labels = self.told.get("topics") == "on"
        found_at = block.found.get
        for index, at in enumerate(block.at):
            self.lines += 1
            if at < 0:
                continue
            found, name = found_at(index), block.names[index]
            if self.first is None:
                self.begin(at, at // 60, name or "")
            self.last = max(self.last, at)
            if name is None:
                if found is not None:
                    yield from self._notice(at, found)
                continue
            yield self._message(at, name, block.texts[index], found, labels=labels)
            for raised in self.outcomes.closed(self.last):
                yield self.outcome(raised)

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
            return self._talk(message, actor, at, text, Object.MESSAGE, labels=labels)
        if found.event in {"deleted", "waiting"}:
            return Activity(message, moment, Verb.CREATE, Object.MESSAGE, actor)
        kind = Object.POLL if found.event == "poll" else Object.MESSAGE
        return self._talk(message, actor, at, found.question or found.text or "", kind, labels=labels)

    def _talk(self, message: int, actor: int, at: int, text: str, kind: Object, *, labels: bool) -> Activity:
        mentions = self._mentioned(text) if "@" in text else ()
        return self.placed(message, actor, at, text, kind, labels=labels, mentions=mentions)

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
            for name in _AND.split(" ".join((who or "").split())):
                if name and name != SELF:
                    actor = self._actor(name)
                    nth = self.nth.next(-minute, actor)
                    thing = self.people.thing("whatsapp", verb.value, minute, actor, nth)
                    yield Activity(thing, moment, verb, Object.MEMBERSHIP, actor)
