"""What the dates of a table prove: which of day and month comes first, and whether the table tells hours."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import time

from merhav.core.text import _

from .answers import chosen
from .base import Answer, Question, Report, Told, Untold
from .moments import DAY_FIRST, MONTH_FIRST, day, is_ordered_date, moment

ORDER = Question(
    "date_order",
    _("Which comes first in this file's dates?"),
    Answer.CHOICE,
    choices=((DAY_FIRST, _("The day")), (MONTH_FIRST, _("The month"))),
    help=_("No date in the file tells: every number is twelve or less, and both orders make sense."),
    required=True,
    only_if="date_order",
)
_ENOUGH = 15
"""Days by which one order has to lead, so that a few wrong lines at the top do not turn the file around."""
_SEEN = 10_000


@dataclass(slots=True)
class Evidence:
    """Drawn from one cell after the other."""

    told: str | None = None
    """The order, where a person has told it."""
    lead: int = 0
    """Days that are possible with the day first only, less those that are possible with the month first only."""
    matters: bool = False
    """Some date is another day in the other order."""
    hours: bool = False
    _seen: set[str] = field(default_factory=set)

    @property
    def settled(self) -> bool:
        return self.hours and (self.told is not None or abs(self.lead) >= _ENOUGH)

    def see(self, cell: str) -> None:
        seen = cell[:10] if self.hours else cell
        if seen in self._seen:
            return
        if len(self._seen) < _SEEN:
            self._seen.add(seen)
        if not self.hours and ":" in cell:
            read = moment(cell, DAY_FIRST) or moment(cell, MONTH_FIRST)
            self.hours = read is not None and read.time() != time()
        self._weigh(cell)

    def _weigh(self, cell: str) -> None:
        if abs(self.lead) >= _ENOUGH or cell[:4].isdigit() or not is_ordered_date(cell):
            return
        day_first, month_first = day(cell, DAY_FIRST), day(cell, MONTH_FIRST)
        self.matters = self.matters or day_first != month_first
        if "." not in cell:
            self.lead += (month_first is None) - (day_first is None)
        elif day_first:
            self.lead += 1

    def order(self, report: Report) -> str:
        """The order that is told, else the one that is proved. Raises `Untold` where it matters and nothing tells."""
        if self.told is not None:
            return self.told
        if self.matters and not self.lead:
            report.asks.add(ORDER.name)
            raise Untold(
                _("Day and month cannot be told apart in this file; say which comes first (date_order)."),
                (ORDER,),
            )
        return MONTH_FIRST if self.lead < 0 else DAY_FIRST


def weighed(cells: Iterable[str], told: Told) -> Evidence:
    """What the cells prove, read until that is settled."""
    evidence = Evidence(chosen(told, ORDER))
    for cell in cells:
        evidence.see(cell)
        if evidence.settled:
            break
    return evidence
