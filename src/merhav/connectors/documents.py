"""JSON as a stream: one document or one after the other, of any size, perhaps hostile.

`found` walks through a document and builds only the values that are wanted; what lies between them is passed over, so
memory is that of one value. A path is written `chats.list.[].messages.[]`; the items of a list at the root count as documents
of their own.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, Self

import ijson

from merhav.core.text import Refusal, Text, _

from .base import Report
from .files import Source, text_lines, text_pieces

END: Final = object()
"""Stands for a container that has ended."""
DEEPEST = 64
"""Containers inside each other; no product's documents are half as deep."""
LONGEST = 8 << 20
"""Characters of one value."""

_PIECE = 1 << 16
_LINES = 10
"""Lines by which it is seen whether each is a document."""

_STARTS = {"start_map", "start_array"}
_ENDS = {"end_map", "end_array"}

Event = tuple[str, Any]


class _Broken(Exception):  # noqa: N818 - what is broken is said by its text
    def __init__(self, why: Text) -> None:
        super().__init__(str(why))
        self.why = why


@dataclass(frozen=True, slots=True)
class _Asked:
    wanted: frozenset[str]
    bounds: frozenset[str]
    leads: frozenset[str]
    """The containers on the way to them."""

    @classmethod
    def of(cls, wanted: Collection[str], bounds: Collection[str]) -> Self:
        leads = _leads(wanted) | _leads(bounds) | set(bounds)
        return cls(frozenset(wanted), frozenset(bounds), frozenset(leads))


def found(
    source: Source, wanted: Collection[str], report: Report, *, bounds: Collection[str] = ("",)
) -> Iterator[tuple[str, Any]]:
    """Path and value of what is wanted, in the file's order; path and `END` where a container of `bounds` ends.

    A file of one document a line is read line by line, and a line that is broken is reported. Raises `Refusal` for a
    document that is broken, too deep, or holds a value longer than `LONGEST`.
    """
    asked = _Asked.of(wanted, bounds)
    if in_lines(source):
        yield from _of_lines(source, asked, report)
        return
    try:
        yield from _walked(_events(_bytes(source)), asked)
    except _Broken as broken:
        raise _refused(source, broken) from None


def events(source: Source) -> Iterator[Event]:
    """What the parser meets (`ijson.basic_parse`), for documents whose keys are data.

    Raises `Refusal` for a document that is broken, or holds a value longer than `LONGEST`; depth is the caller's to watch.
    """
    try:
        yield from _events(_bytes(source))
    except _Broken as broken:
        raise _refused(source, broken) from None


def _refused(source: Source, broken: _Broken) -> Refusal:
    return Refusal(_("%(name)s is a broken document: %(why)s", name=source.name, why=broken.why))


def in_lines(source: Source) -> bool:
    """Whether each line is a document of its own (JSON lines)."""
    start = next(text_pieces(source), "")[:_PIECE]
    *whole, _cut = [line for line in start.splitlines() if line.strip()][: _LINES + 1] or [""]
    documents = sum(isinstance(_read(line), dict) for line in whole)
    return bool(whole) and not whole[0].startswith("[") and documents * 2 >= len(whole)


def strings(start: str, key: str) -> Iterator[str]:
    """The short texts under a key, in the beginning of a document that may be cut anywhere."""
    for said in re.finditer(rf'"{key}"\s*:\s*("(?:[^"\\]|\\.){{1,200}}")', start):
        with suppress(ValueError):
            yield str(json.loads(said[1]))


def _read(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _of_lines(source: Source, asked: _Asked, report: Report) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text_lines(source, suffix=".json", drop_nul=True), start=1):
        if not line.strip():
            continue
        try:
            yield from list(_walked(_events([line.encode()]), asked))
        except _Broken as broken:
            report.problem(number, line, broken.why)


def _bytes(source: Source) -> Iterator[bytes]:
    for piece in text_pieces(source):
        for start in range(0, len(piece), _PIECE):
            yield piece[start : start + _PIECE].encode()


def _events(pieces: Iterable[bytes]) -> Iterator[Event]:
    """What the parser meets. A value that is never done with is given up."""
    met = ijson.sendable_list()
    parser = ijson.basic_parse_coro(met, use_float=True, multiple_values=True)
    silent = 0
    try:
        for piece in pieces:
            parser.send(piece)
            silent = 0 if met else silent + len(piece)
            if silent > LONGEST:
                raise _Broken(_("it holds a value longer than eight million characters."))
            yield from met
            met.clear()
        parser.close()
        yield from met
    except (ijson.JSONError, ValueError):
        raise _Broken(_("it is no JSON, or ends too early.")) from None


def _walked(events: Iterable[Event], asked: _Asked) -> Iterator[tuple[str, Any]]:
    """The wanted values, built; everything else is passed over."""
    around: list[tuple[str, bool]] = []
    """The containers around, by path, and whether each is a list."""
    wanted, bounds, leads = asked.wanted, asked.bounds, asked.leads
    key = ""
    events = iter(events)
    for event, value in events:
        if event == "map_key":
            key = value[:200]
        elif event in _ENDS:
            path, is_list = around.pop()
            if path in bounds and not is_list:
                yield path, END
        elif (path := _path(around, key)) in wanted:
            yield path, _built(event, value, events, DEEPEST - len(around))
        elif event in _STARTS:
            _enter(around, path, event, events if path not in leads else None)


def _enter(around: list[tuple[str, bool]], path: str, event: str, aside: Iterator[Event] | None) -> None:
    """Into a container on the way to what is wanted; past one that lies aside."""
    if aside is not None:
        _pass_over(aside)
        return
    if len(around) == DEEPEST:
        raise _too_deep()
    around.append((path, event == "start_array"))


def _leads(paths: Collection[str]) -> set[str]:
    """The paths on the way to these."""
    parts = [path.split(".") for path in paths]
    return {".".join(each[:length]) for each in parts for length in range(len(each))}


def _pass_over(events: Iterator[Event]) -> None:
    depth = 1
    for event, _value in events:
        if event in _STARTS:
            depth += 1
            if depth > DEEPEST:
                raise _too_deep()
        elif event in _ENDS:
            depth -= 1
            if depth == 0:
                return


def _path(around: list[tuple[str, bool]], key: str) -> str:
    if not around:
        return ""
    path, is_list = around[-1]
    if is_list:
        return f"{path}.[]" if path else ""
    return f"{path}.{key}" if path else key


def _built(event: str, value: Any, events: Iterator[Event], deepest: int) -> Any:
    """The value that begins with an event: itself, or a container that is filled with what follows."""
    if event not in _STARTS:
        return value
    if deepest == 0:
        raise _too_deep()
    return _map(events, deepest - 1) if event == "start_map" else _list(events, deepest - 1)


def _map(events: Iterator[Event], deepest: int) -> dict[str, Any]:
    filled: dict[str, Any] = {}
    key = ""
    for event, value in events:
        if event == "map_key":
            key = value
        elif event == "end_map":
            break
        else:
            filled[key] = value if event not in _STARTS else _built(event, value, events, deepest)
    return filled


def _list(events: Iterator[Event], deepest: int) -> list[Any]:
    filled: list[Any] = []
    for event, value in events:
        if event == "end_array":
            break
        filled.append(value if event not in _STARTS else _built(event, value, events, deepest))
    return filled


def _too_deep() -> _Broken:
    return _Broken(_("its parts lie too deep inside each other."))
