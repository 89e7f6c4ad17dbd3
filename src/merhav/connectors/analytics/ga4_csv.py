"""Google Analytics' CSV as a stream of lines: comments, tables, comments, tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from merhav.connectors.base import Report, Told, Untold
from merhav.connectors.files import Source
from merhav.connectors.numbers import decimal_mark
from merhav.connectors.tables import rows
from merhav.core.text import Refusal, _

from .asked import QUESTIONS, reader
from .columns import Columns, Row
from .ga4_blocks import Block, comment
from .ga4_words import TOTALS, meaning
from .heading import Read, is_head, read_head
from .lines import MOST_TABLES, Line, Table, too_many_tables
from .periods import span_told, untold
from .remarks import Remarks
from .times import needs_days

_SAMPLES = 3
"""Rows by whose look columns are known whose heads are not."""
_SNIFFED = 2000
_MOST_NAMED = 100
_NUMERIC = re.compile(r"[\d.,\s]+")


def lines(source: Source, told: Told, report: Report, remarks: Remarks) -> Iterator[Line]:
    """Every row of every table that tells a number.

    Raises `Untold` where heads are in words not known, `Refusal` for a file without Google's comments and words.
    """
    reading = _Reading(told, report, remarks, reader(meaning, told), _mark(source))
    for number, row in rows(source):
        text = comment(row)
        if text is not None:
            yield from reading.end()
            reading.block.read(text)
        else:
            yield from reading.row(number, row)
    yield from reading.end()
    if not reading.found:
        raise _not_read(source, reading, report)


@dataclass(slots=True)
class _Reading:
    """Where one is in the file."""

    told: Told
    report: Report
    remarks: Remarks
    read: Read
    mark: str | None
    block: Block = field(default_factory=Block)
    head: Row = ()
    waiting: list[tuple[int, Row]] = field(default_factory=list)
    columns: Columns | None = None
    table: Table = field(default_factory=Table)
    tables: int = 0
    found: bool = False
    first_head: Row = ()

    def row(self, number: int, row: Row) -> Iterator[Line]:
        if not self.head:
            self.head = row
            self.first_head = self.first_head or row
        elif self.columns is None:
            if is_head(row, self.read):
                yield from self._next_head(row)
                return
            self.waiting.append((number, row))
            if len(self.waiting) == _SAMPLES:
                yield from self._begin()
        else:
            yield from self._line(self.columns, number, row)

    def end(self) -> Iterator[Line]:
        """What is left of a table before the next comment, or at the end."""
        if self.head:
            if self.columns is None:
                yield from self._begin()
            self.block = self.block.following()
        self.head, self.columns = (), None

    def _next_head(self, row: Row) -> Iterator[Line]:
        yield from self.end()
        self.head = row

    def _begin(self) -> Iterator[Line]:
        waiting, self.waiting = self.waiting, []
        columns = read_head(
            self.head, [row for _number, row in waiting], self.read, mark=self.mark, totals=TOTALS
        )
        self.columns = columns
        self.table = self._table(columns)
        for number, row in waiting:
            yield from self._line(columns, number, row)

    def _table(self, columns: Columns) -> Table:
        self.tables += 1
        if self.tables > MOST_TABLES:
            raise too_many_tables()
        dims = tuple(dim for dim, _place in columns.dims)
        title = self.block.title or self.head[0].strip()
        if columns.numbers:
            self.found = True
            if self.block.of_part and len(self.remarks.of_part) < _MOST_NAMED:
                self.remarks.of_part.add(self.block.of_part)
        elif len(self.remarks.unused) < _MOST_NAMED:
            self.remarks.unused.add(self.head[0].strip())
        table = Table(title, self.block.span or span_told(self.told), dims, columns.metrics)
        if table.span is None and needs_days(dims):
            raise untold(self.report)
        return table

    def _line(self, columns: Columns, number: int, row: Row) -> Iterator[Line]:
        if not columns.numbers:
            if is_head(row, self.read):
                yield from self._next_head(row)
            return
        line = columns.line(self.table, number, row)
        if isinstance(line, Line):
            if line.values:
                yield line
        elif is_head(row, self.read):
            yield from self._next_head(row)
        else:
            self.report.problem(number, ",".join(row), line)


def _mark(source: Source) -> str | None:
    cells = (cell for _number, row in islice(rows(source), _SNIFFED) for cell in row)
    return decimal_mark(cell for cell in cells if _NUMERIC.fullmatch(cell))


def _not_read(source: Source, reading: _Reading, report: Report) -> Refusal:
    if reading.block.is_proven and reading.first_head:
        report.columns = [cell.strip() for cell in reading.first_head if cell.strip()]
        report.asks |= {question.name for question in QUESTIONS}
        return Untold(
            _(
                "The heads of %(name)s are in words that are not known: say which column is which.",
                name=source.name,
            ),
            QUESTIONS,
        )
    return Refusal(_("%(name)s is not a report exported from Google Analytics.", name=source.name))
