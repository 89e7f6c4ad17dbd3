"""The ledger's own books: which batches came, and which months changed. Written with the facts, in one commit."""

# ruff: noqa: S608 - names come from the contract, values are bound

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import duckdb

from merhav.core.periods import Month, months
from merhav.facts.tables import Kind, Table


@dataclass(frozen=True, slots=True)
class BatchMark:
    """What is known of a batch. Moments are UTC."""

    batch: str
    at: datetime
    new: int
    repeated: int
    tables: tuple[str, ...]
    """Names of the tables that it had rows of."""
    undone: datetime | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Facts of a month came or went, in a table and, where the table has one, an asset."""

    seq: int
    """The number of the append, undo or erase that did it, growing within the authority."""
    asset: str | None
    table: str
    month: Month


Touched = frozenset[tuple[str | None, str, Month]]
"""Asset, table name, month."""


def known(
    con: duckdb.DuckDBPyConnection, authority: int, batches: Iterable[str]
) -> dict[str, tuple[int, BatchMark]]:
    """Of those that were appended, the number under which they were, and their marks."""
    rows = con.execute(
        "SELECT seq, batch, at_moment, added, repeated, tables, undone FROM lake.mark "
        "WHERE authority = ? AND batch IN (SELECT unnest(?::VARCHAR[]))",
        [authority, list(batches)],
    ).fetchall()
    return {row[1]: (row[0], _mark(row[1:])) for row in rows}


def marks(con: duckdb.DuckDBPyConnection, authority: int) -> list[BatchMark]:
    rows = con.execute(
        "SELECT batch, at_moment, added, repeated, tables, undone FROM lake.mark WHERE authority = ? ORDER BY seq",
        [authority],
    ).fetchall()
    return [_mark(row) for row in rows]


def write_mark(con: duckdb.DuckDBPyConnection, authority: int, seq: int, mark: BatchMark) -> None:
    con.execute(
        "INSERT INTO lake.mark VALUES (?, ?, ?, ?, ?, ?, ?, NULL)",
        [authority, mark.batch, seq, _naive(mark.at), mark.new, mark.repeated, " ".join(mark.tables)],
    )


def write_undone(con: duckdb.DuckDBPyConnection, authority: int, batch: str, at: datetime) -> None:
    con.execute(
        "UPDATE lake.mark SET undone = ? WHERE authority = ? AND batch = ?", [_naive(at), authority, batch]
    )


def next_seq(con: duckdb.DuckDBPyConnection, authority: int) -> int:
    row = con.execute(
        "SELECT coalesce(max(seq), 0) + 1 FROM (SELECT seq FROM lake.mark WHERE authority = $1 "
        "UNION ALL SELECT seq FROM lake.change WHERE authority = $1)",
        [authority],
    ).fetchone()
    return int(row[0]) if row else 1


def changes(con: duckdb.DuckDBPyConnection, authority: int, since: int) -> list[Change]:
    rows = con.execute(
        "SELECT seq, asset, table_name, month FROM lake.change WHERE authority = ? AND seq > ? ORDER BY ALL",
        [authority, since],
    ).fetchall()
    return [Change(seq, asset, table, Month.of(month)) for seq, asset, table, month in rows]


def changed_months(con: duckdb.DuckDBPyConnection, authority: int, seq: int) -> frozenset[Month]:
    rows = con.execute(
        "SELECT DISTINCT month FROM lake.change WHERE authority = ? AND seq = ?", [authority, seq]
    ).fetchall()
    return frozenset(Month.of(month) for (month,) in rows)


def write_changes(
    con: duckdb.DuckDBPyConnection, authority: int, seq: int, touched: Touched
) -> frozenset[Month]:
    """Note the months that an operation touched, and give them back."""
    if touched:
        rows = ", ".join("(?, ?, ?::DATE)" for _ in touched)
        values = [value for asset, table, month in touched for value in (asset, table, month.first_day)]
        con.execute(f"INSERT INTO lake.change SELECT ?, ?, * FROM (VALUES {rows})", [authority, seq, *values])
    return frozenset(month for _, _, month in touched)


def touched(
    con: duckdb.DuckDBPyConnection, table: Table, rows: str, values: list[object], now: datetime
) -> Touched:
    """The months in which the given rows (`FROM …` of a query) lie, by the local clock.

    A row that holds for a span touches every month of it, up to now where it has no end yet.
    """
    return touched_by(con, table, "0", rows, values, now).get(0, frozenset())


def touched_by(
    con: duckdb.DuckDBPyConnection, table: Table, key: str, rows: str, values: list[object], now: datetime
) -> dict[int, Touched]:
    """The same for each value of a key."""
    asset = "asset" if "asset" in table.names else "NULL"
    last = "until" if "until" in table.names else table.dated_by
    found = con.execute(
        f"SELECT DISTINCT {key}, {asset}, {_coarse(table, table.dated_by)}, {_coarse(table, last)} {rows}",
        values,
    ).fetchall()
    months_of: dict[int, set[tuple[str | None, str, Month]]] = {}
    for key_, asset, first, last in found:
        months_of.setdefault(key_, set()).update(
            (asset, table.name, month) for month in _span(first, last or now)
        )
    return {one: frozenset(each) for one, each in months_of.items()}


def _coarse(table: Table, column: str) -> str:
    """Hours are fine enough to tell local months apart, and far fewer than moments."""
    if next(each.kind for each in table.columns if each.name == column) is not Kind.MOMENT:
        return f'"{column}"'
    # `until` is the first moment that is no longer covered
    moment = "until - INTERVAL 1 MICROSECOND" if column == "until" else f'"{column}"'
    return f"date_trunc('hour', {moment})"


def _span(first: date, last: date) -> Iterator[Month]:
    begin, end = _local_month(first), _local_month(last)
    yield from months(begin, max(begin, end))


def _local_month(moment: date) -> Month:
    return Month.of(moment.replace(tzinfo=UTC) if isinstance(moment, datetime) else moment)


def _mark(row: tuple[str, datetime, int, int, str, datetime | None]) -> BatchMark:
    batch, at, new, repeated, tables, undone = row
    return BatchMark(
        batch,
        at.replace(tzinfo=UTC),
        new,
        repeated,
        tuple(tables.split()),
        undone and undone.replace(tzinfo=UTC),
    )


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)
