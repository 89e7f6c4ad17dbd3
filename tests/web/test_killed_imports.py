"""An import is killed at random points. Afterwards it is there whole or not at all, and nothing is double."""

import random
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from tests.support.forked import Commands
from tests.support.postgresql import Cluster, postgresql

from merhav.ledger.store import Ledger
from merhav.ledger.where import Where

__all__ = ["postgresql"]

pytestmark = [pytest.mark.crash, pytest.mark.slow, pytest.mark.timeout(900)]

KILLS = {"sqlite": 16, "postgresql": 8}
MESSAGES = 400


@dataclass
class Installation:
    """Where the killed imports leave what they leave."""

    home: Path
    catalogue: str
    database: str

    @classmethod
    def of(cls, kind: str, home: Path, request: pytest.FixtureRequest) -> "Installation":
        if kind == "sqlite":
            return cls(home, str(home / "ledger" / "catalogue.sqlite"), "")
        cluster: Cluster = request.getfixturevalue("postgresql")
        return cls(home, cluster.new_database(), cluster.new_database())

    @property
    def settings(self) -> dict[str, str]:
        return {"MERHAV_DATABASE": self.database, "MERHAV_LEDGER": self.catalogue} if self.database else {}

    def messages(self, trial: int) -> int:
        """Messages of the trial's space in the ledger; each must be there once."""
        place = Where(self.catalogue, self.home / "ledger" / "data")
        with Ledger.open(place) as ledger:
            count, different = ledger.connection.execute(
                "SELECT count(*), count(DISTINCT id) FROM lake.activity WHERE space = ?"
                " AND verb = 'Create' AND object_type = 'message'",
                [self._space(trial)],
            ).fetchone() or (0, 0)
        assert count == different
        return int(count)

    def _space(self, trial: int) -> int:
        """The number of the trial's space, or one that no space has."""
        ask, name = "SELECT id FROM communities_space WHERE name = ", f"space {trial}"
        if self.database:
            with psycopg.connect(self.database) as connection:
                found = connection.execute(ask + "%s", [name]).fetchone()
        else:
            with closing(sqlite3.connect(self.home / "merhav.sqlite3")) as file:
                found = file.execute(ask + "?", [name]).fetchone()
        return int(found[0]) if found else -1


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def test_a_killed_import_is_whole_or_not_there(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    installation = Installation.of(kind, tmp_path, request)
    chance = random.Random(7)
    with Commands(tmp_path, **installation.settings) as commands:
        commands.run("migrate", "--verbosity=0")
        whole = _timed(commands, tmp_path)
        hit = 0
        for trial in range(KILLS[kind]):
            words = _import(tmp_path, trial)
            number = commands.start(*words)
            time.sleep(chance.uniform(0.02, whole))
            hit += commands.kill(number)
            commands.run("finish")
            assert installation.messages(trial) in {0, MESSAGES}, f"kill {trial}"
            commands.run(*words)
            assert installation.messages(trial) == MESSAGES, f"after kill {trial}"
        assert hit > KILLS[kind] / 2, "most kills must hit an import at work"


def _import(folder: Path, trial: int) -> list[object]:
    path = folder / f"chat{trial}.txt"
    lines = [f"{1 + n // 60}.1.2026, 10:{n % 60:02d} - דייר {n % 12}: שורה {n}\n" for n in range(MESSAGES)]
    path.write_text("".join(lines), encoding="utf-8")
    space = f"space {trial}"
    return [
        "import_file",
        "whatsapp_export",
        path,
        "--authority",
        "town",
        "--space",
        space,
        "--date-order",
        "dmy",
    ]


def _timed(commands: Commands, folder: Path) -> float:
    """How long a whole import takes, once everything is warm."""
    commands.run(*_import(folder, 998))
    began = time.monotonic()
    commands.run(*_import(folder, 999))
    return time.monotonic() - began
