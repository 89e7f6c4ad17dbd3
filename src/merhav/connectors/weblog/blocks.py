"""A log as blocks of bytes: its lines hold bytes of every encoding, and one of them is no reason to stop."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from merhav.connectors.archives import LARGEST
from merhav.connectors.encodings import encoding_of
from merhav.connectors.files import LONGEST_LINE, Source, binary
from merhav.core.text import Refusal, _

PIECE = 1 << 20
"""Bytes read at a time."""


def blocks(source: Source) -> Iterator[bytes]:
    r"""About a million bytes each, which end where a line ends, out of whatever packs them. A stream.

    Line ends are "\n", NUL bytes (which a server leaves when it is cut off) are gone, UTF-16 is UTF-8.
    """
    with binary(source, "", _is_log) as stream:
        yield from _whole_lines(_as_written(stream, source.name), source.name)


def _is_log(name: str) -> bool:
    return ".log" in name.casefold() or "access" in name.casefold()


def _as_written(stream: BinaryIO, name: str) -> Iterator[bytes]:
    piece = stream.read(PIECE)
    if not piece:
        raise Refusal(_("%(name)s is empty.", name=name))
    encoding = encoding_of(piece)
    wide = encoding if encoding in {"utf-16-le", "utf-16-be"} else None
    decode = codecs.getincrementaldecoder(wide)("replace").decode if wide else None
    piece, total = piece.removeprefix(codecs.BOM_UTF8), 0
    while piece:
        total += len(piece)
        if total > LARGEST:
            raise Refusal(_("%(name)s is larger than the 2 GB that one import may hold.", name=name))
        yield decode(piece).lstrip("\ufeff").encode("utf-8", "replace") if decode else piece
        piece = stream.read(PIECE)


def _whole_lines(pieces: Iterator[bytes], name: str) -> Iterator[bytes]:
    carried = b""
    for piece in pieces:
        plain = piece.replace(b"\0", b"") if b"\0" in piece else piece
        end = plain.rfind(b"\n") + 1
        if end:
            yield _one_end(carried + plain[:end])
            carried = plain[end:]
        else:
            carried += plain
        if len(carried) > LONGEST_LINE:
            raise Refusal(_("%(name)s holds a line longer than a million characters.", name=name))
    if carried:
        yield _one_end(carried) + b"\n"


def _one_end(block: bytes) -> bytes:
    return block.replace(b"\r\n", b"\n") if b"\r" in block else block
