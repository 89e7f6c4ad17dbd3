"""What people say: the sentences in `sayings/`, one file a language, read into subjects.

A file has blocks. `== name | tag tag @season` is a subject: lines of `?` open it, `>` are residents' replies, `!`
answers by officials. `== @name` is an announcement of the authority's: `@` its texts, `>` what residents write back.
Any other block is a plain list. Words in braces are filled in when a thread begins, so that a reply speaks of the
same street as the question.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from random import Random

from .seasons import Season


@dataclass(slots=True)
class Subject:
    name: str
    tags: frozenset[str] = frozenset()
    season: Season | None = None
    openings: list[str] = field(default_factory=list)
    replies: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    """Of officials."""


@dataclass(frozen=True, slots=True)
class Speech:
    """One language's sentences."""

    subjects: tuple[Subject, ...]
    announcements: tuple[Subject, ...]
    lists: dict[str, list[str]]

    def poll(self, rng: Random) -> str:
        """A question and its options, a line each."""
        return "\n".join(part.strip() for part in rng.choice(self.lists["poll"]).split("|"))

    def words(self, rng: Random) -> dict[str, str]:
        """The words that one thread fills its sentences with."""
        choice, lists = rng.choice, self.lists
        return {
            "place": choice(lists["places"]),
            "school": choice(lists["schools"]),
            "day": choice(lists["days"]),
            "date": choice(lists.get("dates", lists["days"])),
            "hour": f"{rng.randint(9, 20)}:{choice(('00', '30'))}",
            "n": str(rng.randint(2, 9)),
            "price": str(rng.randint(4, 40) * 10),
        }


@cache
def speech(language: str) -> Speech:
    text = files(__package__).joinpath("sayings", f"{language}.txt").read_text(encoding="utf-8")
    subjects: list[Subject] = []
    announcements: list[Subject] = []
    lists: dict[str, list[str]] = {}
    for head, lines in _blocks(text):
        if head.startswith("@"):
            announcements.append(_subject(head, lines))
        elif "|" in head:
            subjects.append(_subject(head, lines))
        else:
            lists[head] = lines
    return Speech(tuple(subjects), tuple(announcements), lists)


@cache
def subjects(language: str, tags: frozenset[str], current: Season | None) -> list[Subject]:
    """What a group with these tags may speak of; in a season of that, as far as the language has it."""
    fitting = [subject for subject in speech(language).subjects if subject.tags & tags]
    seasonal = [subject for subject in fitting if subject.season is current]
    return seasonal or [subject for subject in fitting if subject.season is None]


@cache
def announcements(language: str, *, urgent: bool) -> list[Subject]:
    season = Season.EMERGENCY if urgent else None
    return [news for news in speech(language).announcements if news.season is season]


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    for block in text.split("== ")[1:]:
        head, *lines = (line.strip() for line in block.splitlines())
        yield head, [line for line in lines if line]


def _subject(head: str, lines: list[str]) -> Subject:
    name, *marks = head.replace("|", " ").split()
    seasons = [Season(mark[1:]) for mark in marks if mark.startswith("@")]
    subject = Subject(name, frozenset(marks), seasons[0] if seasons else None)
    shelves = {"?": subject.openings, "@": subject.openings, ">": subject.replies, "!": subject.answers}
    for line in lines:
        shelves[line[0]].append(line[1:].strip().replace("\\n", "\n"))
    return subject
