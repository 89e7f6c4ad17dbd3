"""Blocks as parsed items, one dictionary a message: what `merhav read --raw` prints."""

from collections.abc import Iterator

from merhav.connectors.base import Item, Report

from .blocks import Block
from .bodies import Found
from .dates import DAY, IsoDays
from .marks import stripped

_ORDINARY = Found("message")
_iso_days = IsoDays()


def items_of(block: Block, report: Report) -> Iterator[Item]:
    """The block's messages and notices, in the file's order."""
    report.items += len(block)
    found = block.found
    for index, (at, name, text) in enumerate(zip(block.at, block.names, block.texts, strict=True)):
        moment = iso(at, seconds=block.seconds or index in block.precise)
        if index in found:
            yield _item(moment, name, found[index])
        else:
            yield _item(moment, name, _ORDINARY, stripped(text))


def iso(at: int, *, seconds: bool) -> str | None:
    """The moment by the local clock; with seconds where the header has them."""
    if at < 0:
        return None
    day, rest = divmod(at, DAY)
    hour, rest = divmod(rest, 3600)
    minute, second = divmod(rest, 60)
    text = f"{_iso_days[day]}T{hour:02d}:{minute:02d}"
    return f"{text}:{second:02d}" if seconds else text


def _item(at: str | None, author: str | None, found: Found, text: str | None = None) -> Item:
    return {
        "at": at,
        "author": author,
        "kind": found.kind,
        "event": found.event,
        "media": found.media,
        "text": text if found is _ORDINARY else found.text,
        "actor": found.actor,
        "target": found.target,
        "file": found.file,
        "subject": found.subject,
        "question": found.question,
        "options": found.options and [list(option) for option in found.options],
    }
