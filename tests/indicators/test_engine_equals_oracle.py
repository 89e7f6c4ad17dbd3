"""DuckDB and Spark give the readings that plain Python gives, on towns that nobody chose."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from engines import NAMES, arrow, comparable, on_duckdb, whole
from extra import EXTRA, MANY, REPORTED
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracle import oracle
from rows import MONTHS, NOW, TOWNS, town

from merhav.core.periods import Month
from merhav.facts.tables import TABLES
from merhav.indicators.definition import Indicator
from merhav.indicators.disclosure import Thresholds
from merhav.indicators.engine import compute
from merhav.indicators.registry import indicators

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
EVERYTHING = Thresholds(people=0)
ALL = (*indicators().values(), *EXTRA, *REPORTED)


def expected(
    rows: Rows, months: Sequence[Month] = MONTHS, indicators: Sequence[Indicator] = ALL
) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    return comparable(oracle(whole(rows), months, now=NOW, indicators=indicators))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(TOWNS)
def test_duckdb_agrees_with_plain_python(rows: Rows) -> None:
    computed = compute(on_duckdb(rows), MONTHS, now=NOW, thresholds=EVERYTHING, indicators=ALL)
    assert comparable(computed) == expected(rows)


@settings(max_examples=3, deadline=None)
@given(st.integers(0, 10**6))
def test_a_month_asked_for_alone_is_the_same_as_among_others(seed: int) -> None:
    tables = on_duckdb(town(seed, 300))
    together = comparable(compute(tables, MONTHS, now=NOW, thresholds=EVERYTHING, indicators=ALL))
    alone = {}
    for month in MONTHS:
        alone |= comparable(compute(tables, [month], now=NOW, thresholds=EVERYTHING, indicators=ALL))
    assert alone == together


def test_months_with_a_gap_between_them_leave_the_gap_out() -> None:
    rows = town(7, 400)
    asked = [MONTHS[2], MONTHS[0]]
    computed = compute(on_duckdb(rows), asked, now=NOW, thresholds=EVERYTHING, indicators=ALL)
    assert comparable(computed) == expected(rows, sorted(asked))
    assert {reading.month for reading in computed} == set(asked)


def test_more_filters_than_one_number_has_bits() -> None:
    rows = town(3, 300)
    declared = (*ALL, MANY)
    computed = compute(on_duckdb(rows), MONTHS, now=NOW, thresholds=EVERYTHING, indicators=declared)
    assert comparable(computed) == expected(rows, indicators=declared)


def test_a_month_that_has_not_begun_has_no_reading() -> None:
    tables = on_duckdb(town(7, 400))
    now = MONTHS[1].start - timedelta(seconds=1)
    computed = compute(tables, MONTHS, now=now, thresholds=EVERYTHING, indicators=ALL)
    assert {reading.month for reading in computed} == {MONTHS[0]}
    assert compute(tables, [Month(2030, 1)], now=now) == []


def test_an_empty_ledger_has_no_readings() -> None:
    assert compute(on_duckdb({}), MONTHS, now=NOW) == []


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    pyspark_sql = pytest.importorskip("pyspark.sql")
    session = (
        pyspark_sql.SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.execution.arrow.pyspark.enabled", "true")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.mark.spark
@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # sockets that py4j leaves open
@pytest.mark.parametrize("seed", [1, 2])
def test_spark_agrees_with_plain_python(spark: Any, tmp_path: Path, seed: int) -> None:
    import ibis
    import pyarrow.parquet as pq

    rows = town(seed, 2000)
    backend = ibis.pyspark.connect(spark)
    tables = {}
    for name in NAMES:
        pq.write_table(arrow(TABLES[name], rows[name]), tmp_path / f"{name}.parquet")
        tables[name] = backend.read_parquet(tmp_path / f"{name}.parquet", table_name=f"{name}_{seed}")
    computed = compute(tables, MONTHS, now=NOW, thresholds=EVERYTHING, indicators=ALL)
    assert comparable(computed) == expected(rows)
