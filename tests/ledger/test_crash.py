"""Processes that write are killed at random points. Afterwards nothing is lost and nothing is double."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from tests.ledger.conftest import LIMITS
from tests.ledger.made import messages
from tests.ledger.nursery import Nursery

from merhav.ledger import spool
from merhav.ledger.spool import Spool
from merhav.ledger.store import Ledger
from merhav.ledger.where import Where

pytestmark = [pytest.mark.crash, pytest.mark.slow, pytest.mark.timeout(600)]
KILLS = 100
"""On each catalogue, of processes that drain or import."""
KINDS = ("drain", "drain_together", "bring")
SIZES = (40, 1200, 8)
"""Rows of a spool's batches: above and below what goes into the catalogue."""
STEP = 700
"""Less than the largest batch: each repeats facts of the one before."""


@dataclass
class Trial:
    """A ledger whose writers die, and what it should hold."""

    ledger: Ledger
    nursery: Nursery
    spool: Path
    chance: random.Random
    brought: dict[str, set[int]] = field(default_factory=dict)
    kills: Counter[str] = field(default_factory=Counter)
    undone: set[str] = field(default_factory=set)
    whole: dict[str, float] = field(default_factory=dict)
    """Seconds that a job takes from its start and from the opening of its ledger."""

    def drain(self, kind: str = "drain") -> dict[str, object]:
        """Three batches for whoever drains, of those that the last one left and of new ones."""
        for size in SIZES[len(list(self.spool.iterdir())) :]:
            batch = self._batch(size)
            spool.write(self.spool / batch, messages(sorted(self.brought[batch])))
        return {"kind": kind, "spool": str(self.spool)}

    def bring(self) -> dict[str, object]:
        batch = self._batch(1500)
        return {"kind": "bring", "batch": batch, "first": min(self.brought[batch]), "count": 1500}

    def _batch(self, size: int) -> str:
        batch = f"{len(self.brought):05d}"
        first = len(self.brought) * STEP
        self.brought[batch] = set(range(first, first + size))
        return batch

    def run(self, job: dict[str, object]) -> None:
        """To the end, measured."""
        kind = str(job["kind"])
        began = time.monotonic()
        number = self.nursery.start(self.ledger.where, **job)  # type: ignore[arg-type]
        assert self.nursery.hear() == "open"
        opened = time.monotonic()
        assert self.nursery.wait(number) == ["done", "status 0"]
        self.whole[f"{kind} opening"] = opened - began
        self.whole[kind] = time.monotonic() - opened

    def measure(self) -> None:
        """How long jobs take, when the ledger is as large as it has become."""
        self.ledger.compact()
        self.run({"kind": "drain", "spool": str(self.spool)})
        self.run(self.drain())
        self.run(self.drain("drain_together"))
        self.run(self.bring())

    def kill(self, job: dict[str, object]) -> None:
        """At a moment drawn evenly from the time the job takes and a little longer; one in eight while its ledger
        opens.
        """
        kind = str(job["kind"])
        before = self._done()
        number = self.nursery.start(self.ledger.where, **job)  # type: ignore[arg-type]
        if self.chance.random() < 1 / 8:
            time.sleep(self.chance.uniform(0, self.whole[f"{kind} opening"]))
        else:
            assert self.nursery.hear() == "open"
            time.sleep(self.chance.uniform(0, 1.3 * self.whole[kind]))
        self.nursery.kill(number)
        self.kills[kind] += 1
        self.kills[f"{kind} after {self._done() - before}"] += 1

    def _done(self) -> int:
        marks = self.ledger.batches(1)
        return len(marks) + sum(mark.undone is not None for mark in marks)

    def check(self) -> None:
        """Whole batches are in or waiting, none half, and each fact stands once."""
        marked = [mark.batch for mark in self.ledger.batches(1)]
        assert len(set(marked)) == len(marked)
        self.undone = {mark.batch for mark in self.ledger.batches(1) if mark.undone}
        waiting = {folder.name for folder in self.spool.glob("[!.]*")}
        assert waiting >= {batch for batch in self.brought if batch not in marked} - self.imports
        expected = set().union(*(self.brought[batch] for batch in marked if batch not in self.undone))
        with self.ledger.connection.cursor() as con:
            found = con.execute("SELECT id FROM lake.activity").fetchnumpy()["id"]
        assert len(found) == len(expected)
        assert set(found.tolist()) == expected
        self.kills["both marked and waiting"] += len(waiting & set(marked))

    @property
    def imports(self) -> set[str]:
        return {batch for batch, numbers in self.brought.items() if len(numbers) == 1500}


@pytest.fixture
def trial(new_place: Callable[[], Where], nursery: Nursery, tmp_path: Path) -> Iterator[Trial]:
    with Ledger.open(new_place(), limits=LIMITS) as ledger:
        folder = tmp_path / "spool"
        folder.mkdir()
        yield Trial(ledger, nursery, folder, random.Random(20261123))


def test_drains_and_imports_killed_at_random_points(trial: Trial) -> None:
    for turn in range(KILLS):
        if turn % 20 == 0:
            trial.measure()
        kind = KINDS[turn % 3]
        trial.kill(trial.bring() if kind == "bring" else trial.drain(kind))
        trial.check()
    print(sorted(trial.kills.items()))
    assert sum(trial.kills[kind] for kind in KINDS) == KILLS
    nothing_done = sum(trial.kills[f"{kind} after 0"] for kind in KINDS)
    assert KILLS / 5 <= nothing_done <= KILLS * 4 / 5
    assert trial.kills["drain_together after 1"] + trial.kills["drain_together after 2"] == 0, "all or none"
    _deliver_all(trial)
    _leave_no_orphans(trial)


def _deliver_all(trial: Trial) -> None:
    """Draining once more, and repeating each import, brings whatever the kills left out."""
    trial.run({"kind": "drain", "spool": str(trial.spool)})
    for batch in sorted(trial.imports):
        rows = messages(sorted(trial.brought[batch]))
        trial.ledger.append(authority=1, batch=batch, rows=rows)
    trial.check()
    assert {mark.batch for mark in trial.ledger.batches(1)} == set(trial.brought)
    assert list(trial.spool.iterdir()) == []


def _leave_no_orphans(trial: Trial) -> None:
    trial.ledger.compact(grace=timedelta(0))
    trial.check()
    with trial.ledger.connection.cursor() as con:
        listed = con.execute("SELECT data_file FROM ducklake_list_files('lake', 'activity')").fetchall()
    on_disk = (trial.ledger.where.files / "main" / "activity").rglob("*.parquet")
    assert {str(path) for path in on_disk} == {path for (path,) in listed}


def test_undo_and_compact_killed_at_random_points(trial: Trial) -> None:
    for turn in range(8):
        trial.run(trial.drain())
        trial.run(trial.drain())
        trial.run({"kind": "undo", "batch": f"{turn * 6 + 1:05d}"})
        trial.kill({"kind": "undo", "batch": f"{turn * 6 + 4:05d}"})
        trial.check()
        if turn == 0:
            trial.run({"kind": "tidy"})
        trial.kill({"kind": "tidy"})
        trial.check()
    print(sorted(trial.kills.items()))
    _leave_no_orphans(trial)


def test_creation_killed_at_random_points(
    new_place: Callable[[], Where], nursery: Nursery, tmp_path: Path
) -> None:
    chance = random.Random(7)
    for _ in range(8):
        where = new_place()
        number = nursery.start(where, "drain", spool=str(tmp_path))
        time.sleep(chance.uniform(0, 0.9))
        nursery.kill(number)
        with Ledger.open(where, limits=LIMITS) as ledger:
            assert ledger.append(authority=1, batch="a", rows=messages(range(3))).new == 3


def test_a_process_killed_between_commit_and_removal_delivers_once(trial: Trial) -> None:
    trial.drain()
    first = Spool(trial.spool / "00000")
    trial.ledger.append(authority=1, batch="00000", rows=first)
    trial.run({"kind": "drain", "spool": str(trial.spool)})
    trial.check()
    assert not first.folder.exists()
