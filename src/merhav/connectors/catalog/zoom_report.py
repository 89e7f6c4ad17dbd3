"""Zoom's reports of a meeting's participants, and of a webinar's attendees."""

from collections.abc import Iterator
from typing import ClassVar

from merhav.connectors.base import Connector, Item, Question, Report, Rhythm, Told
from merhav.connectors.files import Source
from merhav.connectors.heads import Head
from merhav.connectors.people import Pseudonyms
from merhav.connectors.zoom.columns import of_people
from merhav.connectors.zoom.meetings import TELLS, facts_of, gathered
from merhav.connectors.zoom.stays import occasions
from merhav.connectors.zoom.tables import Line, lines
from merhav.connectors.zoom.told import ASKS, Held, covered, with_told
from merhav.core.text import Text, _
from merhav.facts.rows import Row
from merhav.facts.words import Asset


class ZoomReport(Connector):
    """Meetings, who was in them and for how long.

    Times of a report are those of the account's own zone, which is the street's. The same report again, another variant of
    it, or one that was made later counts nothing twice.
    """

    slug = "zoom_report"
    asset = Asset.ZOOM
    title = _("Zoom report")
    reads: ClassVar[Text] = _(
        "A meeting's participants or a webinar's attendees, exported from Zoom: a .csv file."
    )
    how: ClassVar[tuple[Text, ...]] = (
        _("Sign in on zoom.us and open Reports › Usage reports › Usage."),
        _(
            "Click the meeting's number of participants, tick “Export with meeting data”, and leave “Show unique users” off."
        ),
        _("Click Export. For a webinar: Reports › Webinar › Attendee Report › Generate CSV report."),
    )
    rhythm = Rhythm.EACH
    suffixes = (".csv", ".zip")
    tells = TELLS
    has_people = True
    asks: ClassVar[tuple[Question, ...]] = ASKS

    def recognises(self, head: Head) -> float:
        people = [columns for row in head.rows if (columns := of_people(row))]
        timed = any(columns.has("joined") or columns.has("minutes") for columns in people)
        return 0.95 if timed else 0.0

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        """`name`, `email`, `joined`, `left` (local time, ISO 8601), `minutes`, `guest`: one for each row of the file.

        Rows of the waiting room, and of people who registered and did not come, are left out. What the file does not
        say is None.
        """
        for line in _there(lines(source, told, report), report):
            yield {
                "name": line.name or None,
                "email": line.email or None,
                "joined": line.joined.isoformat() if line.joined else None,
                "left": line.left.isoformat() if line.left else None,
                "minutes": line.minutes,
                "guest": line.guest,
            }

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        """For each meeting a Create, for each person in it an Arrive (at the first join; duration in seconds).

        Who called the meeting and what follows from other answers is put in by `finished`.
        """
        meetings = []
        there = _there(lines(source, told, report), report)
        for occasion in occasions(gathered(there, source.name)):
            create, *arrivals = facts_of(occasion, source.name, told, people, report)
            meetings.append(Held.of(create))
            yield create
            yield from arrivals
        yield from covered(meetings, Told(), people)

    def finished(self, rows: Iterator[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
        return with_told(rows, told, people)


def _there(read: Iterator[Line], report: Report) -> Iterator[Line]:
    """Those who were in the meeting; the others are counted in a note."""
    waited = 0
    for line in read:
        if line.waited:
            waited += 1
            continue
        report.items += 1
        yield line
    if waited:
        report.notes.append(
            _("%(rows)s rows of people who only waited or did not come were left out.", rows=waited)
        )
