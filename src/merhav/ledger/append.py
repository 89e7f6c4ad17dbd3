"""Append batches: what is new becomes a fact, what was there already is remembered as brought again.

Several batches are appended as one after the other would be, but each table is searched and written once for all:
a search and a commit cost the same for a batch of ten rows as for one of ten thousand.
"""

# ruff: noqa: S608 - names come from the contract, values are bound

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from merhav.core.periods import Month
from merhav.facts.tables import TABLES, Table

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
    con: duckdb.DuckDBPyConnection, *, authority: int, batches: Mapping[str, Spool], now: datetime
) -> dict[str, Appended]:
    """Runs inside the caller's transaction; the batches count as arriving in their order."""
    before = books.known(con, authority, batches)
    done = {
        batch: Appended(mark.new, mark.repeated, books.changed_months(con, authority, seq))
        for batch, (seq, mark) in before.items()
    }
    fresh = {batch: spool for batch, spool in batches.items() if batch not in before}
    if fresh:
        done |= _appended(con, authority, fresh, now)
    return {batch: done[batch] for batch in batches}


def _appended(
    con: duckdb.DuckDBPyConnection, authority: int, batches: Mapping[str, Spool], now: datetime
) -> dict[str, Appended]:
    for spool in batches.values():
        if not spool.folder.is_dir():
            raise FileNotFoundError(spool.folder)  # or a lost batch would be marked as an empty one
    parts: dict[str, list[_Part]] = {batch: [] for batch in batches}
    for table in TABLES.values():
        files = {batch: file for batch, spool in batches.items() if (file := spool.files.get(table))}
        if files:
            for batch, part in _merge(con, table, files, authority, now).items():
                parts[batch].append(part)
    first = books.next_seq(con, authority)
    return {
        batch: _booked(con, authority, first + place, batch, parts[batch], now)
        for place, batch in enumerate(batches)
    }


@dataclass(frozen=True, slots=True)
class _Part:
    """What one table of one batch came to."""

    table: str
    new: int
    repeated: int
    touched: books.Touched


def _booked(
    con: duckdb.DuckDBPyConnection,
    authority: int,
    seq: int,
    batch: str,
    parts: Sequence[_Part],
    now: datetime,
) -> Appended:
    new, repeated = sum(part.new for part in parts), sum(part.repeated for part in parts)
    tables = tuple(part.table for part in parts)
    books.write_mark(con, authority, seq, books.BatchMark(batch, now, new, repeated, tables))
    touched: books.Touched = frozenset().union(*(part.touched for part in parts))
    return Appended(new, repeated, books.write_changes(con, authority, seq, touched))


def _merge(
    con: duckdb.DuckDBPyConnection, table: Table, files: Mapping[str, Path], authority: int, now: datetime
) -> dict[str, _Part]:
    """One table's part of each batch that has rows of it."""
    _look_at(con, table, list(files.values()))
    _refuse_strangers(con, table, authority)
    # The first of several rows with one id counts; n is the row's place in the file of its batch.
    con.execute(
        "CREATE OR REPLACE TEMP TABLE brought AS SELECT id, place, min(n) AS n FROM source GROUP BY id, place"
    )
    con.execute(*_known(con, table, authority))
    _sort_out(con, several=len(files) > 1)
    counted = {place: (new, repeated) for place, new, repeated in con.execute(_COUNTED).fetchall()}
    touched: dict[int, books.Touched] = {}
    if any(new for new, _repeated in counted.values()):
        _insert(con, form.name(table), table, "fresh", authority, list(files))
        touched = books.touched_by(con, table, "place", f"FROM source {_chosen('fresh')}", [], now)
    if any(repeated for _new, repeated in counted.values()):
        _insert(con, form.twin(table), table, "again", authority, list(files))
    return {
        batch: _Part(table.name, *counted[place], touched.get(place, frozenset()))
        for place, batch in enumerate(files)
    }


def _look_at(con: duckdb.DuckDBPyConnection, table: Table, files: Sequence[Path]) -> None:
    """Make `source` of the files: every column of the contract, empty where a file was written before an update
    that brought the column; `place` is the place of the row's batch.
    """
    paths = f"[{', '.join(map(quoted, files))}]"
    present = {name for (name,) in con.execute(f"SELECT name FROM parquet_schema({paths})").fetchall()}
    shown = ", ".join(
        f'"{column.name}"'
        if column.name in present
        else f'NULL::{form.TYPES[column.kind]} AS "{column.name}"'
        for column in table.columns
    )
    con.execute(
        f"CREATE OR REPLACE TEMP VIEW source AS SELECT {shown}, file_row_number AS n, file_index::BIGINT AS place "
        f"FROM read_parquet({paths}, file_row_number = true, union_by_name = true)"
    )


def _refuse_strangers(con: duckdb.DuckDBPyConnection, table: Table, authority: int) -> None:
    stranger = con.execute(
        "SELECT authority FROM source WHERE authority <> ? LIMIT 1", [authority]
    ).fetchone()
    if stranger:
        raise ValueError(f"a row of {table.name} is of authority {stranger[0]}, its batch of {authority}")


def _known(con: duckdb.DuckDBPyConnection, table: Table, authority: int) -> tuple[str, list[object]]:
    """The statement that finds the ids that are facts already.

    An id fixes the fact's month, so where the table is cut by month only the batches' own months are searched. (Not
    its moment: one phone exports the seconds of a message and another does not.) All months are, where a fact is of
    what was found to be there.
    """
    query = (
        f"CREATE OR REPLACE TEMP TABLE known AS SELECT id FROM {form.name(table)} AS fact "
        "SEMI JOIN brought USING (id) WHERE fact.authority = ?"
    )
    if table not in form.BY_MONTH or _tells_of_the_found(con):
        return query, [authority]
    dated = f'"{table.dated_by}"'
    span = con.execute(
        f"SELECT date_trunc('month', min({dated})), date_trunc('month', max({dated})) + INTERVAL 1 MONTH FROM source"
    ).fetchone() or (None, None)
    return f"{query} AND fact.{dated} >= ? AND fact.{dated} < ?", [authority, *span]


def _tells_of_the_found(con: duckdb.DuckDBPyConnection) -> bool:
    return con.execute("SELECT 1 FROM source WHERE verb = ? LIMIT 1", [form.FOUND]).fetchone() is not None


def _sort_out(con: duckdb.DuckDBPyConnection, *, several: bool) -> None:
    """New is what is no fact yet, told by the first batch that brings it; all else is brought again."""
    first = "place = min(place) OVER (PARTITION BY id)" if several else "true"
    con.execute(
        "CREATE OR REPLACE TEMP TABLE sorted AS "
        f"SELECT place, n, {first} AND id NOT IN (SELECT id FROM known) AS fresh FROM brought"
    )
    con.execute("CREATE OR REPLACE TEMP VIEW fresh AS SELECT place, n FROM sorted WHERE fresh")
    con.execute("CREATE OR REPLACE TEMP VIEW again AS SELECT place, n FROM sorted WHERE NOT fresh")


_COUNTED = "SELECT place, count_if(fresh), count_if(NOT fresh) FROM sorted GROUP BY place"


def _insert(
    con: duckdb.DuckDBPyConnection,
    target: str,
    table: Table,
    chosen: str,
    authority: int,
    batches: Sequence[str],
) -> None:
    given = {"authority": "?", "batch": "(?::VARCHAR[])[place + 1]"}
    values = ", ".join(given.get(column, f'"{column}"') for column in table.names)
    con.execute(
        f"INSERT INTO {target} ({form.columns(table)}) SELECT {values} FROM source {_chosen(chosen)}",
        [authority, batches],
    )


def _chosen(which: str) -> str:
    return f"SEMI JOIN {which} USING (place, n)"
