"""The day and the time of a header as whole seconds by the local clock, whatever the digits and the calendar."""

import re
from datetime import date
from enum import StrEnum

from .marks import MARKS, SPACES

UNKNOWN = -(1 << 50)
"""A day or time that does not exist or cannot be told: whatever is added to it, the sum stays negative."""

DAY = 86_400
_EPOCH = date(1970, 1, 1).toordinal()
_FIRST_YEAR, _LAST_YEAR = 1990, 2100

_FIELD = re.compile(r"([A-Z]?)(\d+)")
_NUMBER = re.compile(r"\d+")
_ERAS = {"": 0, "R": 2018, "H": 1988, "S": 1925}
"""Japanese eras: the year before their first."""
_BUDDHIST = 543

_NOT_IN_MARK = re.compile(rf"[\d:.\s\"'״”h{MARKS}{SPACES}\u200c]+")
_HALVES = {
    "am": 0, "pm": 12, "ص": 0, "م": 12, "לפנהצ": 0, "אחהצ": 12, "قظ": 0, "بظ": 12, "قبلازظهر": 0, "بعدازظهر": 12,
    "πμ": 0, "μμ": 12, "дп": 0, "пп": 12, "上午": 0, "下午": 12, "午前": 0, "午後": 12, "오전": 0, "오후": 12,
}  # fmt: skip
"""Marks of a clock of twelve hours without dots, quotes and spaces, and the hours they add."""


class Order(StrEnum):
    """In which order a file writes day, month and year: a property of the file, never of a line."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


def fields(raw: str) -> tuple[int, int, int] | None:
    """The three numbers of a date as they stand, the year in the common calendar."""
    found = _FIELD.findall(raw)
    if len(found) != 3:
        return None
    first, second, third = (int(number) for _era, number in found)
    if len(found[0][1]) > 2:
        return (_common_year(first, "", raw), second, third)
    return (first, second, _common_year(third, found[2][0], raw))


def _common_year(year: int, era: str, raw: str) -> int:
    if era:
        return year + _ERAS.get(era, 0)
    if "BE" in raw or 2400 < year < 2700:
        return year - _BUDDHIST
    return year + 2000 if year < 100 else year


def day_start(raw: str, order: Order | None) -> int:
    """The first second of the day since 1970, by the local clock; `UNKNOWN` where there is no such day."""
    parts = fields(raw)
    if parts is None or order is None:
        return UNKNOWN
    year, month, day = {
        Order.YMD: parts,
        Order.DMY: (parts[2], parts[1], parts[0]),
        Order.MDY: (parts[2], parts[0], parts[1]),
    }[order]
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return UNKNOWN
    try:
        return (date(year, month, day).toordinal() - _EPOCH) * DAY
    except ValueError:
        return UNKNOWN


def clock(raw: str) -> int:
    """The seconds since midnight; `UNKNOWN` where there is no such time."""
    numbers = [int(number) for number in _NUMBER.findall(raw)]
    hour, minute, second = (*numbers, 0)[:3]
    half = _HALVES.get(_NOT_IN_MARK.sub("", raw).lower())
    if half is not None and hour <= 12:
        hour = hour % 12 + half
    if hour > 23 or minute > 59 or second > 59:
        return UNKNOWN
    return hour * 3600 + minute * 60 + second


class Days(dict[str, int]):
    """Days by their spelling in the file: a chat has few days and many messages."""

    def __init__(self, order: Order | None) -> None:
        self._order = order

    def __missing__(self, raw: str) -> int:
        if len(self) > 100_000:
            self.clear()
        self[raw] = start = day_start(raw, self._order)
        return start


class Clock(dict[str, int]):
    """Times by their spelling in the file."""

    def __missing__(self, raw: str) -> int:
        if len(self) > 200_000:
            self.clear()
        self[raw] = seconds = clock(raw)
        return seconds


class IsoMinutes(dict[int, str]):
    """Minutes since 1970 by the local clock as ISO 8601; those of a chat come one after the other."""

    def __missing__(self, minute: int) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        day, rest = divmod(minute, 24 * 60)
        hour, past = divmod(rest, 60)
        self[minute] = text = f"{date.fromordinal(_EPOCH + day).isoformat()}T{hour:02d}:{past:02d}"
        return text


_REMEMBERED = 10_000
