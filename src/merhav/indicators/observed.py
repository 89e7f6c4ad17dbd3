"""What is reported of each month: the cells of stocks and flows, each as it was told last."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import ibis
import ibis.expr.types as ir

from merhav.core.periods import Month

from .backends import rows
from .reported import Flow, Stock, measures_of, source_of
from .scan import ALL, SEGMENTED, Group, groups_of
from .translate import BITS, marks, within

Space = tuple[str, int | None]
"""An asset and a space in it."""


class Shelf(NamedTuple):
    """Where cells that may be added stand."""

    authority: int
    month: Month
    stock: int
    generation: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What was last told of one object in a space; of several at once, where nobody asks which."""

    space: Space
    object_id: int | None
    value: float
    newest: datetime
    groups: tuple[Group, ...]


Shelves = dict[Shelf, list[Cell]]

_PLACE = ("authority", "month", "asset", "space", "measure", "generation")


def shelves(
    observation: ir.Table,
    months: Sequence[Month],
    stocks: Mapping[Stock | Flow, int],
    apart: Iterable[Stock | Flow],
) -> Shelves:
    """The cells of the months in which something was observed. Of stocks `apart` it is kept which object is which."""
    found: Shelves = {}
    for row in _cells(observation, months, list(stocks), {name for each in apart for name in _names(each)}):
        cell = Cell(
            space=(row["asset"], row["space"]),
            object_id=row["object"],
            value=row["value"],
            newest=row["newest"],
            groups=(ALL, *groups_of(row)),
        )
        for stock, number in stocks.items():
            if row[f"m{number // BITS}"] >> number % BITS & 1 and _told_by(stock, row["generation"]):
                shelf = Shelf(row["authority"], months[row["month"]], number, row["generation"])
                found.setdefault(shelf, []).append(cell)
    return found


def _names(stock: Stock | Flow) -> tuple[str, ...]:
    return measures_of(stock.measure)


def _told_by(stock: Stock | Flow, generation: str) -> bool:
    return not stock.sources or source_of(generation)[0] in stock.sources


def _cells(
    observation: ir.Table, months: Sequence[Month], stocks: Sequence[Stock | Flow], apart: set[str]
) -> Iterable[Mapping[str, Any]]:
    """The last telling of each cell, which decides where its space belonged that month, too."""
    dated = within(observation, months)
    wanted = dated.filter(dated["measure"].isin(sorted({name for each in stocks for name in _names(each)})))
    latest = (
        wanted["at"].desc(),
        wanted["seen"].desc(nulls_first=False),
        wanted["id"].desc(),
    )
    order = ibis.row_number().over(
        group_by=[wanted[name] for name in (*_PLACE, "object_id")], order_by=latest
    )
    last = wanted.mutate(order=order).filter(lambda table: table["order"] == 0)
    nobody = ibis.null("int64")
    which = ibis.ifelse(last["measure"].isin(sorted(apart)), last["object_id"], nobody) if apart else nobody
    found = last.mutate(object=which, **marks([each.observed for each in stocks], last))
    words = [name for name in found.columns if name[0] == "m" and name[1:].isdigit()]
    alike = found.group_by(*_PLACE, "object", *SEGMENTED, *words)
    return rows(alike.agg(value=found["value"].cast("float64").sum(), newest=found["at"].max()))
