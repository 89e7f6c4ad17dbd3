"""Erase a person: every fact of a pseudonym, and every repeat of it."""

# ruff: noqa: S608 - names come from the contract, values are bound

from datetime import datetime

import duckdb

from merhav.facts.tables import ACTIVITY, ANSWER, Table

from . import books, form

PEOPLE = ((ACTIVITY, "actor"), (ANSWER, "respondent"))
"""Where the contract names people."""


def erase(con: duckdb.DuckDBPyConnection, *, authority: int, actor: int, now: datetime) -> int:
    """How many facts are gone. Runs inside the caller's transaction."""
    erased = [_erase(con, table, column, [authority, actor], now) for table, column in PEOPLE]
    touched: books.Touched = frozenset().union(*(each[1] for each in erased))
    books.write_changes(con, authority, books.next_seq(con, authority), touched)
    return sum(each[0] for each in erased)


def _erase(
    con: duckdb.DuckDBPyConnection, table: Table, column: str, values: list[object], now: datetime
) -> tuple[int, books.Touched]:
    theirs = f'authority = $1 AND "{column}" = $2'
    touched = books.touched(con, table, f"FROM {form.name(table)} WHERE {theirs}", values, now)
    con.execute(
        f"DELETE FROM {form.twin(table)} WHERE authority = $1 AND "
        f'("{column}" = $2 OR id IN (SELECT id FROM {form.name(table)} WHERE {theirs}))',
        values,
    )
    row = con.execute(f"DELETE FROM {form.name(table)} WHERE {theirs}", values).fetchone()
    return (int(row[0]) if row else 0), touched
