"""The comments that Google Analytics puts above each table: what it is, of which property, from when to when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from merhav.connectors.heads import plain_word
from merhav.connectors.people import INVISIBLE

from .cells import day_in
from .ga4_words import ALL_USERS
from .spans import Span

_RULE = re.compile(r"-{8,}")
_RANGE = re.compile(r"(\d{8})\s*-\s*(\d{8})")
_DATE = re.compile(r"[^:\uff1a]*[:\uff1a]\s*(\d{8})")
_NAME = re.compile(r"[^:\uff1a]*[:\uff1a]\s*(.*)")
_MOST_NAMES = 20


def comment(row: Sequence[str]) -> str | None:
    """What a comment says; None for a row of a table."""
    first = row[0] if row else ""
    if not first.isascii():
        first = first.translate(INVISIBLE)
    first = first.lstrip()
    if first != "#" and not first.startswith("# "):
        return None  # `#/pay` is a page
    return ",".join((first[1:], *row[1:])).strip(" ,;\t")


@dataclass(slots=True)
class Block:
    """What stands above one table, or above several."""

    span: Span | None = None
    """The first day and the last."""
    names: list[str] = field(default_factory=list)
    """Report, account and property, between the two rules."""
    parts: list[str] = field(default_factory=list)
    """Below them: of which users."""
    _rules: int = 0
    _first: str = ""
    _is_following: bool = False

    def read(self, text: str) -> None:
        if _RULE.fullmatch(text):
            self._rule()
        elif found := _RANGE.fullmatch(text):
            self._between(found[1], found[2])
        elif (found := _DATE.fullmatch(text)) and day_in(found[1]):
            self._date(found[1])
        elif text and len(self.names) + len(self.parts) < _MOST_NAMES:
            (self.names if self._rules < 2 else self.parts).append(text)

    @property
    def title(self) -> str:
        return named(self.names[0]) if self.names else ""

    @property
    def of_part(self) -> str:
        """The segment that the report is of; empty for all users."""
        return next((part for part in self.parts if plain_word(part) not in ALL_USERS), "")

    @property
    def is_proven(self) -> bool:
        """Whether it is such a block: between rules, with two dates."""
        return self._rules > 0 and self.span is not None

    def following(self) -> "Block":
        """Above a later table of the same file stands only what differs."""
        return Block(self.span, [*self.names], [*self.parts], self._rules, _is_following=True)

    def _rule(self) -> None:
        if self._is_following:  # another report begins in the same file
            self.names, self.parts, self._rules, self._is_following = [], [], 0, False
        self._rules += 1

    def _date(self, text: str) -> None:
        if self._first:
            self._between(self._first, text)
            self._first = ""
        else:
            self._first = text

    def _between(self, first: str, last: str) -> None:
        since, until = day_in(first), day_in(last)
        if since and until and since <= until:
            self.span = Span(since, until)


def named(text: str) -> str:
    """`Property: Town` names Town."""
    found = _NAME.fullmatch(text)
    return (found[1] if found and found[1] else text).strip()
