"""Days and moments as newsletters' tables write them, in UTC."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from merhav.connectors.base import Answer, Question, Report, Told, Untold
from merhav.connectors.moments import (
    DAY_FIRST,
    MONTH_FIRST,
    day,
    day_and_month,
    day_in_utc,
    in_utc,
    is_ordered_date,
    moment,
)
from merhav.core.periods import LOCAL
from merhav.core.text import Refusal, _

DATE_ORDER = Question(
    "date_order",
    _("Which comes first in this file's dates?"),
    Answer.CHOICE,
    choices=((DAY_FIRST, _("The day")), (MONTH_FIRST, _("The month"))),
    help=_("No date in the file tells: every number is twelve or less, and both orders make sense."),
    required=True,
    only_if="date_order",
)

_ZONED = re.compile(r":\d{2}\S*(?:Z|[+-]\d{2}:?\d{2})$")
_YEARS = range(1995, 2101)
"""Newsletters by e-mail are no older; a year outside is a slip or an attack."""
_SAMPLE = 1000
"""A product writes its dates in one way: where so many need no order, none does."""


def order_of(cells: Iterable[str], told: Told, report: Report) -> str:
    """Which of day and month comes first in the file: told, proved by a cell, or of no matter.

    Raises `Untold` when dates are met whose order nothing proves.
    """
    answer = told.get(DATE_ORDER.name)
    if answer is not None:
        return _answered(answer)
    doubtful = seen = 0
    for cell in cells:
        proved = day_and_month([cell])
        if proved:
            return proved
        doubtful += is_ordered_date(cell)
        seen += bool(cell)
        if seen == _SAMPLE and not doubtful:
            break
    if doubtful:
        report.asks.add(DATE_ORDER.name)
        raise Untold(
            _("Day and month cannot be told apart in this file; say which comes first (date_order)."),
            (DATE_ORDER,),
        )
    return DAY_FIRST


def _answered(order: str) -> str:
    if order not in {DAY_FIRST, MONTH_FIRST}:
        raise Refusal(_("%(text)s is no order of dates; say dmy or mdy.", text=order))
    return order


def at(cell: str, order: str) -> datetime | None:
    """The moment in UTC of a cell by the clock of the street; noon of a day alone; None for what is neither."""
    local = moment(cell, order)
    if local is not None:
        return in_utc(local) if local.year in _YEARS else None
    alone = day(cell, order)
    return day_in_utc(alone) if alone is not None and alone.year in _YEARS else None


def at_utc(cell: str, order: str) -> datetime | None:
    """The moment of a cell whose clock is UTC unless it says a zone, as Mailchimp's audience exports write."""
    if _ZONED.search(cell):
        return at(cell, order)
    plain = moment(cell, order)
    if plain is None:
        return at(cell, order)
    return plain.replace(tzinfo=UTC) if plain.year in _YEARS else None


def local_day(moment_: datetime) -> date:
    return moment_.astimezone(LOCAL).date()


def midnight(day_: date) -> datetime:
    """The first moment of a day of the street, in UTC."""
    return datetime.combine(day_, time(), LOCAL).astimezone(UTC)


def end_of(day_: date) -> datetime:
    """The last second of a day of the street, in UTC: what was exported that day is no older than all it tells."""
    return datetime.combine(day_, time(23, 59, 59), LOCAL).astimezone(UTC)


def day_told(told: Told, name: str) -> date | None:
    text = told.get(name)
    if text is None:
        return None
    try:
        read = date.fromisoformat(text.strip())
    except ValueError:
        read = None
    if read is None or read.year not in _YEARS:
        raise Refusal(_("%(text)s is not a day; write it as in 2026-03-22.", text=text))
    return read
