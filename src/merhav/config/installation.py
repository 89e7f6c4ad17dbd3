"""One installation: where it keeps its files, its secret, its databases. Set by environment variables MERHAV_…"""

import os
import secrets
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

_PROJECT = Path(__file__).resolve().parents[3]


def _default_home() -> Path:
    """`var` beside the source in a checkout, else the person's own data folder."""
    if (_PROJECT / "pyproject.toml").is_file():
        return _PROJECT / "var"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local/share")) / "merhav"


class Installation(BaseSettings):
    """What an operator may set; every value has a default that works on one machine."""

    model_config = SettingsConfigDict(env_prefix="MERHAV_")

    home: Path = _default_home()
    """Databases, ledger files and the secret live here."""
    database: str = ""
    """postgresql://user:password@host/name for the operational data; empty: SQLite in `home`."""
    ledger: str = ""
    """postgresql://… for the ledger's catalogue; empty: SQLite in `home`."""
    secret: str = ""
    """Signs sessions and keys pseudonyms; empty: made once and kept in `home`. Losing it loses the link between
    a person's old and new facts."""
    hosts: str = "127.0.0.1,localhost,[::1]"
    """Names under which the site is served, separated by commas."""
    https: bool = False
    """Behind a proxy that speaks HTTPS: cookies and redirects insist on it."""
    debug: bool = False
    pull_private: bool = False
    """Products inside the installation's own network may be asked, too."""
    desk_people: int = Field(default=10, ge=5)
    """Readings that rest on fewer people are not shown; fewer than five is not to be set."""

    def the_secret(self) -> str:
        return self.secret or _kept_secret(self.home / "secret")

    def databases(self) -> dict[str, dict[str, object]]:
        return {
            "default": _postgresql(self.database) if self.database else _sqlite(self.home / "merhav.sqlite3")
        }

    def ledger_catalogue(self) -> str:
        return self.ledger or str(self.home / "ledger" / "catalogue.sqlite")


def _kept_secret(path: Path) -> str:
    """The secret in the file, made at the first start; two starts at once agree on one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    fresh = secrets.token_urlsafe(48)
    with os.fdopen(handle, "w") as file:
        file.write(fresh)
    return fresh


def _sqlite(path: Path) -> dict[str, object]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # A file for tests, too: the server that a browser talks to has threads, each with its own connection.
        "TEST": {"NAME": path.with_name("test.sqlite3")},
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def _postgresql(dsn: str) -> dict[str, object]:
    told = conninfo_to_dict(dsn)
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{ours: str(told.pop(theirs, "") or "") for theirs, ours in names.items()},
        "OPTIONS": told,
        "CONN_MAX_AGE": 60,
    }
