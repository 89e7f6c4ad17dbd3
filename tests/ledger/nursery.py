"""Processes to be killed. Each is forked from one that has imported everything, so that it is up at once.

Run as a program it reads jobs from its input, one JSON object a line, forks a child for each, and answers with
its number. The child says `open` when its ledger is open and `done` when the job is finished.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import pandas  # noqa: F401, ICN001 - DuckDB imports it with the first bound value, which takes a second
from tests.ledger.made import messages

from merhav.ledger.spool import Spool
from merhav.ledger.store import Ledger, Limits
from merhav.ledger.where import Where

Job = dict[str, Any]


def drain(ledger: Ledger, job: Job) -> None:
    """What a drainer does: batches in order, each removed from the spool only when the ledger has it."""
    for folder in sorted(Path(job["spool"]).glob("[!.]*")):
        ledger.append(authority=1, batch=folder.name, rows=Spool(folder))
        Spool(folder).delete()


def drain_together(ledger: Ledger, job: Job) -> None:
    """The same in one commit."""
    spools = {folder.name: Spool(folder) for folder in sorted(Path(job["spool"]).glob("[!.]*"))}
    ledger.append_all(authority=1, batches=spools)
    for each in spools.values():
        each.delete()


def bring(ledger: Ledger, job: Job) -> None:
    """What an import does: a stream of rows, read while it is stored."""
    first, count = job["first"], job["count"]
    ledger.append(authority=1, batch=job["batch"], rows=iter(messages(range(first, first + count))))


def undo(ledger: Ledger, job: Job) -> None:
    ledger.undo(authority=1, batch=job["batch"])


def tidy(ledger: Ledger, _job: Job) -> None:
    ledger.compact()


def write(ledger: Ledger, job: Job) -> None:
    """One of several writers at once: batches of its own, and one that all of them bring."""
    for part in range(job["parts"]):
        first = job["first"] + part * 10
        ledger.append(authority=1, batch=f"{job['first']}-{part}", rows=messages(range(first, first + 10)))
    ledger.append(authority=1, batch="shared", rows=messages(range(5)))


def hold(ledger: Ledger, _job: Job) -> None:
    """Keep the right to write, and never give it back."""
    ledger._write(lambda _con: _say("holding") or time.sleep(3600))


JOBS: dict[str, Callable[[Ledger, Job], None]] = {
    each.__name__: each for each in (drain, drain_together, bring, undo, tidy, write, hold)
}


class Nursery:
    """The test's side."""

    def __init__(self, repository: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.ledger.nursery"],
            cwd=repository,
            env={**os.environ, "PYTHONPATH": f"{repository}/src:{repository}"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._alive: set[int] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for number in list(self._alive):  # a test failed
            self.kill(number)
        self._process.communicate()

    def start(self, where: Where, kind: str, **job: Any) -> int:
        """The number of a new process at work."""
        self._tell({"catalogue": where.catalogue, "data": str(where.data), "kind": kind, **job})
        number = int(self.hear())
        self._alive.add(number)
        return number

    def hear(self) -> str:
        """The next word of any process."""
        assert self._process.stdout
        return self._process.stdout.readline().strip()

    def kill(self, number: int) -> None:
        """SIGKILL, and wait for the end."""
        os.kill(number, signal.SIGKILL)
        self.wait(number)

    def wait(self, number: int) -> list[str]:
        """Wait for the end of a process; what was said until then, at the end its exit status."""
        self._alive.discard(number)
        self._tell({"wait": number})
        heard: list[str] = []
        while not heard or not heard[-1].startswith("status "):
            heard.append(self.hear())
        return heard

    def _tell(self, order: Job) -> None:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()


def _say(word: object) -> None:
    os.write(1, f"{word}\n".encode())  # whole lines, whoever else speaks


def _work(job: Job) -> None:
    with Ledger.open(Where(job["catalogue"], Path(job["data"])), limits=Limits("300MB", 1, 60)) as ledger:
        _say("open")
        JOBS[job["kind"]](ledger, job)
    _say("done")


def _serve() -> None:
    for line in sys.stdin:
        order = json.loads(line)
        if "wait" in order:
            _say(f"status {os.waitpid(order['wait'], 0)[1]}")
        elif number := os.fork():
            _say(number)
        else:
            _child(order)


def _child(order: Job) -> None:
    status = 1
    try:
        _work(order)
        status = 0
    finally:
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    _serve()
