"""A list of dated rows, as a town's own system exports it: inquiries, acts in an app.

Where its head stands (a report may have a title above it), which column says what, how its dates are written: looked up
once before the rows are drawn.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from merhav.core.text import Refusal, _

from .base import Report, Told
from .evidence import weighed
from .files import Source
from .mapping import Field, mapped
from .stamps import Missing, Stamp, Stamps
from .tables import Header, cell, rows

_HEAD = 30
"""Rows within which the head of the table stands."""
_WIDEST = 500
"""Columns of a table; what lies beyond them has no head."""
_DATE = re.compile(r"\d[\d/.-]{5,9}")

Hours = Mapping[str, tuple[str, ...]]
"""By the name of a date's field: the heads of a column that holds its hour alone."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A table whose columns and dates are known."""

    source: Source
    header: Header
    begins: int
    """The line of the head."""
    places: Mapping[str, int]
    hours: Mapping[str, int]
    stamps: Stamps

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Line number and cells of each row below the head; a head that stands again in the middle is passed over."""
        for number, row in rows(self.source):
            if number > self.begins and not self._is_head(row):
                yield number, row

    def _is_head(self, row: Sequence[str]) -> bool:
        heads = self.header.cells
        return row[0].strip() == heads[0] and [text.strip() for text in row[:_WIDEST]] == heads

    def speaks(self, names: Sequence[str]) -> bool:
        """Whether it has a column for one of the fields."""
        return any(name in self.places for name in names)

    def cell(self, row: Sequence[str], name: str) -> str:
        return cell(row, self.places.get(name))

    def stamp(self, row: Sequence[str], name: str) -> Stamp | Missing:
        """The moment in a date's column, with the hour from its own column where there is one."""
        date, hour = self.cell(row, name), cell(row, self.hours.get(name))
        if hour:
            read = self.stamps[_joined(date, hour)]
            if isinstance(read, Stamp):
                return read
        return self.stamps[date]


def listing(
    source: Source, fields: Sequence[Field], dates: Sequence[str], hours: Hours, told: Told, report: Report
) -> Listing:
    """The table of a file. `dates` names the fields that are moments.

    Raises `Untold` while a required column or the order of dates has to be told, `Refusal` for what is no table.
    """
    begins, header = _headed(source, fields, told)
    places = mapped(header, fields, told, report)
    beside = {name: place for name in dates if (place := _hour(header, name, places, hours)) is not None}
    columns = [(places[name], beside.get(name)) for name in dates if name in places]
    evidence = weighed(_dated(source, begins, columns), told)
    stamps = Stamps(evidence.order(report), hours=evidence.hours)
    return Listing(source, header, begins, places, beside, stamps)


def _hour(header: Header, name: str, places: Mapping[str, int], hours: Hours) -> int | None:
    place = header.place(*hours.get(name, ()))
    return None if name not in places or place in places.values() else place


def _dated(source: Source, begins: int, columns: Sequence[tuple[int, int | None]]) -> Iterator[str]:
    for number, row in rows(source):
        if number > begins:
            for place, hour in columns:
                if date := cell(row, place):
                    yield _joined(date, cell(row, hour))


def _joined(date: str, hour: str) -> str:
    """A day and its hour in one; a midnight that a spreadsheet put behind the day is left out."""
    found = _DATE.match(date)
    return f"{found[0] if found else date} {hour}" if hour else date


def _headed(source: Source, fields: Sequence[Field], told: Told) -> tuple[int, Header]:
    """The row that names most of the columns; where none names any, the widest."""
    found = [(number, Header(row[:_WIDEST])) for number, row in islice(rows(source), _HEAD)]
    if not found:
        raise Refusal(_("%(name)s holds no table.", name=source.name))

    def likeness(one: tuple[int, Header]) -> tuple[int, int]:
        header = one[1]
        return sum(_named(header, field, told) for field in fields), sum(map(bool, header.cells))

    return max(found, key=likeness)


def _named(header: Header, field: Field, told: Told) -> bool:
    return header.has(*field.usual) or header.has(told.get(field.question.name) or "\0")
