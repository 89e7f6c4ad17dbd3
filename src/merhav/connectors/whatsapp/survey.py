"""The first look at a file: the shape of its headers, and the order of day and month.

Both are properties of the file, never of a line. The order is told by any number above twelve, else by what the
separator and the digits give away, else by which order keeps the days from running backwards; where none of these
tells, a person is asked. The look reads the file's opening, and further only while the order is open.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from merhav.connectors.base import Report, Told
from merhav.connectors.files import Source, text_chunks
from merhav.core.text import Refusal, _

from .dates import Order, day_start, fields
from .headers import Family, Header, Shape, header

QUESTION = "date_order"
OPENING = 1 << 17
"""Characters of the file's opening, from which its shape is told."""

_STRANGERS = 0.05
"""The share of the headers below which the first line's shape is not the file's own."""
_MIXED = 0.5
"""The share of other shapes from which they may be messages of their own rather than pasted."""

_OWN_SCRIPT = re.compile("[\u0400-\u04ff\u0590-\u05ff\u0600-\u06ff]")
_LATIN = re.compile("[A-Za-z]")
_OWN_MARK = re.compile("[\u0590-\u06ff]")


def is_chat(name: str) -> bool:
    """Whether a text inside a zip is the chat rather than a document that somebody sent in it."""
    return name == "_chat.txt" or "whatsapp" in name.casefold() or "واتساب" in name


def chat_chunks(source: Source) -> Iterator[str]:
    return text_chunks(source, prefer=is_chat)


@dataclass(frozen=True, slots=True)
class Layout:
    """How to read one file."""

    shape: Shape
    order: Order | None
    """None where day and month cannot be told and nobody was asked yet."""
    others: dict[Shape, Order | None] = field(default_factory=dict)
    """Further shapes whose lines may be messages too: a file put together from two phones."""


class Evidence:
    """What the dates of one shape say about the order of day and month."""

    def __init__(self) -> None:
        self.headers = 0
        self._last = ""
        self._first_large = self._second_large = 0
        self._differ = False
        self._falls = {Order.DMY: 0, Order.MDY: 0}
        self._latest = {Order.DMY: 0, Order.MDY: 0}

    def add(self, raw: str) -> None:
        self.headers += 1
        if raw == self._last:
            return
        self._last = raw
        parts = fields(raw)
        if parts is None:
            return
        self._first_large += 12 < parts[0] <= 31
        self._second_large += 12 < parts[1] <= 31
        self._differ = self._differ or parts[0] != parts[1]
        for order, latest in self._latest.items():
            day = day_start(raw, order)
            self._falls[order] += day < latest
            self._latest[order] = day

    @property
    def certain(self) -> Order | None:
        if self._first_large == self._second_large:
            return None
        return Order.DMY if self._first_large > self._second_large else Order.MDY

    @property
    def likely(self) -> Order | None:
        """The order in which the days never run backwards, where the other's do."""
        if not self._differ:
            return Order.DMY
        if bool(self._falls[Order.DMY]) == bool(self._falls[Order.MDY]):
            return None
        return Order.MDY if self._falls[Order.DMY] else Order.DMY


def survey(source: Source, told: Told, report: Report) -> Layout:
    """Look at the file before it is read; `report.asks` gets the question that stays open."""
    chunks = chat_chunks(source)
    opening, rest = _opening(chunks)
    found = [header for header in map(header, opening.split("\n")) if header is not None]
    if not found:
        raise Refusal(
            _(
                "%(name)s holds no message of a WhatsApp chat; export it from the chat's own menu.",
                name=source.name,
            )
        )
    evidence = _evidence(found)
    shape = _own_shape(found, evidence)
    order = _order(shape, evidence[shape], opening, rest) or _told(told)
    if order is None:
        report.asks.add(QUESTION)
    return Layout(shape, order, _others(shape, evidence, opening, order))


def _opening(chunks: Iterator[str]) -> tuple[str, Iterator[str]]:
    """The file's opening, and the rest of it."""
    opening = ""
    for chunk in chunks:
        opening += chunk
        if len(opening) >= OPENING:
            break
    if not opening.strip():
        raise Refusal(_("The chat holds no text."))
    cut = opening.find("\n", OPENING) + 1 or len(opening)
    return opening[:cut], chain((opening[cut:],), chunks)


def _evidence(found: Iterable[Header]) -> dict[Shape, Evidence]:
    evidence: dict[Shape, Evidence] = {}
    for one in found:
        evidence.setdefault(one.shape, Evidence()).add(one.date)
    return evidence


def _own_shape(found: list[Header], evidence: dict[Shape, Evidence]) -> Shape:
    first = found[0].shape
    if evidence[first].headers >= _STRANGERS * len(found):
        return first
    return Counter(one.shape for one in found).most_common(1)[0][0]


def _order(shape: Shape, evidence: Evidence, opening: str, rest: Iterator[str]) -> Order | None:
    known = shape.known_order or evidence.certain or (Order.DMY if _gives_away(shape, opening) else None)
    if known is not None:
        return known
    for chunk in rest:
        for found in shape.pattern.finditer("\n" + chunk):
            evidence.add(found[3 if shape.family is Family.COPY else 2])
        if evidence.certain is not None:
            break
    return evidence.certain or evidence.likely or (Order.DMY if _local(shape, opening) else None)


def _gives_away(shape: Shape, opening: str) -> bool:
    """Nobody writes the month first with dots, hyphens, an Arabic comma, or a Hebrew mark of the half day."""
    foreign = shape.separator in ".-" or shape.digits != "0" or shape.between not in {"", ","}
    if foreign or not shape.twelve:
        return foreign
    first = next(filter(None, map(header, opening.split("\n"))))
    return _OWN_MARK.search(first.time) is not None


def _local(shape: Shape, opening: str) -> bool:
    """A year of four digits in a chat that is not in Latin letters: phones that put the month first write two."""
    return not shape.short_year and len(_OWN_SCRIPT.findall(opening)) > len(_LATIN.findall(opening))


def _told(told: Told) -> Order | None:
    answer = told.get(QUESTION)
    if answer is None:
        return None
    if answer not in {Order.DMY, Order.MDY}:
        raise Refusal(_("The order of day and month is dmy or mdy, not %(answer)s.", answer=answer))
    return Order(answer)


def _others(
    own: Shape, evidence: dict[Shape, Evidence], opening: str, order: Order | None
) -> dict[Shape, Order | None]:
    """A copy from WhatsApp Web is always pasted; other shapes are when they are few."""
    others = {shape: e for shape, e in evidence.items() if shape != own and shape.family is not Family.COPY}
    total = sum(one.headers for one in evidence.values())
    if sum(one.headers for one in others.values()) < _MIXED * total:
        return {}
    return {
        shape: _order(shape, found, opening, iter(())) or (order if order is not Order.YMD else None)
        for shape, found in others.items()
    }
