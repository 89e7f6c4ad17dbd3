"""The list of acts that a municipal app exports."""

from collections.abc import Iterator
from typing import ClassVar

from merhav.connectors.app.acts import TELLS
from merhav.connectors.app.facts import done, item, rows
from merhav.connectors.app.heads import FIELDS
from merhav.connectors.app.recognition import lists_acts
from merhav.connectors.base import Connector, Item, Question, Report, Told
from merhav.connectors.evidence import ORDER
from merhav.connectors.files import Source
from merhav.connectors.heads import Head
from merhav.connectors.mapping import questions
from merhav.connectors.people import Pseudonyms
from merhav.connectors.spans import EXPORTED_ON, LISTED_SINCE, with_told
from merhav.core.text import Text, _
from merhav.facts.rows import Row
from merhav.facts.words import Asset


class AppTable(Connector):
    """Who did what in the app, and when: views, registrations, payments, community spaces, messages and posts.

    A row is known by its moment, its person, its act and its space; where all four are alike, by how often they came before.
    """

    slug = "app_table"
    asset = Asset.APP
    title = _("Municipal app: list of acts")
    reads = _("What residents did in the municipal app, one act a row, as its maker exports it: a .csv file.")
    how: ClassVar[tuple[Text, ...]] = (
        _(
            "Ask the app's maker for the list of acts of a month: time, user, action, and the community space if there is one."
        ),
        _("A number or an address for each user is enough; no name and no text are needed."),
        _("Have it sent as CSV. From Excel: File › Save As › CSV UTF-8."),
    )
    suffixes = (".csv", ".tsv", ".txt", ".zip")
    tells = TELLS
    asks: ClassVar[tuple[Question, ...]] = (*questions(FIELDS), ORDER, LISTED_SINCE, EXPORTED_ON)

    def recognises(self, head: Head) -> float:
        return 0.75 if lists_acts(head.rows) else 0.0

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        """`at` (ISO 8601, UTC), `action`, `person`, `space`: one for each row whose act is known."""
        return map(item, done(source, told, report))

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        return rows(done(source, told, report), people)

    def finished(self, rows: Iterator[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
        return with_told(rows, told, people)
