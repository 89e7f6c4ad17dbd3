"""Stocks: what was last observed in each space in each month."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

import ibis
import ibis.expr.types as ir

from merhav.core.periods import Month

from .backends import rows
from .measures import Stock
from .scan import ALL, SEGMENTED, Group, groups_of
from .translate import BITS, marks, within


class Shelf(NamedTuple):
    """Where one sum stands."""

    authority: int
    month: Month
    stock: int
    generation: str


@dataclass(slots=True)
class Held:
    value: float = 0.0
    newest: datetime | None = None
    spaces: set[tuple[str, int | None]] = field(default_factory=set)


def held(
    observation: ir.Table, months: Sequence[Month], stocks: Mapping[Stock, int]
) -> dict[Shelf, dict[Group, Held]]:
    """The sums of the months in which something was observed, per generation of the measure, by group."""
    found: dict[Shelf, dict[Group, Held]] = {}
    for row in _last(observation, months, stocks):
        for number in stocks.values():
            if row[f"m{number // BITS}"] >> number % BITS & 1:
                shelf = Shelf(row["authority"], months[row["month"]], number, row["generation"])
                groups = found.setdefault(shelf, {})
                for group in (ALL, *groups_of(row)):
                    _add(groups.setdefault(group, Held()), row)
    return found


def _last(
    observation: ir.Table, months: Sequence[Month], stocks: Mapping[Stock, int]
) -> Iterable[Mapping[str, Any]]:
    """The last observation of each space decides where the space belonged that month, too."""
    dated = within(observation, months)
    wanted = dated.filter(dated["measure"].isin(sorted({stock.measure for stock in stocks})))
    space = ("authority", "month", "asset", "space", "measure", "generation")
    order = ibis.row_number().over(
        group_by=[wanted[name] for name in space], order_by=[wanted["at"].desc(), wanted["id"].desc()]
    )
    last = wanted.mutate(order=order).filter(lambda table: table["order"] == 0)
    chosen = last.select(
        *space,
        "at",
        *SEGMENTED,
        value=last["value"].cast("float64"),
        **marks([stock.observed for stock in stocks], last),
    )
    return rows(chosen)


def _add(sum_so_far: Held, row: Mapping[str, Any]) -> None:
    sum_so_far.value += row["value"]
    sum_so_far.spaces.add((row["asset"], row["space"]))
    if sum_so_far.newest is None or row["at"] > sum_so_far.newest:
        sum_so_far.newest = row["at"]
