"""What the Google Analytics Data API answers."""

from collections.abc import Iterator
from typing import ClassVar

from merhav.connectors.analytics.ga4_json import lines
from merhav.connectors.analytics.lines import Line
from merhav.connectors.analytics.recognition import ga4_json
from merhav.connectors.analytics.remarks import Remarks
from merhav.connectors.analytics.report import AnalyticsReport
from merhav.connectors.base import Report, Told
from merhav.connectors.files import Source
from merhav.connectors.heads import Head
from merhav.core.text import Text, _


class Ga4Api(AnalyticsReport):
    """Answers of `runReport` and `batchRunReports`, their pages one after the other, in the same series as the reports.

    An answer does not say its days: they are those of its rows by `date` or `yearMonth`, of a `dateRanges` that was kept
    with it, or told. Of ranges that are compared the first is read.
    """

    slug = "ga4_api"
    title = _("Google Analytics Data API")
    reads = _("Answers of the Google Analytics Data API (runReport, batchRunReports): a .json file.")
    how: ClassVar[tuple[Text, ...]] = (
        _(
            "Ask for runReport or batchRunReports of your property, with the dimension yearMonth for each month."
        ),
        _("As metrics take activeUsers, sessions, screenPageViews and userEngagementDuration."),
        _("Save the answer as it came, as a .json file, and drop it here."),
    )
    suffixes = (".json", ".zip")
    product = "ga4"

    def recognises(self, head: Head) -> float:
        return ga4_json(head)

    def lines(self, source: Source, told: Told, report: Report, remarks: Remarks) -> Iterator[Line]:
        return lines(source, told, report, remarks)
