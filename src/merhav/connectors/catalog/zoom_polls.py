"""Zoom's report of the polls of a meeting."""

from collections.abc import Iterator
from typing import ClassVar

from merhav.connectors.base import Connector, Item, Question, Report, Rhythm, Told
from merhav.connectors.files import Source
from merhav.connectors.heads import Head
from merhav.connectors.people import Pseudonyms
from merhav.connectors.tables import Header
from merhav.connectors.zoom.polls import TELLS, Facts, answers, columns_of, opened
from merhav.connectors.zoom.told import EXPORTED_ON, capped
from merhav.core.text import Text, _
from merhav.facts.rows import Row
from merhav.facts.words import Asset


class ZoomPolls(Connector):
    """Who answered the polls of a meeting; what was asked and answered is let go.

    Times of a report are those of the account's own zone, which is the street's.
    """

    slug = "zoom_polls"
    asset = Asset.ZOOM
    title = _("Zoom polls")
    reads: ClassVar[Text] = _("A meeting's or webinar's poll report, exported from Zoom: a .csv file.")
    how: ClassVar[tuple[Text, ...]] = (
        _("Sign in on zoom.us and open Reports › Usage reports › Meeting."),
        _("Choose the report type “Poll Report”, find the meeting, and click Generate."),
        _("Open the tab Report Queue and click Download."),
    )
    rhythm = Rhythm.EACH
    suffixes = (".csv", ".zip")
    tells = TELLS
    has_people = True
    asks: ClassVar[tuple[Question, ...]] = (EXPORTED_ON,)

    def recognises(self, head: Head) -> float:
        if not any(columns_of(Header(row)) for row in head.rows):
            return 0.0
        return 0.95 if head.header("submitted date/time") else 0.7

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        """`name` and `email` (None for an answer without a name), `at` (local time, ISO 8601), `answers`: one for each row."""
        for answer in answers(opened(source, told), report):
            report.items += 1
            yield {
                "name": answer.name or None,
                "email": answer.email or None,
                "at": answer.at.isoformat(),
                "answers": answer.answers,
            }

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        """A Create for each answer to a question; of answers without a name nobody is the actor."""
        return Facts(people, report).rows(source, told)

    def finished(self, rows: Iterator[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
        return capped(rows, told, people)
