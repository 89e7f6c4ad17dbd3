"""Rows of facts as tables of an engine, and readings made comparable."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa

from merhav.facts.tables import TABLES, Kind, Table
from merhav.indicators.reading import Reading

TYPES = {
    Kind.NUMBER: pa.int64(),
    Kind.DECIMAL: pa.float64(),
    Kind.TEXT: pa.string(),
    Kind.MOMENT: pa.timestamp("us"),
    Kind.DAY: pa.date32(),
    Kind.TRUTH: pa.bool_(),
}
NAMES = ("activity", "observation", "coverage", "population")


def arrow(table: Table, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    schema = pa.schema([(column.name, TYPES[column.kind]) for column in table.columns])
    usual = {column.name: "x" for column in table.columns if column.required and column.kind is Kind.TEXT}
    return pa.Table.from_pylist([dict.fromkeys(schema.names) | usual | dict(row) for row in rows], schema)


def whole(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Rows with every column of their table, empty where nothing was said."""
    return {
        name: [dict.fromkeys(TABLES[name].names) | dict(row) for row in tables.get(name, ())]
        for name in NAMES
    }


def on_duckdb(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, ir.Table]:
    store = duckdb.connect()
    store.execute("SET threads = 1")
    for name in NAMES:
        rows = arrow(TABLES[name], tables.get(name, ()))
        store.register("rows", rows)
        store.execute(f"CREATE TABLE {name} AS FROM rows")
        store.unregister("rows")
        for column in TABLES[name].columns:
            if column.required:
                # As the ledger has it: to Ibis a column that may not be empty is another type.
                store.execute(f'ALTER TABLE {name} ALTER COLUMN "{column.name}" SET NOT NULL')
    backend = ibis.duckdb.from_connection(store)
    return {name: backend.table(name) for name in NAMES}


def comparable(readings: Iterable[Reading]) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """By series, month and segment; numbers rounded to what two engines' sums may differ by."""
    found = {}
    for each in readings:
        key = (
            each.authority,
            each.indicator,
            each.version,
            str(each.kind),
            each.part,
            each.generation,
            str(each.month),
            each.asset,
            each.dimension,
            each.basis,
            each.segment,
        )
        assert key not in found, f"two readings in one place: {key}"
        numbers = (_close(number) for number in (each.value, each.low, each.high))
        told = (each.n, each.events, round(each.coverage, 9), each.newest, frozenset(map(str, each.flags)))
        found[key] = (*numbers, *told)
    return found


def _close(number: float | None) -> float | None:
    return None if number is None else round(number, 9)
