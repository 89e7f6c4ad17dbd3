"""Monthly numbers of a municipal app: a column for each, or a row for each."""

from datetime import UTC, datetime

import pytest
from tests.connectors.chats import source
from tests.connectors.tables_files import Reading, covered, observed, table, whys

from merhav.connectors.app.totals import month_of
from merhav.connectors.base import Report, Untold
from merhav.connectors.registry import recognised
from merhav.core.periods import Month
from merhav.core.text import Refusal
from merhav.facts.rows import Row

TOTALS = Reading("app_totals")
WIDE = table(
    ("חודש", "משתמשים פעילים", "הרשמות", "תשלומים"),
    ("02/2025", "1,204", "31", "212"),
    ("03/2025", "1,310", "44", "198"),
)
LONG = table(
    ("date", "measure", "value"),
    ("2025-02-01", "active users", "1204"),
    ("2025-02-01", "registrations", "31"),
    ("2025-02-01", "payments", "212"),
    ("2025-03-01", "Active Users", "1310"),
    ("2025-03-01", "registrations", "44"),
    ("2025-03-01", "payments", "198"),
    ("2025-03-01", "likes", "9"),
)


def told(rows: list[Row]) -> list[tuple[str, str, float]]:
    return [(str(Month.of(one.at)), one.measure, one.value) for one in observed(rows)]


@pytest.mark.parametrize("content", [WIDE, LONG], ids=["wide", "long"])
def test_a_table_by_month(content: str) -> None:
    report = Report()
    rows = TOTALS.rows(content, report)
    assert told(rows) == [
        ("2025-02", "active_people", 1204),
        ("2025-02", "registrations", 31),
        ("2025-02", "payments", 212),
        ("2025-03", "active_people", 1310),
        ("2025-03", "registrations", 44),
        ("2025-03", "payments", 198),
    ]
    assert {one.generation for one in observed(rows)} == {"app:told"}
    assert len({one.object_id for one in observed(rows)}) == 2, "one cell a month"
    (span,) = covered(rows)
    assert (span.since, span.until) == (Month(2025, 2).start, Month(2025, 3).end)
    assert span.speaks_of == "active_people payments registrations"
    assert (report.items, report.not_understood) == (6, 0)
    assert recognised(source(content, "app.csv")).connector.slug == "app_totals"


def test_both_shapes_are_the_same_facts() -> None:
    assert TOTALS.rows(WIDE) == TOTALS.rows(LONG)
    assert TOTALS.items(WIDE) == TOTALS.items(LONG)


def test_people_of_days_are_never_added() -> None:
    head = ("date", "active users", "payments")
    report = Report()
    rows = TOTALS.rows(table(head, ("2025-03-30", 50, 3), ("2025-03-31", 40, 5)), report)
    assert told(rows) == [("2025-03", "payments", 3), ("2025-03", "payments", 5)]
    assert len({one.object_id for one in observed(rows)}) == 2, "one cell a day"
    assert "days cannot be added to a month" in str(report.notes[0])
    (span,) = covered(rows)
    assert (span.since, span.until) == (
        datetime(2025, 3, 29, 21, tzinfo=UTC),
        datetime(2025, 3, 31, 21, tzinfo=UTC),
    )
    assert span.speaks_of == "payments"


def test_a_corrected_number_is_a_fact_of_its_own_that_is_seen_later() -> None:
    before = observed(TOTALS.rows(WIDE, exported_on="2025-04-01"))
    after = observed(TOTALS.rows(WIDE.replace("198", "201"), exported_on="2025-04-08"))
    assert [one.object_id for one in before] == [one.object_id for one in after]
    assert {one.id for one in before}.isdisjoint({one.id for one in after})
    assert before[0].seen == datetime(2025, 3, 31, 21, tzinfo=UTC)
    assert observed(TOTALS.rows(WIDE))[0].seen is None


def test_a_month_is_not_told_beyond_the_day_of_export() -> None:
    (span,) = covered(TOTALS.rows(WIDE, exported_on="2025-03-15"))
    assert (span.since, span.until) == (Month(2025, 2).start, datetime(2025, 3, 14, 22, tzinfo=UTC))
    with pytest.raises(Refusal, match="days outside"):
        TOTALS.rows(WIDE, exported_on="2025-01-15")


@pytest.mark.parametrize(
    "cell", ["2025-03", "03/2025", "3.2025", "מרץ 2025", "March 2025", "مارس 2025", "Mar 2025"]
)
def test_a_month_as_it_may_be_written(cell: str) -> None:
    assert str(month_of(cell)) == "2025-03-01"


@pytest.mark.parametrize("cell", ["", "2025", "13/2025", "soon", "x 2025"])
def test_what_is_no_month(cell: str) -> None:
    assert month_of(cell) is None


def test_rows_that_tell_nothing_are_listed() -> None:
    head = ("month", "payments")
    content = table(head, ("soon", 1), ("2025-03", "many"), ("2025-04", -1), ("2025-05", 7), ("2025-05", 8))
    report = Report()
    assert told(TOTALS.rows(content, report)) == [("2025-05", "payments", 7)]
    number = "This row tells no number, or one that was told before."
    assert whys(report) == [
        "2: The month or day in this row was not understood.",
        f"3: {number}",
        f"4: {number}",
        f"6: {number}",
    ]


def test_unusual_heads_are_asked_for() -> None:
    content = table(("חודש", "כמה באו"), ("03/2025", "5"))
    with pytest.raises(Untold, match="Say which column holds the numbers"):
        TOTALS.rows(content)
    assert told(TOTALS.rows(content, column_active_people="כמה באו")) == [("2025-03", "active_people", 5)]


@pytest.mark.parametrize(
    ("content", "said"), [("", "is empty"), (table(("month", "payments")), "tells no number of an app")]
)
def test_what_tells_nothing_is_refused(content: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        TOTALS.rows(content)


def test_a_table_of_more_than_an_app_can_tell_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("merhav.connectors.app.totals._MOST", 3)
    rows = [(f"2025-{month:02}", 1) for month in range(1, 9)]
    with pytest.raises(Refusal, match="more rows than an app has days"):
        TOTALS.rows(table(("month", "payments"), *rows))
