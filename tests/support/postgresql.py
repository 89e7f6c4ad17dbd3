"""A throw-away PostgreSQL cluster for a run of tests; its data and its socket are in one folder that goes with it."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

USER = "merhav"


@dataclass(frozen=True)
class Cluster:
    folder: Path
    """Host of the connection: the folder of its socket."""
    _numbers: Iterator[int] = field(default_factory=count)

    def dsn(self, database: str) -> str:
        return f"postgresql:///{database}?host={self.folder}&user={USER}"

    def new_database(self) -> str:
        """The DSN of an empty database."""
        name = f"test_{next(self._numbers)}"
        _run("createdb", "-h", str(self.folder), "-U", USER, name)
        return self.dsn(name)


whole_run: list[Cluster] = []
"""The cluster on which the whole run of tests stands, if it does (MERHAV_TEST_ON=postgresql)."""


@contextmanager
def running() -> Iterator[Cluster]:
    """A cluster that runs until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="merhav-pg-"))
    if owner := _owner():
        shutil.chown(folder, owner)
    try:
        _run("initdb", "-D", str(folder / "data"), "-A", "trust", "-U", USER, "-E", "UTF8", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=60"
        log = str(folder / "log")
        _run("pg_ctl", "-D", str(folder / "data"), "-w", "-l", log, "-o", options, "start")
        yield Cluster(folder)
        _run("pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """A running cluster; skipped where PostgreSQL's programs are missing, unless MERHAV_NO_SKIP=1."""
    reason = missing()
    if reason and os.environ.get("MERHAV_NO_SKIP") == "1":
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    with running() as cluster:
        yield cluster


def missing() -> str | None:
    absent = [program for program in ("initdb", "pg_ctl", "createdb") if _program(program) is None]
    if absent:
        return f"PostgreSQL's {', '.join(absent)} not found (apt-get install postgresql)"
    if os.geteuid() == 0 and _owner() is None:
        return "PostgreSQL does not run as root, and there is no user postgres or nobody"
    return None


def _program(name: str) -> str | None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    return shutil.which(name) or (str(found[-1]) if found else None)


def _owner() -> str | None:
    """Whom the cluster runs as when the tests run as root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in known), None)


def _run(program: str, *arguments: str) -> None:
    subprocess.run(
        [str(_program(program)), *arguments],
        check=True,
        user=_owner(),
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


if __name__ == "__main__":  # whether tests can stand on PostgreSQL here, for make
    found = missing()
    if found:
        sys.stderr.write(f"{found}: the tests on PostgreSQL are left out\n")
        sys.exit(2 if os.environ.get("MERHAV_NO_SKIP") == "1" else 1)
