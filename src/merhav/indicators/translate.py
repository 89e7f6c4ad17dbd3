"""Declarations as Ibis expressions: the one place where a filter or a month meets a query engine."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_, or_
from typing import cast

import ibis
import ibis.expr.types as ir

from merhav.core.periods import Month

from .filters import Condition, Filter, Test

BITS = 62
"""Of a signed 64-bit number that are used, so that no engine meets its sign."""


def holds(wanted: Filter, table: ir.Table) -> ir.BooleanValue:
    lines = (reduce(and_, (_fulfils(each, table) for each in line)) for line in wanted.lines)
    return cast("ir.BooleanValue", reduce(or_, lines))


def _fulfils(condition: Condition, table: ir.Table) -> ir.BooleanValue:
    column = table[condition.column]
    match condition.test:
        case Test.SET:
            return column.notnull()
        case Test.EMPTY:
            return column.isnull()
        case Test.AT_LEAST:
            return cast("ir.BooleanValue", column >= condition.values[0])
        case Test.ONE_OF:
            if len(condition.values) == 1:
                return cast("ir.BooleanValue", column == condition.values[0])
            return column.isin(condition.values)


def marks(filters: Iterable[Filter], table: ir.Table) -> dict[str, ir.IntegerValue]:
    """Columns m0, m1… whose bits say which filters hold: whole numbers, which group and unite quickly."""
    words: dict[str, list[ir.IntegerValue]] = {}
    for bit, wanted in enumerate(filters):
        flag = ibis.ifelse(holds(wanted, table), ibis.literal(1 << bit % BITS, "int64"), _ZERO)
        words.setdefault(f"m{bit // BITS}", []).append(cast("ir.IntegerValue", flag))
    return {name: reduce(or_, flags) for name, flags in words.items()}


_ZERO = ibis.literal(0, "int64")


def marked(bit: int, table: ir.Table) -> ir.BooleanValue:
    """Whether a bit of `marks` is set."""
    word = cast("ir.IntegerColumn", table[f"m{bit // BITS}"])
    return (word & ibis.literal(1 << bit % BITS, "int64")) != _ZERO


def within(table: ir.Table, months: Sequence[Month], moment: str = "at") -> ir.Table:
    """The rows of these months (sorted, perhaps with gaps), with `month`: the place in the sequence."""
    at = table[moment]
    spans = [(at >= _naive(first)) & (at < _naive(last.next)) for first, last in _runs(months)]
    return table.filter(reduce(or_, spans)).mutate(month=_place(table[moment], months, 0, len(months)))


def _runs(months: Sequence[Month]) -> list[tuple[Month, Month]]:
    """First and last of each stretch without a gap: few ranges, which a store can skip files by."""
    runs: list[tuple[Month, Month]] = []
    for month in months:
        if runs and runs[-1][1].next == month:
            runs[-1] = (runs[-1][0], month)
        else:
            runs.append((month, month))
    return runs


def _place(at: ir.Value, months: Sequence[Month], low: int, high: int) -> ir.IntegerValue:
    """A search tree over the months' first moments: five comparisons for two years, in any engine."""
    if high - low == 1:
        return cast("ir.IntegerValue", ibis.literal(low, "int16"))
    middle = (low + high) // 2
    later = at >= _naive(months[middle])
    found = ibis.ifelse(later, _place(at, months, middle, high), _place(at, months, low, middle))
    return cast("ir.IntegerValue", found)


def _naive(month: Month) -> ir.Scalar:
    """The first moment of a month as facts hold moments: UTC, without a zone."""
    return ibis.literal(month.start.replace(tzinfo=None), "timestamp")
