"""JSON and XML as a stream of flat records, whatever wraps them.

A record is an object that stands in a list (JSON), or an element of a wanted name (XML). Of it the wanted keys are kept and
nothing else, so memory is bounded whatever the document holds.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, XMLParser

from merhav.connectors.documents import events
from merhav.connectors.files import Source, text_pieces
from merhav.core.text import Refusal, _

Record = dict[str, str]

_DEEPEST = 50
_PIECE = 1 << 16
_SILENT = 4 << 20
"""Bytes without an end of anything: no request is that long."""
_LONGEST = 4_000
"""Characters of one value (GeoReport's own limit for a description)."""


@dataclass(slots=True)
class Gathering:
    """Records on their way out of a document."""

    wanted: Collection[str]
    inner: Collection[str]
    """Of the wanted keys those that count also where they stand deeper inside of a record."""
    top: Record = field(default_factory=dict)
    """What the document says outside of every record."""
    done: list[Record] = field(default_factory=list)
    record: Record | None = None
    lists: bool = False
    """There is a list, perhaps an empty one."""
    _begun: int = 0
    _depth: int = 0
    _own: set[str] = field(default_factory=set)

    def opens(self, *, is_record: bool) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Refusal(_("The document is nested deeper than any list of requests."))
        if is_record and self.record is None:
            self.record, self._begun = {}, self._depth
            self._own.clear()

    def says(self, key: str, value: str) -> None:
        """A value; of one key that is met again the record's own holds, else the first."""
        own = self.record is None or self._depth == self._begun
        if not value or key not in (self.wanted if own else self.inner):
            return
        held = self.top if self.record is None else self.record
        if key not in held or (own and key not in self._own):
            held[key] = value[:_LONGEST]
        if own:
            self._own.add(key)

    def closes(self) -> None:
        if self.record is not None and self._depth == self._begun:
            self.done.append(self.record)
            self.record = None
        self._depth -= 1

    def drawn(self) -> Iterator[Record]:
        yield from self.done
        self.done.clear()


def from_json(source: Source, gathering: Gathering) -> Iterator[Record]:
    """Records of a JSON document. Raises `Refusal` for a broken one."""
    kinds: list[str] = []
    key = ""
    for event, value in events(source):
        if event == "map_key":
            key = value
        elif event in {"start_map", "start_array"}:
            gathering.opens(is_record=event == "start_map" and kinds[-1:] == ["start_array"])
            kinds.append(event)
            gathering.lists = gathering.lists or event == "start_array"
        elif event in {"end_map", "end_array"}:
            kinds.pop()
            gathering.closes()
            yield from gathering.drawn()
        elif value is not None and kinds[-1:] == ["start_map"]:
            gathering.says(key, str(value))


def from_xml(
    source: Source, gathering: Gathering, records: Collection[str], lists: Collection[str]
) -> Iterator[Record]:
    """Records of an XML document: the elements of these names, in lists of those. Raises `Refusal` for a broken or a hostile one."""
    elements = _Elements(gathering, records, lists)
    parser = XMLParser(target=elements, encoding="utf-8", forbid_dtd=True)
    try:
        for piece in _bytes(source):
            elements.silent += len(piece)
            parser.feed(piece)
            if elements.silent > _SILENT:
                raise _broken(source)
            yield from gathering.drawn()
        parser.close()
    except DefusedXmlException:
        raise Refusal(_("%(name)s defines entities of its own, and is not read.", name=source.name)) from None
    except (ParseError, ValueError):
        raise _broken(source) from None
    yield from gathering.drawn()


class _Elements:
    """What the parser tells, turned into keys and values."""

    def __init__(self, gathering: Gathering, records: Collection[str], lists: Collection[str]) -> None:
        self._gathering = gathering
        self._records = records
        self._lists = lists
        self._text: list[str] = []
        self._length = 0
        self.silent = 0

    def start(self, tag: str, attributes: object) -> None:
        del attributes
        name = _local(tag)
        self._gathering.opens(is_record=name in self._records)
        self._gathering.lists = self._gathering.lists or name in self._lists
        self._forget()

    def data(self, text: str) -> None:
        self.silent = 0
        if self._length < _LONGEST:
            self._text.append(text)
            self._length += len(text)

    def end(self, tag: str) -> None:
        self._gathering.closes()
        self._gathering.says(_local(tag), "".join(self._text).strip())
        self._forget()

    def close(self) -> None:
        """All was told."""

    def _forget(self) -> None:
        self.silent = self._length = 0
        self._text.clear()


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]


def _bytes(source: Source) -> Iterator[bytes]:
    for text in text_pieces(source, suffix=".xml"):
        piece = text.encode("utf-8", "replace")
        for begin in range(0, len(piece), _PIECE):
            yield piece[begin : begin + _PIECE]


def _broken(source: Source) -> Refusal:
    return Refusal(_("%(name)s is no whole document of XML; fetch it again.", name=source.name))
