from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.ledger.made import Row, message, messages

from merhav.facts.tables import ACTIVITY, OBSERVATION, Table
from merhav.ledger import spool
from merhav.ledger.spool import Spool
from merhav.ledger.store import Ledger

SEEN = {"id": 1, "measure": "members", "generation": "1", "value": 812.0}


def observation() -> Row:
    return {name: value for name, value in message(1).items() if name in OBSERVATION.names} | SEEN


def test_a_stream_of_several_tables_is_kept_and_counted(tmp_path: Path) -> None:
    rows = [*messages(range(3)), (OBSERVATION, observation()), *messages(range(3, 5))]
    kept = spool.write(tmp_path / "batch", rows)
    assert kept.count() == {ACTIVITY: 5, OBSERVATION: 1}


def test_more_rows_than_are_held_in_memory_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "CHUNK", 10)
    assert spool.write(tmp_path / "batch", messages(range(95))).count() == {ACTIVITY: 95}


def test_a_spool_is_appended_as_its_rows_would_be(tmp_path: Path, ledger: Ledger, authority: int) -> None:
    kept = spool.write(tmp_path / "batch", [*messages(range(3)), (OBSERVATION, observation())])
    assert ledger.append(authority=authority, batch="a", rows=kept).new == 4
    assert ledger.append(authority=authority, batch="b", rows=kept).repeated == 4
    kept.delete()
    kept.delete()
    assert kept.files == {}


def test_a_lost_spool_is_not_taken_for_an_empty_batch(tmp_path: Path, ledger: Ledger, authority: int) -> None:
    kept = spool.write(tmp_path / "batch", messages(range(3)))
    first = ledger.append(authority=authority, batch="a", rows=kept)
    kept.delete()
    assert ledger.append(authority=authority, batch="a", rows=kept) == first
    with pytest.raises(FileNotFoundError):
        ledger.append(authority=authority, batch="b", rows=kept)
    assert [mark.batch for mark in ledger.batches(authority)] == ["a"]


def test_rows_may_leave_out_what_they_do_not_know(tmp_path: Path) -> None:
    sparse = [message(1), {**dict.fromkeys(ACTIVITY.names), **message(2)}]
    assert spool.write(tmp_path / "batch", {ACTIVITY: sparse}).count() == {ACTIVITY: 2}


def test_a_source_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[tuple[Table, Row]]:
        yield from messages(range(3))
        raise OSError("the file ends here")

    with pytest.raises(OSError, match="ends here"):
        spool.write(tmp_path / "batch", broken())
    assert list(tmp_path.iterdir()) == []


def test_a_batch_is_not_written_over(tmp_path: Path) -> None:
    spool.write(tmp_path / "batch", messages(range(3)))
    with pytest.raises(FileExistsError):
        spool.write(tmp_path / "batch", messages(range(5)))
    assert Spool(tmp_path / "batch").count() == {ACTIVITY: 3}


def test_what_a_killed_process_left_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / ".batch.part").mkdir()
    (tmp_path / ".batch.part" / "answer.parquet").write_bytes(b"half")
    assert spool.write(tmp_path / "batch", messages(range(3))).count() == {ACTIVITY: 3}


def test_a_file_from_before_a_new_column_is_still_appended(
    tmp_path: Path, ledger: Ledger, authority: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = Table("activity", "", tuple(each for each in ACTIVITY.columns if each.name != "topic"), "at")
    kept = spool.write(tmp_path / "batch", {older: [message(1)]})
    assert ledger.append(authority=authority, batch="a", rows=kept).new == 1
