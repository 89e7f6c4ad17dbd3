"""Which of day and month comes first in a file's dates: what its cells and its name prove, else what is told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache

from merhav.connectors.base import Answer, Question, Report, Told, Untold
from merhav.connectors.moments import DAY_FIRST, MONTH_FIRST, day, is_ordered_date
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
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_RANGE = re.compile(r"([a-z]{3})-(\d{2})-(\d{4})_([a-z]{3})-(\d{2})-(\d{4})(?!\d)", re.IGNORECASE)
_LONGEST = 60
"""Characters of a date."""
_EDGE = timedelta(days=1)
"""Another clock than the street's shifts a moment into the day before or after."""


def range_in(name: str) -> tuple[date, date] | None:
    """First and last day of an export by its name, as in `Aug-01-2025_Aug-31-2025_1039829308656930.csv`."""
    found = _RANGE.search(name)
    if not found:
        return None
    try:
        first, last = (
            date(int(year), _MONTHS.index(month.casefold()) + 1, int(number))
            for month, number, year in (found.groups()[:3], found.groups()[3:])
        )
    except ValueError:
        return None
    return (first, last) if first <= last else None


@lru_cache(maxsize=4096)
def _days(cell: str) -> tuple[tuple[str, date | None], ...]:
    """The day of a date in each order; nothing, where it needs none."""
    if not is_ordered_date(cell):
        return ()
    return tuple((order, day(cell, order)) for order in (DAY_FIRST, MONTH_FIRST))


@dataclass(slots=True)
class Orders:
    """The orders in which all dates seen so far make sense."""

    within: tuple[date, date] | None = None
    possible: set[str] = field(default_factory=lambda: {DAY_FIRST, MONTH_FIRST})
    matters: bool = False
    """Some date means different days in the two orders."""

    def look(self, cell: str) -> None:
        if len(self.possible) == 1 or len(cell) > _LONGEST:
            return
        days = _days(cell)
        sensible = {order for order, day in days if self._is_within(day)}
        if days and self.possible & sensible:
            self.possible = self.possible & sensible
        self.matters = self.matters or len({day for _order, day in days}) > 1

    def _is_within(self, read: date | None) -> bool:
        if read is None or self.within is None:
            return read is not None
        first, last = self.within
        return first - _EDGE <= read <= last + _EDGE

    def chosen(self, told: Told, report: Report, usual: str | None = None) -> str:
        """The order that is told, proved, or the product's `usual` one. Raises `Untold` where none is."""
        answer = told.get("date_order")
        if answer is not None:
            if answer not in {DAY_FIRST, MONTH_FIRST}:
                raise Refusal(_("%(answer)s is no order of dates; say dmy or mdy.", answer=answer))
            return answer
        if len(self.possible) == 1:
            return next(iter(self.possible))
        if usual is None and self.matters:
            report.asks.add("date_order")
            raise Untold(
                _("Day and month cannot be told apart in this file; say which comes first (date_order)."),
                (DATE_ORDER,),
            )
        return usual or DAY_FIRST


def order_of(cells: Iterable[str], told: Told, report: Report) -> str:
    """The order of a file's dates by its cells alone."""
    orders = Orders()
    for cell in cells:
        orders.look(cell)
        if len(orders.possible) == 1:
            break
    return orders.chosen(told, report)


def is_night(local: datetime) -> bool:
    """The hours in which hardly any authority publishes."""
    return local.hour < 6
