"""The list of inquiries that a municipal hotline's system exports."""

from collections.abc import Iterator
from typing import ClassVar

from merhav.connectors.base import Connector, Item, Question, Report, Told
from merhav.connectors.evidence import ORDER
from merhav.connectors.files import Source
from merhav.connectors.heads import Head
from merhav.connectors.hotline.channels import CAME_BY
from merhav.connectors.hotline.heads import FIELDS, likeness
from merhav.connectors.hotline.inquiries import TELLS, Inquiry, facts
from merhav.connectors.hotline.table import Table
from merhav.connectors.mapping import questions
from merhav.connectors.people import Pseudonyms
from merhav.connectors.spans import EXPORTED_ON, LISTED_SINCE, Span, covered, with_told
from merhav.core.text import Refusal, Text, _
from merhav.facts.rows import Row
from merhav.facts.words import Asset


class HotlineTable(Connector):
    """Inquiries with a clock: how each came in, and how long until it was first answered, in seconds.

    Where no first answer is told, its closing stands for it. Each row carries the asset by which it came in. Subjects are kept
    when they are labels of a list; names become pseudonyms, texts and addresses of places are not read.
    """

    slug = "hotline_table"
    asset = Asset.STREET
    title = _("106 hotline table")
    reads = _("The list of inquiries from the 106 hotline's system, or of any other hotline: a .csv file.")
    how: ClassVar[tuple[Text, ...]] = (
        _(
            "In the hotline's system open the list of inquiries, and choose the days on which they were opened."
        ),
        _(
            "Show number, opening, first answer, closing, state, subject and channel; no text of the inquiry is needed."
        ),
        _("Export it as CSV. From Excel: File › Save As › CSV UTF-8."),
    )
    suffixes = (".csv", ".tsv", ".txt", ".zip")
    tells = TELLS
    asks: ClassVar[tuple[Question, ...]] = (*questions(FIELDS), CAME_BY, ORDER, LISTED_SINCE, EXPORTED_ON)

    def recognises(self, head: Head) -> float:
        return max(map(likeness, head.rows), default=0.0)

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        """`number`, `opened` and `answered` (ISO 8601), `closed`, `asset`, `topic`, `person`: one for each row."""
        for inquiry in _inquiries(Table(source, told, report), source, report):
            yield {
                "number": inquiry.number,
                "opened": inquiry.opened.at.isoformat(),
                "answered": inquiry.answered.at.isoformat() if inquiry.answered else None,
                "closed": inquiry.is_closed or inquiry.answered is not None,
                "asset": inquiry.asset.value,
                "topic": inquiry.topic,
                "person": inquiry.person or None,
            }

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        table, span, assets = Table(source, told, report), Span(), set[Asset]()
        for inquiry in _inquiries(table, source, report):
            span.meets(inquiry.opened.day)
            assets.add(inquiry.asset)
            yield from facts(inquiry, people, report)
        yield from covered(span.since, span.until, assets, people, table.speaks_of)

    def finished(self, rows: Iterator[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
        return with_told(rows, told, people)


def _inquiries(table: Table, source: Source, report: Report) -> Iterator[Inquiry]:
    for inquiry in table.inquiries():
        report.items += 1
        report.spans(inquiry.opened.at)
        yield inquiry
    if not report.items:
        raise Refusal(_("%(name)s lists no inquiry.", name=source.name))
