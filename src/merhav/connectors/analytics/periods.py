"""The days of a report, where only the person who exported it knows them."""

from datetime import date

from merhav.connectors.answers import day_told
from merhav.connectors.base import Answer, Question, Report, Told, Untold
from merhav.core.text import Refusal, _

from .spans import Span

FIRST = Question(
    "report_from",
    _("Which is the first day that the report speaks of?"),
    Answer.DAY,
    required=True,
    only_if="report_from",
    before=True,
)
LAST = Question(
    "report_until",
    _("Which is the last day that the report speaks of?"),
    Answer.DAY,
    required=True,
    only_if="report_until",
    before=True,
)
EXPORTED_ON = Question("exported_on", _("On which day was it exported?"), Answer.DAY)


def span_told(told: Told) -> Span | None:
    """The report's days as they were answered. Raises `Refusal` for days that no report has."""
    first, last = day_told(told, FIRST), day_told(told, LAST)
    if first is None or last is None:
        return None
    if last < first:
        raise Refusal(_("No report is from %(first)s until %(last)s.", first=first, last=last))
    return Span(first, last)


def export_told(told: Told) -> date | None:
    """The day of the export as it was answered. Raises `Refusal` for what is no day."""
    return day_told(told, EXPORTED_ON)


def untold(report: Report) -> Untold:
    """What to raise for a report that tells neither its days nor a month in each line."""
    report.asks |= {FIRST.name, LAST.name}
    return Untold(_("The file does not say of which days it speaks."), (FIRST, LAST))
