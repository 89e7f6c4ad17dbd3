"""Monthly numbers of a municipal app, as its maker sends them."""

from collections.abc import Iterator
from typing import ClassVar

from merhav.connectors.app.counted import rows, with_told
from merhav.connectors.app.recognition import lists_totals
from merhav.connectors.app.totals import FIELDS, MEASURES, totals
from merhav.connectors.base import Connector, Item, Question, Report, Told
from merhav.connectors.evidence import ORDER
from merhav.connectors.files import Source
from merhav.connectors.heads import Head
from merhav.connectors.mapping import questions
from merhav.connectors.people import Pseudonyms
from merhav.connectors.spans import EXPORTED_ON
from merhav.core.text import Text, _
from merhav.facts.rows import Row
from merhav.facts.words import Asset


class AppTotals(Connector):
    """Active residents, registrations and payments by month (`app:told`): whole numbers that the app's maker has counted."""

    slug = "app_totals"
    asset = Asset.APP
    title = _("Municipal app: monthly numbers")
    reads = _(
        "Numbers of the municipal app by month: active residents, registrations, payments. A .csv file."
    )
    how: ClassVar[tuple[Text, ...]] = (
        _("Ask the app's maker for a table by month: residents active in it, registrations, payments."),
        _("Have it sent as CSV. From Excel: File › Save As › CSV UTF-8."),
    )
    suffixes = (".csv", ".tsv", ".txt", ".zip")
    tells = MEASURES
    asks: ClassVar[tuple[Question, ...]] = (*questions(FIELDS), ORDER, EXPORTED_ON)

    def recognises(self, head: Head) -> float:
        return 0.7 if lists_totals(head.rows) else 0.0

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        """`day` (the first of a month that is told as a whole), `measure`, `value`."""
        for one in totals(source, told, report):
            report.items += 1
            yield {"day": one.day.isoformat(), "measure": one.measure, "value": one.value}

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        found = totals(source, told, report)
        report.items = len(found)
        return rows(found, people, report)

    def finished(self, rows: Iterator[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
        return with_told(rows, told, people)
