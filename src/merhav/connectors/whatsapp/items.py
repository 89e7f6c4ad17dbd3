"""Blocks as parsed items, one dictionary a message: what `merhav read --raw` prints."""

from collections.abc import Iterator

from merhav.connectors.base import Item, Report

from .blocks import Block
from .bodies import Found
from .dates import IsoMinutes
from .marks import ENDS

_minutes = IsoMinutes()


def items_of(block: Block, report: Report) -> Iterator[Item]:
    """The block's messages and notices, in the file's order."""
    report.items += len(block)
    found, precise, seconds = block.found, block.precise, block.seconds
    for index, (at, name, text) in enumerate(zip(block.at, block.names, block.texts, strict=True)):
        moment = None if at < 0 else _minutes[at // 60]
        if moment is not None and (seconds or index in precise):
            moment = f"{moment}:{at % 60:02d}"
        yield (
            _item(moment, name, found[index]) if index in found else _message(moment, name, text.strip(ENDS))
        )


def _message(at: str | None, author: str | None, text: str) -> Item:
    """An ordinary message, as nearly all are: written out, because a million of them pass here."""
    return {
        "at": at,
        "author": author,
        "kind": "message",
        "event": None,
        "media": None,
        "text": text,
        "actor": None,
        "target": None,
        "file": None,
        "subject": None,
        "question": None,
        "options": None,
    }


def _item(at: str | None, author: str | None, found: Found) -> Item:
    return {
        "at": at,
        "author": author,
        "kind": found.kind,
        "event": found.event,
        "media": found.media,
        "text": found.text,
        "actor": found.actor,
        "target": found.target,
        "file": found.file,
        "subject": found.subject,
        "question": found.question,
        "options": found.options and [list(option) for option in found.options],
    }
