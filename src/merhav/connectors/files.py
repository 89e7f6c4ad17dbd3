"""Files as they come from people: any name, any size, any encoding, perhaps hostile. Read as a stream, never kept.

`text_chunks` and `text_lines` are how a connector reads text: from a plain file, or from the one text inside a zip.
Whatever is wrong with the file is said in one `Refusal`; memory stays bounded whatever the file holds.
"""

import bz2
import codecs
import gzip
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from merhav.core.text import Refusal, _

from .archives import LARGEST, inside_zip, watched
from .encodings import encoding_of

LONGEST_LINE = 1 << 20
"""Characters in one line; a message of WhatsApp holds 65,536 at most."""

_PIECE = 1 << 20
"""Bytes read at a time."""

_ZIP = b"PK\x03\x04"
_ZIP_EMPTY = b"PK\x05\x06"

_FOREIGN = (
    (b"%PDF", "PDF"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG", "PNG"),
    (b"GIF8", "GIF"),
    (b"RIFF", "RIFF"),
    (b"\xfd7zXZ", "xz"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"\xd0\xcf\x11\xe0", "Microsoft Office"),
    (b"SQLite format 3", "SQLite"),
    (b"OggS", "Ogg"),
    (b"ID3", "MP3"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90", "EXE"),
)
"""First bytes of files that are never text, and the name people know them by."""

_PACKED: tuple[tuple[bytes, Callable[[BinaryIO], object]], ...] = (
    (b"\x1f\x8b", lambda stream: gzip.GzipFile(fileobj=stream)),
    (b"BZh", bz2.BZ2File),
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file that can be opened more than once."""

    name: str
    size: int
    open: Callable[[], BinaryIO]

    @classmethod
    def at(cls, path: Path) -> "Source":
        if not path.is_file():
            raise Refusal(_("There is no file %(name)s.", name=path.name))
        return cls(path.name, path.stat().st_size, lambda: path.open("rb"))


def text_chunks(
    source: Source,
    *,
    suffix: str = ".txt",
    prefer: Callable[[str], bool] | None = None,
    drop_nul: bool = False,
) -> Iterator[str]:
    r"""The text in pieces of about a million characters that end where a line ends.

    UTF-8 and UTF-16 with and without their marks, and the old code pages of Hebrew, Arabic and Russian that
    spreadsheets save in; what gzip or bzip2 packed is unpacked on the way. Line ends are all "\n", marks of byte order are gone. From a zip, the text is the one file inside whose name
    ends with `suffix`; where there are several, the one that `prefer` likes. A NUL byte is refused, or dropped where
    the product is known to write them (`drop_nul`).
    """
    with binary(source, suffix, prefer) as stream:
        yield from _whole_lines(_decoded(stream, source.name, drop_nul=drop_nul), source.name)


def text_pieces(source: Source, *, suffix: str = ".json") -> Iterator[str]:
    """The text as it comes, whatever its lines: for documents that may be one long line. NUL bytes are dropped.

    Encodings, packed files and zips are read as by `text_chunks`.
    """
    with binary(source, suffix, None) as stream:
        yield from _decoded(stream, source.name, drop_nul=True)


def text_lines(
    source: Source,
    *,
    suffix: str = ".txt",
    prefer: Callable[[str], bool] | None = None,
    drop_nul: bool = False,
    keep_ends: bool = False,
) -> Iterator[str]:
    r"""The lines of the text, as `text_chunks` reads it; with their "\n" where `keep_ends` (as `csv` wants them)."""
    end = "\n" if keep_ends else ""
    for chunk in text_chunks(source, suffix=suffix, prefer=prefer, drop_nul=drop_nul):
        lines = chunk.split("\n")
        last = lines.pop()
        for line in lines:
            yield line + end
        if last:
            yield last


@contextmanager
def binary(source: Source, suffix: str, prefer: Callable[[str], bool] | None) -> Iterator[BinaryIO]:
    """The bytes of the text, out of whatever packs it, for readers that decode nothing or decode themselves."""
    try:
        stream = source.open()
    except OSError:
        raise Refusal(_("%(name)s cannot be opened.", name=source.name)) from None
    with stream:
        start = stream.read(16)
        stream.seek(0)
        if not start:
            raise Refusal(_("%(name)s is empty.", name=source.name))
        if start.startswith((_ZIP, _ZIP_EMPTY)):
            with inside_zip(stream, source.name, suffix, prefer) as text:
                yield _unpacked(text, cast(io.BufferedReader, text).peek(4)[:4], source)
            return
        _refuse_foreign(start, source.name)
        if source.size > LARGEST:
            raise _too_large(source.name)
        yield _unpacked(stream, start, source)


def _unpacked(stream: BinaryIO, start: bytes, source: Source) -> BinaryIO:
    """The text inside gzip or bzip2, watched while it comes out; any other stream as it is."""
    for magic, opened in _PACKED:
        if start.startswith(magic):
            return watched(cast(BinaryIO, opened(stream)), source.name, source.size)
    return stream


def _refuse_foreign(start: bytes, name: str) -> None:
    for magic, kind in _FOREIGN:
        if start.startswith(magic):
            raise Refusal(_("%(name)s is a %(kind)s file, not text.", name=name, kind=kind))


def _too_large(name: str) -> Refusal:
    return Refusal(_("%(name)s is larger than the 2 GB that one import may hold.", name=name))


def _encoding(start: bytes, name: str) -> str:
    encoding = encoding_of(start)
    if encoding is None:
        raise _not_text(name)
    return encoding


def _not_text(name: str) -> Refusal:
    return Refusal(
        _(
            "%(name)s is not text in an encoding that is known; export it again and send it unchanged.",
            name=name,
        )
    )


def _decoded(stream: BinaryIO, name: str, *, drop_nul: bool) -> Iterator[str]:
    start = stream.read(_PIECE)
    if not start:
        raise Refusal(_("%(name)s is empty.", name=name))
    _refuse_foreign(start, name)
    decode = codecs.getincrementaldecoder(_encoding(start, name))().decode
    piece, total = start, 0
    try:
        while piece:
            total += len(piece)
            if total > LARGEST:
                raise _too_large(name)
            yield _cleaned(decode(piece), name, drop_nul=drop_nul)
            piece = stream.read(_PIECE)
        yield decode(b"", final=True)
    except UnicodeDecodeError:
        raise _not_text(name) from None


def _cleaned(text: str, name: str, *, drop_nul: bool) -> str:
    if "\0" in text:
        if not drop_nul:
            raise Refusal(_("%(name)s holds NUL bytes: it is damaged, or not text.", name=name))
        text = text.replace("\0", "")
    return text.replace("\ufeff", "") if "\ufeff" in text else text


def _whole_lines(pieces: Iterator[str], name: str) -> Iterator[str]:
    carried = ""
    for piece in pieces:
        text = carried + piece
        text, held = (text[:-1], "\r") if text.endswith("\r") else (text, "")
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        end = text.rfind("\n") + 1
        carried = text[end:] + held
        if len(carried) > LONGEST_LINE:
            raise Refusal(_("%(name)s holds a line longer than a million characters.", name=name))
        if end:
            yield text[:end]
    if carried:
        yield carried.replace("\r", "\n")
