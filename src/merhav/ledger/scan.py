"""Read facts with Ibis, or hand their files to another engine. Importing Ibis takes two seconds: workers only."""

from weakref import WeakKeyDictionary

import ibis
from ibis.backends.duckdb import Backend

from merhav.facts.tables import Table

from .store import Ledger
from .where import quoted

_backends: WeakKeyDictionary[Ledger, Backend] = WeakKeyDictionary()


def table(ledger: Ledger, facts: Table, *, snapshot: int | None = None) -> ibis.Table:
    """The facts of a table, of all authorities, as of the last commit or of a snapshot's number.

    Expressions of one ledger can be joined with each other. They run on the ledger's own connection: one thread.
    """
    if snapshot is None:
        return backend(ledger).table(facts.name, database="lake")
    view = f"{facts.name}_at_{int(snapshot)}"
    ledger.connection.execute(
        f'CREATE OR REPLACE TEMP VIEW "{view}" AS SELECT * FROM lake."{facts.name}" AT (VERSION => {int(snapshot)})'  # noqa: S608 - a name of the contract and a number
    )
    return backend(ledger).table(view)


def backend(ledger: Ledger) -> Backend:
    """The ledger's connection as an Ibis backend, one and the same for all its tables."""
    if ledger not in _backends:
        _backends[ledger] = ibis.duckdb.from_connection(ledger.connection)
    return _backends[ledger]


def files(ledger: Ledger, facts: Table) -> list[str]:
    """Paths of plain Parquet files that hold exactly the table's facts, for engines that see files only.

    They stay for the grace of the next `compact` at least. The files of one table may differ in columns that the
    contract gained in between; a reader merges their schemas.
    """
    ledger.settle()
    with ledger.connection.cursor() as con:
        listed = con.execute(
            f"SELECT data_file, delete_file FROM ducklake_list_files('lake', {quoted(facts.name)})"  # noqa: S608 - a name of the contract
        ).fetchall()
    if any(delete_file for _, delete_file in listed):
        raise RuntimeError("somebody deleted facts while the files were listed; ask again")
    return [data_file for data_file, _ in listed]
