"""A registration report's lines: who registered, when, and what brought them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from merhav.connectors.base import Report, Told
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
from merhav.connectors.tables import Header, cell
from merhav.core.text import Refusal, _
from merhav.facts.rows import Activity, Row
from merhav.facts.words import Object, Verb

from .blocks import Blocks
from .origins import asks_for_origin, origin_of
from .stays import Faces, in_utc, meet, own_name
from .tables import moment
from .told import EXPORTED_ON, Months

TELLS = ("Accept/meeting",)

_FIRST, _LAST = ("First Name", "Имя"), ("Last Name", "Фамилия")
_NAME = ("User Name (Original Name)", "User Name", "Name")
_EMAIL = ("Email", "User Email", "Email Address", "Электронная почта")
_TIME = ("Registration Time", "Registered Time", "Registration Date", "Время регистрации")
_STATUS = ("Approval Status", "Status", "Статус утверждения")
_SOURCE = ("Source Name", "Source", "Tracking Source", "Registration Source")
_NUMBER = ("meeting id", "webinar id", "topic")
_LEFT_OUT = (
    "denied", "declin", "reject", "cancel", "נדח", "בוטל", "סורב", "مرفوض", "ملغ", "رفض", "отклон", "отмен",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Registration:
    name: str
    email: str
    at: datetime
    """By the clock of the street."""
    status: str
    origin: str | None

    @property
    def counts(self) -> bool:
        return not self.status.casefold().startswith(_LEFT_OUT)


@dataclass(frozen=True, slots=True)
class Columns:
    names: tuple[int | None, int | None]
    """Of the first and the last name."""
    name: int | None
    email: int | None
    at: int
    status: int | None
    origins: list[int | None]
    """The link that was used, then the questions how one heard of the meeting."""


def columns_of(header: Header) -> Columns | None:
    at, email, first = header.place(*_TIME), header.place(*_EMAIL), header.place(*_FIRST)
    if at is None or (email is None and first is None):
        return None
    asked = [place for place, head in enumerate(header.cells) if asks_for_origin(head)]
    return Columns(
        names=(first, header.place(*_LAST)),
        name=header.place(*_NAME),
        email=email,
        at=at,
        status=header.place(*_STATUS),
        origins=[header.place(*_SOURCE), *asked],
    )


def is_of_attendees(header: Header) -> bool:
    """Whether the table tells who came, too: then it is another report."""
    return header.has("Join Time", "Attended")


def opened(source: Source, told: Told) -> Blocks[Columns]:
    return Blocks.opened(source, told, columns_of, _TIME)


def registrations(read: Blocks[Columns], report: Report) -> Iterator[Registration]:
    for number, columns, row in read.lines():
        both = " ".join(filter(None, (cell(row, place) for place in columns.names)))
        name, email = both or own_name(cell(row, columns.name)), cell(row, columns.email)
        at = moment(cell(row, columns.at), read.order)
        if not (name or email):
            report.problem(number, ",".join(row), _("This row names nobody."))
        elif at is None:
            report.problem(number, ",".join(row), _("A time in this row was not understood."))
        else:
            told = (origin_of(cell(row, place)) for place in columns.origins)
            origin = next(filter(None, told), None)
            yield Registration(name, email, at, cell(row, columns.status), origin)


@dataclass(slots=True)
class Facts:
    """A registration report on its way to facts: an Accept for each registration that stands."""

    people: Pseudonyms
    report: Report
    left_out: int = 0

    def rows(self, source: Source, told: Told) -> Iterator[Row]:
        read, months = opened(source, told), Months(self.people, "registrations")
        faces = Faces(self.people)
        for registration in registrations(read, self.report):
            self.report.items += 1
            at = in_utc(registration.at)
            months.add(at)
            self.report.spans(at)
            if registration.counts:
                actor = faces.actor(registration.name, registration.email)
                meet(self.report, actor, registration.name or registration.email)
                yield self._accept(read, at, actor, registration.origin)
            else:
                self.left_out += 1
        self._end(read, source)
        yield from months.coverage(read.made_on)

    def _accept(self, read: Blocks[Columns], at: datetime, actor: int, origin: str | None) -> Activity:
        meeting = next((read.said[word] for word in _NUMBER if read.said.get(word)), "")
        number = self.people.thing("zoom", "registered", "".join(meeting.split()), int(at.timestamp()), actor)
        return Activity(number, at, Verb.ACCEPT, Object.MEETING, actor, origin=origin)

    def _end(self, read: Blocks[Columns], source: Source) -> None:
        if not self.report.items:
            raise Refusal(_("%(name)s holds no registrations to a meeting of Zoom.", name=source.name))
        if self.left_out:
            self.report.notes.append(
                _(
                    "%(count)s registrations that were denied or cancelled were left out.",
                    count=self.left_out,
                )
            )
        if read.made_on is None:
            self.report.asks.add(EXPORTED_ON.name)
