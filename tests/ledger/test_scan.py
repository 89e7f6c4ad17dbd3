import duckdb
import pyarrow.parquet as pq
import pytest
from tests.ledger.made import messages

from merhav.facts.tables import ACTIVITY, TABLES, Table
from merhav.ledger import scan
from merhav.ledger.store import Ledger


def count(ledger: Ledger, authority: int, snapshot: int | None = None) -> int:
    facts = scan.table(ledger, ACTIVITY, snapshot=snapshot)
    return int(facts.filter(facts.authority == authority).count().to_pyarrow().as_py())


def test_facts_are_read_as_an_ibis_table(ledger: Ledger, authority: int) -> None:
    ledger.append(authority=authority, batch="a", rows=messages(range(10)))
    assert count(ledger, authority) == 10
    then = ledger.snapshot()
    ledger.append(authority=authority, batch="b", rows=messages(range(20)))
    assert count(ledger, authority) == 20
    assert count(ledger, authority, then) == 10


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_table_has_the_columns_of_the_contract(ledger: Ledger, table: Table) -> None:
    assert scan.table(ledger, table).columns == table.names


def test_tables_of_one_ledger_can_be_joined(ledger: Ledger, authority: int) -> None:
    ledger.append(authority=authority, batch="a", rows=messages(range(4)))
    facts = scan.table(ledger, ACTIVITY).filter(lambda row: row.authority == authority)
    snapshot = scan.table(ledger, ACTIVITY, snapshot=ledger.snapshot())
    assert facts.semi_join(snapshot, "id").count().to_pyarrow().as_py() == 4


def test_files_hold_exactly_the_facts_for_another_engine(ledger: Ledger, authority: int) -> None:
    ledger.append(authority=authority, batch="a", rows=messages(range(3000)))
    ledger.append(authority=authority, batch="b", rows=messages(range(3010)))
    ledger.undo(authority=authority, batch="a")
    ledger.erase(authority=authority, actor=2)
    files = [path for path in scan.files(ledger, ACTIVITY) if f"authority={authority}/" in path]
    rows = duckdb.read_parquet(files).project("id").fetchall()
    assert sorted(number for (number,) in rows) == [number for number in range(3010) if number % 7 + 1 != 2]
    assert all(set(pq.read_schema(path).names) >= set(ACTIVITY.names) for path in files)
