"""One message of the document as plain values: what is there, in whatever form this version of the app writes it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from merhav.connectors.base import Item
from merhav.connectors.moments import in_utc
from merhav.core.text import Text, _

_EARLIEST, _LATEST = 1_262_304_000, 4_102_444_800  # 2010 to 2100
_MEDIA = ("photo", "file", "contact_information", "location_information", "game_title", "invoice_information")


@dataclass(slots=True)
class Message:
    """A message, or a notice of the app. `at`: seconds since 1970."""

    raw: Mapping[str, Any]
    at: int
    name: str
    """As the exporter's app shows it; empty for an account that was deleted."""
    account: str
    """`user123` or `channel123`; empty in files that do not say."""

    @property
    def number(self) -> int | None:
        return whole(self.raw.get("id"))

    @property
    def is_notice(self) -> bool:
        return self.raw.get("type") == "service"

    @property
    def action(self) -> str:
        return text_of(self.raw.get("action"))

    @property
    def is_poll(self) -> bool:
        return isinstance(self.raw.get("poll"), dict)

    @property
    def text(self) -> str:
        """Its words; of a poll the question."""
        poll = self.raw.get("poll")
        return text_of(poll.get("question") if isinstance(poll, dict) else self.raw.get("text"))

    @property
    def answers(self) -> int | None:
        """The number of the message that it replies to, in this chat."""
        elsewhere = self.raw.get("reply_to_peer_id") is not None
        return None if elsewhere else whole(self.raw.get("reply_to_message_id"))

    @property
    def reactions(self) -> int:
        """How often people reacted to it, in all."""
        listed = self.raw.get("reactions")
        each = listed if isinstance(listed, list) else []
        return sum(whole(one.get("count")) or 0 for one in each if isinstance(one, dict))

    @property
    def members(self) -> list[str]:
        """Whom a notice speaks of."""
        listed = self.raw.get("members")
        return [name for name in listed if isinstance(name, str) and name] if isinstance(listed, list) else []

    @property
    def mentioned(self) -> Iterator[str]:
        """Accounts that the text mentions by name."""
        parts = self.raw.get("text")
        for part in parts if isinstance(parts, list) else ():
            if isinstance(part, dict) and (number := whole(part.get("user_id"))):
                yield f"user{number}"


def read(raw: Any) -> Message | Text:
    """The message, or why it is none."""
    if not isinstance(raw, dict):
        return _("This is no message.")
    at = _at(raw)
    if at is None:
        return _("The time of this message was not understood.")
    side = ("actor", "actor_id") if raw.get("type") == "service" else ("from", "from_id")
    name, account = (text_of(raw.get(word)) for word in side)
    if not (name or account or raw.get("type") == "service"):
        return _("This message names nobody.")
    return Message(raw, at, name, f"user{account}" if account.isdecimal() else account)


def item(message: Message) -> Item:
    """As `merhav read --raw` prints it."""
    raw = message.raw
    return {
        "at": datetime.fromtimestamp(message.at, UTC).isoformat(),
        "author": message.name or None,
        "account": message.account or None,
        "kind": "notice" if message.is_notice else "poll" if message.is_poll else "message",
        "event": message.action or None,
        "media": text_of(raw.get("media_type")) or next((word for word in _MEDIA if raw.get(word)), None),
        "text": message.text,
        "reply_to": message.answers,
        "forwarded_from": text_of(raw.get("forwarded_from")) or None,
        "edited": raw.get("edited") is not None,
        "reactions": message.reactions,
        "members": message.members,
    }


def _at(raw: Mapping[str, Any]) -> int | None:
    at = whole(raw.get("date_unixtime"))
    if at is None:
        try:
            local = datetime.fromisoformat(str(raw.get("date")))
        except ValueError:
            return None
        if not 2010 <= local.year < 2100:
            return None
        at = int((local if local.tzinfo else in_utc(local)).timestamp())
    return at if _EARLIEST <= at < _LATEST else None


def text_of(value: Any) -> str:
    """A text that is a string, a number, or a list of strings and formatted parts."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "".join(text_of(part.get("text") if isinstance(part, dict) else part) for part in value)
    if isinstance(value, dict):
        return text_of(value.get("text"))
    return str(value) if type(value) is int else ""


def whole(value: Any) -> int | None:
    """A whole number, which may be written as a string; nothing beyond 63 bits."""
    if isinstance(value, str) and len(value) < 20 and value.lstrip("-").isdecimal():
        value = int(value)
    return value if type(value) is int and abs(value) < 1 << 63 else None
