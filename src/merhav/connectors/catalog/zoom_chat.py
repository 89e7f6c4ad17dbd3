"""Zoom's saved chat of a meeting: what was written and reacted to while people met."""

from collections.abc import Iterator
from typing import ClassVar

from merhav.connectors.base import Connector, Item, Question, Report, Rhythm, Told
from merhav.connectors.files import Source
from merhav.connectors.heads import Head
from merhav.connectors.people import Pseudonyms
from merhav.connectors.zoom.chat_day import ALL_CHATS, MEETING_START, opened, topic_in
from merhav.connectors.zoom.chat_facts import TELLS, Facts, placed, with_day
from merhav.connectors.zoom.chat_lines import clock, of_recording, plain, read
from merhav.connectors.zoom.chat_quotes import Quotable, meant
from merhav.core.text import Text, _
from merhav.facts.rows import Activity, Row
from merhav.facts.words import Asset


class ZoomChat(Connector):
    """Who wrote, answered and reacted in the chat of a meeting; texts are read and let go.

    The meeting itself is its report's to tell: a chat names neither its number nor who came.
    """

    slug = "zoom_chat"
    asset = Asset.ZOOM
    title = _("Zoom chat")
    reads: ClassVar[Text] = _(
        "A meeting's chat as Zoom saved it: meeting_saved_chat.txt, or the zip of its folder."
    )
    how: ClassVar[tuple[Text, ...]] = (
        _(
            "In the meeting open Chat, then ⋯ › Save Chat; or switch on “Auto-saving chats” on zoom.us under Settings."
        ),
        _(
            "Open the folder Zoom inside Documents: each meeting has a folder of its own, named by day, hour and topic."
        ),
        _("Drop meeting_saved_chat.txt here, or a zip of its folder, whose name tells the day."),
    )
    rhythm = Rhythm.EACH
    suffixes = (".txt", ".zip")
    tells = TELLS
    has_people = True
    asks: ClassVar[tuple[Question, ...]] = (MEETING_START, ALL_CHATS)

    def recognises(self, head: Head) -> float:
        first = next((plain(line) for line in head.lines if line.strip()), "")
        if read(first):
            return 0.95
        return 0.9 if of_recording(first) else 0.0

    def space_in(self, head: Head) -> str:
        return topic_in(head.name)

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        """`at` (the hour by the clock of the street), `author` (None for whoever saved the chat), `to` (None for
        everyone), `kind` (`message`, `direct`, `reaction`, `removal`), `text`, `about` (what a reply or reaction quotes).
        """
        quotable = Quotable()
        for said in opened(source, told, report)[1]:
            report.items += 1
            means = meant(said, quotable)
            if means.kind == "message" and not said.to:
                quotable.keep(means.text, 0, None, said.seconds)
            yield {
                "at": clock(said.seconds),
                "author": said.name or None,
                "to": said.to or None,
                "kind": "direct" if said.to else means.kind,
                "text": said.text if said.to else means.text,
                "about": None if said.to else means.quote or None,
            }

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        """A Create for each message (with whom it answers, where it says so), a Like for each reaction.

        Where neither the file nor its path tells the day, the rows wait for `finished`.
        """
        begun, said = opened(source, told, report)
        acts = Facts(people, report).rows(said)
        if begun is None:
            report.asks.add(MEETING_START.name)
            yield from acts
            return
        for row in placed(acts, begun, people, told):
            if isinstance(row, Activity):
                report.spans(row.at)
            yield row

    def finished(self, rows: Iterator[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
        return with_day(rows, told, people)
