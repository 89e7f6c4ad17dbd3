"""The ledger: what happens between a town and its residents, kept as facts."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self, TypeVar

import duckdb

from . import append, books, erase, form, undo, upkeep
from .append import Appended
from .books import BatchMark, Change
from .lock import LedgerBusy, writer
from .spool import Rows, Spool, fill
from .undo import Undone
from .where import LedgerUnavailable, Where, attach, connect

_Result = TypeVar("_Result")
_PAUSE = 0.05
_CONFLICTS = ("conflict", "database is locked", "maximum retry count", "could not serialize")


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one process may use."""

    memory: str = "1GB"
    """DuckDB's memory; what does not fit is spilled into the data folder."""
    threads: int = 2
    wait: float = 60.0
    """Seconds that a write waits for other writers before `LedgerBusy`."""


class Ledger:
    """One process's way to the facts. Threads may share it; a process that forks opens its own after.

    Writes of all processes happen one at a time and each is one transaction: it is there whole or not at all,
    also when the process is killed. Reads never wait and see the last commit.
    """

    def __init__(
        self,
        where: Where,
        connection: duckdb.DuckDBPyConnection,
        limits: Limits,
        clock: Callable[[], datetime],
    ) -> None:
        self.where = where
        self.connection = connection
        """For reading, by one thread; others take a `cursor()` of it."""
        self._limits = limits
        self._clock = clock

    @classmethod
    def open(
        cls, where: Where, *, limits: Limits | None = None, clock: Callable[[], datetime] = _now
    ) -> Self:
        """Open, and create or bring up to the contract what is missing; any number of processes at once.

        Raises `LedgerUnavailable`, `LedgerTooNew` or `LedgerBusy`.
        """
        limits = limits or Limits()
        ledger = cls(where, connect(where, memory=limits.memory, threads=limits.threads), limits, clock)
        try:
            ledger._prepare()
        except BaseException:
            ledger.close()
            raise
        return ledger

    def close(self) -> None:
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def append(self, *, authority: int, batch: str, rows: Rows | Spool) -> Appended:
        """Add a batch of facts; its rows, its mark and the changed months come in one commit.

        Appending a batch id again does nothing and tells what the first time did, also when the batch has been
        undone since: whoever delivers at least once (an outbox that deletes its rows after this call) delivers
        exactly once. A fact whose id is there already is counted as repeated. The id of a fact fixes its month (UTC), but
        where the verb is `form.FOUND`.

        Raises `ValueError` for rows that are not of the contract, `FileNotFoundError` for a spool that is gone though
        its batch never arrived, `LedgerBusy`, and what the rows' own source
        raises; nothing is written then.
        """
        with self._staged(rows) as spool:
            return self.append_all(authority=authority, batches={batch: spool})[batch]

    def append_all(self, *, authority: int, batches: Mapping[str, Spool]) -> dict[str, Appended]:
        """Add batches in their order, all in one commit: the same facts, marks and changes as one after the other
        would bring, for the cost of one. Raises what `append` raises; nothing of any of them is written then.
        """
        return self._write(
            lambda con: append.append(con, authority=authority, batches=batches, now=self._clock())
        )

    def undo(self, *, authority: int, batch: str) -> Undone:
        """Take a batch back. Facts that another batch brought too stay, as that batch told them.

        Raises `UnknownBatch` or `LedgerBusy`.
        """
        return self._write(lambda con: undo.undo(con, authority=authority, batch=batch, now=self._clock()))

    def erase(self, *, authority: int, actor: int) -> int:
        """Delete every fact of a pseudonym; how many there were. They leave the files with `compact`."""
        return self._write(lambda con: erase.erase(con, authority=authority, actor=actor, now=self._clock()))

    def batches(self, authority: int) -> list[BatchMark]:
        """Every batch of the authority in the order of arrival, undone ones too."""
        return self._read(lambda con: books.marks(con, authority))

    def changes(self, authority: int, since: int = 0) -> list[Change]:
        """Months that changed after number `since`, in order; the last one's `seq` is the next `since`."""
        return self._read(lambda con: books.changes(con, authority, since))

    def snapshot(self) -> int:
        """The number of the last commit, which can be read until the store is tidied (`settle` or `compact`)."""
        return self._read(_snapshot)

    def compact(self, *, grace: timedelta = timedelta(hours=1)) -> None:
        """Tidy the store: what is inlined into files, small files into larger, deleted rows out of the files.

        Files that are no longer used are deleted by the first compact after `grace`, so that running reads can
        end: that is when an erased person has left the disk. With no grace it is now. Older snapshots are dropped.
        """
        self._tend(upkeep.settle)
        self._tend(lambda con: upkeep.renew(con, self.where, grace=grace))
        upkeep.sweep(self.where)
        if not self.where.on_postgresql:
            upkeep.shrink(self.where.sqlite)

    def settle(self) -> None:
        """Put every fact into plain Parquet files without pending deletes, for engines that see files only."""
        self._tend(upkeep.settle)

    def _prepare(self) -> None:
        try:
            attach(self.connection, self.where, create=False)
        except LedgerUnavailable:
            with writer(self.where, self._limits.wait):
                attach(self.connection, self.where, create=True)
        if not self._read(form.is_current):
            self._write(form.bring_up)

    @contextmanager
    def _staged(self, rows: Rows | Spool) -> Iterator[Spool]:
        """The rows on disk, before the lock is taken: a slow source keeps nobody waiting."""
        if isinstance(rows, Spool):
            yield rows
            return
        with TemporaryDirectory(dir=self.where.staging) as folder:
            yield fill(Path(folder), rows)

    def _read(self, work: Callable[[duckdb.DuckDBPyConnection], _Result]) -> _Result:
        with self.connection.cursor() as con:
            return work(con)

    def _write(self, work: Callable[[duckdb.DuckDBPyConnection], _Result]) -> _Result:
        """Do the work in one transaction, as the only writer; again from its beginning after a conflict."""
        until = time.monotonic() + self._limits.wait
        with writer(self.where, self._limits.wait):
            while True:
                try:
                    return self._attempt(work)
                except duckdb.Error as error:
                    if not _is_conflict(error):
                        raise
                    if time.monotonic() >= until:
                        raise LedgerBusy(self._limits.wait) from error
                time.sleep(_PAUSE)

    def _attempt(self, work: Callable[[duckdb.DuckDBPyConnection], _Result]) -> _Result:
        with self.connection.cursor() as con:
            con.begin()
            try:
                result = work(con)
                con.commit()
            except BaseException:
                with suppress(duckdb.Error):  # a failed commit has rolled back itself
                    con.rollback()
                raise
            return result

    def _tend(self, work: Callable[[duckdb.DuckDBPyConnection], None]) -> None:
        """Work that commits by itself and may be done twice."""
        with writer(self.where, self._limits.wait), self.connection.cursor() as con:
            work(con)


def _snapshot(con: duckdb.DuckDBPyConnection) -> int:
    row = con.execute("SELECT id FROM ducklake_current_snapshot('lake')").fetchone()
    return int(row[0]) if row else 0


def _is_conflict(error: duckdb.Error) -> bool:
    return any(word in str(error) for word in _CONFLICTS)
