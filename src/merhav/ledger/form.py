"""The lake's tables: those of the contract, a twin of each for repeats, and the ledger's own books."""

import duckdb

from merhav.core.text import Refusal, _
from merhav.facts.tables import ACTIVITY, TABLES, Column, Kind, Table
from merhav.facts.words import Verb

VERSION = 1
"""Raised when the shape of the books changes; new columns of the contract need no new version."""

TYPES = {
    Kind.NUMBER: "BIGINT",
    Kind.DECIMAL: "DOUBLE",
    Kind.TEXT: "VARCHAR",
    Kind.MOMENT: "TIMESTAMP",
    Kind.DAY: "DATE",
    Kind.TRUTH: "BOOLEAN",
}

BY_MONTH = (ACTIVITY,)
"""Tables large enough to be cut by month; the others are cut by authority alone, or they would be crumbs."""

FOUND = Verb.ADD.value
"""The verb of facts whose moment is when somebody first looked: who looks again finds the same in another month."""

_BOOKS = {
    "form": "version INTEGER NOT NULL",
    "mark": "authority BIGINT NOT NULL, batch VARCHAR NOT NULL, seq BIGINT NOT NULL, at_moment TIMESTAMP NOT NULL, "
    "added BIGINT NOT NULL, repeated BIGINT NOT NULL, tables VARCHAR NOT NULL, undone TIMESTAMP",
    "change": "authority BIGINT NOT NULL, seq BIGINT NOT NULL, asset VARCHAR, table_name VARCHAR NOT NULL, "
    "month DATE NOT NULL",
}


class LedgerTooNew(Refusal):
    """The ledger was shaped by a later program."""

    def __init__(self) -> None:
        super().__init__(_("This ledger was written by a newer version of the program; please update it."))


def name(table: Table) -> str:
    return f'lake."{table.name}"'


def twin(table: Table) -> str:
    """Rows that a later batch brought again: should the first batch be undone, they take its place."""
    return f'lake."{table.name}_repeat"'


def columns(table: Table) -> str:
    return ", ".join(f'"{column}"' for column in table.names)


def is_current(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether every table and column is there. Raises `LedgerTooNew`."""
    present = _present(con)
    if "form" in present:
        (found,) = con.execute("SELECT max(version) FROM lake.form").fetchone() or (VERSION,)
        if found is not None and found > VERSION:
            raise LedgerTooNew
    return all(book in present for book in _BOOKS) and not any(
        _missing(table, present.get(each)) for table in TABLES.values() for each in _both(table)
    )


def bring_up(con: duckdb.DuckDBPyConnection) -> None:
    """Create what is missing. Safe to run again, and after another process has done it."""
    present = _present(con)
    for book, shape in _BOOKS.items():
        con.execute(f"CREATE TABLE IF NOT EXISTS lake.{book} ({shape})")
    if "form" not in present:
        con.execute("INSERT INTO lake.form VALUES (?)", [VERSION])
    for table in TABLES.values():
        for each in _both(table):
            _bring_up(con, table, each, present.get(each))


def _bring_up(con: duckdb.DuckDBPyConnection, table: Table, each: str, present: set[str] | None) -> None:
    if present is None:
        shape = ", ".join(_column(column) for column in table.columns)
        con.execute(f'CREATE TABLE lake."{each}" ({shape})')
        con.execute(f'ALTER TABLE lake."{each}" SET PARTITIONED BY ({_partition(table)})')
        return
    for column in _missing(table, present):
        con.execute(f'ALTER TABLE lake."{each}" ADD COLUMN "{column.name}" {TYPES[column.kind]}')


def _both(table: Table) -> tuple[str, str]:
    return table.name, f"{table.name}_repeat"


def _column(column: Column) -> str:
    return f'"{column.name}" {TYPES[column.kind]}{" NOT NULL" if column.required else ""}'


def _partition(table: Table) -> str:
    return (
        f'authority, year("{table.dated_by}"), month("{table.dated_by}")'
        if table in BY_MONTH
        else "authority"
    )


def _missing(table: Table, present: set[str] | None) -> tuple[Column, ...]:
    return tuple(column for column in table.columns if column.name not in (present or set()))


def _present(con: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    found = con.execute(
        "SELECT table_name, list(column_name) FROM duckdb_columns() WHERE database_name = 'lake' GROUP BY 1"
    ).fetchall()
    return {table: set(names) for table, names in found}
