"""Zoom's report of who registered to a meeting or webinar."""

from collections.abc import Iterator
from typing import ClassVar

from merhav.connectors.base import Connector, Item, Question, Report, Rhythm, Told
from merhav.connectors.files import Source
from merhav.connectors.heads import Head
from merhav.connectors.people import Pseudonyms
from merhav.connectors.tables import Header
from merhav.connectors.zoom.registrations import (
    TELLS,
    Facts,
    columns_of,
    is_of_attendees,
    opened,
    registrations,
)
from merhav.connectors.zoom.told import EXPORTED_ON, capped
from merhav.core.text import Text, _
from merhav.facts.rows import Row
from merhav.facts.words import Asset


class ZoomRegistration(Connector):
    """Who registered to a meeting, and which asset brought them.

    That is told by the link that they used (`Source Name`) or by a question of the form that asks how they heard of it. Answers
    to other questions are let go.
    """

    slug = "zoom_registration"
    asset = Asset.ZOOM
    title = _("Zoom registrations")
    reads: ClassVar[Text] = _(
        "A meeting's or webinar's registration report, exported from Zoom: a .csv file."
    )
    how: ClassVar[tuple[Text, ...]] = (
        _("Sign in on zoom.us and open Reports › Usage reports › Meeting (for a webinar: Webinar)."),
        _(
            "Choose the report type “Registration Report” and “All registrants”, find the meeting, and click Generate."
        ),
        _("Open the tab Report Queue and click Download."),
    )
    rhythm = Rhythm.EACH
    suffixes = (".csv", ".zip")
    tells = TELLS
    has_people = True
    asks: ClassVar[tuple[Question, ...]] = (EXPORTED_ON,)

    def recognises(self, head: Head) -> float:
        heads = [Header(row) for row in head.rows]
        if any(is_of_attendees(header) for header in heads) or not any(map(columns_of, heads)):
            return 0.0
        return 0.95 if any(header.has("Approval Status", "Registration Report") for header in heads) else 0.7

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        """`name`, `email`, `at` (local time, ISO 8601), `status` (Zoom's word), `origin` (an asset's word): one for each row.

        What the file does not say is None.
        """
        for registration in registrations(opened(source, told), report):
            report.items += 1
            yield {
                "name": registration.name or None,
                "email": registration.email or None,
                "at": registration.at.isoformat(),
                "status": registration.status or None,
                "origin": registration.origin,
            }

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        """An Accept for each registration that was not denied or cancelled, at the time it was made."""
        return Facts(people, report).rows(source, told)

    def finished(self, rows: Iterator[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
        return capped(rows, told, people)
