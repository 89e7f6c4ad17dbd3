"""Messages in a file: one (.eml, .txt), a mailbox of many, or a zip of such files; never more than one in memory."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath
from typing import BinaryIO

from merhav.connectors.archives import each_member
from merhav.connectors.files import Source
from merhav.core.text import Refusal, _

_SUFFIXES = {".eml", ".txt", ".mbox", ".mbx", ".mai", ".email", ""}
LONGEST = 64 << 10
"""Bytes of one message that are looked at: a report begins with what it reports, and ends with the mail that came back."""
_LINE, _WORD = 320, 100
"""Bytes of a line, and of one word in it. No address and no boundary is longer; what is would only cost time."""
_PIECE = 1 << 16
_LONG_WORD = re.compile(rb"\S{%d}(?=\S)" % _WORD)
_FROM = re.compile(rb"From \S.*\d{1,2}:\d{2}")
"""The line between two messages of a mailbox."""


def messages(source: Source) -> Iterator[tuple[str, bytes]]:
    """Each message with the name of the file that it lies in, the line that parts messages of a mailbox before it.

    Raises `Refusal` for a zip that is broken or hostile, or holds no such file.
    """
    with _opened(source) as stream:
        packed = stream.read(2) == b"PK"
        stream.seek(0)
        if not packed:
            yield from ((source.name, raw) for raw in _parted(stream))
            return
        empty = True
        for member, opened in each_member(stream, source.name, _is_mail):
            empty = False
            yield from ((member, raw) for raw in _parted(opened))
        if empty:
            raise Refusal(_("The zip %(name)s holds no file that can be read.", name=source.name))


def _opened(source: Source) -> BinaryIO:
    try:
        return source.open()
    except OSError:
        raise Refusal(_("%(name)s cannot be opened.", name=source.name)) from None


def _is_mail(name: str) -> bool:
    return PurePath(name).suffix.casefold() in _SUFFIXES


def _parted(stream: BinaryIO) -> Iterator[bytes]:
    """A file that begins as a mailbox is one; any other is a single message, whatever its lines."""
    lines = _lines(stream)
    first = next(lines, b"")
    if not _FROM.match(first):
        alone = first + b"".join(islice(lines, LONGEST // 40))
        if alone.strip():
            yield alone[:LONGEST]
        return
    message, before = bytearray(first), first
    for line in lines:
        if _FROM.match(line) and not before.strip():
            yield bytes(message)
            message.clear()
        if len(message) < LONGEST:
            message += line
        before = line
    yield bytes(message)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    while piece := stream.readline(_PIECE):
        line = piece.rstrip(b"\r\n")
        yield _LONG_WORD.sub(rb"\g<0> ", line[:_LINE]) + b"\n"
