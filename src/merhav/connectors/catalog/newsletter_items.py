"""What stood in the newsletter's issues: a table that the town keeps itself."""

from collections.abc import Iterator
from typing import ClassVar

from merhav.connectors.base import Connector, Item, Question, Report, Told
from merhav.connectors.files import Source
from merhav.connectors.heads import Head
from merhav.connectors.mapping import questions
from merhav.connectors.newsletter.dates import DATE_ORDER
from merhav.connectors.newsletter.items import FIELDS, KIND, STAGE, Reading, is_head
from merhav.connectors.newsletter.kinds import KINDS
from merhav.connectors.newsletter.told import ALL_SINCE, EXPORTED_ON, ending, with_told
from merhav.connectors.people import Pseudonyms
from merhav.connectors.tables import Header, cell
from merhav.core.text import Refusal, Text, _
from merhav.facts.rows import Row
from merhav.facts.words import Asset


class NewsletterItems(Connector):
    """Items of issues by kind; of those that share a municipal process, at which stage they did.

    Kinds: planning, partnership in education, the events programme, calls and tenders, by-laws, residents' meetings, other. A
    process weighs the more the earlier it is shared: idea 1, options 0.8, draft 0.6, decision 0.3, execution 0.1. Words in
    Hebrew, Arabic, Russian and English are understood. An item is known by its day and title; titles are not kept.
    """

    slug = "newsletter_items"
    asset = Asset.NEWSLETTER
    title = _("Items of the newsletter")
    reads: ClassVar[Text] = _(
        "A table of what stood in each issue: date, kind, whether it concerns a municipal process, and its stage: a .csv "
        "file."
    )
    how: ClassVar[tuple[Text, ...]] = (
        _(
            "Make a table with a row for each item of an issue: date, kind, process (yes or no), stage, title."
        ),
        _(
            "Kinds: planning, partnership in education, events programme, calls and tenders, by-laws, residents' meetings, "
            "other. Stages: idea, options, draft, decision, execution."
        ),
        _("Save it as CSV (UTF-8), and drop the same table here again when it has grown."),
    )
    suffixes = (".csv", ".tsv", ".txt", ".zip")
    asks: ClassVar[tuple[Question, ...]] = (EXPORTED_ON, ALL_SINCE, DATE_ORDER, *questions(FIELDS))
    tells: ClassVar[tuple[str, ...]] = ("Create/item",)

    def recognises(self, head: Head) -> float:
        """A table with days and kinds, of which every kind is an item's; surer where stages are told."""
        for number, row in enumerate(head.rows[:30]):
            if is_head(row):
                header = Header(row)
                place, below = header.place(*KIND.usual), head.rows[number + 1 :]
                known = bool(below) and all(KINDS.of(cell(line, place)) for line in below)
                return (0.85 if header.has(*STAGE.usual) else 0.6) * known
        return 0.0

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        """`sent` (ISO 8601, UTC), `kind`, `process` (whether it concerns one), `stage`, `title` of each row."""
        for entry in Reading(report).entries(source, told):
            yield {
                "sent": entry.sent.isoformat(),
                "kind": entry.kind,
                "process": entry.is_process,
                "stage": entry.stage,
                "title": entry.title or None,
            }

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        """A Create of an item for each row: topic is its kind, amount its weight where it shares a process."""
        return ending(_facts(source, told, people, report), people)

    def finished(self, rows: Iterator[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
        return with_told(rows, told, people)


def _facts(source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
    reading = Reading(report)
    for entry in reading.entries(source, told):
        yield reading.activity(entry, people)
    if not report.items:
        raise Refusal(_("%(name)s tells of no item of an issue.", name=source.name))
