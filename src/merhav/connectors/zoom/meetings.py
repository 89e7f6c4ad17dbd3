"""A meeting and who was in it as facts, the same from whichever source tells of it.

A meeting is known by its first join (the second, and who it was), which every report, the interface and the events tell
alike; a person's presence by meeting and person.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from merhav.connectors.base import Report, Told
from merhav.connectors.people import Pseudonyms
from merhav.core.text import Refusal, _
from merhav.facts.rows import Activity
from merhav.facts.words import Object, Role, Verb

from .stays import Occasion, Person, in_utc, present
from .tables import Line, Meeting
from .told import UNDATED

MOST_LINES = 100_000
"""A webinar holds 50,000 people; what is longer than two joins of each is no report, and is not gathered in memory."""
TELLS = ("Create/meeting", "Arrive/meeting", "Announce/meeting")

_NUMBER = re.compile(r"\d{9,11}")


def gathered(there: Iterator[Line], name: str) -> list[Line]:
    """Those who were there, in memory. Raises `Refusal` for nobody, and for more than any meeting holds."""
    lines: list[Line] = []
    for line in there:
        if len(lines) == MOST_LINES:
            raise Refusal(_("%(name)s holds more than %(most)s participants.", name=name, most=MOST_LINES))
        lines.append(line)
    if not lines:
        raise Refusal(_("%(name)s names nobody who was in a meeting.", name=name))
    return lines


def facts_of(
    occasion: Occasion, name: str, told: Told, people: Pseudonyms, report: Report
) -> Iterator[Activity]:
    """A Create for the meeting, then an Arrive for each who was in it (at the first join; duration in seconds).

    `name`: of the file, whose number stands for the meeting where nothing else does.
    """
    meeting, lines = occasion
    there = present(lines, people)
    times = _times(meeting, there)
    number = _identity(meeting, there, name, people)
    _tell(report, told, times, there)
    yield _create(number, times, there)
    yield from (_arrive(number, times, person, people) for person in there)


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


def _identity(meeting: Meeting, there: Sequence[Person], name: str, people: Pseudonyms) -> int:
    firsts = [(person.joined, person.actor) for person in there if person.joined]
    if firsts:
        joined, actor = min(firsts)
        return people.thing("zoom", "meeting", joined.isoformat(), actor)
    number = re.sub(r"\D", "", meeting.number) or next(iter(_NUMBER.findall(name)), meeting.topic)
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
