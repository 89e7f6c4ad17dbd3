"""What the Data API of Google Analytics answers: one report, several, pages of one, in the spelling of any client."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from tests.connectors.web_reports import GA4_API, GA4_REPORT, PEOPLE, file, ga4, items, read, table, utf16

from merhav.connectors.base import Report, Told, Untold
from merhav.core.text import Refusal

METRICS = ("activeUsers", "sessions", "screenPageViews", "userEngagementDuration")


def answer(
    about: Sequence[str], numbers: Sequence[str], *rows: Sequence[object], **more: Any
) -> dict[str, Any]:
    """A report as `runReport` answers it; all values are strings."""
    kinds = {"userEngagementDuration": "TYPE_SECONDS"}
    return {
        "dimensionHeaders": [{"name": name} for name in about],
        "metricHeaders": [{"name": name, "type": kinds.get(name, "TYPE_INTEGER")} for name in numbers],
        "rows": [values(row, len(about)) for row in rows],
        "rowCount": len(rows),
        "metadata": {"currencyCode": "ILS", "timeZone": "Asia/Jerusalem"},
        "kind": "analyticsData#runReport",
    } | more


def values(row: Sequence[object], about: int) -> dict[str, Any]:
    cells = [{"value": str(cell)} for cell in row]
    return {"dimensionValues": cells[:about], "metricValues": cells[about:]}


def batch(*reports: dict[str, Any]) -> str:
    return json.dumps({"reports": reports, "kind": "analyticsData#batchRunReports"})


BY_MONTH = answer(("yearMonth",), METRICS, ("202501", 30, 40, 90, 600), ("202502", 33, 44, 99, 660))


def test_each_month_of_an_answer_is_told() -> None:
    found = read(GA4_API, json.dumps(BY_MONTH))
    for month, numbers in (("2025-01", (30, 40, 90, 600)), ("2025-02", (33, 44, 99, 660))):
        measures = ("visitors", "visits", "page_views", "engaged_seconds")
        assert tuple(found.value(measure, month) for measure in measures) == numbers


def test_the_series_are_those_of_the_downloaded_report() -> None:
    """So a town may change from files to the interface and go on with its lines."""
    head = ("Year month", "Active users", "Sessions", "Views", "User engagement")
    text = ga4(table(head, ("202501", 30, 40, 90, 600), ("202502", 33, 44, 99, 660)), until="20250228")
    assert read(GA4_API, json.dumps(BY_MONTH)).ids == read(GA4_REPORT, text).ids


@pytest.mark.parametrize("indent", [None, 2])
def test_the_spelling_of_a_client_makes_no_difference(indent: int | None) -> None:
    """Python's own client writes `dimension_headers`; some sort the keys; spreadsheets' scripts write UTF-16."""
    plain = json.dumps(BY_MONTH, indent=indent)
    snake = plain
    for name in ("dimensionHeaders", "metricHeaders", "dimensionValues", "metricValues", "rowCount"):
        snake = snake.replace(name, "".join(f"_{c.lower()}" if c.isupper() else c for c in name))
    wanted = read(GA4_API, plain).ids
    for content in (
        snake,
        json.dumps(BY_MONTH, sort_keys=True),
        utf16(plain),
        json.dumps([BY_MONTH]),
        batch(BY_MONTH),
    ):
        assert read(GA4_API, content).ids == wanted


def test_answers_may_stand_one_to_a_line() -> None:
    lines = "\n".join(
        json.dumps(answer(("yearMonth",), ("sessions",), (month, 5))) for month in ("202501", "202502")
    )
    found = read(GA4_API, lines)
    assert [found.value("visits", month) for month in ("2025-01", "2025-02")] == [5, 5]


def test_the_reports_of_a_batch_are_read_together() -> None:
    users = answer(("yearMonth",), ("activeUsers",), ("202501", 30))
    views = answer(
        ("date", "pagePath"),
        ("screenPageViews", "activeUsers"),
        ("20250101", "/", 9, 5),
        ("20250131", "/pay", 8, 4),
    )
    assert read(GA4_API, batch(users, views)).told == {"visitors": 30, "page_views": 17}


def test_pages_of_one_report_are_one_table() -> None:
    rows = [(f"202501{day:02}", day) for day in range(1, 32)]
    first = answer(("date",), ("sessions",), *rows[:20], rowCount=31)
    second = answer(("date",), ("sessions",), *rows[20:], rowCount=31)
    found = read(GA4_API, json.dumps([first, second]))
    assert found.told == {"visits": sum(range(32))}
    assert found.notes == ""


def test_an_answer_that_lacks_rows_says_so() -> None:
    cut = answer(("date",), ("sessions",), ("20250101", 4), ("20250131", 5), rowCount=31)
    assert "The answer holds 2 of 31 rows." in read(GA4_API, json.dumps(cut)).notes


def test_a_report_without_rows_between_others_is_passed_over() -> None:
    empty = answer(("city",), ("activeUsers",))
    assert read(GA4_API, batch(empty, BY_MONTH, empty)).ids == read(GA4_API, json.dumps(BY_MONTH)).ids


def test_totals_tell_the_people_of_a_month_of_days() -> None:
    total = [values(("RESERVED_TOTAL", 25), 1)]
    days = answer(("date",), ("activeUsers",), ("20250101", 20), ("20250131", 20), totals=total)
    assert read(GA4_API, json.dumps(days)).told == {"visitors": 25}


# Of which days.


def test_an_answer_without_days_is_asked_about() -> None:
    cities = json.dumps(answer(("city",), ("sessions",), ("Sderot", 5), ("Netivot", 4)))
    with pytest.raises(Untold, match="of which days") as untold:
        read(GA4_API, cities)
    assert [question.name for question in untold.value.questions] == ["report_from", "report_until"]
    assert read(GA4_API, cities, report_from="2025-01-01", report_until="2025-01-31").told == {"visits": 9}


@pytest.mark.parametrize(
    "ranges",
    [
        [{"startDate": "2025-01-01", "endDate": "2025-01-31"}],
        [{"start_date": "2025-01-01", "end_date": "2025-01-31"}],
    ],
)
def test_days_that_were_kept_with_the_answer_are_read(ranges: list[dict[str, str]]) -> None:
    kept = {"request": {"dateRanges": ranges}, "response": answer(("city",), ("sessions",), ("Sderot", 5))}
    assert read(GA4_API, json.dumps(kept)).told == {"visits": 5}


@pytest.mark.parametrize(
    "ranges",
    [
        [{"startDate": "28daysAgo", "endDate": "yesterday"}],
        [{"startDate": "2025-01-31", "endDate": "2025-01-01"}],
        [
            {"startDate": "2025-01-01", "endDate": "2025-01-31"},
            {"startDate": "2024-01-01", "endDate": "2024-01-31"},
        ],
    ],
)
def test_days_that_nobody_can_know_are_asked_about(ranges: list[dict[str, str]]) -> None:
    with pytest.raises(Untold):
        read(GA4_API, json.dumps({"dateRanges": ranges, **answer(("city",), ("sessions",), ("Sderot", 5))}))


def test_of_ranges_that_are_compared_the_first_is_read() -> None:
    rows = (("202501", "date_range_0", 30), ("202501", "date_range_1", 99))
    found = read(GA4_API, json.dumps(answer(("yearMonth", "dateRange"), ("activeUsers",), *rows)))
    assert found.told == {"visitors": 30}


def test_the_number_of_a_month_needs_its_year() -> None:
    months = json.dumps(answer(("month",), ("activeUsers",), ("01", 30)))
    with pytest.raises(Untold):
        read(GA4_API, months)
    assert read(GA4_API, months, report_from="2025-01-01", report_until="2025-01-31").told == {"visitors": 30}
    both = answer(("year", "month"), ("activeUsers",), ("2025", "01", 30))
    assert read(GA4_API, json.dumps(both)).told == {"visitors": 30}


def test_a_month_may_not_have_been_over() -> None:
    assert "If 2025-02 was not over" in read(GA4_API, json.dumps(BY_MONTH)).notes
    found = read(GA4_API, json.dumps(BY_MONTH), exported_on="2025-02-10")
    assert (found.value("visitors"), found.value("visitors", "2025-02")) == (30, None)
    assert found.value("visits", "2025-02") == 44
    assert "If 2025-02" not in found.notes


# What Google says of its numbers.


@pytest.mark.parametrize(
    ("metadata", "said"),
    [
        ({"subjectToThresholding": True}, "withheld numbers of few people"),
        ({"dataLossFromOtherRow": True}, "put rows together as (other)"),
        ({"samplingMetadatas": [{"samplesReadCount": "5"}]}, "estimated these numbers from a sample"),
    ],
)
def test_what_was_withheld_or_estimated_is_said(metadata: dict[str, object], said: str) -> None:
    assert said in read(GA4_API, json.dumps(BY_MONTH | {"metadata": metadata})).notes


def test_a_value_that_is_no_number_is_reported() -> None:
    rows = (("202501", 30), ("202502", "many"), ("202513", 4), ("202503",))
    found = read(GA4_API, json.dumps(answer(("yearMonth",), ("activeUsers",), *rows)))
    assert [number for number, _why in found.problems] == [2, 3, 4]
    assert found.told == {"visitors": 30}


def test_a_row_is_an_item() -> None:
    first, _second = items(GA4_API, json.dumps(BY_MONTH))
    assert first == {
        "table": "yearMonth",
        "since": "2025-01-01",
        "until": "2025-01-31",
        "path": None,
        "event": None,
        "city": None,
        "total": False,
        "users": 30,
        "sessions": 40,
        "views": 90,
        "seconds": 600,
    }


# Files that are none.


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{}", "not an answer of Google Analytics"),
        ("[]", "not an answer of Google Analytics"),
        ('{"error": {"code": 403, "message": "no"}}', "not an answer of Google Analytics"),
        (json.dumps(answer(("city",), ("eventCount",), ("Sderot", 5))), "not an answer of Google Analytics"),
        (json.dumps(BY_MONTH)[:-200], "ends too early"),
        ("a,b\n1,2\n", "no JSON"),
        ("[" * 100_000, "ends too early|larger than any"),
        ('{"rows": [' + '{"a":' * 5000, "ends too early|larger than any"),
        (
            json.dumps({"rows": [values(("202501", 3), 1)], "metricHeaders": [{"name": "sessions"}]}),
            "before their heads",
        ),
        (json.dumps({"metricHeaders": [{"name": "x"}] * 500}), "not an answer of Google Analytics"),
    ],
)
def test_what_is_no_answer_is_refused_in_one_sentence(content: str, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        read(GA4_API, content)


def test_a_row_beyond_any_size_is_refused() -> None:
    wide = answer(("yearMonth",), ("sessions",), ("202501", *range(20_000)))
    with pytest.raises(Refusal, match="larger than any"):
        read(GA4_API, json.dumps(wide))


def test_values_of_other_kinds_than_the_interface_writes_break_nothing() -> None:
    null = {
        "dimensionValues": [{"value": "202501"}],
        "metricValues": [{"value": None}, {"value": "7"}, {}, {}],
    }
    assert read(GA4_API, json.dumps(BY_MONTH | {"rows": [null]})).told == {"visits": 7}
    odd = BY_MONTH | {
        "rows": [None, [], {"metricValues": 5}, {"dimensionValues": [7, None], "metricValues": [{}]}]
    }
    report = Report()
    with pytest.raises(Refusal, match="tells nothing"):
        list(GA4_API.rows(file(json.dumps(odd)), Told(), PEOPLE, report))
    assert report.not_understood == 2
