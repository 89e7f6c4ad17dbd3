"""What a source has to be able to tell for a number to be read from its silence.

A source says of what it speaks (`coverage.speaks_of`): `View/page visitors`. A counter of visits that is silent about
inquiries does not say that there were none.
"""

from dataclasses import dataclass
from typing import NamedTuple

from .filters import Filter, Line, Test
from .reported import Flow, Stock, measures_of

Words = frozenset[object] | None
"""None where any word would do."""


class Act(NamedTuple):
    """What one line of a filter asks for, of what a source's place and subjects tell."""

    assets: Words
    verbs: Words
    things: Words


@dataclass(frozen=True, slots=True)
class Ear:
    """What is listened for: acts in an asset, or measures of what is reported."""

    acts: frozenset[Act] = frozenset()
    measures: frozenset[str] = frozenset()

    def hears(self, speaks_of: str | None, asset: str | None = None) -> bool:
        """Whether a source tells of it. One that does not say of what it speaks tells whatever happens in its asset."""
        if speaks_of is not None:
            return self.is_named_in(speaks_of, asset)
        return bool(self.measures) or any(_may_be(asset, act.assets) for act in self.acts)

    def is_named_in(self, speaks_of: str | None, asset: str | None = None) -> bool:
        return speaks_of is not None and any(self._wants(word, asset) for word in speaks_of.split())

    def _wants(self, word: str, asset: str | None) -> bool:
        verb, is_act, thing = word.partition("/")
        if not is_act:
            return word in self.measures
        return any(
            _may_be(asset, act.assets) and _may_be(verb, act.verbs) and _may_be(thing, act.things)
            for act in self.acts
        )


def _may_be(word: str | None, wanted: Words) -> bool:
    return wanted is None or word in wanted


def ear_for(of: Filter | Stock | Flow) -> Ear:
    if isinstance(of, Filter):
        return Ear(acts=frozenset(map(_act, of.lines)))
    return Ear(measures=frozenset(measures_of(of.measure)))


def _act(line: Line) -> Act:
    return Act(_words(line, "asset"), _words(line, "verb"), _words(line, "object_type"))


def _words(line: Line, column: str) -> Words:
    """The words that a column may hold in the line; several conditions on it leave those in all of them."""
    told = [frozenset(each.values) for each in line if each.column == column and each.test is Test.ONE_OF]
    return frozenset.intersection(*told) if told else None
