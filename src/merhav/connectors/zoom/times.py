"""The ways in which Zoom's reports write a moment, and how one file orders day and month."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime

from merhav.core.periods import LOCAL

DAY_FIRST, MONTH_FIRST = "dmy", "mdy"

_CLOCK = r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*((?!Z)[^\W\d_]\.?[^\W\d_]?\.?)?\s*(Z|[+-]\d{2}:?\d{2})?"
_NUMBERS = re.compile(rf"(\d{{1,4}})([/.-])(\d{{1,2}})\2(\d{{1,4}})[\sT,]+{_CLOCK}", re.IGNORECASE)
_NAMED = re.compile(rf"([A-Za-z]{{3}})[a-z]*\.? (\d{{1,2}}),? (\d{{4}})[\s,]+{_CLOCK}")
_NAMED_DAY_FIRST = re.compile(rf"(\d{{1,2}})[ -]([A-Za-z]{{3}})[a-z]*\.?[ -](\d{{4}})[\s,]+{_CLOCK}")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MORNING, _EVENING = {"am", "a", "ص"}, {"pm", "p", "م"}


def day_and_month(cells: Iterable[str]) -> str | None:
    """The order that some date of the file proves: a number above 12 is a day, dots are not American."""
    for cell in cells:
        found = _NUMBERS.match(_plain(cell))
        if found and len(found[1]) < 3:
            if found[2] == "." or int(found[1]) > 12:
                return DAY_FIRST
            if int(found[3]) > 12:
                return MONTH_FIRST
    return None


def moment(cell: str, order: str) -> datetime | None:
    """The moment by the clock of the street, without a zone; None for what is no moment."""
    text = _plain(cell)
    try:
        return _numbers(text, order) or _named(text)
    except ValueError:
        return None


def _plain(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip()


def _numbers(text: str, order: str) -> datetime | None:
    found = _NUMBERS.fullmatch(text)
    if not found:
        return None
    first, second, third = int(found[1]), int(found[3]), int(found[4])
    if len(found[1]) == 4:
        year, month, day = first, second, third
    else:
        month, day = (first, second) if order == MONTH_FIRST and found[2] != "." else (second, first)
        year = third + 2000 if len(found[4]) == 2 else third
    return _at(year, month, day, found.groups()[4:])


def _named(text: str) -> datetime | None:
    if found := _NAMED.fullmatch(text):
        return _at(int(found[3]), _month(found[1]), int(found[2]), found.groups()[3:])
    if found := _NAMED_DAY_FIRST.fullmatch(text):
        return _at(int(found[3]), _month(found[2]), int(found[1]), found.groups()[3:])
    return None


def _month(name: str) -> int:
    return _MONTHS.index(name.lower()) + 1


def _at(year: int, month: int, day: int, clock: tuple[str | None, ...]) -> datetime:
    hours, minutes, seconds, mark, zone = clock
    hour = _hour(int(hours or 0), (mark or "").replace(".", "").lower())
    read = datetime(year, month, day, hour, int(minutes or 0), int(seconds or 0))  # noqa: DTZ001 - local clock
    if zone is None:
        return read
    aware = datetime.fromisoformat(read.isoformat() + ("+00:00" if zone in "Zz" else zone))
    return aware.astimezone(LOCAL).replace(tzinfo=None)


def _hour(hour: int, mark: str) -> int:
    """Some languages' reports put a mark beside a clock of 24 hours; it says nothing then."""
    if mark in _EVENING and hour < 12:
        return hour + 12
    return 0 if mark in _MORNING and hour == 12 else hour
