"""Which column of a table says what, and a row of it as a line."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from merhav.core.text import Text, _

from .cells import count, duration
from .lines import Line, Table
from .meanings import Dim, Kind
from .times import time_of

Row = Sequence[str]
_DURATIONS = frozenset({Kind.SECONDS, Kind.PER_USER, Kind.PER_SESSION})
_NUMBER = _("A number in this row was not understood.")
_TIME = _("The day or month of this row was not understood, or is not one of the report's.")
_WIDTH = _("This row has another number of cells than the head of its table.")


@dataclass(frozen=True, slots=True)
class Columns:
    width: int
    numbers: Mapping[Kind, tuple[int, str]]
    """Place, and the product's own name of the number."""
    dims: tuple[tuple[Dim, int], ...]
    mark: str | None = None
    """What parts fractions in the file, where something proves it."""
    totals: Collection[str] = ()
    """Words that a row of totals has in place of what it is about; an empty one where it may have nothing at all."""

    @property
    def metrics(self) -> dict[Kind, str]:
        named = {kind: metric for kind, (_place, metric) in self.numbers.items()}
        means = [named[kind] for kind in (Kind.PER_USER, Kind.PER_SESSION) if kind in named]
        return {Kind.SECONDS: means[0], **named} if means else named

    def line(self, table: Table, number: int, row: Row) -> Line | Text:
        """The row as a line, or why it is none."""
        is_total = self.is_total(row)
        if not is_total and not self._fits(row):
            return _WIDTH
        values = self._values(row)
        if values is None:
            return _NUMBER
        cells = self._cells(row)
        time = time_of({} if is_total else cells, table.span)
        if time is None:
            return _TIME
        path, event, city = (cells.get(dim, "") for dim in (Dim.PATH, Dim.EVENT, Dim.CITY))
        return Line(table, number, values, *time, path, event, city, is_total)

    def is_total(self, row: Row) -> bool:
        """Whether nothing stands in any dimension, or a word for all of it."""
        if not self.dims or not self.totals:
            return False
        about = [row[place].strip() for _dim, place in self.dims if place < len(row)]
        if not any(about):
            return "" in self.totals and len(about) == len(self.dims)
        return any(cell and cell.strip().casefold() in self.totals for cell in (*about, *row[self.width :]))

    def _fits(self, row: Row) -> bool:
        """A spreadsheet pads rows with empty cells."""
        return len(row) == self.width or (len(row) > self.width and not any(row[self.width :]))

    def _cells(self, row: Row) -> dict[Dim, str]:
        cells: dict[Dim, str] = {}
        for dim, place in self.dims:
            cells.setdefault(dim, row[place].strip() if place < len(row) else "")
        return cells

    def _values(self, row: Row) -> dict[Kind, float] | None:
        values: dict[Kind, float] = {}
        for kind, (place, _metric) in self.numbers.items():
            cell = row[place].strip() if place < len(row) else ""
            if not cell:
                continue
            read = duration(cell, self.mark) if kind in _DURATIONS else count(cell)
            if read is None:
                return None
            values[kind] = read
        return with_whole_time(values)


def with_whole_time(values: dict[Kind, float]) -> dict[Kind, float]:
    """The values with all the time that people were engaged, where only its mean is told."""
    if Kind.SECONDS not in values:
        for mean, of in ((Kind.PER_USER, Kind.USERS), (Kind.PER_SESSION, Kind.SESSIONS)):
            if mean in values and of in values:
                values[Kind.SECONDS] = values[mean] * values[of]
                break
    return values
