"""A poll report's lines as answers: who, when, how many.

Older reports write question and answer in turn after the time of a line; newer ones have a column for each question, and a
table for each poll.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from merhav.connectors.base import Report, Told
from merhav.connectors.chat.facts import Nth
from merhav.connectors.files import Source
from merhav.connectors.heads import plain_word
from merhav.connectors.people import Pseudonyms
from merhav.connectors.tables import Header, cell
from merhav.core.text import Refusal, _
from merhav.facts.rows import Activity, Row
from merhav.facts.words import Object, Role, Verb

from .blocks import Blocks
from .stays import Faces, in_utc, meet, own_name
from .tables import moment
from .told import EXPORTED_ON, Months

TELLS = ("Create/poll",)

_NAME = ("User Name", "User Name (Original Name)", "Name", "Имя пользователя")
_EMAIL = ("User Email", "Email", "Email Address", "Электронная почта пользователя")
_SENT = ("Submitted Date/Time", "Submitted Time", "Submitted Date", "Дата/время отправки")
_IN_TURN = {"", "question", "answer", "questions", "answers", "poll title", "poll name", "selection"}
_ANONYMOUS = ("anonym", "אנונימי", "مجهول", "аноним")


@dataclass(frozen=True, slots=True)
class Answer:
    """One line: what somebody sent, with as many answers as it holds."""

    name: str
    """Empty for somebody who answered without a name."""
    email: str
    at: datetime
    """By the clock of the street."""
    answers: list[str]


@dataclass(frozen=True, slots=True)
class Columns:
    name: int
    email: int | None
    sent: int
    in_turn: bool
    """Questions and answers come in turn after the time; else each column is a question."""


def columns_of(header: Header) -> Columns | None:
    name, sent = header.place(*_NAME), header.place(*_SENT)
    if name is None or sent is None:
        return None
    in_turn = all(plain_word(head) in _IN_TURN for head in header.cells[sent + 1 :])
    return Columns(name, header.place(*_EMAIL), sent, in_turn)


def opened(source: Source, told: Told) -> Blocks[Columns]:
    return Blocks.opened(source, told, columns_of, _SENT)


def answers(read: Blocks[Columns], report: Report) -> Iterator[Answer]:
    for number, columns, row in read.lines():
        name, email = cell(row, columns.name), cell(row, columns.email)
        at = moment(cell(row, columns.sent), read.order)
        after = row[columns.sent + 1 :]
        given = [answer for answer in (after[1::2] if columns.in_turn else after) if answer]
        if at is None:
            report.problem(number, ",".join(row), _("A time in this row was not understood."))
        elif not (name or email):
            report.problem(number, ",".join(row), _("This row names nobody."))
        elif not given:
            report.problem(number, ",".join(row), _("This row holds no answer."))
        else:
            nameless = name.casefold().startswith(_ANONYMOUS)
            yield Answer("" if nameless else own_name(name), "" if nameless else email, at, given)


@dataclass(slots=True)
class Facts:
    """A poll report on its way to facts: one Create for each answer to a question."""

    people: Pseudonyms
    report: Report
    nth: Nth = field(default_factory=Nth)
    nameless: int = 0

    def rows(self, source: Source, told: Told) -> Iterator[Row]:
        read, months = opened(source, told), Months(self.people, "polls")
        faces = Faces(self.people)
        for answer in answers(read, self.report):
            self.report.items += 1
            at = in_utc(answer.at)
            months.add(at)
            self.report.spans(at)
            actor = self._actor(answer, faces)
            yield from (self._create(at, actor) for _answer in answer.answers)
        if not self.report.items:
            raise Refusal(_("%(name)s holds no answers to a poll of Zoom.", name=source.name))
        self._note()
        if read.made_on is None:
            self.report.asks.add(EXPORTED_ON.name)
        yield from months.coverage(read.made_on)

    def _actor(self, answer: Answer, faces: Faces) -> int | None:
        if not (answer.name or answer.email):
            self.nameless += 1
            return None
        actor = faces.actor(answer.name, answer.email)
        meet(self.report, actor, answer.name or answer.email)
        return actor

    def _create(self, at: datetime, actor: int | None) -> Activity:
        """Who answers without a name may be an official or a guest, so is not taken for a resident."""
        second = int(at.timestamp())
        number = self.people.thing("zoom", "poll", second, actor, self.nth.next(second, actor or 0))
        role = Role.VISITOR if actor is None else None
        return Activity(number, at, Verb.CREATE, Object.POLL, actor, actor_role=role)

    def _note(self) -> None:
        if self.nameless:
            self.report.notes.append(
                _(
                    "%(count)s rows of answers came without a name: they count as answers, not as people.",
                    count=self.nameless,
                )
            )
