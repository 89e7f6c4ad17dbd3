"""A chat of Telegram as facts: the same as a chat of WhatsApp gives, with the replies that the file tells.

A person is known by name, as in every chat; of two accounts of one name the second is known by its number. A message's
identity is "the nth message of this account in this second", so that a longer export, a second exporter, a later edit or a new
name never makes it a new one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar

from merhav.connectors.chat.clock import Clock, Epoch
from merhav.connectors.chat.facts import ChatFacts
from merhav.connectors.chat.labels import label_of
from merhav.connectors.chat.language import language_of
from merhav.connectors.people import plain_name
from merhav.core.text import Refusal, Text, _
from merhav.facts.rows import Activity, Observation, Row
from merhav.facts.words import Object, Role, Verb

from .messages import Message, read
from .replies import Answerable

_NEAR_START = 20
"""Lines within which the notice of the group's creation says that the file goes back to its birth."""
_MOST_NAMES = 200_000

_JOINED = {"join_group_by_link", "join_group_by_request"}
_OF_MEMBERS = {"invite_members": Verb.JOIN, "create_group": Verb.JOIN, "remove_members": Verb.LEAVE}
_CREATED = {"create_group", "create_channel"}


@dataclass(slots=True)
class Facts(ChatFacts):
    """One chat on its way to facts."""

    messenger: ClassVar[str] = "telegram"

    clock: Clock = field(default_factory=Epoch)
    answerable: Answerable = field(default_factory=Answerable)
    actors: dict[tuple[str, str], int] = field(default_factory=dict)
    """By name and account."""
    named: dict[str, int] = field(default_factory=dict)
    """By account alone, as a mention tells it."""
    owners: dict[str, str] = field(default_factory=dict)
    """Name → the account that came with it first."""
    lines: int = 0

    def rows(self, raws: Iterable[Any]) -> Iterator[Row]:
        for raw in raws:
            self.lines += 1
            message = read(raw)
            if isinstance(message, Text):
                self.report.problem(self.lines, str(raw), message)
                continue
            if self.first is None:
                self.begin(message.at, message.at, message.account or message.name)
            self.last = max(self.last, message.at)
            yield from self._notice(message) if message.is_notice else self._message(message)
            yield from self.closed()
        if self.first is None:
            raise Refusal(_("The file holds no message with a day and time that exist."))
        yield self.coverage(from_birth=self.born)

    def _message(self, message: Message) -> Iterator[Row]:
        actor = self._actor(message.name, message.account)
        self.report.met(actor, message.name or message.account)
        if message.account.startswith("channel"):
            self.report.suggested_roles[actor] = Role.OFFICIAL
        self.report.items += 1
        account = self.people.thing(message.account or plain_name(message.name))
        nth = self.nth.next(message.at, account)
        fact = self.people.thing("telegram", "message", message.at, account, nth)
        yield self._told(message, fact, actor)
        if reactions := message.reactions:
            yield Observation(
                self.people.thing("telegram", "reactions", fact, reactions),
                self.clock.moment(message.at),
                "reactions",
                "telegram:reactions",
                float(reactions),
                object_id=fact,
            )

    def _told(self, message: Message, fact: int, actor: int) -> Activity:
        """The message in its place. What answers a message that the file does not hold is not given to another."""
        text, number = message.text, message.answers
        kind = Object.POLL if message.is_poll else Object.MESSAGE
        labels = self.told.get("topics") == "on"
        turn = self.answerable.turn(number) if number is not None else None
        if turn is None and number is not None and number not in self.answerable.rooms:
            label = label_of(text) if labels else None
            moment, language = self.clock.moment(message.at), language_of(text)
            return Activity(fact, moment, Verb.CREATE, kind, actor, topic=label, language=language)
        mentions = {self._actor("", account) for account in message.mentioned}
        placed = self.placed(fact, actor, message.at, text, kind, labels=labels, mentions=mentions, told=turn)
        self.answerable.keep(message.number, self.conversation.latest(actor))
        return placed

    def _notice(self, message: Message) -> Iterator[Activity]:
        moment, action = self.clock.moment(message.at), message.action
        if action == "topic_created":
            self.answerable.opened(message.number)
        if action in _CREATED:
            self.born = self.born or self.lines <= _NEAR_START
            creator = self._actor(message.name, message.account) if message.name else None
            thing = self.people.thing("telegram", "created", message.at)
            yield Activity(thing, moment, Verb.CREATE, Object.SPACE, creator)
        if action in _JOINED and (message.name or message.account):
            yield self._membership(message, Verb.JOIN, self._actor(message.name, message.account))
        elif verb := _OF_MEMBERS.get(action):
            for name in message.members:
                yield self._membership(message, verb, self._actor(name, ""))

    def _membership(self, message: Message, verb: Verb, actor: int) -> Activity:
        nth = self.nth.next(-message.at, 0)
        thing = self.people.thing("telegram", verb.value, message.at, nth)
        return Activity(thing, self.clock.moment(message.at), verb, Object.MEMBERSHIP, actor)

    def _actor(self, name: str, account: str) -> int:
        known = self.actors.get((name, account))
        if known is not None:
            return known
        if not name:
            return self.named.get(account) or self.people.person(account)
        if len(self.actors) > _MOST_NAMES:
            for names in (self.actors, self.named, self.owners):
                names.clear()
        shown = plain_name(name)
        taken = bool(account) and self.owners.setdefault(shown, account) != account
        actor = self.people.person(account if taken else name)
        self.actors[name, account] = self.named[account] = actor
        return actor
