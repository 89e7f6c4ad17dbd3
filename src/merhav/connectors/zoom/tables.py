"""A report as a stream of lines: one for each time that somebody joined a meeting."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import chain, islice
from math import ceil

from merhav.connectors import moments
from merhav.connectors.base import Report, Told
from merhav.connectors.files import Source, text_lines
from merhav.connectors.moments import MONTH_FIRST, day_and_month
from merhav.core.text import Refusal, _

from .columns import Columns, Row, by_shape, of_meetings, of_people, truth

_HEAD = 300
"""Lines within which a report's table has begun; what has none by then is no report."""
_SECTIONS = re.compile(r"(report|details|attended)$", re.IGNORECASE)
_HOSTS = re.compile(r"^host details$", re.IGNORECASE)
_CSV = ".csv"


def may_be(day: date) -> bool:
    """Whether it is a day on which people met on Zoom: not before there was one, not in the year 9999."""
    return 2010 <= day.year < 2100


def moment(cell: str, order: str) -> datetime | None:
    """The moment in a cell, by the local clock; None for what is none, and for one that cannot be."""
    read = moments.moment(cell, order)
    return read if read and may_be(read) else None


@dataclass(slots=True)
class Meeting:
    """What a report says of the meeting itself; times by the local clock."""

    number: str = ""
    topic: str = ""
    begins: datetime | None = None
    ends: datetime | None = None
    minutes: int | None = None
    host: str = ""
    """Name or address."""
    flat: bool = False
    """Of a list of many meetings' participants, where the same number may stand for several occasions."""


@dataclass(slots=True)
class Line:
    """One row of participants."""

    meeting: Meeting
    name: str
    email: str
    joined: datetime | None
    left: datetime | None
    minutes: int | None
    guest: bool | None
    is_host: bool
    waited: bool
    """In the waiting room only, or registered without coming: not in the meeting."""


@dataclass(slots=True)
class _Reading:
    """Where one is in the file."""

    order: str
    report: Report
    people: Columns | None = None
    meetings: Columns | None = None
    meeting: Meeting = field(default_factory=Meeting)
    occasions: dict[tuple[str, ...], Meeting] = field(default_factory=dict)
    hosts: bool = False
    found: bool = False

    def line(self, row: Row, number: int) -> Line | None:
        if columns := of_people(row):
            self.people, self.meetings, self.found = columns, None, True
        elif columns := of_meetings(row):
            self.people, self.meetings = None, columns
        elif len(_filled(row)) == 1 and (self.people is None or _SECTIONS.search(_filled(row)[0])):
            self.people, self.hosts = None, bool(_HOSTS.search(_filled(row)[0]))
        elif self.people:
            return self._participant(self.people, row, number)
        elif self.meetings:
            self.meeting = self._meeting(self.meetings, row)
        return None

    def _meeting(self, columns: Columns, row: Row) -> Meeting:
        return Meeting(
            number=columns.of(row, "number"),
            topic=columns.of(row, "topic"),
            begins=moment(columns.of(row, "begins"), self.order),
            ends=moment(columns.of(row, "ends"), self.order),
            minutes=_minutes(columns.of(row, "minutes")),
            host=columns.of(row, "host"),
        )

    def _participant(self, columns: Columns, row: Row, number: int) -> Line | None:
        name, email = columns.of(row, "name"), columns.of(row, "email")
        joined, left = (moment(columns.of(row, side), self.order) for side in ("joined", "left"))
        minutes = _minutes(columns.of(row, "minutes"))
        if not (name or email) or (joined is None and columns.of(row, "joined")):
            why = (
                _("A time in this row was not understood.") if name or email else _("This row names nobody.")
            )
            self.report.problem(number, ",".join(row), why)
            return None
        if joined and left is None and minutes is not None:
            left = joined + timedelta(minutes=minutes)
        if joined and left and left < joined:
            self.report.problem(number, ",".join(row), _("This row ends before it begins."))
            return None
        return Line(
            meeting=self._occasion(columns, row),
            name=name,
            email=email,
            joined=joined,
            left=left or joined,
            minutes=minutes,
            guest=truth(columns.of(row, "guest")),
            is_host=self.hosts,
            waited=_was_away(columns, row, joined, minutes),
        )

    def _occasion(self, columns: Columns, row: Row) -> Meeting:
        """The meeting above the table; in a flat report, the one that the row itself names."""
        if not (columns.has("number") or columns.has("topic")):
            return self.meeting
        key = tuple(columns.of(row, meaning) for meaning in ("number", "topic", "begins"))
        known = self.occasions.get(key)
        if known is None:
            begins = moment(key[2], self.order)
            known = self.occasions[key] = Meeting(key[0], key[1], begins, flat=begins is None)
        return known


def _filled(row: Row) -> list[str]:
    return [cell.strip() for cell in row if cell.strip()]


def _was_away(columns: Columns, row: Row, joined: datetime | None, minutes: int | None) -> bool:
    if truth(columns.of(row, "waiting")) or truth(columns.of(row, "attended")) is False:
        return True
    return joined is None and (columns.has("joined") or minutes is None)


def _minutes(cell: str) -> int | None:
    """Whole minutes, begun ones counted, as Zoom does; `1:05:30` is hours, minutes and seconds."""
    parts = cell.replace(",", "").split(":")
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        return None
    if len(numbers) == 3:
        return _whole(numbers[0] * 60 + numbers[1] + numbers[2] / 60)
    return _whole(numbers[0]) if len(numbers) == 1 else None


def _whole(minutes: float) -> int | None:
    return ceil(minutes) if 0 <= minutes < 100_000 else None


def lines(source: Source, told: Told, report: Report) -> Iterator[Line]:
    """Every row of participants in the file's order, those who only waited too.

    Raises `Refusal` for a file that is no report of participants. Dates are month first, as Zoom writes them, unless
    a date of the file says otherwise (or `date_order` is told).
    """
    rows = _rows(source)
    head = list(islice(rows, _HEAD))
    order = told.get("date_order") or day_and_month(_cells(source)) or MONTH_FIRST
    reading = _Reading(order, report)
    if not any(of_people(row) for _number, row in head):
        reading.people = _shape(head, order)
        reading.found = reading.people is not None
    yield from _read(reading, chain(head, rows))
    if not reading.found:
        raise _no_report(source, has_meetings=reading.meetings is not None)


def _read(reading: _Reading, rows: Iterator[tuple[int, list[str]]]) -> Iterator[Line]:
    begun = not reading.found
    for number, row in rows:
        # Above a table that is known by its shape alone stand heads in an unknown language.
        begun = begun or (
            reading.people is not None and bool(moment(reading.people.of(row, "joined"), reading.order))
        )
        if begun and _filled(row) and (line := reading.line(row, number)):
            yield line
        if number > _HEAD and not reading.found:
            return


def _shape(head: Sequence[tuple[int, Row]], order: str) -> Columns | None:
    found = (by_shape(row, lambda cell: moment(cell, order) is not None) for _number, row in head)
    return next((columns for columns in found if columns), None)


def _no_report(source: Source, *, has_meetings: bool) -> Refusal:
    if has_meetings:
        return Refusal(
            _(
                "%(name)s lists meetings without who was there: in Zoom's usage report click a meeting's number of "
                "participants, then Export.",
                name=source.name,
            )
        )
    return Refusal(_("%(name)s is not a report of a Zoom meeting's participants.", name=source.name))


def _cells(source: Source) -> Iterator[str]:
    for _number, row in _rows(source):
        yield from row


def _rows(source: Source) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells, whatever separates the cells."""
    texts = text_lines(source, suffix=_CSV, drop_nul=True, keep_ends=True)
    head = list(islice(texts, _HEAD))
    reader = csv.reader(chain(head, texts), delimiter=_delimiter(head))
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error:
        raise Refusal(
            _(
                "%(name)s holds no table that can be read: line %(line)s does not end where it should.",
                name=source.name,
                line=reader.line_num,
            )
        ) from None


def _delimiter(head: Sequence[str]) -> str:
    """Comma, unless a spreadsheet saved the file again with tabs or semicolons."""
    for delimiter in (",", "\t", ";"):
        if any(of_people(row) for row in _quietly(head, delimiter)):
            return delimiter
    return max((",", "\t", ";"), key=lambda delimiter: sum(text.count(delimiter) for text in head))


def _quietly(head: Sequence[str], delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(head, delimiter=delimiter)
    except csv.Error:
        return
