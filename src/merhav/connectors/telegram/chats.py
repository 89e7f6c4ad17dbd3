"""The chats of an export, and the one that is read: a group or a channel, never a private conversation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from merhav.connectors.base import Answer, Question, Report, Told, Untold
from merhav.connectors.documents import END, found, strings
from merhav.connectors.files import Source
from merhav.connectors.heads import Head
from merhav.connectors.people import plain_name
from merhav.core.text import Refusal, Text, _

CHAT = Question(
    "chat",
    _("Which of the file's groups?"),
    Answer.TEXT,
    help=_("The export holds several groups; each is a space of its own and is read apart."),
    required=True,
    only_if="chat",
    before=True,
    remembered=True,
)

_ITEM = "chats.list.[]"
_ALONE = "messages.[]"
_PERSONAL = {"personal_chat", "bot_chat", "saved_messages", "replies", "verify_codes"}


@dataclass(frozen=True, slots=True)
class Chat:
    name: str
    kind: str
    """Telegram's word, as `private_supergroup`; empty where the file does not say."""
    place: int | None = None
    """Its place in the list of an export of several; None for a file of one chat."""

    @property
    def is_personal(self) -> bool:
        return self.kind in _PERSONAL


def messages(source: Source, told: Told, report: Report) -> Iterator[Any]:
    """The messages of the chat that is meant, as they stand in the document.

    Raises `Refusal` for what is no export of a group, and `Untold` where it has to be told which group is meant.
    """
    chat = _chosen(_chats(source, report), source, told, report)
    if chat.place is None:
        yield from (value for _path, value in found(source, {_ALONE}, report, bounds=()))
        return
    place = 0
    for path, value in found(source, {f"{_ITEM}.messages.[]"}, report, bounds={_ITEM}):
        if value is END and path == _ITEM:
            place += 1
        elif place == chat.place:
            yield value
        if place > chat.place:
            return


def _chats(source: Source, report: Report) -> list[Chat]:
    """The chats that the file holds, as far as it has to be read to know."""
    wanted = {"name", "type", _ALONE, f"{_ITEM}.name", f"{_ITEM}.type"}
    listed: list[Chat] = []
    said: dict[str, str] = {}
    for path, value in found(source, wanted, report, bounds={_ITEM}):
        if path == _ALONE:
            return [Chat(said.get("name", ""), said.get("type", ""))]
        if value is END:
            listed.append(Chat(said.pop(f"{_ITEM}.name", ""), said.pop(f"{_ITEM}.type", ""), len(listed)))
        else:
            said[path] = value if isinstance(value, str) else ""
    return listed


def _chosen(chats: list[Chat], source: Source, told: Told, report: Report) -> Chat:
    if not chats:
        raise Refusal(_("%(name)s is no chat that Telegram Desktop exported as JSON.", name=source.name))
    groups = [chat for chat in chats if not chat.is_personal]
    if not groups:
        raise Refusal(
            _("%(name)s holds private conversations only; groups and channels are read.", name=source.name)
        )
    answer = told.get(CHAT.name)
    if answer and groups[0].place is not None:
        groups = [chat for chat in groups if plain_name(chat.name) == plain_name(answer)]
        if not groups:
            raise Refusal(_("%(name)s holds no group %(chat)s.", name=source.name, chat=answer))
    elif len(groups) > 1:
        report.asks.add(CHAT.name)
        raise Untold(
            _(
                "%(name)s holds several groups; say which one is meant (chat): %(groups)s.",
                name=source.name,
                groups=", ".join(chat.name for chat in groups),
            ),
            (_asked(groups),),
        )
    return groups[0]


def _asked(groups: list[Chat]) -> Question:
    """The question with the names of this file's groups to choose from."""
    return Question(
        CHAT.name,
        CHAT.text,
        Answer.CHOICE,
        choices=tuple((chat.name, Text("%(chat)s", {"chat": chat.name})) for chat in groups if chat.name),
        help=CHAT.help,
        required=True,
        before=True,
        remembered=True,
    )


def recognised(head: Head) -> float:
    """Words that only Telegram's exports write."""
    if not head.is_json or not re.search(r'"(messages|chats)"', head.text):
        return 0.0
    if '"date_unixtime"' in head.text or re.search(r'"from_id"\s*:\s*"?(user|channel)?\d', head.text):
        return 0.97
    kind = r'"type"\s*:\s*"(private|public)_(super)?(group|channel)"'
    return 0.95 if re.search(kind, head.text) or '"personal_information"' in head.text else 0.0


def name_in(head: Head) -> str:
    """The chat's name, where the file is of one chat."""
    before, _messages, _after = head.text.partition('"messages"')
    return "" if '"chats"' in before else next(strings(before, "name"), "")
