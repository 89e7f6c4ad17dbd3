"""The published conversations with true reply links, and how an inference is scored against them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from merhav.connectors.chat.language import asks
from merhav.connectors.chat.replies import Conversation, content_words

FOLDER = Path(__file__).parents[2] / "../shared/inputs/community/irc_replies"
ANNOTATED_FROM = 1000

_LINE = re.compile(r"\[(\d\d):(\d\d)\] (?:<([^>]+)>|\* (\S+)) ?(.*)")
_ADDRESSED = re.compile(r"(\S+?)[:,]+\s+(.*)")

Links = set[tuple[int, int]]


@dataclass
class Log:
    """One log: messages by line (time, author, text), and the true links (answered, answering) between authors."""

    messages: dict[int, tuple[int, str, str]] = field(default_factory=dict)
    links: Links = field(default_factory=set)


def read_log(path: Path) -> Log:
    log, days, last = Log(), 0, 0
    for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines()):
        found = _LINE.match(line)
        if found is None:
            continue
        minute = int(found[1]) * 60 + int(found[2])
        days += minute + days < last - 60 and 1440
        last = minute + days
        log.messages[number] = (last * 60, found[3] or found[4], found[5])
    annotation = path.with_name(path.name.replace(".raw.", ".annotation."))
    for line in annotation.read_text("utf-8").splitlines():
        earlier, later = sorted(map(int, line.split()[:2]))
        both = log.messages.get(earlier), log.messages.get(later)
        if later >= ANNOTATED_FROM and both[0] and both[1] and both[0][1] != both[1][1]:
            log.links.add((earlier, later))
    return log


def read_logs() -> list[Log]:
    return [read_log(path) for path in sorted(FOLDER.glob("*.raw.txt"))]


def previous_author(log: Log) -> Links:
    """The simple way: everybody answers the last message by somebody else."""
    links: Links = set()
    seen: list[int] = []
    for number, (_at, author, _text) in log.messages.items():
        other = next((n for n in reversed(seen[-30:]) if log.messages[n][1] != author), None)
        if other is not None:
            links.add((other, number))
        seen.append(number)
    return links


def inferred(log: Log, *, names: bool) -> Links:
    """What the connector infers, with the addressee that IRC writes before a message, or without as in WhatsApp."""
    people = {
        name.lower(): n for n, name in enumerate({author for _at, author, _text in log.messages.values()})
    }
    conversation, links = Conversation(), set()
    for number, (at, author, text) in log.messages.items():
        found = _ADDRESSED.match(text)
        to = people.get(found[1].lower()) if found else None
        bare = found[2] if found is not None and to is not None else text
        placed = conversation.place(
            number,
            people[author.lower()],
            at,
            content_words(bare),
            asks=asks(bare),
            mentions={to} if names and to is not None else (),
        )
        if placed.answered is not None:
            links.add((placed.answered.message, number))
    return links


@dataclass(frozen=True)
class Score:
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)

    def __str__(self) -> str:
        return f"precision {self.precision:.3f}  recall {self.recall:.3f}  F1 {self.f1:.3f}"


def score(logs: list[Log], infer: Callable[[Log], Links], *, who_only: bool) -> Score:
    """Over all logs: of the very message that is answered, or (`who_only`) of the person who is."""
    right = said = true = 0
    for log in logs:

        def seen(links: Links, log: Log = log) -> set[tuple[object, int]]:
            annotated = {link for link in links if link[1] >= ANNOTATED_FROM}
            return {(log.messages[a][1], b) if who_only else (a, b) for a, b in annotated}

        found, gold = seen(infer(log)), seen(log.links)
        right, said, true = right + len(found & gold), said + len(found), true + len(gold)
    return Score(right / said, right / true)
