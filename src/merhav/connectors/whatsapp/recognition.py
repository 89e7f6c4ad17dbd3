"""Whether a text is a chat, and how its group is called, by name and first lines alone."""

import re

from merhav.connectors.heads import Head

_HEADER = re.compile(
    r"^[\u200e\u200f\u202a-\u202e]*+\[?[\u200e\u200f]*+[\d\u0660-\u0669]{1,4}[\u200e\u200f]*+[./-] ?[\u200e\u200f]*+"
    r"[\d\u0660-\u0669]{1,2}[\u200e\u200f]*+[./-] ?[\u200e\u200f]*+[\dR\u0660-\u0669]{1,4}\S{0,4}[,\u060c]?\s"
)
_SENT = re.compile(r"(?:\]|-|–|:\d{2}:)\s.{1,80}?:\s|\]\s")
_NAMES = (
    re.compile(r"^WhatsApp[ _]Chat[ _](?:with|-|mit)[ _]+(.+)$", re.IGNORECASE),
    re.compile(r"^צ[׳'’]?אט[ _]WhatsApp[ _]עם[ _]+(.+)$"),
    re.compile(r"^(?:دردشة|محادثة)[ _]واتساب[ _]مع[ _]+(.+)$"),
    re.compile(r"^Чат[ _]WhatsApp[ _]с[ _]+(?:контактом[ _]+)?(.+)$"),
    re.compile(
        r"^(?:Chat de WhatsApp con|Discussion WhatsApp avec|Conversa do WhatsApp com|WhatsApp-chat met)[ _]+(.+)$"
    ),
)
_ENDING = re.compile(r"(?: ?\(\d+\))?\.(?:txt|zip)$", re.IGNORECASE)


def recognised(head: Head) -> float:
    """Many lines that begin with a date and name a sender; certain where the file is named as WhatsApp names it."""
    lines = [line for line in head.lines[:200] if line.strip()]
    dated = [line for line in lines if _HEADER.match(line)]
    sent = sum(bool(_SENT.search(line)) for line in dated)
    if not sent or not _HEADER.match(lines[0].lstrip("\ufeff")):
        return 0.0
    named = bool(group_name(head.name)) or head.name.startswith("_chat")
    return min(0.99, 0.6 + 0.3 * sent / len(dated) + 0.1 * named)


def group_name(name: str) -> str:
    """The group's name out of the name that a phone gave the file."""
    bare = _ENDING.sub("", name)
    for shape in _NAMES:
        if found := shape.match(bare):
            return found[1].replace("_", " ").strip()
    return ""
