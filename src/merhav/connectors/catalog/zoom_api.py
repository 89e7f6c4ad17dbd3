"""Zoom's report interface, and what Zoom sends while meetings are held."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from merhav.connectors.base import Item, Payload, Pulled, Question, Report, Rhythm, Told
from merhav.connectors.documents import strings
from merhav.connectors.files import Source
from merhav.connectors.heads import Head
from merhav.connectors.http import Http
from merhav.connectors.people import Pseudonyms
from merhav.connectors.zoom.asking import SETUP, fetched
from merhav.connectors.zoom.meetings import TELLS, facts_of
from merhav.connectors.zoom.stays import occasions
from merhav.connectors.zoom.streams import Reading
from merhav.connectors.zoom.told import ASKS, Held, covered, with_told
from merhav.core.text import Text, _
from merhav.facts.rows import Row
from merhav.facts.words import Asset

_EVENT = re.compile(r'"event"\s*:\s*"(meeting|webinar)\.(started|ended|participant_(joined|left))"')
_JOINED = re.compile(r'"join_time"\s*:\s*"\d{4}-\d\d-\d\dT')


class ZoomApi(Pulled):
    """Meetings and who was in them, as the report interface and the webhook events tell them.

    The facts are those of the participants' report of the same meeting (`zoom_report`): the same meeting brought in both ways
    counts once. Times are UTC there, and need no zone of the account.
    """

    slug = "zoom_api"
    asset = Asset.ZOOM
    title = _("Zoom, asked directly")
    reads: ClassVar[Text] = _(
        "What Zoom's report interface answers, and the events it sends: a .json file, or one event a line (.jsonl)."
    )
    how: ClassVar[tuple[Text, ...]] = (
        _(
            "Sign in on marketplace.zoom.us as the account's owner: Develop › Build App › Server-to-Server OAuth App."
        ),
        _("Under Scopes add “View report data” (report:read:admin), then activate the app."),
        _("Copy Account ID, Client ID and Client Secret from App Credentials to here."),
    )
    rhythm = Rhythm.LIVE
    suffixes = (".json", ".jsonl", ".zip")
    tells = TELLS
    has_people = True
    asks: ClassVar[tuple[Question, ...]] = tuple(
        question for question in ASKS if question.name in {"initiator", "follow_up_on", "follow_up_asset"}
    )
    setup: ClassVar[tuple[Question, ...]] = SETUP

    def recognises(self, head: Head) -> float:
        if not head.is_json:
            return 0.0
        if _EVENT.search(head.text) or '"zoom_report"' in head.text[:200]:
            return 0.97
        return 0.93 if '"participants"' in head.text and _JOINED.search(head.text) else 0.0

    def space_in(self, head: Head) -> str:
        """The topic, where all that is seen is of one."""
        topics = set(strings(head.text, "topic"))
        return topics.pop() if len(topics) == 1 else ""

    def fetch(self, http: Http, told: Told, since: datetime, until: datetime) -> Payload:
        """One document with the meetings that began in the time, and the participants of each.

        Where Zoom has no report of a meeting the document names it. Zoom tells of the last six months alone.
        """
        return Payload("zoom_report.json", fetched(http, told, since, until))

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        """`meeting` (its number), `name`, `email`, `joined`, `left` (local time, ISO 8601), `minutes`: one for each time
        that somebody joined. What the file does not say is None.
        """
        del told
        for _meeting, lines in Reading(source, report).occasions():
            for line in lines:
                yield {
                    "meeting": line.meeting.number or None,
                    "name": line.name or None,
                    "email": line.email or None,
                    "joined": line.joined.isoformat() if line.joined else None,
                    "left": line.left.isoformat() if line.left else None,
                    "minutes": line.minutes,
                }

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        """For each meeting a Create, for each person in it an Arrive (at the first join; duration in seconds).

        A document that was asked for speaks for the time that was asked; others for the months of their meetings.
        """
        reading, held = Reading(source, report), list[Held]()
        for _meeting, lines in reading.occasions():
            for occasion in occasions(lines):
                create, *arrivals = facts_of(occasion, source.name, told, people, report)
                held.append(Held.of(create))
                yield create
                yield from arrivals
        yield from reading.asked(people) or covered(held, Told(), people)

    def finished(self, rows: Iterator[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
        return with_told(rows, told, people, speaks_for_itself=True)
