"""Housekeeping: small writes into files, small files into larger ones, deleted rows out of the files for good."""

import sqlite3
import time
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from shutil import rmtree

import duckdb

from .where import Where

_DAY = 86_400.0


def settle(con: duckdb.DuckDBPyConnection) -> None:
    """Leave plain Parquet files that hold exactly the facts: nothing in the catalogue, no pending deletes."""
    _call(con, "ducklake_flush_inlined_data('lake')")
    _call(con, "ducklake_rewrite_data_files('lake', delete_threshold => 0.0)")


def renew(con: duckdb.DuckDBPyConnection, where: Where, *, grace: timedelta) -> None:
    """Merge small files, drop old snapshots, and delete files that have been out of use for `grace`.

    While files of the last time still wait, nothing new is put out of use, so that their time comes.
    """
    if _waiting(con, where) < grace.total_seconds():
        return
    _clean(con, grace)
    _call(con, "ducklake_merge_adjacent_files('lake')")
    _call(con, "ducklake_expire_snapshots('lake', older_than => now())")
    if not grace:
        _clean(con, grace)


def _waiting(con: duckdb.DuckDBPyConnection, where: Where) -> float:
    """Seconds since a file was last put out of use. Asked of the catalogue itself: DuckLake's own `older_than`
    compares moments as text on SQLite, and takes all of a day as equally old.
    """
    waiting = f"__ducklake_metadata_lake.{where.schema}.ducklake_files_scheduled_for_deletion"
    query = f"SELECT epoch(now()) - epoch(max(schedule_start::TIMESTAMPTZ)) FROM {waiting}"  # noqa: S608 - own names
    row = con.execute(query).fetchone()
    return float("inf") if row is None or row[0] is None else float(row[0])


def _clean(con: duckdb.DuckDBPyConnection, grace: timedelta) -> None:
    _call(con, "ducklake_cleanup_old_files('lake', cleanup_all => true)")
    older = f"now() - INTERVAL {round(grace.total_seconds())} SECOND"
    _call(con, f"ducklake_delete_orphaned_files('lake', older_than => {older})")


def sweep(where: Where) -> None:
    """Remove what killed processes left: staged batches and spilled memory of yesterday."""
    for folder in (*where.staging.iterdir(), *where.scratch.iterdir()):
        with suppress(FileNotFoundError):
            if time.time() - folder.stat().st_mtime > _DAY:
                rmtree(folder, ignore_errors=True)


def shrink(catalogue: Path) -> None:
    """Give freed pages of a SQLite catalogue back: erased rows may still be legible in them. Let be when others
    are reading; the next time will do.
    """
    with (
        closing(sqlite3.connect(catalogue, timeout=1, isolation_level=None)) as con,
        suppress(sqlite3.OperationalError),
    ):
        con.execute("VACUUM")
        con.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _call(con: duckdb.DuckDBPyConnection, function: str) -> None:
    con.execute(f"CALL {function}")
