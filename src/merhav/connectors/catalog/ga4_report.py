"""Google Analytics' reports, downloaded as CSV."""

from collections.abc import Iterator
from typing import ClassVar

from merhav.connectors.analytics.asked import QUESTIONS
from merhav.connectors.analytics.ga4_csv import lines
from merhav.connectors.analytics.lines import Line
from merhav.connectors.analytics.recognition import ga4_csv, property_name
from merhav.connectors.analytics.remarks import Remarks
from merhav.connectors.analytics.report import AnalyticsReport
from merhav.connectors.base import Question, Report, Told
from merhav.connectors.files import Source
from merhav.connectors.heads import Head
from merhav.core.text import Text, _


class Ga4Report(AnalyticsReport):
    """Reports, snapshots of several tables and explorations of Google Analytics 4, in the language of whoever exported.

    Series are `ga4:active_users` (a report that only knows all users: `ga4:total_users`), `ga4:sessions`, `ga4:views`,
    `ga4:user_engagement`. Heads in languages not known are asked about; numbers follow the file's own marks.
    """

    slug = "ga4_report"
    title = _("Google Analytics report")
    reads = _(
        "A report or exploration downloaded from Google Analytics 4: a .csv file, or a .zip that holds it."
    )
    how: ClassVar[tuple[Text, ...]] = (
        _("Open analytics.google.com › Reports and choose a report, such as Pages and screens."),
        _("Choose the days at the top right: one whole month, from its first day to its last."),
        _("Click Share this report › Download file › Download CSV, and drop the file here as it came."),
    )
    suffixes = (".csv", ".tsv", ".txt", ".zip")
    asks: ClassVar[tuple[Question, ...]] = (*AnalyticsReport.asks, *QUESTIONS)
    product = "ga4"

    def recognises(self, head: Head) -> float:
        return ga4_csv(head)

    def space_in(self, head: Head) -> str:
        return property_name(head)

    def lines(self, source: Source, told: Told, report: Report, remarks: Remarks) -> Iterator[Line]:
        return lines(source, told, report, remarks)
