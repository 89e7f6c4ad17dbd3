"""A table of monthly numbers of the app, as its maker sends them: a column for each measure, or a row for each."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from merhav.connectors.base import Report, Told, Untold
from merhav.connectors.files import Source
from merhav.connectors.heads import plain_word
from merhav.connectors.listed import Listing, listing
from merhav.connectors.mapping import Field
from merhav.connectors.moments import DAY_FIRST, day
from merhav.connectors.numbers import decimal_mark, number
from merhav.connectors.stamps import Stamp
from merhav.core.text import Refusal, _

_NAMES = {
    "active_people": (
        "משתמשים פעילים", "תושבים פעילים", "פעילים", "active users", "active residents", "active people",
        "monthly active users", "mau", "active_people", "المستخدمون النشطون", "المستخدمين النشطين", "السكان النشطون",
        "активные пользователи", "активные жители",
    ),
    "registrations": (
        "הרשמות", "רישומים", "registrations", "sign ups", "signups", "التسجيلات", "регистрации",
    ),
    "payments": ("תשלומים", "payments", "المدفوعات", "الدفعات", "платежи", "оплаты"),
}  # fmt: skip
MEASURES = tuple(_NAMES)

FIELDS = (
    Field(
        "date",
        _("Which month or day"),
        ("חודש", "תאריך", "month", "period", "date", "الشهر", "التاريخ", "месяц", "дата"),
        required=True,
    ),
    Field("active_people", _("Residents active in the app"), _NAMES["active_people"]),
    Field("registrations", _("Registrations in the app"), _NAMES["registrations"]),
    Field("payments", _("Payments in the app"), _NAMES["payments"]),
    Field("measure", _("What was counted"), ("מדד", "measure", "metric", "indicator", "المؤشر", "القياس", "показатель")),
    Field("value", _("How many"), ("ערך", "כמות", "value", "count", "القيمة", "العدد", "значение", "количество")),
)  # fmt: skip
_MOST = 20_000
"""Rows; ten years of days and measures are fewer. So few that they are held at once."""
_YEARS = range(1990, 2101)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{4})")
_BY_WORD = {word: measure for measure, words in _NAMES.items() for word in words}


class Total(NamedTuple):
    """One number. `day` is the first of a month that is told as a whole."""

    day: date
    measure: str
    value: float


def totals(source: Source, told: Told, report: Report) -> list[Total]:
    """All numbers of the table. Raises `Refusal` for one that tells none, or more rows than an app has days."""
    table = listing(source, FIELDS, ("date",), {}, told, report)
    _ask_what_is_told(table, report)
    rows = list(islice(table.rows(), _MOST + 1))
    if len(rows) > _MOST:
        raise Refusal(_("%(name)s holds more rows than an app has days.", name=source.name))
    mark = decimal_mark(text for _line, row in rows for _measure, text in _cells(table, row))
    found: dict[tuple[date, str], Total] = {}
    for line, row in rows:
        when = _day(table, row)
        if when is None:
            report.problem(line, ",".join(row), _("The month or day in this row was not understood."))
            continue
        for measure, text in _cells(table, row):
            value = number(text, mark)
            if value is None or not 0 <= value < 1e9 or (when, measure) in found:
                why = _("This row tells no number, or one that was told before.")
                report.problem(line, ",".join(row), why)
            else:
                found[when, measure] = Total(when, measure, value)
    if not found:
        raise Refusal(_("%(name)s tells no number of an app.", name=source.name))
    return list(found.values())


def measure_of(cell: str) -> str | None:
    return _BY_WORD.get(plain_word(cell.replace("_", " "))) or _BY_WORD.get(plain_word(cell))


def _cells(table: Listing, row: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Measures and their cells, of those that are known and told."""
    for measure in MEASURES:
        if text := table.cell(row, measure):
            yield measure, text
    if named := measure_of(table.cell(row, "measure")):
        yield named, table.cell(row, "value")


def _day(table: Listing, row: Sequence[str]) -> date | None:
    stamp = table.stamp(row, "date")
    found = stamp.day if isinstance(stamp, Stamp) else month_of(table.cell(row, "date"))
    return found if found and found.year in _YEARS else None


def month_of(cell: str) -> date | None:
    """The first day of a month: `2025-03`, `03/2025`, `מרץ 2025`, `March 2025`."""
    if found := _YEAR_FIRST.fullmatch(cell):
        return day(f"1.{found[2]}.{found[1]}", DAY_FIRST)
    if found := _YEAR_LAST.fullmatch(cell):
        return day(f"1.{found[1]}.{found[2]}", DAY_FIRST)
    return day(f"1 {cell}", DAY_FIRST)


def _ask_what_is_told(table: Listing, report: Report) -> None:
    if table.speaks(MEASURES) or (table.speaks(("measure",)) and table.speaks(("value",))):
        return
    report.asks |= {field.question.name for field in FIELDS}
    raise Untold(_("Say which column holds the numbers."), tuple(field.question for field in FIELDS))
