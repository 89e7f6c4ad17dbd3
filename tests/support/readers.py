"""Connectors for tests: what a page does with them should not wait for a real product to ask such things."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import ClassVar

from merhav.connectors.base import Answer, Connector, Item, Question, Report, Rhythm, Told, Untold
from merhav.connectors.files import Source
from merhav.connectors.heads import Head
from merhav.connectors.mapping import Field, mapped, questions
from merhav.connectors.moments import day, day_in_utc
from merhav.connectors.people import Pseudonyms
from merhav.connectors.tables import Header, cell, rows
from merhav.core.text import Refusal, Text, _
from merhav.facts.rows import Activity, Coverage, Observation, Row
from merhav.facts.words import Asset, Object, Role, Verb

FIELDS = (
    Field("opened", _("When it was opened"), ("Opened",), required=True),
    Field("number", _("Its number"), ("Number",), required=True),
    Field("closed", _("When it was closed"), ("Closed",)),
)
ORDER = Question(
    "date_order",
    _("Which comes first in this file's dates?"),
    Answer.CHOICE,
    choices=(("dmy", _("The day")), ("mdy", _("The month"))),
    required=True,
    only_if="date_order",
    before=True,
    remembered=True,
)
SHARE = Question("shares", _("Which share?"), Answer.TEXT, before=True, remembered=True)
PASSWORD = Question("password", _("The password of the table"), Answer.SECRET, before=True, required=True)


class Calls(Connector):
    """A table of calls: its columns are told, and the order of its dates."""

    slug = "calls"
    asset = Asset.STREET
    title: ClassVar[Text] = _("Table of calls")
    reads: ClassVar[Text] = _("A table of calls, as its system writes it.")
    how: ClassVar[tuple[Text, ...]] = (_("Open the calls."), _("Press “Save as table”."))
    suffixes = (".csv",)
    asks: ClassVar[tuple[Question, ...]] = (*questions(FIELDS), ORDER, SHARE)

    def recognises(self, head: Head) -> float:
        return 0.95 if head.text.startswith("Calls of ") else 0.0

    def space_in(self, head: Head) -> str:
        return head.lines[0].removeprefix("Calls of ").strip()

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        del source, told, report
        yield from ()

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        table = rows(source)
        next(table)
        header = Header(next(table, (0, []))[1])
        places = mapped(header, FIELDS, told, report)
        order = told.get("date_order")
        if order is None:
            report.asks.add("date_order")
            raise Untold(_("Say which of day and month comes first."), (ORDER,))
        for line, cells in table:
            opened = day(cell(cells, places["opened"]), order)
            number = cell(cells, places["number"])
            if opened is None:
                report.problem(
                    line, ",".join(cells), _("%(text)s is no day.", text=cell(cells, places["opened"]))
                )
                continue
            at = day_in_utc(opened)
            report.items += 1
            report.spans(at)
            yield Activity(
                people.thing("call", number), at, Verb.QUESTION, Object.INQUIRY, actor_role=Role.RESIDENT
            )
            value = float(told.get("shares") or 1)
            yield Observation(people.thing("calls", number, value), at, "calls_heard", "calls:told", value)
        if report.first is None or report.last is None:
            raise Refusal(_("%(name)s holds no call.", name=source.name))
        yield Coverage(people.thing("covered", report.first, report.last), report.first, report.last, False)


class Locked(Calls):
    """The same, behind a password."""

    slug = "locked"
    title: ClassVar[Text] = _("Locked table of calls")
    rhythm = Rhythm.WEEKLY
    asks: ClassVar[tuple[Question, ...]] = (*Calls.asks, PASSWORD)

    def recognises(self, head: Head) -> float:
        return 0.95 if head.text.startswith("Locked calls of ") else 0.0

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        if told.get("password") != "open sesame":
            raise Untold(_("Tell the password."), (PASSWORD,))
        yield from super().rows(source, told, people, report)


class Mailbox(Connector):
    """A zip of letters, read as a whole."""

    slug = "mailbox"
    asset = Asset.NEWSLETTER
    title: ClassVar[Text] = _("Mailbox")
    reads: ClassVar[Text] = _("Letters.")
    how: ClassVar[tuple[Text, ...]] = (_("Open the mailbox."), _("Save it."))
    suffixes = (".zip",)

    def recognises(self, head: Head) -> float:
        return 0.95 if head.text.startswith("Letter ") else 0.0

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        del source, told, report
        yield from ()

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        del told
        with source.open() as stream:
            if stream.read(2) != b"PK":
                raise Refusal(_("One letter is no mailbox."))
        at = datetime(2026, 3, 1, tzinfo=UTC)
        report.items = 1
        report.spans(at)
        yield Observation(people.thing("letters", at), at, "letters", "mail:letters", 3.0)
        yield Coverage(people.thing("covered", at), at, at, False)


def calls(*lines: str, of: str = "חורש", head: str = "Wann,Nr,Zu", kind: str = "Calls of") -> str:
    """A table of calls whose heads are nobody's usual ones."""
    return f"{kind} {of}\n{head}\n" + "".join(f"{line}\n" for line in lines)
