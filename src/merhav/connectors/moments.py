"""The ways in which products write a moment or a day, and how one file orders day and month.

Which of day and month comes first is a property of a file, never of a line: `day_and_month` finds the order that some
cell proves, and `moment` and `day` read every cell by it.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from merhav.core.periods import LOCAL

DAY_FIRST, MONTH_FIRST = "dmy", "mdy"

_CLOCK = (
    r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*((?!Z)[^\W\d_]\.?\s?[^\W\d_]?\.?)?\s*(Z|[+-]\d{2}:?\d{2})?"
)
_NUMBERS = re.compile(rf"(\d{{1,4}})([/.-])(\d{{1,2}})\2(\d{{1,4}})(?:[\sT,]+{_CLOCK})?", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:(\d{2}))?")
_WEEKDAY = r"(?:[^\W\d_]{2,9}\.?,? )?"
_NAME = r"([^\W\d_]{3,12})\.?"
_NAMED = re.compile(
    rf"{_WEEKDAY}{_NAME} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})(?:[\s,]+(?:at )?{_CLOCK})?", re.IGNORECASE
)
_NAMED_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})\.?[ -](?:ב|de )?{_NAME}[ -](?:de )?(\d{{4}})(?:[\s,]+(?:בשעה |at )?{_CLOCK})?",
    re.IGNORECASE,
)
_LONGEST = 60
_MORNING = {"am", "a", "ص", "дп"}
_EVENING = {"pm", "p", "م", "пп"}

_MONTHS = (
    ("jan", "ינו", "янв", "يناير", "كانون الثاني"),
    ("feb", "פבר", "фев", "فبراير", "شباط"),
    ("mar", "מרץ", "мар", "مارس", "آذار"),
    ("apr", "אפר", "апр", "أبريل", "نيسان"),
    ("may", "מאי", "мая", "май", "مايو", "أيار"),
    ("jun", "יונ", "июн", "يونيو", "حزيران"),
    ("jul", "יול", "июл", "يوليو", "تموز"),
    ("aug", "אוג", "авг", "أغسطس", "آب"),
    ("sep", "ספט", "сен", "سبتمبر", "أيلول"),
    ("oct", "אוק", "окт", "أكتوبر", "تشرين الأول"),
    ("nov", "נוב", "ноя", "نوفمبر", "تشرين الثاني"),
    ("dec", "דצמ", "дек", "ديسمبر", "كانون الأول"),
)
"""How the names of the twelve months begin, in the languages that products write here."""


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


def is_ordered_date(cell: str) -> bool:
    """Whether the cell is a date whose order of day and month has to be known."""
    found = _NUMBERS.fullmatch(_plain(cell))
    return found is not None and len(found[1]) < 3


def moment(cell: str, order: str) -> datetime | None:
    """The moment by the clock of the street, without a zone; None for what is no moment, and for a day alone."""
    read = _read(cell, order)
    return read[0] if read and read[1] else None


def day(cell: str, order: str) -> date | None:
    """The day of a day or of a moment; None for what is neither."""
    read = _read(cell, order)
    return read[0].date() if read else None


def in_utc(local: datetime) -> datetime:
    """A moment by the clock of the street, in UTC."""
    return local.replace(tzinfo=LOCAL).astimezone(UTC)


def day_in_utc(local: date) -> datetime:
    """Noon of a day, in UTC: a moment that is in that day and month by whichever clock."""
    return in_utc(datetime.combine(local, time(12)))


def _read(cell: str, order: str) -> tuple[datetime, bool] | None:
    """The moment, and whether the cell says an hour."""
    text = _plain(cell)
    try:
        return _numbers(text, order) or _named(text) or _compact(text)
    except (ValueError, OverflowError):  # a zone turns the last hours of 9999 into the year after
        return None


def _plain(cell: str) -> str:
    """In one spelling; nothing for what is longer than any moment."""
    bare = cell.strip()
    if len(bare) > _LONGEST:
        return ""
    return unicodedata.normalize("NFKC", bare).strip().strip("\u200e\u200f").replace("\u202f", " ")


def _numbers(text: str, order: str) -> tuple[datetime, bool] | None:
    found = _NUMBERS.fullmatch(text)
    if not found:
        return None
    first, second, third = int(found[1]), int(found[3]), int(found[4])
    if len(found[1]) == 4:
        year, month, number = first, second, third
    else:
        month, number = (first, second) if order == MONTH_FIRST and found[2] != "." else (second, first)
        year = third + 2000 if len(found[4]) == 2 else third
    return _at(year, month, number, found.groups()[4:])


def _named(text: str) -> tuple[datetime, bool] | None:
    if found := _NAMED.fullmatch(text):
        return _at(int(found[3]), _month(found[1]), int(found[2]), found.groups()[3:])
    if found := _NAMED_DAY_FIRST.fullmatch(text):
        return _at(int(found[3]), _month(found[2]), int(found[1]), found.groups()[3:])
    return None


def _compact(text: str) -> tuple[datetime, bool] | None:
    """`20250131`, and `2025013114` for an hour of it, as web analytics write."""
    found = _COMPACT.fullmatch(text)
    if not found or not 1990 <= int(found[1]) <= 2100:
        return None
    return _at(int(found[1]), int(found[2]), int(found[3]), (found[4], None, None, None, None))


def _month(name: str) -> int:
    lower = name.lower()
    for number, beginnings in enumerate(_MONTHS, start=1):
        if lower.startswith(beginnings):
            return number
    raise ValueError(name)


def _at(year: int, month: int, number: int, clock: tuple[str | None, ...]) -> tuple[datetime, bool]:
    hours, minutes, seconds, mark, zone = clock
    hour = _hour(int(hours or 0), re.sub(r"[.\s]", "", mark or "").lower())
    read = datetime(year, month, number, hour, int(minutes or 0), int(seconds or 0))  # noqa: DTZ001 - local clock
    if zone is None:
        return read, hours is not None
    aware = datetime.fromisoformat(read.isoformat() + ("+00:00" if zone in "Zz" else zone))
    return aware.astimezone(LOCAL).replace(tzinfo=None), True


def _hour(hour: int, mark: str) -> int:
    """Some languages' reports put a mark beside a clock of 24 hours; it says nothing then."""
    if mark in _EVENING and hour < 12:
        return hour + 12
    return 0 if mark in _MORNING and hour == 12 else hour
