"""The activities of some months, read and put into tallies: per authority, month and segment, what every measure needs.

A first pass finds which segments occur together; a second turns each fact into whole numbers: its month, the
number of its segments, its actor, and bits that say which filters it fulfils. All else is grouping of those.
Segments, assets and "all" are groups that a fact belongs to, so one query serves every dimension at once.
People are counted exactly, by uniting the bits of one person and then counting people by what they did; so are things.
"""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from merhav.core.periods import Month
from merhav.facts.tables import DIMENSIONS
from merhav.facts.words import Basis

from .backends import columns, engine_of, kept, rows, united
from .plan import Plan
from .translate import marked, marks, within

SEGMENTED = ("segment_basis", *DIMENSIONS)
_KEYS = ("authority", "month")
_PLACE = ("asset", *SEGMENTED)


class Group(NamedTuple):
    """All residents, one segment, or one asset (dimension "asset")."""

    dimension: str = ""
    basis: str = ""
    segment: str = ""


ALL = Group()
ASSET = "asset"


class Cell(NamedTuple):
    authority: int
    month: Month
    group: Group


@dataclass(slots=True)
class Tally:
    """What the facts of one cell come to; places are those of the plan."""

    events: list[int]
    newest: list[datetime | None]
    people: list[int]
    totals: list[float | None]
    points: list[float | None]
    things: list[int]

    @classmethod
    def empty(cls, plan: Plan) -> "Tally":
        filters = len(plan.filters)
        return cls(
            events=[0] * filters,
            newest=[None] * filters,
            people=[0] * filters,
            totals=[None] * len(plan.totals),
            points=[None] * len(plan.points),
            things=[0] * len(plan.things),
        )


def groups_of(row: Mapping[str, Any]) -> list[Group]:
    """The groups that a row with these segments belongs to, besides its asset and all residents."""
    basis = row["segment_basis"]
    if basis not in {Basis.PERSON, Basis.SPACE}:
        return []
    return [Group(name, basis, row[name]) for name in DIMENSIONS if row[name] is not None]


def tally(activity: ir.Table, months: Sequence[Month], plan: Plan) -> dict[Cell, Tally]:
    """The tallies of the months; cells in which nothing happened are left out."""
    dated = within(activity, months)
    with ExitStack() as stack:

        def keep(table: ir.Table) -> ir.Table:
            return stack.enter_context(kept(table, engine_of(activity)))

        places = keep(_places(dated))
        members = keep(_members(places))
        facts = keep(_reduced(dated, places, plan))
        sheet = _Sheet(_groups(members), months, plan)
        sheet.fill(_events(facts, members, plan))
        sheet.fill(_people(facts, members, plan))
        if plan.points:
            sheet.fill(_points(facts, members, plan))
        if plan.things:
            sheet.fill(_things(facts, members, plan))
    return sheet.cells


def _places(dated: ir.Table) -> ir.Table:
    """Which asset and segments occur together, numbered."""
    return dated.select(*_PLACE).distinct().mutate(place=ibis.row_number().over(order_by=_PLACE))


def _members(places: ir.Table) -> ir.Table:
    """Which place belongs to which groups, and the groups' numbers."""
    pairs = [_belonging(places, *ALL), _belonging(places, ASSET, "", places["asset"])]
    known = places.filter(places["segment_basis"].isin([str(Basis.PERSON), str(Basis.SPACE)]))
    for name in DIMENSIONS:
        told = known.filter(known[name].notnull())
        pairs.append(_belonging(told, name, told["segment_basis"], told[name]))
    return ibis.union(*pairs).mutate(group=ibis.dense_rank().over(order_by=Group._fields))


_WORD = dt.String(nullable=True)


def _belonging(places: ir.Table, *group: str | ir.Value) -> ir.Table:
    """A column that a store forbids to be empty is another type to a union than one that may be."""
    names = dict(zip(Group._fields, group, strict=True))
    return places.select("place", **{name: _word(word).cast(_WORD) for name, word in names.items()})


def _word(word: str | ir.Value) -> ir.Value:
    return ibis.literal(word) if isinstance(word, str) else word


def _groups(members: ir.Table) -> dict[int, Group]:
    found = rows(members.select("group", *Group._fields).distinct())
    return {row["group"]: Group(*(row[name] for name in Group._fields)) for row in found}


def _reduced(dated: ir.Table, places: ir.Table, plan: Plan) -> ir.Table:
    """Each fact as whole numbers."""
    same = [dated[column].identical_to(places[column]) for column in _PLACE]
    return dated.inner_join(places, same).select(
        *(dated[name] for name in (*_KEYS, "actor", "at", *plan.columns)),
        places["place"],
        **marks(plan.filters, dated),
    )


def _words(facts: ir.Table) -> list[str]:
    return [name for name in facts.columns if name[0] == "m" and name[1:].isdigit()]


def _events(facts: ir.Table, members: ir.Table, plan: Plan) -> ir.Table:
    sums = {f"sum_{name}": facts[name].sum() for name in {total.column for total in plan.totals}}
    alike = facts.group_by(*_KEYS, "place", *_words(facts)).agg(
        rows=facts.count(), newest=facts["at"].max(), **sums
    )
    each = alike.inner_join(members.select("place", "group"), "place")
    bits = [marked(bit, each) for bit in range(len(plan.filters))]
    return each.group_by(*_KEYS, "group").agg(
        **{f"events{bit}": each["rows"].sum(where=hit) for bit, hit in enumerate(bits)},
        **{f"newest{bit}": each["newest"].max(where=hit) for bit, hit in enumerate(bits)},
        **{
            f"totals{number}": each[f"sum_{total.column}"].sum(where=bits[plan.filters[total.of]])
            for total, number in plan.totals.items()
        },
    )


def _people(facts: ir.Table, members: ir.Table, plan: Plan) -> ir.Table:
    return _different("actor", facts, members, {f"people{bit}": bit for bit in range(len(plan.filters))})


def _things(facts: ir.Table, members: ir.Table, plan: Plan) -> ir.Table:
    bits = {f"things{number}": plan.filters[of] for of, number in plan.things.items()}
    few = facts.filter(ibis.or_(*(marked(bit, facts) for bit in bits.values())))
    return _different("object_id", few, members, bits)


def _different(who: str, facts: ir.Table, members: ir.Table, bits: Mapping[str, int]) -> ir.Table:
    """How many different actors or objects stand behind the facts of each bit."""
    words = _words(facts)
    known = facts.filter(facts[who].notnull())
    once = known.group_by(*_KEYS, "place", who).agg(**{word: united(known[word]) for word in words})
    each = once.inner_join(members.select("place", "group"), "place")
    single = each.group_by(*_KEYS, "group", who).agg(**{word: united(each[word]) for word in words})
    alike = single.group_by(*_KEYS, "group", *words).agg(number=single.count())
    return alike.group_by(*_KEYS, "group").agg(
        **{name: alike["number"].sum(where=marked(bit, alike)) for name, bit in bits.items()}
    )


def _points(facts: ir.Table, members: ir.Table, plan: Plan) -> ir.Table:
    bits = {point.of: marked(plan.filters[point.of], facts) for point in plan.points}
    few = facts.filter(ibis.or_(*bits.values()))
    each = few.inner_join(members.select("place", "group"), "place")
    return each.group_by(*_KEYS, "group").agg(
        **{
            f"points{number}": each[point.column].quantile(
                point.probability, where=marked(plan.filters[point.of], each)
            )
            for point, number in plan.points.items()
        }
    )


class _Sheet:
    """Puts the answers of the queries into cells."""

    def __init__(self, groups: Mapping[int, Group], months: Sequence[Month], plan: Plan) -> None:
        self._groups, self._months, self._plan = groups, months, plan
        self.cells: dict[Cell, Tally] = {}

    def fill(self, answer: ir.Table) -> None:
        """Each row of an answer has the keys, and columns named by what they fill."""
        found = columns(answer)
        keys = zip(*(found.pop(name) for name in (*_KEYS, "group")), strict=True)
        cells = [self._cell(*key) for key in keys]
        for name, values in found.items():
            field = name.rstrip("0123456789")
            place = int(name[len(field) :])
            for cell, value in zip(cells, values, strict=True):
                if value is not None:
                    getattr(cell, field)[place] = value

    def _cell(self, authority: int, month: int, group: int) -> Tally:
        key = Cell(authority, self._months[month], self._groups[group])
        if key not in self.cells:
            self.cells[key] = Tally.empty(self._plan)
        return self.cells[key]
