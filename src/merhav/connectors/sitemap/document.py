"""A map as a stream of its entries: pages, or other maps. Perhaps hostile, never held in memory."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from merhav.core.text import Refusal, _

_PIECE = 1 << 14
_SILENCE = 1 << 20
"""Bytes without any element after which a document is no map."""
_TOLD = {"loc", "lastmod"}
_DEEPEST = 32
_MOST_MISSING = 100
_LONGEST = 2048
"""Characters of an address, by the protocol."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a map, by its number in it."""

    number: int
    address: str
    changed: datetime | None
    is_map: bool


@dataclass(slots=True)
class Map:
    """A map, and what is known of it once its entries are being read: when it was crawled, what could not be."""

    name: str
    since: datetime | None = None
    until: datetime | None = None
    missing: list[str] = field(default_factory=list)
    _number: int = 0
    _said: dict[str, str] = field(default_factory=dict)
    """What stands in the entry that is being read."""

    def entries(self, stream: BinaryIO) -> Iterator[Entry]:
        """The entries in their order. Raises `Refusal` for what is no map, or breaks off."""
        watched = _Watched(stream, self.name)
        around: list[Element] = []
        try:
            for event, element in iterparse(watched, events=("start", "end"), forbid_dtd=True):
                watched.silent = 0
                if event == "start":
                    self._begins(element, around)
                    around.append(element)
                    continue
                around.pop()
                yield from self._ends(element, len(around))
                if around:
                    around[-1].remove(element)
        except (ParseError, DefusedXmlException, LookupError, ValueError):
            raise Refusal(_("%(name)s is no XML that can be read to its end.", name=self.name)) from None

    def _begins(self, element: Element, around: list[Element]) -> None:
        if len(around) == _DEEPEST:
            raise self._no_map()
        if not around:
            if _word(element) not in {"urlset", "sitemapindex"}:
                raise self._no_map()
            self.since, self.until = _moment(element.get("since")), _moment(element.get("until"))

    def _ends(self, element: Element, depth: int) -> Iterator[Entry]:
        word = _word(element)
        if depth == 2 and word in _TOLD:
            self._said.setdefault(word, (element.text or "").strip())
        elif depth == 1 and word in {"url", "sitemap"}:
            self._number += 1
            said, self._said = self._said, {}
            yield Entry(self._number, said.get("loc", ""), _moment(said.get("lastmod")), word == "sitemap")
        elif depth == 1 and word == "missing":
            self.missing = [*self.missing, (element.text or "").strip()[:200]][:_MOST_MISSING]

    def _no_map(self) -> Refusal:
        return Refusal(_("%(name)s is no map of a site.", name=self.name))


class _Watched:
    """Reads on only while elements come; blanks before the document, which a faulty site sends, are passed over."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream = stream
        self._name = name
        self._begun = False
        self.silent = 0

    def read(self, _size: int = -1) -> bytes:
        piece = self._stream.read(_PIECE)
        self.silent += len(piece)
        if self.silent > _SILENCE:
            raise Refusal(_("%(name)s is no map of a site.", name=self._name))
        if not self._begun:
            piece = piece.lstrip()
            self._begun = bool(piece)
        return piece


def is_address(text: str) -> bool:
    return len(text) <= _LONGEST and text.lower().startswith(("http://", "https://"))


def _word(element: Element) -> str:
    """The name of an element without its namespace, which many sites get wrong."""
    tag: Any = element.tag
    return str(tag).rpartition("}")[2].lower()


def _moment(text: str | None) -> datetime | None:
    """`2026-03-22`, or with an hour and a zone (W3C Datetime); None for anything else."""
    if text and len(text) <= 40:
        with suppress(ValueError, OverflowError):
            read = datetime.fromisoformat(text)
            return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    return None
