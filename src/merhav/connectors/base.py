"""What a connector is: one file that reads what one product exports, and says it in facts.

A connector is a class in `catalog/` with the same few attributes and two methods. It opens no database, knows no
page, and keeps nothing: what it is given is a `Source` (a file), what it is told is `Told` (answers of the person
who imports), what it gives back is rows, and in passing a `Report` for the preview.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from merhav.core.text import Text
from merhav.facts.rows import Row
from merhav.facts.words import Asset, Role

from .files import Source
from .people import Pseudonyms

Item = Mapping[str, object]
"""One parsed item before pseudonyms, as `merhav read --raw` prints it. Personal: it lives no longer than the read."""


class Answer(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    NUMBER = "number"
    DAY = "day"
    TEXT = "text"


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

    def met(self, actor: int, name: str) -> None:
        sender = self.senders.get(actor)
        if sender is None:
            sender = self.senders[actor] = Sender(name)
        sender.times += 1

    def problem(self, line: int, excerpt: str, why: Text) -> None:
        self.not_understood += 1
        if len(self.problems) < 100:
            self.problems.append(Problem(line, excerpt[:200], why))


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
    how: ClassVar[Text]
    """How to get such a file, in the menu words of the real product."""
    suffixes: ClassVar[tuple[str, ...]]
    asks: ClassVar[tuple[Question, ...]] = ()
    """Questions of its own; roles of senders and the description of the space are asked for every connector."""

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
