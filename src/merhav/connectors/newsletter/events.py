"""What was done with issues: one event for each row of a table of events, several for each row of recipients."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from merhav.connectors.base import Report
from merhav.core.text import Text, _

from .actions import ACTS, MACHINE_ACTS, Act
from .agents import Maker, maker
from .dates import at, local_day
from .layout import Shape, Table
from .people import address
from .tally import count_in
from .words import YES_OR_NO, plain

_PASSING = re.compile(
    r"soft|temporar|transient|full|defer|\b4\d\d\b|\b4\.\d|רכה|זמני|מלאה|مؤقت|ناعم|мягк|времен"
)
_MADE = {Act.OPENED, Act.CLICKED}
"""What machines do, too."""
_MOST_CLICKS = 10_000


class Event(NamedTuple):
    """Something that happened to one issue at one address."""

    title: str
    email: str
    act: Act
    at: datetime
    sent_on: date | None = None
    """The day on which the issue was sent, where a column says it."""
    link: str = ""
    maker: Maker = Maker.PERSON
    times: int = 1


@dataclass(slots=True)
class Reading:
    """Events of a table, and what was left aside."""

    table: Table
    report: Report
    aside: int = 0

    def events(self) -> Iterator[Event]:
        read = self._event if self.table.shape is Shape.EVENTS else self._recipient
        for number, row in self.table.lines():
            found = read(row)
            if isinstance(found, Text):
                self.report.problem(number, ",".join(row), found)
                continue
            self.report.items += 1
            for event in found:
                self.report.spans(event.at)
                yield event
        if self.aside:
            self.report.notes.append(
                _("%(rows)s rows tell of what is not counted (queued, forwarded…).", rows=self.aside)
            )

    def _cell(self, row: Sequence[str], name: str) -> str:
        return self.table.cell(row, name)

    def _moment(self, row: Sequence[str], name: str) -> datetime | None:
        text = self._cell(row, name)
        return at(text, self.table.order) if text else None

    def _event(self, row: Sequence[str]) -> list[Event] | Text:
        said = self._cell(row, "action")
        machine = plain(said) in MACHINE_ACTS
        act = Act.OPENED if machine else ACTS.of(said)
        if act is None:
            return _("What was done in this row was not understood.")
        if act is Act.ASIDE:
            self.aside += 1
            return []
        email, moment, sent = (
            address(self._cell(row, "email")),
            self._moment(row, "at"),
            self._moment(row, "sent_at"),
        )
        if not email:
            return _("This row names no e-mail address.")
        if moment is None:
            return _("A time in this row was not understood.")
        if act is Act.BOUNCED and _PASSING.search((self._cell(row, "bounce") or said).casefold()):
            act = Act.BOUNCED_FOR_NOW
        by = Maker.MACHINE if machine else self._maker(row, act)
        title, link = self._cell(row, "campaign"), self._cell(row, "link")
        return [Event(title, email, act, moment, sent and local_day(sent), link, by)]

    def _maker(self, row: Sequence[str], act: Act) -> Maker:
        if act not in _MADE:
            return Maker.PERSON
        if YES_OR_NO.exactly(self._cell(row, "machine")):
            return Maker.MACHINE
        return maker(self._cell(row, "agent"), self._cell(row, "address"), self._cell(row, "method"))

    def _recipient(self, row: Sequence[str]) -> list[Event] | Text:
        email = address(self._cell(row, "email"))
        moments = {name: moment for name in _MOMENTS if (moment := self._moment(row, name))}
        if not email:
            return _("This row names no e-mail address.")
        if not moments:
            return _("A time in this row was not understood.")
        first = next(iter(moments.values()))
        got = Event(self._cell(row, "campaign"), email, Act.SENT, first, local_day(first))
        done = [got._replace(act=act, at=moments[name]) for name, act in _DONE_AT.items() if name in moments]
        looked = moments.get("opened_at") or moments.get("delivered_at") or first
        opened, clicked = got._replace(act=Act.OPENED, at=looked), got._replace(act=Act.CLICKED, at=looked)
        return [
            *done,
            *self._opened(row, opened, said="opened_at" in moments),
            *self._clicked(
                row, clicked._replace(at=moments.get("clicked_at", looked)), said="clicked_at" in moments
            ),
        ]

    def _opened(self, row: Sequence[str], event: Event, *, said: bool) -> Iterator[Event]:
        """An open by a machine, where machines opened as often as anybody did."""
        times, by_machines = self._times(row, "opens_made"), self._times(row, "machine_opens_made")
        if said or times or by_machines:
            yield event._replace(
                maker=Maker.MACHINE if by_machines and times <= by_machines else Maker.PERSON
            )

    def _clicked(self, row: Sequence[str], event: Event, *, said: bool) -> Iterator[Event]:
        times = self._times(row, "clicks_made")
        if said or times:
            yield event._replace(times=min(max(times, 1), _MOST_CLICKS))

    def _times(self, row: Sequence[str], name: str) -> int:
        text = self._cell(row, name)
        return int(count_in(text) or 0) if text else 0


_DONE_AT = {
    "sent_at": Act.SENT,
    "delivered_at": Act.DELIVERED,
    "hard_at": Act.BOUNCED,
    "soft_at": Act.BOUNCED_FOR_NOW,
    "left_at": Act.LEFT,
    "complained_at": Act.COMPLAINED,
}
_MOMENTS = (*_DONE_AT, "opened_at", "clicked_at")
"""Columns of moments, that of the sending first."""
