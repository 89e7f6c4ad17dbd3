"""What a connector is: one file that reads what one product exports, and says it in facts.

A connector is a class in `catalog/` with the same few attributes and two methods. It opens no database, knows no
page, and keeps nothing: what it is given is a `Source` (a file), what it is told is `Told` (answers of the person
who imports), what it gives back is rows, and in passing a `Report` for the preview.
"""

import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from merhav.core.text import Refusal, Text, _
from merhav.facts.rows import Row
from merhav.facts.words import Asset, Role

from .files import Source
from .heads import Head
from .http import Http
from .people import Pseudonyms

_KEPT = 100
"""Problems that a preview shows."""

Item = Mapping[str, object]
"""One parsed item before pseudonyms, as `merhav read --raw` prints it. Personal: it lives no longer than the read."""


class Answer(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    NUMBER = "number"
    DAY = "day"
    TEXT = "text"
    COLUMN = "column"
    """The head of one of the file's columns (`Report.columns`), or `-` for none."""
    SECRET = "secret"  # noqa: S105 - the word for one
    """A key or password of a product: kept sealed, never shown again."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a file cannot say and a person is asked once, in the preview or by an option of the command line."""

    name: str
    text: Text
    answer: Answer
    choices: tuple[tuple[str, Text], ...] = ()
    help: Text | None = None
    required: bool = False
    only_if: str | None = None
    """Asked only when the report says so: the name of a `Report.asks` entry."""
    before: bool = False
    """Has to be told before the file is read, because the answer changes what is read."""
    remembered: bool = False
    """The answer holds for the space's next file too."""


class Untold(Refusal):
    """The file cannot be read before something is told: which column is which, which of day and month comes first.

    A page asks the questions and reads the file again with the answers; a command says the sentence.
    """

    def __init__(self, text: Text, questions: tuple[Question, ...]) -> None:
        super().__init__(text)
        self.questions = questions


class Rhythm(StrEnum):
    """How often a fresh file of a source is to be expected; a source that is late is reminded of."""

    MONTHLY = "monthly"
    WEEKLY = "weekly"
    EACH = "each"
    """One for each meeting or issue; nobody can be late with it."""
    LIVE = "live"
    """Comes by itself."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the person who imports has told: answers by question name."""

    answers: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str | None:
        return self.answers.get(name) or None


@dataclass(slots=True)
class Sender:
    """Somebody met in a file. The name lives in the preview only."""

    name: str
    times: int = 0


@dataclass(slots=True)
class Problem:
    """A line that was not understood."""

    line: int
    excerpt: str
    why: Text


@dataclass(slots=True)
class Report:
    """What a read met, for the preview; filled while rows are drawn, whole when they are exhausted."""

    items: int = 0
    """Messages, participants: what the file is made of."""
    first: datetime | None = None
    last: datetime | None = None
    senders: dict[int, Sender] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    """The first hundred; `not_understood` counts all."""
    not_understood: int = 0
    notes: list[Text] = field(default_factory=list)
    """What the person should know: cut at 40,000 messages, a pasted transcript was left out…"""
    asks: set[str] = field(default_factory=set)
    """Names of conditional questions that this file raises (`date_order` when day and month cannot be told)."""
    suggested_roles: dict[int, Role] = field(default_factory=dict)
    """Roles the file hints at; a person confirms them."""
    columns: list[str] = field(default_factory=list)
    """Heads of the file's columns, where a person may have to say which is which."""
    found: dict[str, str] = field(default_factory=dict)
    """Answers that the file itself proposes, by question: the head of a column, an order of dates."""
    each_problem: Callable[[Problem], None] | None = None
    """Told of every problem, also of those beyond the first hundred: whoever wants to list them all sets it."""
    patience: int = 20_000
    """Problems after which a file that hardly tells anything else is refused."""

    @classmethod
    def aside(cls) -> "Report":
        """Of a first look, after which the file is read once more: what it meets is not counted twice."""
        return cls(patience=sys.maxsize)

    def met(self, actor: int, name: str) -> None:
        sender = self.senders.get(actor)
        if sender is None:
            sender = self.senders[actor] = Sender(name)
        sender.times += 1

    def problem(self, line: int, excerpt: str, why: Text) -> None:
        """Note a line that is not understood. Raises `Refusal` where there is hardly any other."""
        self.not_understood += 1
        if self.not_understood > self.patience and self.not_understood > 20 * self.items:
            raise Refusal(
                _(
                    "More than %(lines)s lines were not understood, and hardly any was; is it another file?",
                    lines=self.patience,
                )
            )
        if len(self.problems) >= _KEPT and self.each_problem is None:
            return
        found = Problem(line, excerpt[:200], why)
        if len(self.problems) < _KEPT:
            self.problems.append(found)
        if self.each_problem is not None:
            self.each_problem(found)

    def spans(self, moment: datetime) -> None:
        """Note that the file speaks of a moment."""
        if self.first is None or moment < self.first:
            self.first = moment
        if self.last is None or moment > self.last:
            self.last = moment


class Connector(ABC):
    """One product's export, read.

    Subclasses in `catalog/` set the class attributes and the two methods. Bad input raises
    `merhav.core.text.Refusal` with one clear sentence, before or while rows are drawn; whoever draws them stores
    nothing until the last one has come.
    """

    slug: ClassVar[str]
    """Name on the command line; never changes once facts carry it."""
    asset: ClassVar[Asset]
    title: ClassVar[Text]
    reads: ClassVar[Text]
    """Which files it reads, in a reader's words."""
    how: ClassVar[tuple[Text, ...]]
    """How to get such a file, step by step, in the menu words of the real product."""
    rhythm: ClassVar[Rhythm] = Rhythm.MONTHLY
    suffixes: ClassVar[tuple[str, ...]]
    asks: ClassVar[tuple[Question, ...]] = ()
    """Questions of its own; roles of senders and the description of the space are asked for every connector."""
    tells: ClassVar[tuple[str, ...]] = ()
    """What its files can tell: `Verb/object` of activities ("View/page"), measures of observations ("visitors").

    Where it speaks, a month without one of these is a month in which there was none; of anything else it says nothing.
    Empty: whatever happens in the space, as a chat does.
    """
    has_people: ClassVar[bool] = False
    """Whether its files name people who have roles: senders of a chat, participants of a meeting."""
    is_group: ClassVar[bool] = False
    """Whether its space is a group with an audience of its own, and writers who may be residents."""

    def recognises(self, head: Head) -> float:
        """How sure this connector is that a file is its own, by the first lines: 0 not at all, 1 certain.

        0.9 and more: words that only this product writes. Around 0.6: a shape that others have, too.
        """
        del head
        return 0.0

    def space_in(self, head: Head) -> str:
        """The name of the space that the file speaks of (a group, a property, a list), as a proposal; or nothing."""
        del head
        return ""

    @abstractmethod
    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        """Parsed items in the file's order, before pseudonyms: a stream, whatever the file's size."""

    @abstractmethod
    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        """Facts in which people are pseudonyms and text is gone: a stream that ends with a `Coverage` row."""

    def finished(self, rows: Iterator[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
        """The rows with what people told after seeing them: members counted today, the day of the export, who
        called a meeting. A file is read once and let go, so this works on rows alone; without answers nothing
        changes.
        """
        del told, people
        return rows


@dataclass(frozen=True, slots=True)
class Payload:
    """What a product's interface answered, as it will be read: one JSON or XML document, kept until it is applied."""

    name: str
    content: bytes


class Pulled(Connector):
    """A connector that can also ask the product itself. What it is answered is a file of its own kind, read as any other.

    `fetch` may be called again after any failure; it keeps nothing.
    """

    setup: ClassVar[tuple[Question, ...]]
    """What has to be told once to ask: an address, a key (`Answer.SECRET`), an id."""

    @abstractmethod
    def fetch(self, http: Http, told: Told, since: datetime, until: datetime) -> Payload:
        """What the product tells of the time from `since` to `until` (UTC), as one document that `rows` reads.

        Raises `Unreachable`. Where the product refuses one measure and gives the others, the document holds the others
        and names the refused one.
        """
