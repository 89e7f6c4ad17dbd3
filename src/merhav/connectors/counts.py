"""A table of member counts, kept by hand: which column says what, and a day and a number for each row."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from merhav.core.text import Refusal, _

from .base import Report, Told
from .evidence import weighed
from .files import Source
from .heads import plain_word
from .mapping import Field, mapped
from .moments import day
from .numbers import decimal_mark, whole
from .tables import Header, cell, rows

DAY = Field(
    "day",
    _("the day of the count"),
    (
        "day",
        "date",
        "counted on",
        "יום",
        "תאריך",
        "תאריך הספירה",
        "تاريخ",
        "التاريخ",
        "اليوم",
        "дата",
        "день",
    ),
    required=True,
)
MEMBERS = Field(
    "members",
    _("how many members"),
    (
        "members", "number of members", "member count", "חברים", "מספר חברים", "חברי הקבוצה", "מספר החברים", "أعضاء", "الأعضاء",
        "عدد الأعضاء", "участники", "участников", "число участников", "participants", "משתתפים", "recipients", "נמענים",
        "followers", "עוקבים", "متابعون", "المتابعون", "подписчики", "subscribers",
    ),
    required=True,
)  # fmt: skip
GROUP = Field(
    "group",
    _("the name of the group"),
    ("group", "group name", "channel", "list", "קבוצה", "שם הקבוצה", "ערוץ", "רשימה", "مجموعة", "المجموعة", "اسم المجموعة", "группа", "канал"),
)  # fmt: skip
FIELDS = (DAY, MEMBERS, GROUP)


HEAD = 20
"""Lines within which the head of the table stands."""
_MOST = 100_000_000


@dataclass(frozen=True, slots=True)
class Count:
    line: int
    day: date
    members: int


def counts(source: Source, told: Told, report: Report) -> Iterator[Count]:
    """Every row that tells a day and a number. Raises `Untold` while columns or the order of dates are not known."""
    places, begin = _columns(source, told, report)
    order = weighed((cell(row, places[DAY.name]) for _line, row in _body(source, begin)), told).order(report)
    mark = decimal_mark(cell(row, places[MEMBERS.name]) for _line, row in _body(source, begin))
    group = ""
    for line, row in _body(source, begin):
        group = _same_group(group, cell(row, places.get(GROUP.name)), source)
        on, members = day(cell(row, places[DAY.name]), order), whole(cell(row, places[MEMBERS.name]), mark)
        if on is None or not 2000 <= on.year < 2100:
            report.problem(line, ",".join(row), _("The day of this row was not understood."))
        elif members is None or not 0 <= members < _MOST:
            report.problem(line, ",".join(row), _("The number of members in this row was not understood."))
        else:
            report.items += 1
            yield Count(line, on, members)


def _columns(source: Source, told: Told, report: Report) -> tuple[dict[str, int], int]:
    """The columns, and the line at which the head of the table stands."""
    first: tuple[int, list[str]] | None = None
    for line, row in rows(source):
        first = first or (line, row)
        header = Header(row)
        answers = (told.get(field.question.name) for field in (DAY, MEMBERS))
        wanted = [
            (answer,) if answer else field.usual
            for answer, field in zip(answers, (DAY, MEMBERS), strict=True)
        ]
        if all(header.has(*names) for names in wanted):
            return mapped(header, FIELDS, told, report), line
        if line > HEAD:
            break
    if first is None:
        raise Refusal(_("%(name)s is empty.", name=source.name))
    return mapped(Header(first[1]), FIELDS, told, report), first[0]


def _body(source: Source, begin: int) -> Iterator[tuple[int, list[str]]]:
    return ((line, row) for line, row in rows(source) if line > begin and any(map(str.strip, row)))


def _same_group(known: str, told: str, source: Source) -> str:
    if known and told and plain_word(told) != plain_word(known):
        raise Refusal(
            _(
                "%(name)s tells of several groups; bring one file for each, for each is a space of its own.",
                name=source.name,
            )
        )
    return known or told
