"""Zoom's reports of a meeting's participants, and of a webinar's attendees."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from merhav.connectors.base import Connector, Item, Question, Report, Rhythm, Told
from merhav.connectors.files import Source
from merhav.connectors.heads import Head
from merhav.connectors.people import Pseudonyms
from merhav.connectors.zoom.columns import of_people
from merhav.connectors.zoom.stays import Person, in_utc, occasions, present
from merhav.connectors.zoom.tables import Line, Meeting, lines
from merhav.connectors.zoom.told import ASKS, UNDATED, Held, covered, with_told
from merhav.core.text import Refusal, Text, _
from merhav.facts.rows import Activity, Row
from merhav.facts.words import Asset, Object, Role, Verb

MOST_LINES = 500_000
"""A webinar holds 50,000 people; what is ten times longer is no report, and is not gathered in memory."""

_NUMBER = re.compile(r"\d{9,11}")


class ZoomReport(Connector):
    """Meetings, who was in them and for how long.

    Times of a report are those of the account's own zone, which is the street's. A meeting is known by its first
    join (the second, and who it was), which every variant of its report tells alike; a person's presence by meeting and person.
    So the same report again, another variant of it, or one that was made later counts nothing twice.
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
        gathered = _gathered(source, told, report)
        meetings = []
        for meeting, held in occasions(gathered):
            there = present(held, people)
            times = _times(meeting, there)
            number = _identity(meeting, there, source, people)
            meetings.append(Held(number, *times))
            _tell(report, told, times, there)
            yield _create(number, times, there)
            yield from (_arrive(number, times, person, people) for person in there)
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


def _gathered(source: Source, told: Told, report: Report) -> list[Line]:
    gathered: list[Line] = []
    for line in _there(lines(source, told, report), report):
        if len(gathered) == MOST_LINES:
            raise Refusal(
                _("%(name)s holds more than %(most)s participants.", name=source.name, most=MOST_LINES)
            )
        gathered.append(line)
    if not gathered:
        raise Refusal(_("%(name)s names nobody who was in a meeting.", name=source.name))
    return gathered


def _times(meeting: Meeting, there: Sequence[Person]) -> tuple[datetime, datetime]:
    """First join and last leave; of a report without times what its head says, or nothing yet."""
    spans = [span for person in there for span in person.spans]
    if spans:
        return min(since for since, _until in spans), max(until for _since, until in spans)
    begins = in_utc(meeting.begins) if meeting.begins else UNDATED
    if meeting.begins and meeting.ends and meeting.ends >= meeting.begins:
        return begins, in_utc(meeting.ends)
    minutes = meeting.minutes or max(person.minutes for person in there)
    return begins, begins + timedelta(minutes=minutes)


def _identity(meeting: Meeting, there: Sequence[Person], source: Source, people: Pseudonyms) -> int:
    firsts = [(person.joined, person.actor) for person in there if person.joined]
    if firsts:
        joined, actor = min(firsts)
        return people.thing("zoom", "meeting", joined.isoformat(), actor)
    number = re.sub(r"\D", "", meeting.number) or next(iter(_NUMBER.findall(source.name)), meeting.topic)
    return people.thing("zoom", "meeting", number, meeting.begins.isoformat() if meeting.begins else "")


def _create(number: int, times: tuple[datetime, datetime], there: Sequence[Person]) -> Activity:
    return Activity(
        id=number,
        at=times[0],
        verb=Verb.CREATE,
        object_type=Object.MEETING,
        object_id=number,
        duration=int((times[1] - times[0]).total_seconds()),
        amount=float(len(there)),
    )


def _arrive(number: int, times: tuple[datetime, datetime], person: Person, people: Pseudonyms) -> Activity:
    return Activity(
        id=people.thing("zoom", "arrive", number, person.actor),
        at=person.joined or times[0],
        verb=Verb.ARRIVE,
        object_type=Object.MEETING,
        actor=person.actor,
        object_id=number,
        in_reply_to=number,
        duration=person.seconds,
    )


def _tell(report: Report, told: Told, times: tuple[datetime, datetime], there: Sequence[Person]) -> None:
    for person in there:
        report.met(person.actor, person.name)
        if person.may_be_official and told.get("initiator") != "residents":
            report.suggested_roles[person.actor] = Role.OFFICIAL
    if times[0] == UNDATED:
        report.asks.add("meeting_start")
        return
    report.first = min(times[0], report.first or datetime.max.replace(tzinfo=UTC))
    report.last = max(times[1], report.last or datetime.min.replace(tzinfo=UTC))
