"""The first lines of a file, as recognition sees them: enough to tell a product, never the whole."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from merhav.core.text import Refusal

from .files import Source, binary, text_pieces
from .people import INVISIBLE

LENGTH = 1 << 16
"""Characters that are looked at."""
_ROWS = 60
_DELIMITERS = (",", "\t", ";", "|")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_BEYOND_ASCII = bytes(range(0x80, 0x100))
_SEP = re.compile(r'^"?sep=(.)"?$', re.IGNORECASE)


@dataclass(frozen=True)
class Head:
    """What recognition knows of a file: its name, its first 64k characters, how they fall into cells."""

    name: str
    text: str
    whole: bool = field(default=False)
    """The text is all of the file."""

    @cached_property
    def lines(self) -> list[str]:
        """Lines as they are; the last may be cut."""
        return self.text.split("\n")

    @cached_property
    def rows(self) -> list[list[str]]:
        """The first cells of the table, each row as its plain words; empty for a text that is no table."""
        found: list[list[str]] = []
        with suppress(csv.Error):
            found.extend(
                islice(csv.reader(io.StringIO(self.text), delimiter=delimiter_of(self.lines)), _ROWS)
            )
        return found

    def header(self, *wanted: str | Sequence[str]) -> bool:
        """Whether some row of the table has a cell for each wanted word (or for one of several words)."""
        rows = ({plain_word(cell) for cell in row} for row in self.rows)
        return any(all(_has(words, each) for each in wanted) for words in rows)

    @property
    def is_json(self) -> bool:
        return self.text.lstrip()[:1] in {"{", "["}


def _has(words: set[str], wanted: str | Sequence[str]) -> bool:
    return wanted in words if isinstance(wanted, str) else any(each in words for each in wanted)


def head(source: Source) -> Head:
    """The head of a file, of the one text inside a zip, or of what gzip packs.

    Raises `Refusal` for a file that is no text.
    """
    for suffix in ("", ".txt", ".csv", ".json", ".log", ".xml"):
        try:
            text = _start(source, suffix).replace("\r\n", "\n").replace("\r", "\n")
        except Refusal:
            if not suffix and _is_zip(source):
                continue
            raise
        return Head(source.name, text[:LENGTH], whole=len(text) < LENGTH)
    raise AssertionError


def _start(source: Source, suffix: str) -> str:
    try:
        return next(text_pieces(source, suffix=suffix), "")
    except Refusal:
        mixed = _mixed(source, suffix)
        if mixed is None:
            raise
        return mixed


def _mixed(source: Source, suffix: str) -> str | None:
    """Text of no single encoding, as the log of a server that writes down whatever it was asked; its letters are lost."""
    with binary(source, suffix, None) as stream:
        start = stream.read(LENGTH)
    foreign = len(start) - len(start.translate(None, _BEYOND_ASCII))
    return None if _CONTROL.search(start) or foreign * 4 > len(start) else start.decode("latin-1")


def _is_zip(source: Source) -> bool:
    with source.open() as stream:
        return stream.read(2) == b"PK"


def delimiter_of(lines: Sequence[str]) -> str:
    """What parts the cells: the mark that stands most evenly in the first lines."""
    told = _SEP.match(lines[0].strip()) if lines else None
    if told:
        return told[1]
    sample = [line for line in lines[:_ROWS] if line.strip()]
    return max(_DELIMITERS, key=lambda mark: _evenness(sample, mark))


def _evenness(sample: Sequence[str], mark: str) -> tuple[int, int]:
    """How many lines have the most common number of marks above none, and that number."""
    counts: dict[int, int] = {}
    for count in _counts(sample, mark):
        if count:
            counts[count] = counts.get(count, 0) + 1
    best = max(counts, key=lambda count: (counts[count], count), default=0)
    return counts.get(best, 0), best


def _counts(sample: Sequence[str], mark: str) -> Iterator[int]:
    for line in sample:
        unquoted = re.sub(r'"[^"]*"', "", line)
        yield unquoted.count(mark)


def plain_word(cell: str) -> str:
    """A head of a column in one spelling: no marks of direction, one blank, small letters."""
    return " ".join(cell.translate(INVISIBLE).replace("\u00a0", " ").split()).casefold().strip("\"' :")
