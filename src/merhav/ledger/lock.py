"""One writer at a time, among processes and machines. The lock dies with its holder, however that ends."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from merhav.core.text import Refusal, _

from .where import LedgerUnavailable, Where

_PAUSE = 0.02
_ADVISORY_KEY = 0x6D65_7268_6176  # "merhav": one ledger in a database, so one key is enough


class LedgerBusy(Refusal):
    """Another writer kept the ledger longer than one may wait; nothing was written."""

    def __init__(self, wait: float) -> None:
        super().__init__(
            _("The ledger was busy for %(seconds)s seconds; try again later.", seconds=round(wait))
        )


@contextmanager
def writer(where: Where, wait: float) -> Iterator[None]:
    """Hold the right to write, waiting at most `wait` seconds for it; else `LedgerBusy`."""
    with _advisory(where, wait) if where.on_postgresql else _beside(where, wait):
        yield


@contextmanager
def _beside(where: Where, wait: float) -> Iterator[None]:
    """A lock on a file beside the SQLite catalogue; the file stays, for removing it would race."""
    where.sqlite.parent.mkdir(parents=True, exist_ok=True)
    with where.sqlite.with_name(where.sqlite.name + ".lock").open("ab") as file:
        until = time.monotonic() + wait
        while not _locked(file.fileno()):
            if time.monotonic() >= until:
                raise LedgerBusy(wait)
            time.sleep(_PAUSE)
        yield  # closing the file releases the lock


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _advisory(where: Where, wait: float) -> Iterator[None]:
    """An advisory lock of a session of its own, which PostgreSQL ends when the process is gone."""
    try:
        session = psycopg.connect(where.catalogue, autocommit=True)
    except psycopg.OperationalError as error:
        reason = str(error).replace(where.catalogue, "…")
        raise LedgerUnavailable(
            _("The ledger's catalogue cannot be opened: %(reason)s", reason=reason)
        ) from None
    with session:
        session.execute("SELECT set_config('lock_timeout', %s, false)", (f"{max(1, int(wait * 1000))}ms",))
        try:
            session.execute("SELECT pg_advisory_lock(%s)", (_ADVISORY_KEY,))
        except psycopg.errors.LockNotAvailable:
            raise LedgerBusy(wait) from None
        yield
