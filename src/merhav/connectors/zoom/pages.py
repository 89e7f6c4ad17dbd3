"""The report interface's answers as meetings: a page of participants, several of them, or the document that `asking` makes.

A page names no meeting. Pages that follow one another are of one meeting until a page says that none comes after it
(an empty `next_page_token`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from merhav.connectors.base import Report
from merhav.connectors.documents import END
from merhav.core.text import Refusal, Text, _

from .meetings import MOST_LINES
from .stays import Occasion
from .tables import Line, Meeting
from .values import local, minutes, text

LISTED = "meetings.[]"
_SAID = ("topic", "id", "uuid", "start_time", "end_time", "user_email", "user_name")
PARTS = frozenset(
    {"participants.[]", f"{LISTED}.participants.[]", "next_page_token", "since", "until", "refused.[]"}
    | set(_SAID)
    | {f"{LISTED}.{word}" for word in _SAID}
)
"""What is wanted of such a document."""


@dataclass(slots=True)
class Pages:
    """Reads the parts of documents, and gives meeting after meeting."""

    report: Report
    name: str
    lines: list[Line] = field(default_factory=list)
    meeting: Meeting = field(default_factory=Meeting)
    said: dict[str, Any] = field(default_factory=dict)
    rows: int = 0
    listed: int = 0
    """Meetings of which nothing is told but that they were held."""
    refused: int = 0
    since: datetime | None = None
    until: datetime | None = None

    def occasions(self, parts: Iterable[tuple[str, Any]]) -> Iterator[Occasion]:
        for path, value in parts:
            if value is END:
                yield from self._ended(path)
            elif path.endswith("participants.[]"):
                self._participant(value)
            elif path == "refused.[]":
                self.refused += 1
            else:
                self.said[path.removeprefix(f"{LISTED}.")] = value
        yield from self._whole()

    def _ended(self, path: str) -> Iterator[Occasion]:
        if path == LISTED:
            self.listed += not self.lines
            yield from self._whole()
            return
        self.since = local(self.said.get("since")) or self.since
        self.until = local(self.said.get("until")) or self.until
        token = self.said.get("next_page_token")
        self.meeting.flat = token is None
        if token == "":
            yield from self._whole()

    def _whole(self) -> Iterator[Occasion]:
        """The meeting that has been gathered; then the next begins."""
        said, meeting, lines = self.said, self.meeting, self.lines
        meeting.number, meeting.topic = text(said.get("id")), text(said.get("topic"))
        meeting.begins, meeting.ends = local(said.get("start_time")), local(said.get("end_time"))
        meeting.host = text(said.get("user_email")) or text(said.get("user_name"))
        self.meeting, self.lines = Meeting(), []
        for word in _SAID:
            said.pop(word, None)
        if lines:
            yield meeting, lines

    def _participant(self, raw: Any) -> None:
        self.rows += 1
        line = participant(raw, self.meeting)
        if isinstance(line, Text):
            self.report.problem(self.rows, str(raw), line)
            return
        if len(self.lines) == MOST_LINES:
            raise Refusal(
                _("%(name)s holds more than %(most)s participants.", name=self.name, most=MOST_LINES)
            )
        self.lines.append(line)


def participant(raw: Any, meeting: Meeting) -> Line | Text:
    """One row of a page, or why it is none."""
    if not isinstance(raw, Mapping):
        return _("This is no participant.")
    name, email = text(raw.get("name")) or text(raw.get("user_name")), text(raw.get("user_email"))
    joined, left = local(raw.get("join_time")), local(raw.get("leave_time"))
    if not (name or email):
        return _("This row names nobody.")
    if joined is None:
        return _("A time in this row was not understood.")
    if left is not None and left < joined:
        return _("This row ends before it begins.")
    return Line(
        meeting=meeting,
        name=name,
        email=email,
        joined=joined,
        left=left or joined,
        minutes=minutes(raw.get("duration")),
        guest=False if raw.get("internal_user") is True else None,
        is_host=False,
        waited=raw.get("status") == "in_waiting_room",
    )
