"""Matomo's reports, exported as a table or as JSON."""

from collections.abc import Iterator
from typing import ClassVar

from merhav.connectors.analytics import matomo_json, matomo_tables, recognition
from merhav.connectors.analytics.lines import Line
from merhav.connectors.analytics.remarks import Remarks
from merhav.connectors.analytics.report import AnalyticsReport
from merhav.connectors.base import Report, Told
from merhav.connectors.files import Source
from merhav.connectors.heads import Head, head
from merhav.core.text import Text, _


class MatomoExport(AnalyticsReport):
    """Visits, pages, events and cities by day or month, as CSV, TSV or JSON, with the interface's names or translated.

    Series are `matomo:nb_uniq_visitors`, `matomo:nb_visits`, `matomo:nb_pageviews` (where a report has no views of pages,
    `matomo:nb_actions`), `matomo:sum_visit_length`. Visitors of a month come only from rows by month; the sums of daily
    visitors that Matomo gives beside pages and cities are not people of a month, and are left.
    """

    slug = "matomo_export"
    title = _("Matomo report")
    reads = _("A report exported from Matomo: a .csv, .tsv or .json file.")
    how: ClassVar[tuple[Text, ...]] = (
        _("In Matomo open Visitors › Overview and choose the period Month."),
        _("Under the report click Export, choose CSV or JSON, and “All” rows."),
        _(
            "Click Export, and drop the file here as it came. For services do the same with Behaviour › Pages."
        ),
    )
    suffixes = (".csv", ".tsv", ".json", ".txt", ".zip")
    product = "matomo"

    def recognises(self, head: Head) -> float:
        return recognition.matomo_json(head) or recognition.matomo_table(head)

    def lines(self, source: Source, told: Told, report: Report, remarks: Remarks) -> Iterator[Line]:
        if head(source).is_json:
            return matomo_json.lines(source, told, report, remarks)
        return matomo_tables.lines(source, told, report, remarks)
