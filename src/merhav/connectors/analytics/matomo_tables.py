"""Matomo's CSV and TSV as a stream of lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from merhav.connectors.base import Report, Told
from merhav.connectors.files import Source
from merhav.connectors.tables import rows
from merhav.core.text import Refusal, _

from .lines import Line
from .matomo_shapes import Shape, shape, when
from .matomo_words import meaning, roles
from .meanings import Dim
from .periods import span_told
from .remarks import Remarks

_TIME = _("The day or month of this row was not understood, or is not one of the report's.")


def lines(source: Source, told: Told, report: Report, remarks: Remarks) -> Iterator[Line]:
    """Every row. Raises `Refusal` for a table without Matomo's words."""
    reading: _Reading | None = None
    for number, row in rows(source):
        if reading is None:
            if not any(meaning(cell) for cell in row):
                raise Refusal(_("%(name)s is not a report exported from Matomo.", name=source.name))
            reading = _Reading(row, told, report, remarks)
        elif (line := reading.line(number, row)) is not None:
            yield line
    if reading is None:
        raise Refusal(_("%(name)s is not a report exported from Matomo.", name=source.name))


@dataclass(slots=True)
class _Reading:
    """The head, and the shapes of what stands under it: of days, of months, of neither."""

    head: Sequence[str]
    told: Told
    report: Report
    remarks: Remarks
    date: int | None = None
    shapes: dict[Dim | None, Shape | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.date = next((place for place, name in enumerate(self.head) if "date" in roles(name)), None)

    def line(self, number: int, row: Sequence[str]) -> Line | None:
        time, cells = None, row
        if self.date is not None:
            row = self._mended(row, self.date)
            read = when(row[self.date].strip()) if self.date < len(row) else None
            if read is None:
                self.report.problem(number, ",".join(row), _TIME)
                return None
            if read.dim is None:
                self.remarks.has_weeks = True
                return None
            time, cells = read.dim, [read.cell, *row]
        return self._line(number, cells, time)

    def _line(self, number: int, cells: Sequence[str], time: Dim | None) -> Line | None:
        if time not in self.shapes:
            names = ["", *self.head] if time else self.head
            self.shapes[time] = shape(names, time, span_told(self.told))
        known = self.shapes[time]
        if known is None:
            return None
        line = known.columns.line(known.table, number, cells)
        if isinstance(line, Line):
            return line if line.values else None
        self.report.problem(number, ",".join(cells), line)
        return None

    def _mended(self, row: Sequence[str], place: int) -> Sequence[str]:
        """Matomo writes a week as two days with a comma between and no quotes around: that makes two cells of it."""
        if len(row) != len(self.head) + 1:
            return row
        both = f"{row[place].strip()},{row[place + 1].strip()}"
        return [*row[:place], both, *row[place + 2 :]] if when(both) else row
