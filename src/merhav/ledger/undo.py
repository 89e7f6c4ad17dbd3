"""Undo a batch, exactly: what a later batch brought too stays, in that batch's own words."""

# ruff: noqa: S608 - names come from the contract, values are bound

from dataclasses import dataclass
from datetime import datetime

import duckdb

from merhav.core.periods import Month
from merhav.core.text import Refusal, _
from merhav.facts.tables import TABLES, Table

from . import books, form


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did; nothing, when the batch was undone before."""

    rows: int
    """Facts that are gone."""
    months: frozenset[Month]
    """Months that lost a fact, or whose facts now stand in another batch's words."""


class UnknownBatch(Refusal):
    """The authority has no such batch."""

    def __init__(self, batch: str) -> None:
        super().__init__(_("There is no batch %(batch)s.", batch=batch))


def undo(con: duckdb.DuckDBPyConnection, *, authority: int, batch: str, now: datetime) -> Undone:
    """Runs inside the caller's transaction. Raises `UnknownBatch`."""
    before = books.known(con, authority, [batch])
    if batch not in before:
        raise UnknownBatch(batch)
    _seq, mark = before[batch]
    if mark.undone:
        return Undone(0, frozenset())
    taken = [_take_back(con, table, authority, batch, now) for table in map(TABLES.__getitem__, mark.tables)]
    touched: books.Touched = frozenset().union(*(each[1] for each in taken))
    seq = books.next_seq(con, authority)
    books.write_undone(con, authority, batch, now)
    return Undone(sum(each[0] for each in taken), books.write_changes(con, authority, seq, touched))


def _take_back(
    con: duckdb.DuckDBPyConnection, table: Table, authority: int, batch: str, now: datetime
) -> tuple[int, books.Touched]:
    """One table's part: how many facts are gone, which months are touched."""
    own = [authority, batch]
    theirs = "authority = ? AND batch = ?"
    touched = books.touched(con, table, f"FROM {form.name(table)} WHERE {theirs}", own, now)
    heirs = _heirs(con, table, own)
    gone = _count(con, f"DELETE FROM {form.name(table)} WHERE {theirs}", own)
    _count(con, f"DELETE FROM {form.twin(table)} WHERE {theirs}", own)
    if heirs:
        touched |= books.touched(con, table, "FROM heir", [], now)
        _promote(con, table, authority)
    return gone - heirs, touched


def _heirs(con: duckdb.DuckDBPyConnection, table: Table, own: list[object]) -> int:
    """For each fact of the batch the repeat that came next: found before anything is deleted."""
    con.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE heir AS
        SELECT again.* FROM {form.twin(table)} AS again
        JOIN lake.mark USING (authority, batch)
        WHERE authority = $1 AND again.id IN (
            SELECT id FROM {form.name(table)} WHERE authority = $1 AND batch = $2
        )
        QUALIFY row_number() OVER (PARTITION BY again.id ORDER BY seq) = 1
        """,
        own,
    )
    return _count(con, "SELECT count(*) FROM heir", [])


def _promote(con: duckdb.DuckDBPyConnection, table: Table, authority: int) -> None:
    names = form.columns(table)
    con.execute(f"INSERT INTO {form.name(table)} ({names}) SELECT {names} FROM heir")
    con.execute(
        f"DELETE FROM {form.twin(table)} WHERE authority = ? AND (id, batch) IN (SELECT (id, batch) FROM heir)",
        [authority],
    )


def _count(con: duckdb.DuckDBPyConnection, query: str, values: list[object]) -> int:
    row = con.execute(query, values).fetchone()
    return int(row[0]) if row else 0
