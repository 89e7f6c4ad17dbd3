"""A delivery report: whose mail came back, and whether for good. Whoever wrote it, in RFC 3464's form or in prose."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime
from enum import Enum

from flufl.bounce import all_failures

from .dates import at
from .people import PERMANENT, TEMPORARY, address

_SENDERS = re.compile(r"mailer[-_.]?daemon|postmaster|mail delivery|mail administrator|<>", re.IGNORECASE)
_SUBJECTS = re.compile(
    r"undeliver|could not be delivered|delivery (?:status|fail|problem|report|notification)|failure notice|returned mail"
    r"|mail (?:delivery|error|system error)|non[- ]?remis|לא נמסר|החזרת דואר|تعذر التسليم|לא ניתן למסור",
    re.IGNORECASE,
)
_ARRIVED = {"delivered", "relayed", "expanded"}
_YEARS = range(1995, 2101)
_PARTS = 50
"""Parts within parts that a report may have; more were made to keep a reader busy."""

logging.getLogger(
    "flufl.bounce"
).disabled = True  # what breaks in it is told in the preview, and is no fault of ours


class Kind(Enum):
    RETURNED = "returned"
    ARRIVED = "arrived"
    """A report that mail did arrive."""
    AUTOMATIC = "automatic"
    """An answer that somebody's mail program wrote: on leave until Sunday."""
    NAMELESS = "nameless"
    """A report that does not say whose mail came back."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one message reports."""

    kind: Kind
    at: datetime | None = None
    subject: str = ""
    addresses: tuple[tuple[str, str], ...] = ()
    """Address, and permanent or temporary."""


def delivery(raw: bytes) -> Delivery:
    """What a message reports. Libraries read mail as it comes, and some comes malformed in ways they did not foresee: that
    is no report that can be read, and nothing else breaks.
    """
    if raw.count(b"boundary=") > _PARTS:
        return Delivery(Kind.OTHER)
    try:
        return _read(message_from_bytes(raw), raw)
    except Exception:  # noqa: BLE001 - a hostile message may break a library anywhere; this one is then not understood
        return Delivery(Kind.OTHER)


def _read(message: Message, raw: bytes) -> Delivery:
    addresses = tuple(_addresses(message)) if b"@" in raw.partition(b"\n\n")[2] else ()
    subject = str(message.get("subject", ""))
    kind = Kind.RETURNED if addresses else _kind_without(message, subject)
    return Delivery(kind, _moment(message, raw), subject, addresses)


def _addresses(message: Message) -> Iterator[tuple[str, str]]:
    if not message.get("from"):
        del message["from"]
        message["From"] = "<>"  # some of the library's readers take a sender for granted
    temporary, permanent = all_failures(message)
    for kind, failed in ((PERMANENT, permanent), (TEMPORARY, temporary)):
        for found in sorted({address(one.decode("ascii", "replace")) for one in failed}):
            if found:
                yield found, kind


def _kind_without(message: Message, subject: str) -> Kind:
    """What a message is that names nobody whose mail came back."""
    if _actions(message) & _ARRIVED:
        return Kind.ARRIVED
    if _is_automatic(message):
        return Kind.AUTOMATIC
    senders = " ".join(str(message.get(name, "")) for name in ("from", "sender", "return-path"))
    is_report = (
        message.get_content_type() == "multipart/report"
        or _SENDERS.search(senders)
        or _SUBJECTS.search(subject)
    )
    return Kind.NAMELESS if is_report else Kind.OTHER


def _actions(message: Message) -> set[str]:
    """What a report in RFC 3464's form says of each recipient."""
    parts = (part for part in message.walk() if part.get_content_type() == "message/delivery-status")
    blocks = (block for part in parts if part.is_multipart() for block in part.get_payload())
    return {
        str(block.get("action", "")).split()[0].casefold()
        for block in blocks
        if isinstance(block, Message) and str(block.get("action", "")).strip()
    }


def _is_automatic(message: Message) -> bool:
    said = str(message.get("auto-submitted", "")).casefold().startswith("auto-replied")
    old = str(message.get("precedence", "")).casefold() == "auto_reply"
    return said or old or message.get("x-autoreply") is not None or message.get("x-autorespond") is not None


def _moment(message: Message, raw: bytes) -> datetime | None:
    """When the report was written; else when it was received, or put into the mailbox."""
    received = str(message.get("received", "")).rpartition(";")[2]
    for text in (str(message.get("date", "")), received):
        found = _parsed(text)
        if found is not None:
            return found
    first = raw.split(b"\n", 1)[0].decode("ascii", "replace")
    return _parsed(" ".join(first.split()[2:])) if first.startswith("From ") else None


def _parsed(text: str) -> datetime | None:
    try:
        read = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return at(text, "dmy")
    if read.year not in _YEARS:
        return None
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
