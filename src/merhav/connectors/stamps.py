"""Moments of a table whose rows may tell an hour or only a day, and what lies between two of them."""

from datetime import UTC, date, datetime
from enum import Enum, auto
from typing import NamedTuple

from merhav.core.periods import LOCAL

from .moments import day, day_in_utc, in_utc, moment

SAME_DAY = 8 * 3600
"""Seconds between two moments of one day of which only the day is known: a third of it, their mean distance."""
_DAY = 86_400
_KEPT = 50_000
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
"""Systems write 1/1/1900 or 31/12/9999 for what has not happened."""
_NOTHING = {"", "-", "--", "n/a", "na", "null", "none", "nan", "אין", "לא", "טרם", "לא נסגר", "לא רלוונטי", "لا يوجد", "нет"}  # fmt: skip


class Stamp(NamedTuple):
    """A moment in UTC (noon, where only a day is told) and its day by the clock of the street."""

    at: datetime
    day: date
    clocked: bool


class Missing(Enum):
    """Why a cell gives no moment."""

    NOTHING = auto()
    """It says nothing, or "never"."""
    NOT_UNDERSTOOD = auto()


class Stamps(dict[str, Stamp | Missing]):
    """Moments by their spelling in the file; a table repeats its days.

    `hours`: whether the table tells hours at all. Where it does not, its midnights are days.
    """

    def __init__(self, order: str, *, hours: bool) -> None:
        super().__init__()
        self._order = order
        self._hours = hours

    def __missing__(self, cell: str) -> Stamp | Missing:
        if len(self) >= _KEPT:
            self.clear()
        self[cell] = read = self._read(cell)
        return read

    def _read(self, cell: str) -> Stamp | Missing:
        if cell.casefold() in _NOTHING:
            return Missing.NOTHING
        local = moment(cell, self._order) if self._hours else None
        if local is not None:
            return moment_stamp(local)
        found = day(cell, self._order)
        if found is None:
            return Missing.NOT_UNDERSTOOD
        if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
            return Missing.NOTHING
        return Stamp(day_in_utc(found), found, clocked=False)


def moment_stamp(read: datetime) -> Stamp | Missing:
    """A moment; without a zone by the clock of the street."""
    if not _FIRST_YEAR <= read.year <= _LAST_YEAR:
        return Missing.NOTHING
    at = in_utc(read) if read.tzinfo is None else read.astimezone(UTC)
    return Stamp(at, at.astimezone(LOCAL).date(), clocked=True)


def seconds_between(first: Stamp, second: Stamp) -> int | None:
    """How long it took, in seconds; None where the second lies before the first, or both are one moment.

    Where one of them is a day alone, whole days are counted, and `SAME_DAY` for none.
    """
    if first.clocked and second.clocked:
        took = int((second.at - first.at).total_seconds())
        return took if took > 0 else None
    days = (second.day - first.day).days
    return None if days < 0 else days * _DAY or SAME_DAY
