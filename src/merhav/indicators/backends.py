"""What Ibis does not do alike on every engine: keeping a table for a while, and handing its rows over."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis.util import gen_name

Rows = list[dict[str, Any]]


def engine_of(table: ir.Table) -> Any:
    return table.get_backend()


@contextmanager
def kept(table: ir.Table, engine: Any) -> Iterator[ir.Table]:
    """A table that the engine works out once and keeps while it is grouped in several ways."""
    if engine.name != "duckdb":
        with table.cache() as cached:
            yield cached
        return
    # Not `cache`: Ibis 12 asks sqlglot for the old form of DROP, which sqlglot 30 writes without the name.
    name = gen_name("merhav")
    engine.create_table(name, table, temp=True)
    try:
        yield engine.table(name, database=("temp", "main"))
    finally:
        engine.raw_sql(f'DROP TABLE temp.main."{name}"')


@ibis.udf.agg.builtin(name="bit_or")  # type: ignore[untyped-decorator]
def united(word: int) -> int:  # type: ignore[empty-body]
    """The bits that any of the numbers has; Ibis's own form lacks a rule for Spark."""


def columns(table: ir.Table) -> dict[str, list[Any]]:
    return _arrow(table).to_pydict()  # type: ignore[no-any-return]


def rows(table: ir.Table) -> Rows:
    return _arrow(table).to_pylist()  # type: ignore[no-any-return]


def _arrow(table: ir.Table) -> Any:
    engine = engine_of(table)
    if engine.name != "pyspark":
        return table.to_pyarrow()
    # Not `to_pyarrow`: it goes through pandas, where a column of ids with an empty place becomes floats.
    with table.cache() as cached:
        return engine.raw_sql(engine.compile(cached)).toArrow()
