"""Every indicator gives the readings that its case expects, by the engine and by plain Python."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from casebook import Case, cases
from engines import on_duckdb, whole
from oracle import oracle

from merhav.indicators.disclosure import Thresholds
from merhav.indicators.engine import compute
from merhav.indicators.reading import Reading
from merhav.indicators.registry import indicator, indicators

NOW = datetime(2027, 1, 1, tzinfo=UTC)
CASES = list(cases())


def by_engine(case: Case) -> list[Reading]:
    return compute(
        on_duckdb(case.facts),
        case.months,
        now=NOW,
        thresholds=Thresholds(people=0),
        indicators=[indicator(case.indicator)],
    )


def by_hand(case: Case) -> list[Reading]:
    return oracle(whole(case.facts), case.months, now=NOW, indicators=[indicator(case.indicator)])


def as_expected(reading: Reading, columns: list[str]) -> dict[str, object]:
    """The reading in the words of a case's table, in the columns that the table has."""
    words = {name: str(getattr(reading, name)) for name in columns if name not in {"value", "flags"}}
    words["value"] = "" if reading.value is None else f"{reading.value:.6g}"
    words["flags"] = " ".join(sorted(reading.flags))
    return words


@pytest.mark.parametrize("compute", [by_engine, by_hand], ids=["engine", "oracle"])
@pytest.mark.parametrize("case", CASES, ids=[case.indicator for case in CASES])
def test_case(case: Case, compute: Callable[[Case], list[Reading]]) -> None:
    expected = [{"flags": ""} | row for row in case.tables["readings"]]
    columns = list(expected[0]) if expected else []
    found = [as_expected(reading, columns) for reading in compute(case)]
    order = lambda row: sorted(row.items())  # noqa: E731
    assert sorted(found, key=order) == sorted(expected, key=order)


@pytest.mark.parametrize("case", CASES, ids=[case.indicator for case in CASES])
def test_only_what_waits_for_its_source_has_no_readings(case: Case) -> None:
    assert bool(case.tables["readings"]) == bool(indicator(case.indicator).reads)


def test_every_indicator_has_one_case() -> None:
    assert sorted(case.indicator for case in CASES) == sorted(indicators())
