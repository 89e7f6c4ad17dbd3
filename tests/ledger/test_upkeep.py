import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest
from tests.ledger.conftest import LIMITS
from tests.ledger.made import actor, messages

from merhav.facts import tables
from merhav.facts.tables import ACTIVITY, Column, Kind, Table
from merhav.ledger import form
from merhav.ledger.form import LedgerTooNew
from merhav.ledger.store import Ledger, Limits
from merhav.ledger.where import LedgerUnavailable, Where

AT_ONCE = timedelta(0)


def on_disk(ledger: Ledger) -> set[str]:
    return {str(path) for path in ledger.where.files.rglob("*.parquet")}


def listed(ledger: Ledger) -> set[str]:
    with ledger.connection.cursor() as con:
        names = [
            name for (name,) in con.execute("SELECT table_name FROM ducklake_table_info('lake')").fetchall()
        ]
        query = "SELECT data_file FROM ducklake_list_files('lake', ?)"
        return {path for name in names for (path,) in con.execute(query, [name]).fetchall()}


def actors_on_disk(ledger: Ledger) -> set[int]:
    """Pseudonyms that a stranger with the files alone could read."""
    files = [path for path in on_disk(ledger) if "/activity" in path]
    found = duckdb.read_parquet(files, union_by_name=True).project("actor").distinct().fetchall()
    return {person for (person,) in found}


def facts(ledger: Ledger, authority: int) -> list[int]:
    with ledger.connection.cursor() as con:
        rows = con.execute(
            "SELECT id FROM lake.activity WHERE authority = ? ORDER BY id", [authority]
        ).fetchall()
    return [number for (number,) in rows]


def test_an_erased_person_is_gone_from_the_disk_after_compact(new_place: Callable[[], Where]) -> None:
    someone = 4_611_686_018_427_387_123
    with Ledger.open(new_place(), limits=LIMITS) as ledger:
        ledger.append(authority=1, batch="large", rows=messages(range(3000)))
        ledger.append(authority=1, batch="theirs", rows=messages(range(3000, 3100), actor=someone))
        ledger.append(authority=1, batch="longer", rows=messages(range(2950, 3100), actor=someone))
        ledger.settle()
        ledger.append(authority=1, batch="inlined", rows=messages(range(3100, 3105), actor=someone))
        assert someone in actors_on_disk(ledger)
        assert ledger.erase(authority=1, actor=someone) == 105
        ledger.compact(grace=AT_ONCE)
        assert someone not in actors_on_disk(ledger)
        assert facts(ledger, 1) == list(range(3000))
        assert on_disk(ledger) == listed(ledger)


def test_replaced_files_wait_for_running_reads(new_place: Callable[[], Where]) -> None:
    with Ledger.open(new_place(), limits=LIMITS) as ledger:
        ledger.append(authority=1, batch="a", rows=messages(range(3000)))
        before = on_disk(ledger)
        ledger.erase(authority=1, actor=actor(1))
        for _ in range(3):
            ledger.compact(grace=timedelta(hours=1))
            assert before < on_disk(ledger)
        assert facts(ledger, 1) == [number for number in range(3000) if actor(number) != actor(1)]
        ledger.compact(grace=timedelta(microseconds=1))
        assert not before & on_disk(ledger)


def test_many_small_batches_become_few_files(new_place: Callable[[], Where]) -> None:
    with Ledger.open(new_place(), limits=LIMITS) as ledger:
        for part in range(4):
            ledger.append(authority=1, batch=f"b{part}", rows=messages(range(part * 5, part * 5 + 5)))
            ledger.settle()
        ledger.compact(grace=AT_ONCE)
        assert len([path for path in on_disk(ledger) if "/activity/" in path]) == 1
        assert facts(ledger, 1) == list(range(20))


def test_a_snapshot_is_a_moment_one_can_return_to(ledger: Ledger, authority: int) -> None:
    ledger.append(authority=authority, batch="a", rows=messages(range(3)))
    then = ledger.snapshot()
    ledger.undo(authority=authority, batch="a")
    assert ledger.snapshot() > then
    query = f"SELECT count(*) FROM lake.activity AT (VERSION => {then}) WHERE authority = ?"  # noqa: S608 - a number
    assert ledger.connection.execute(query, [authority]).fetchone() == (3,)


def test_what_killed_processes_left_is_swept_after_a_day(ledger: Ledger) -> None:
    old, fresh = ledger.where.staging / "old", ledger.where.scratch / "fresh"
    for folder in (old, fresh):
        folder.mkdir()
    os.utime(old, (time.time() - 90_000, time.time() - 90_000))
    ledger.compact()
    assert (old.exists(), fresh.exists()) == (False, True)
    fresh.rmdir()


def test_a_new_column_of_the_contract_comes_with_the_next_opening(
    new_place: Callable[[], Where], monkeypatch: pytest.MonkeyPatch
) -> None:
    where = new_place()
    with Ledger.open(where, limits=LIMITS) as ledger:
        ledger.append(authority=1, batch="a", rows=messages(range(3)))
    wider = Table("activity", "", (*ACTIVITY.columns, Column("mood", Kind.DECIMAL, "how it felt")), "at")
    monkeypatch.setitem(tables.TABLES, "activity", wider)
    with Ledger.open(where, limits=LIMITS) as ledger:
        query = "SELECT count(*), count(mood) FROM lake.activity"
        assert ledger.connection.execute(query).fetchone() == (3, 0)
        assert {"mood"} <= {
            name for (name, *_) in ledger.connection.execute("DESCRIBE lake.activity_repeat").fetchall()
        }


def test_a_ledger_of_a_later_program_is_refused(
    new_place: Callable[[], Where], monkeypatch: pytest.MonkeyPatch
) -> None:
    where = new_place()
    with monkeypatch.context() as later:
        later.setattr(form, "VERSION", form.VERSION + 1)
        Ledger.open(where, limits=LIMITS).close()
    with pytest.raises(LedgerTooNew, match="newer version"):
        Ledger.open(where, limits=LIMITS)


def test_a_ledger_may_be_moved_with_its_files(new_place: Callable[[], Where]) -> None:
    where = new_place()
    with Ledger.open(where, limits=LIMITS) as ledger:
        ledger.append(authority=1, batch="a", rows=messages(range(3000)))
    moved = where.data.rename(where.data.with_name("elsewhere"))
    with Ledger.open(Where(where.catalogue, moved), limits=LIMITS) as ledger:
        assert facts(ledger, 1) == list(range(3000))


def test_a_closed_ledger_leaves_no_scratch(new_place: Callable[[], Where]) -> None:
    where = new_place()
    with Ledger.open(where, limits=Limits(memory="60MB", threads=1)) as ledger:
        query = "CREATE TEMP TABLE big AS SELECT random() AS a, random() AS b FROM range(6_000_000)"
        ledger.connection.execute(query)
        assert list(where.scratch.iterdir())
    assert list(where.scratch.iterdir()) == []


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "dsn", ["postgresql://u:hunter2@127.0.0.1:1/none", "host=127.0.0.1 port=1 password=hunter2"]
)
def test_an_unreachable_catalogue_is_told_without_its_password(dsn: str, tmp_path: Path) -> None:
    where = Where(dsn, tmp_path / "data")
    with pytest.raises(LedgerUnavailable, match="cannot be opened") as refused:
        Ledger.open(where, limits=LIMITS)
    assert "hunter2" not in str(refused.value)
    assert "hunter2" not in repr(where)


def test_a_foreign_file_is_not_taken_for_a_catalogue(tmp_path: Path) -> None:
    where = Where(str(tmp_path / "notes.txt"), tmp_path / "data")
    where.sqlite.write_text("the minutes of the last meeting\n" * 99)
    with pytest.raises(LedgerUnavailable):
        Ledger.open(where, limits=LIMITS)
    assert where.sqlite.read_text().startswith("the minutes")


def test_erased_rows_are_not_legible_in_a_sqlite_catalogue(tmp_path: Path) -> None:
    where = Where(str(tmp_path / "catalogue.sqlite"), tmp_path / "data")
    someone = 4_611_686_018_427_387_123
    with Ledger.open(where, limits=LIMITS) as ledger:
        ledger.append(
            authority=1,
            batch="a",
            rows=[*messages(range(5)), *messages(range(5, 9), actor=someone, origin="unmistakable")],
        )
        ledger.erase(authority=1, actor=someone)
        ledger.compact(grace=AT_ONCE)
        ledger.compact(grace=AT_ONCE)
    bytes_left = b"".join(path.read_bytes() for path in where.sqlite.parent.glob("catalogue.sqlite*"))
    assert not any(str(someone) in text for text in in_catalogue(where.sqlite))
    assert someone.to_bytes(8, "big") not in bytes_left


def in_catalogue(catalogue: Path) -> list[str]:
    """What stands in the catalogue, but for the least and the greatest value that a column ever had."""
    with closing(sqlite3.connect(catalogue)) as con:
        names = [
            name for (name,) in con.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        ]
        names.remove("ducklake_table_column_stats")
        return [str(con.execute(f'SELECT * FROM "{name}"').fetchall()) for name in names]  # noqa: S608 - own names
