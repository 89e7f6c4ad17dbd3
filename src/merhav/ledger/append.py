"""Append a batch: what is new becomes a fact, what was there already is remembered as brought again."""

# ruff: noqa: S608 - names come from the contract, values are bound

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from merhav.core.periods import Month
from merhav.facts.tables import Table

from . import books, form
from .spool import Spool
from .where import quoted


@dataclass(frozen=True, slots=True)
class Appended:
    """What an append did, or had done when the batch came before."""

    new: int
    """Facts that were not there."""
    repeated: int
    """Facts that another batch had brought; inside one batch a fact counts once."""
    months: frozenset[Month]
    """Months that new facts touch, by the local clock."""


def append(
    con: duckdb.DuckDBPyConnection, *, authority: int, batch: str, spool: Spool, now: datetime
) -> Appended:
    """Runs inside the caller's transaction."""
    before = books.mark(con, authority, batch)
    if before:
        seq, mark = before
        return Appended(mark.new, mark.repeated, books.changed_months(con, authority, seq))
    if not spool.folder.is_dir():
        raise FileNotFoundError(spool.folder)  # or a lost batch would be marked as an empty one
    seq = books.next_seq(con, authority)
    merged = [_merge(con, table, file, authority, batch, now) for table, file in spool.files.items()]
    tables = tuple(table.name for table in spool.files)
    new, repeated = sum(each[0] for each in merged), sum(each[1] for each in merged)
    touched: books.Touched = frozenset().union(*(each[2] for each in merged))
    books.write_mark(con, authority, seq, books.BatchMark(batch, now, new, repeated, tables))
    return Appended(new, repeated, books.write_changes(con, authority, seq, touched))


def _merge(
    con: duckdb.DuckDBPyConnection, table: Table, file: Path, authority: int, batch: str, now: datetime
) -> tuple[int, int, books.Touched]:
    """One table's part of the batch: how many new, how many repeated, which months."""
    _look_at(con, table, file)
    _refuse_strangers(con, table, authority)
    # The first of several rows with one id counts; n is the row's place in the file.
    con.execute("CREATE OR REPLACE TEMP TABLE brought AS SELECT id, min(n) AS n FROM source GROUP BY id")
    con.execute(*_known(con, table, authority))
    brought, known = con.execute(
        "SELECT (SELECT count(*) FROM brought), (SELECT count(*) FROM known)"
    ).fetchall()[0]
    touched: books.Touched = frozenset()
    if brought > known:
        _insert(con, form.name(table), table, "ANTI JOIN", authority, batch)
        touched = books.touched(con, table, f"FROM source WHERE {_chosen('ANTI JOIN')}", [], now)
    if known:
        _insert(con, form.twin(table), table, "SEMI JOIN", authority, batch)
    return brought - known, known, touched


def _look_at(con: duckdb.DuckDBPyConnection, table: Table, file: Path) -> None:
    """Make `source` of the file: every column of the contract, empty where the file was written before an update
    that brought the column.
    """
    path = quoted(file)
    present = {name for (name,) in con.execute(f"SELECT name FROM parquet_schema({path})").fetchall()}
    shown = ", ".join(
        f'"{column.name}"'
        if column.name in present
        else f'NULL::{form.TYPES[column.kind]} AS "{column.name}"'
        for column in table.columns
    )
    con.execute(
        f"CREATE OR REPLACE TEMP VIEW source AS SELECT {shown}, file_row_number AS n "
        f"FROM read_parquet({path}, file_row_number = true)"
    )


def _refuse_strangers(con: duckdb.DuckDBPyConnection, table: Table, authority: int) -> None:
    stranger = con.execute(
        "SELECT authority FROM source WHERE authority <> ? LIMIT 1", [authority]
    ).fetchone()
    if stranger:
        raise ValueError(f"a row of {table.name} is of authority {stranger[0]}, its batch of {authority}")


def _known(con: duckdb.DuckDBPyConnection, table: Table, authority: int) -> tuple[str, list[object]]:
    """The statement that finds the ids that are facts already.

    An id fixes the fact's month, so where the table is cut by month only the batch's own months are searched. (Not
    its moment: one phone exports the seconds of a message and another does not.)
    """
    query = (
        f"CREATE OR REPLACE TEMP TABLE known AS SELECT id FROM {form.name(table)} AS fact "
        "SEMI JOIN brought USING (id) WHERE fact.authority = ?"
    )
    if table not in form.BY_MONTH:
        return query, [authority]
    dated = f'"{table.dated_by}"'
    span = con.execute(
        f"SELECT date_trunc('month', min({dated})), date_trunc('month', max({dated})) + INTERVAL 1 MONTH FROM source"
    ).fetchone() or (None, None)
    return f"{query} AND fact.{dated} >= ? AND fact.{dated} < ?", [authority, *span]


def _insert(
    con: duckdb.DuckDBPyConnection, target: str, table: Table, join: str, authority: int, batch: str
) -> None:
    given = {"authority": "?", "batch": "?"}
    values = ", ".join(given.get(column, f'"{column}"') for column in table.names)
    con.execute(
        f"INSERT INTO {target} ({form.columns(table)}) SELECT {values} FROM source WHERE {_chosen(join)}",
        [authority, batch],
    )


def _chosen(join: str) -> str:
    return f"n IN (SELECT n FROM brought {join} known USING (id))"
