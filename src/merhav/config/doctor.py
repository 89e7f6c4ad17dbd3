"""What is set up, what is missing, and how to mend it."""

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext
from django_tasks_db.models import DBTaskResult

from merhav.authorities.models import Authority, Staff
from merhav.connectors.registry import connectors
from merhav.core.text import Refusal
from merhav.indicators.registry import indicators
from merhav.indicators.validate import problems
from merhav.recording.ledgers import ledger_place, open_ledger
from merhav.recording.models import Outgoing


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: well or not, and what to do."""

    well: bool
    what: str
    mend: str = ""


def findings() -> Iterator[Finding]:
    """Everything the doctor looks at, in the order in which one would mend it."""
    for check in CHECKS:
        try:
            yield from check()
        except (OSError, DatabaseError, Refusal) as trouble:
            name = check.__name__.removeprefix("_").replace("_", " ")
            yield Finding(False, f"{name}: {trouble}", "mend what is said above, then ask again")


def _python() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding(sys.version_info >= (3, 11), f"Python {version}", "install Python 3.11 or newer")


def _home() -> Iterator[Finding]:
    home = Path(settings.MERHAV_HOME)
    home.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(home).free / 1e9
    yield Finding(free > 1, f"files in {home}, {free:.0f} GB free", "make room, or set MERHAV_HOME elsewhere")
    secret = home / "secret"
    if secret.exists():
        private = not secret.stat().st_mode & 0o077
        yield Finding(private, "the secret is kept privately", f"chmod 600 {secret}")


def _languages() -> Iterator[Finding]:
    folder = settings.LOCALE_PATHS[0]
    missing = [
        code for code, _name in settings.LANGUAGES
        if code != "en" and not (folder / code / "LC_MESSAGES" / "django.mo").exists()
    ]  # fmt: skip
    yield Finding(not missing, "translations are compiled", "make install")


def _database() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    behind = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    yield Finding(not behind, f"database {connection.vendor}, {behind} changes to make", "merhav migrate")


def _ledger() -> Iterator[Finding]:
    kind = "postgresql" if ledger_place().on_postgresql else "sqlite"
    with open_ledger() as ledger:
        yield Finding(True, f"ledger with its catalogue in {kind}, commit {ledger.snapshot()}")


def _catalogues() -> Iterator[Finding]:
    yield Finding(bool(connectors()), f"{len(connectors())} connectors: {', '.join(connectors())}")
    wrong = [text.translated(gettext) for text in problems()]
    yield Finding(not wrong, f"{len(indicators())} indicators declared", "; ".join(wrong))


def _authorities() -> Iterator[Finding]:
    names = [str(authority) for authority in Authority.objects.all()]
    yield Finding(
        bool(names), f"authorities: {', '.join(names) or 'none'}", "merhav demo, or merhav import …"
    )
    staff = Staff.objects.filter(is_active=True).count()
    yield Finding(staff > 0, f"{staff} may sign in", "merhav staff NAME --authority AUTHORITY")


def _work() -> Iterator[Finding]:
    waiting = (
        DBTaskResult.objects.ready().filter(enqueued_at__lt=timezone.now() - timedelta(minutes=2)).count()
    )
    yield Finding(not waiting, f"{waiting} tasks have waited for two minutes", "merhav work")
    outgoing = Outgoing.of.everywhere().count()
    yield Finding(not outgoing, f"{outgoing} batches wait for the ledger", "merhav work, or merhav measure")


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    _python, _home, _languages, _database, _ledger, _catalogues, _authorities, _work,
)  # fmt: skip
