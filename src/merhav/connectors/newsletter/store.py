"""Rows put in order on disk, so that memory stays the same however long a file is.

A nameless SQLite file in the folder of temporary files: pseudonyms and numbers only, gone when it is closed.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice

_AT_ONCE = 10_000


@contextmanager
def temporary(schema: str) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect("", isolation_level=None)) as con:
        for line in ("journal_mode = OFF", "synchronous = OFF", "temp_store = FILE", "cache_size = -8000"):
            con.execute(f"PRAGMA {line}")
        con.executescript(schema)
        yield con


def put(con: sqlite3.Connection, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Run the statement for every row, some thousand in one go."""
    drawn = iter(rows)
    while some := list(islice(drawn, _AT_ONCE)):
        con.execute("BEGIN")
        con.executemany(statement, some)
        con.execute("COMMIT")
