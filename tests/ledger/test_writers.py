"""Several processes at one ledger: real ones."""

from collections.abc import Callable
from threading import Thread

import duckdb
import pytest
from tests.ledger.conftest import LIMITS
from tests.ledger.made import messages
from tests.ledger.nursery import Nursery

from merhav.ledger.lock import LedgerBusy
from merhav.ledger.store import Ledger, Limits
from merhav.ledger.where import Where


def count(ledger: Ledger) -> int:
    with ledger.connection.cursor() as con:
        return int(con.execute("SELECT count(*) FROM lake.activity").fetchall()[0][0])


def test_processes_that_open_a_new_ledger_at_once_and_write_lose_nothing(
    new_place: Callable[[], Where], nursery: Nursery
) -> None:
    where = new_place()
    numbers = [nursery.start(where, "write", first=1000 * n, parts=6) for n in range(1, 4)]
    said = [word for number in numbers for word in nursery.wait(number)]
    assert said.count("status 0") == 3
    with Ledger.open(where, limits=LIMITS) as ledger:
        assert count(ledger) == 3 * 6 * 10 + 5
        assert len(ledger.batches(1)) == 3 * 6 + 1
        with ledger.connection.cursor() as con:
            versions = con.execute("FROM lake.form").fetchall()
        assert versions == [(1,)]


def test_threads_may_share_a_ledger(ledger: Ledger, authority: int) -> None:
    def work(first: int) -> None:
        ledger.append(authority=authority, batch=f"b{first}", rows=messages(range(first, first + 20)))

    threads = [Thread(target=work, args=(part * 10,)) for part in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    marks = ledger.batches(authority)
    assert sum(mark.new for mark in marks) == 50
    assert sum(mark.repeated for mark in marks) == 30


def test_whoever_waits_too_long_is_told_so_and_readers_never_wait(
    new_place: Callable[[], Where], nursery: Nursery
) -> None:
    where = new_place()
    with Ledger.open(where, limits=Limits("300MB", 1, wait=0.3)) as ledger:
        ledger.append(authority=1, batch="a", rows=messages(range(3)))
        holder = nursery.start(where, "hold")
        assert [nursery.hear(), nursery.hear()] == ["open", "holding"]
        with pytest.raises(LedgerBusy, match="busy"):
            ledger.append(authority=1, batch="b", rows=messages(range(5)))
        assert count(ledger) == 3
        Ledger.open(where, limits=LIMITS).close()
        nursery.kill(holder)
        assert ledger.append(authority=1, batch="b", rows=messages(range(5))).new == 2


def test_a_commit_that_slipped_in_without_the_lock_is_noticed(ledger: Ledger, authority: int) -> None:
    """The commit of a process that was killed may still be under way at the server when the next one begins."""
    tries: list[int] = []

    def work(con: duckdb.DuckDBPyConnection) -> int:
        found = con.execute("SELECT count(*) FROM lake.mark WHERE authority = ?", [authority]).fetchall()[0][
            0
        ]
        tries.append(int(found))
        if len(tries) == 1:
            ledger._attempt(lambda other: other.execute(stray, [authority]))
        if not found:
            con.execute(stray, [authority])
        return int(found)

    stray = "INSERT INTO lake.mark VALUES (?, 'a', 1, now()::TIMESTAMP, 0, 0, '', NULL)"
    assert ledger._write(work) == 1
    assert tries == [0, 1]
    assert len(ledger.batches(authority)) == 1
