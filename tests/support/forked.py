"""Commands in processes that may be killed, each forked from one that has imported everything already.

Run as a program it reads jobs, one JSON list of words a line, forks a child that runs that command, and says its
number; `["wait", number]` answers with its exit status.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, Self

REPOSITORY = Path(__file__).parents[2]


class Commands:
    """The test's side."""

    def __init__(self, home: Path, **settings: str) -> None:
        environment = {
            **os.environ,
            "MERHAV_HOME": str(home),
            "PYTHONPATH": f"{REPOSITORY}/src:{REPOSITORY}",
            **settings,
        }
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.support.forked"],
            cwd=REPOSITORY, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=60)

    def start(self, *words: object) -> int:
        return int(self._ask([str(word) for word in words]))

    def wait(self, number: int) -> int:
        return int(self._ask(["wait", number]))

    def run(self, *words: object) -> None:
        assert self.wait(self.start(*words)) == 0, words

    def kill(self, number: int) -> bool:
        """Whether the process was still at work."""
        os.kill(number, signal.SIGKILL)
        return self.wait(number) != 0

    def _ask(self, order: list[Any]) -> str:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()


def _serve() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "merhav.config.settings")
    django.setup()
    import pandas  # noqa: F401, ICN001 - DuckDB imports it with the first bound value, which takes a second

    import merhav.assets.management.commands.import_file
    import merhav.measurement.management.commands.measure  # noqa: F401

    for line in sys.stdin:
        order = json.loads(line)
        if order[0] == "wait":
            answer = os.waitpid(int(order[1]), 0)[1]
        else:
            answer = os.fork()
            if answer == 0:
                _child(order)
        os.write(1, f"{answer}\n".encode())


def _child(words: list[str]) -> None:
    from django.core.management import call_command

    status = 1
    try:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        if words[0] == "finish":
            _finish()
        else:
            call_command(*words)
        status = 0
    finally:
        sys.stderr.flush()
        os._exit(status)


def _finish() -> None:
    """What a worker does that comes after one that was killed."""
    from django.core.management import call_command

    from merhav.assets.models import ON_ITS_WAY, Import

    for batch in list(Import.of.everywhere().filter(stage__in=ON_ITS_WAY).values_list("batch", flat=True)):
        call_command("carry_on", batch)


if __name__ == "__main__":
    _serve()
