"""Which facts are counted, said over columns of a fact table.

    where(verb=Verb.CREATE, actor_role=RESIDENTS)    each column holds (one of) these words
    where(answered_seconds=SET)                      the column is not empty
    where(topic=EMPTY)                               the column is empty
    where(amount=AtLeast(3))                         the column holds at least so much
    one & another, one | another

An empty column fulfils nothing but EMPTY. A filter is data: an engine translates it, a test reads it, a page may list it.
"""

from dataclasses import dataclass
from enum import StrEnum

from merhav.facts.words import Role

Word = str | bool | int


class Test(StrEnum):
    ONE_OF = "one of"
    SET = "set"
    EMPTY = "empty"
    AT_LEAST = "at least"

    __test__ = False  # it is not a test of pytest's


@dataclass(frozen=True, slots=True)
class Condition:
    column: str
    test: Test
    values: tuple[Word | float, ...] = ()


Line = tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Facts that fulfil every condition of one of the lines."""

    lines: tuple[Line, ...]

    def __and__(self, other: "Filter") -> "Filter":
        return Filter(tuple(_joined(mine, theirs) for mine in self.lines for theirs in other.lines))

    def __or__(self, other: "Filter") -> "Filter":
        return Filter((*self.lines, *other.lines))

    @property
    def conditions(self) -> Line:
        return tuple(condition for line in self.lines for condition in line)


def _joined(one: Line, other: Line) -> Line:
    return tuple(dict.fromkeys((*one, *other)))


@dataclass(frozen=True, slots=True)
class AtLeast:
    least: float


class Present(StrEnum):
    SET = "set"
    EMPTY = "empty"


SET = Present.SET
EMPTY = Present.EMPTY

Wanted = Word | tuple[Word, ...] | AtLeast | Present


def where(**columns: Wanted) -> Filter:
    return Filter((tuple(_condition(column, wanted) for column, wanted in columns.items()),))


def _condition(column: str, wanted: Wanted) -> Condition:
    match wanted:
        case Present():
            return Condition(column, Test(wanted.value))
        case AtLeast(least):
            return Condition(column, Test.AT_LEAST, (least,))
        case tuple():
            return Condition(column, Test.ONE_OF, tuple(_plain(word) for word in wanted))
        case _:
            return Condition(column, Test.ONE_OF, (_plain(wanted),))


def _plain(word: Word) -> Word:
    """A word of a vocabulary as the plain string that a store holds."""
    return str(word) if isinstance(word, str) else word


RESIDENTS = (Role.RESIDENT, Role.LEADER)
"""A leader is a resident who leads a community, and is counted among residents everywhere."""
