"""Where a ledger lives, and the DuckDB connection that reaches it."""

import re
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from uuid import uuid4

import duckdb

from merhav.core.text import Refusal, _

_DSN = re.compile(r"postgres(ql)?://|\s*(host|hostaddr|port|dbname|user|service)\s*=")
_INLINE = 1000
"""An insert of at most so many rows goes into the catalogue; a Parquet file pays only above."""
_BUSY_MS = 10_000
"""How long SQLite waits for another process's commit, which takes milliseconds."""


class LedgerUnavailable(Refusal):
    """The catalogue cannot be reached or read."""


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a ledger: its catalogue, and the folder of its files (moving both together is allowed)."""

    catalogue: str = field(repr=False)
    """Path of a SQLite file on a local disk, or a libpq DSN (`postgresql://…` or `host=… dbname=…`), which may
    hold a password and is therefore never shown."""
    data: Path

    @property
    def on_postgresql(self) -> bool:
        return _DSN.match(self.catalogue) is not None

    @property
    def files(self) -> Path:
        """Parquet files of the lake; nothing else may lie here, for strangers are swept away."""
        return self.data.absolute() / "facts"

    @property
    def staging(self) -> Path:
        return self.data.absolute() / "staging"

    @property
    def scratch(self) -> Path:
        """Where DuckDB spills what does not fit into memory."""
        return self.data.absolute() / "scratch"

    @property
    def schema(self) -> str:
        """Where the catalogue's tables are; one PostgreSQL database may hold the site's tables and the ledger's."""
        return "ledger" if self.on_postgresql else "main"

    @property
    def sqlite(self) -> Path:
        return Path(self.catalogue).absolute()


def connect(where: Where, *, memory: str, threads: int) -> duckdb.DuckDBPyConnection:
    """A DuckDB of our own with the lake's extensions, not attached yet. It asks no network for anything."""
    for folder in (where.files, where.staging, where.scratch):
        folder.mkdir(parents=True, exist_ok=True)
    con = duckdb.connect(
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "memory_limit": memory,
            "threads": threads,
            # Two processes that spill into one folder would overwrite each other's files.
            "temp_directory": str(where.scratch / uuid4().hex),
        }
    )
    for extension in ("ducklake", "postgres_scanner" if where.on_postgresql else "sqlite_scanner"):
        con.execute(f"LOAD {quoted(_extension(extension))}")
    con.execute("SET GLOBAL TimeZone = 'UTC'")
    # DuckLake's own retry lays a batch upon a snapshot in which it never looked for that batch's marker: two
    # writers of one batch would both get in. Ours begins again with the look.
    con.execute("SET GLOBAL ducklake_max_retry_count = 0")
    return con


def attach(con: duckdb.DuckDBPyConnection, where: Where, *, create: bool) -> None:
    """Attach the lake as `lake`. Raises `LedgerUnavailable`, without the DSN in its words."""
    options = [
        f"DATA_PATH {quoted(where.files)}",
        "OVERRIDE_DATA_PATH true",  # files are stored relative to it, so a ledger may be moved
        f"DATA_INLINING_ROW_LIMIT {_INLINE}",
        f"CREATE_IF_NOT_EXISTS {create}",
        *_own_options(where),
    ]
    if not where.on_postgresql:
        where.sqlite.parent.mkdir(parents=True, exist_ok=True)
    kind, place = ("postgres", where.catalogue) if where.on_postgresql else ("sqlite", str(where.sqlite))
    try:
        con.execute(f"ATTACH {quoted(f'ducklake:{kind}:{place}')} AS lake ({', '.join(options)})")
    except duckdb.Error as error:
        reason = str(error).replace(where.catalogue, "…")
        raise LedgerUnavailable(
            _("The ledger's catalogue cannot be opened: %(reason)s", reason=reason)
        ) from None


def _own_options(where: Where) -> tuple[str, ...]:
    if where.on_postgresql:
        return (f"METADATA_SCHEMA {quoted(where.schema)}",)
    return ("META_JOURNAL_MODE 'WAL'", f"META_BUSY_TIMEOUT {_BUSY_MS}")  # readers and a writer at once


def _extension(name: str) -> Path:
    """The extension's file inside its wheel; DuckDB's own INSTALL would copy it into somebody's home."""
    folder = Path(str(files(f"duckdb_extension_{name}"))) / "extensions" / f"v{duckdb.__version__}"
    return folder / f"{name}.duckdb_extension"


def quoted(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"
