"""From blocks to requests: a block at once where all its lines have one shape, else line by line."""

from collections.abc import Iterator

from merhav.connectors.base import Report
from merhav.connectors.files import Source
from merhav.core.text import Refusal, Text, _

from .blocks import blocks
from .clock import NEVER, Clock
from .keyed import keyed_hit
from .shapes import SHAPES, Hit
from .w3c import Extended

_PATIENCE = 2000
"""Lines without a single request after which a file is no log."""
_SHORTEST = 20
"""Bytes of the shortest line that could say who asked for what, and when."""

_BRACKETS = {b"[", b"]"}
"""Around the lines of a log that was saved as one list of JSON."""

NOT_A_LINE = _("This is no line of an access log in a format that is known.")
NO_MOMENT = _("The moment of this line cannot be read.")


class Lines:
    """Reads a log. A line that is no request is counted (`heads`: directives of the file itself) or is a problem."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._clock = Clock()
        self._shape = SHAPES[0]
        self._extended = Extended(self._clock)
        self._line = 0
        self.heads = 0

    def read(self, source: Source) -> Iterator[list[Hit]]:
        """The requests, many at a time. Raises `Refusal` for a file that is no access log."""
        for block in blocks(source):
            hits = self.hits(block)
            self._report.items += len(hits)
            if not self._report.items and self._report.not_understood > _PATIENCE:
                break
            yield hits
        if not self._report.items:
            raise Refusal(_("%(name)s holds no line of an access log.", name=source.name))

    def hits(self, block: bytes) -> list[Hit]:
        lines = block.count(b"\n")
        hits = self._at_once(block, lines)
        if hits is None:
            numbered = enumerate(block.split(b"\n"), self._line + 1)
            hits = [hit for number, line in numbered if line and (hit := self._hit(number, line))]
        self._line += lines
        return hits

    def _at_once(self, block: bytes, lines: int) -> list[Hit] | None:
        if self._extended.begun or block.startswith((b"{", b"#")):
            return None
        found = self._shape.line.findall(block)
        if len(found) != lines:
            return None
        hits = self._shape.hits(found, self._clock)
        return None if NEVER in [hit[0] for hit in hits] else hits

    def _hit(self, number: int, line: bytes) -> Hit | None:
        if line[:1] == b"#" or line in _BRACKETS:
            self._extended.directive(line)
            self.heads += 1
            return None
        found = self._read(line)
        if isinstance(found, Text):
            self._report.problem(number, line[:400].decode("utf-8", "replace"), found)
            return None
        self.heads += found is None
        return found

    def _read(self, line: bytes) -> Hit | Text | None:
        """The request of a line, or why it is none; None for JSON that does not speak of requests."""
        if len(line) < _SHORTEST:
            return NOT_A_LINE
        if line[:1] == b"{":
            return keyed_hit(line, self._clock)
        hit = (self._extended.hit(line) if self._extended.begun else None) or self._shaped(line)
        if hit is None:
            return NOT_A_LINE
        return NO_MOMENT if hit[0] == NEVER else hit

    def _shaped(self, line: bytes) -> Hit | None:
        """By the shape of the line before, then by the others; the one that fits is tried first from now on."""
        for shape in (self._shape, *SHAPES):
            found = shape.line.match(line)
            if found:
                self._shape = shape
                return shape.hits([found.groups(b"")], self._clock)[0]
        return None
