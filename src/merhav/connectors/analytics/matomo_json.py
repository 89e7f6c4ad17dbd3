"""Matomo's JSON as a stream of lines: one row or a list of them, for each day or month or for one period alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from merhav.connectors.base import Report, Told
from merhav.connectors.files import Source
from merhav.core.text import Refusal, Text, _

from .cells import day_in
from .lines import Line
from .matomo_shapes import Shape, When, shape, when
from .matomo_words import meaning, roles
from .meanings import Dim
from .parts import IN_LIST, Opened, Path, parts
from .periods import span_told
from .remarks import Remarks
from .spans import Span

_MOST_SHAPES = 200
_Key = tuple[Dim | None, tuple[str, ...]]


def lines(source: Source, told: Told, report: Report, remarks: Remarks) -> Iterator[Line]:
    """Every row; a day without visits, which is an empty list, is a line without numbers.

    Raises `Refusal` for a document without Matomo's words, for its own error, and for one of several sites.
    """
    reading = _Reading(source, told, report, remarks)
    for path, value in parts(source, _is_row):
        line = reading.read(path, value)
        if line is not None:
            yield line
    yield from reading.end()
    if reading.days and not reading.shapes:
        raise Refusal(_("In %(name)s all days are empty.", name=source.name))
    if not reading.shapes:
        raise Refusal(_("%(name)s is not a report exported from Matomo.", name=source.name))


def _is_row(path: Path) -> bool:
    return bool(path) and (path[-1] == IN_LIST or (len(path) == 1 and when(path[0]) is not None))


def _is_kept(name: str) -> bool:
    return name in {"result", "message"} or meaning(name) is not None or bool(roles(name))


def _cell(value: object) -> str:
    """As a table would have it; what Matomo does not know is null or false, and a nought is a number."""
    return "" if value is None or value is False else str(value)


@dataclass(slots=True)
class _Reading:
    """Where one is in the document."""

    source: Source
    told: Told
    report: Report
    remarks: Remarks
    alone: dict[str, str] = field(default_factory=dict)
    """The row of one period, which is the document itself."""
    days: Span | None = None
    shapes: dict[_Key, Shape] = field(default_factory=dict)
    number: int = 0

    def read(self, path: Path, value: object) -> Line | None:
        time = when(path[0]) if path else None
        if time and time.dim is None:
            self.remarks.has_weeks = True
        elif isinstance(value, Mapping):
            return self._row(value, time)
        elif value is Opened.LIST and time:
            day = day_in(time.cell)
            self.days = Span(day, day).with_days(self.days) if day else self.days
        elif value is Opened.MAP and path and path[0].isdecimal():
            raise Refusal(_("%(name)s tells of several sites; export one at a time.", name=self.source.name))
        elif len(path) == 1 and not isinstance(value, Opened) and _is_kept(path[0]):
            self.alone[path[0]] = str(value)[:200]
        return None

    def end(self) -> Iterator[Line]:
        """The row of one period; and for each table of days the first and last of them, empty ones too."""
        if self.alone.get("result") == "error":
            raise Refusal(_("Matomo answered with an error: %(error)s", error=self.alone.get("message", "")))
        if self.alone and (line := self._row(self.alone, None)):
            yield line
        if self.days:
            for known in self.shapes.values():
                if Dim.DATE in known.table.dims:
                    yield Line(known.table, 0, {}, day=self.days.since)
                    yield Line(known.table, 0, {}, day=self.days.until)

    def _row(self, row: Mapping[str, object], time: When | None) -> Line | None:
        self.number += 1
        names = tuple(name for name in row if meaning(name) or roles(name))
        known = self._shape(time.dim if time else None, names)
        if known is None:
            return None
        cells = [_cell(row[name]) for name in names]
        line = known.columns.line(known.table, self.number, [time.cell, *cells] if time else cells)
        if isinstance(line, Text):
            self.report.problem(self.number, ",".join(cells), line)
            return None
        return line if line.values else None

    def _shape(self, time: Dim | None, names: tuple[str, ...]) -> Shape | None:
        key = (time, names)
        if key not in self.shapes and len(self.shapes) < _MOST_SHAPES:
            found = shape(["", *names] if time else names, time, span_told(self.told))
            if found is None:
                return None
            self.shapes[key] = found
        return self.shapes.get(key)
