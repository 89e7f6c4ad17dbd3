"""Matomo's reports: tables and documents, by day and by month, with its own names and in translation."""

import json
from typing import Any

import pytest
from tests.connectors.chats import zipped
from tests.connectors.web_reports import MATOMO, items, read, table, utf16

from merhav.connectors.base import Untold
from merhav.core.text import Refusal

HEAD = (
    "date",
    "nb_uniq_visitors",
    "nb_users",
    "nb_visits",
    "nb_actions",
    "nb_visits_converted",
    "bounce_count",
    "sum_visit_length",
    "max_actions",
    "bounce_rate",
    "nb_actions_per_visit",
    "avg_time_on_site",
)


def row(date: str, visitors: object, visits: int, actions: int, seconds: int) -> tuple[object, ...]:
    return (date, visitors, 0, visits, actions, 0, 1, seconds, 9, "50%", 2.2, "00:01:05")


MONTHS = table(HEAD, row("2025-01", 300, 400, 900, 60_000), row("2025-02", 330, 440, 990, 66_000))
DAYS = {
    "2025-01-01": {
        "nb_uniq_visitors": 3,
        "nb_visits": 4,
        "nb_actions": 9,
        "sum_visit_length": 600,
        "bounce_rate": "50%",
    },
    "2025-01-02": [],
    "2025-01-31": {
        "nb_uniq_visitors": 2,
        "nb_visits": 2,
        "nb_actions": 4,
        "sum_visit_length": 60,
        "bounce_rate": "0%",
    },
}


def test_a_table_by_month_tells_each_month() -> None:
    found = read(MATOMO, MONTHS)
    assert [found.value("visitors", month) for month in ("2025-01", "2025-02")] == [300, 330]
    assert [found.value("visits", month) for month in ("2025-01", "2025-02")] == [400, 440]
    assert [found.value("engaged_seconds", month) for month in ("2025-01", "2025-02")] == [60_000, 66_000]


def test_the_series_are_matomos_own_metrics() -> None:
    found = read(MATOMO, MONTHS)
    measures = ("visitors", "visits", "page_views", "engaged_seconds")
    assert [found.series(measure) for measure in measures] == [
        "matomo:nb_uniq_visitors",
        "matomo:nb_visits",
        "matomo:nb_actions",
        "matomo:sum_visit_length",
    ]


def test_views_of_pages_are_preferred_to_actions_of_all_kinds() -> None:
    for head, values in (
        (("date", "nb_actions", "nb_pageviews"), (9, 8)),
        (("date", "nb_pageviews", "nb_actions"), (8, 9)),
    ):
        found = read(MATOMO, table(head, ("2025-01", *values)))
        assert (found.told, found.series("page_views")) == ({"page_views": 8}, "matomo:nb_pageviews")


def test_the_mean_of_a_visit_stands_in_for_all_the_time() -> None:
    text = table(("date", "nb_visits", "avg_time_on_site"), ("2025-01", 400, "00:01:30"))
    assert read(MATOMO, text).told == {"visits": 400, "engaged_seconds": 36_000}


@pytest.mark.parametrize(
    "content",
    [
        MONTHS.encode(),
        utf16(MONTHS),
        utf16(MONTHS.replace(",", "\t")),
        MONTHS.replace(",", ";").encode(),
        MONTHS.encode("utf-16-le"),
        ("sep=,\n" + MONTHS).encode(),
        MONTHS.replace("\n", "\r\n").encode(),
    ],
    ids=["utf-8", "utf-16", "tsv", "semicolons", "without mark", "sep", "CRLF"],
)
def test_every_encoding_and_separator_tells_the_same(content: bytes) -> None:
    assert read(MATOMO, content).ids == read(MATOMO, MONTHS).ids


def test_a_zip_tells_the_same() -> None:
    assert read(MATOMO, zipped({"Export.csv": utf16(MONTHS)})).ids == read(MATOMO, MONTHS).ids


TRANSLATED = {
    "en": ("Date", "Unique visitors", "Visits", "Actions", "Total time spent by visitors (in seconds)"),
    "he": ("תאריך", "מבקרים יחודיים", "ביקורים", "פעולות", "הזמן הכולל שהשקיעו המבקרים (שניות)"),
    "ar": ("التاريخ", "زوار فريدين", "الزيارات", "السلوكيات", "إجمالي الوقت الذي استغرقه الزائر (بالثواني)"),
    "de": (
        "Datum",
        "Eindeutige Besucher",
        "Besuche",
        "Aktionen",
        "Gesamte Aufenthaltszeit der Besucher (in Sekunden)",
    ),
    "fr": (
        "Date",
        "Visiteurs uniques",
        "Visites",
        "Actions",
        "Temps total passé par les visiteurs (en secondes)",
    ),
}


@pytest.mark.parametrize("language", TRANSLATED)
def test_heads_may_be_translated(language: str) -> None:
    text = table(TRANSLATED[language], ("2025-01", 300, 400, 900, 60_000), ("2025-02", 330, 440, 990, 66_000))
    assert read(MATOMO, utf16(text)).ids == read(MATOMO, MONTHS).ids


# Days, weeks, ranges.


def test_days_are_added_to_their_month_but_visitors_are_not() -> None:
    found = read(MATOMO, json.dumps(DAYS))
    assert found.told == {"visits": 6, "page_views": 13, "engaged_seconds": 660}
    assert "people of days, pages or channels cannot be added" in found.notes


def test_days_without_visits_are_empty_lists_and_count() -> None:
    """Without the empty last day the file would seem to end on the 30th."""
    days: dict[str, Any] = {f"2025-01-{day:02}": {"nb_visits": 2, "nb_actions": 3} for day in range(2, 31)}
    found = read(MATOMO, json.dumps({"2025-01-01": []} | days | {"2025-01-31": []}))
    assert found.value("visits") == 58
    assert [str(day) for day in found.days[0]] == ["2025-01-01", "2025-02-01"]


def test_a_document_of_empty_days_alone_tells_nothing() -> None:
    with pytest.raises(Refusal, match="all days are empty"):
        read(MATOMO, json.dumps({"2025-01-01": [], "2025-01-02": []}))


def test_a_range_that_is_one_whole_month_is_that_month() -> None:
    document = {"2025-01-01,2025-01-31": {"nb_uniq_visitors": 300, "nb_visits": 400}}
    assert read(MATOMO, json.dumps(document)).told == {"visitors": 300, "visits": 400}


@pytest.mark.parametrize("key", ["2025-01-06,2025-01-12", "2025", "2025-W02", "2025-01-01,2025-02-28"])
def test_weeks_years_and_other_ranges_are_left_out_and_said(key: str) -> None:
    months = {"2025-01": {"nb_visits": 400, "nb_actions": 9}}
    found = read(MATOMO, json.dumps(months | {key: {"nb_visits": 90, "nb_actions": 9}}))
    assert found.value("visits") == 400
    assert "Weeks, years and other ranges" in found.notes
    with pytest.raises(Refusal, match=r"tells nothing|is not a report"):
        read(MATOMO, json.dumps({key: {"nb_visits": 90, "nb_actions": 9}}))


def test_a_week_that_makes_two_cells_of_itself_is_a_week() -> None:
    """Matomo writes `2025-01-06,2025-01-12` without quotes into a table whose cells are parted by commas."""
    staggered = MONTHS + "2025-01-06,2025-01-12,30,0,40,90,0,1,600,9,50%,2.2,00:01:05\n"
    found = read(MATOMO, staggered)
    assert (found.value("visits"), found.problems) == (400, [])
    assert "Weeks, years and other ranges" in found.notes


def test_one_period_without_its_dates_is_asked_about() -> None:
    told = {"report_from": "2025-01-01", "report_until": "2025-01-31"}
    one = {"nb_uniq_visitors": 300, "nb_visits": 400, "sum_visit_length": 60_000, "bounce_rate": "50%"}
    for content in (json.dumps(one), table(one, one.values()), json.dumps([one])):  # type: ignore[arg-type]
        with pytest.raises(Untold, match="of which days"):
            read(MATOMO, content)
        assert read(MATOMO, content, **told).told == {
            "visitors": 300,
            "visits": 400,
            "engaged_seconds": 60_000,
        }


def test_a_month_may_not_have_been_over() -> None:
    assert "If 2025-02 was not over" in read(MATOMO, MONTHS).notes
    found = read(MATOMO, MONTHS, exported_on="2025-02-20")
    assert (found.value("visitors", "2025-02"), found.value("visits", "2025-02")) == (None, 440)


# Pages, events, cities.

PAGE_HEAD = ("label", "nb_visits", "nb_hits", "sum_time_spent", "sum_daily_nb_uniq_visitors", "Metadata: url")
OF_JANUARY = {"report_from": "2025-01-01", "report_until": "2025-01-31"}
PAGE_ROWS = (
    ("/pay/arnona", 40, 90, 600, 55, "https://shaked.example/pay/arnona"),
    ("/news", 30, 60, 300, 44, "https://shaked.example/news"),
    ("Others", 9, 20, 100, 9, ""),
)


def test_views_of_pages_are_added_visits_and_daily_visitors_are_not() -> None:
    found = read(MATOMO, table(PAGE_HEAD, *PAGE_ROWS), **OF_JANUARY)
    assert (found.told, found.series("page_views")) == ({"page_views": 170}, "matomo:nb_pageviews")


def test_pages_of_a_month_tell_the_users_of_a_service_only_where_visitors_are_distinct() -> None:
    daily = read(MATOMO, table(PAGE_HEAD, *PAGE_ROWS), service_payment="/pay/*", **OF_JANUARY)
    assert "payment: no table tells the users of these pages" in daily.notes
    head = ("label", "nb_uniq_visitors", "nb_visits", "nb_hits", "url")
    text = table(
        head, ("/pay/arnona", 38, 40, 90, "https://shaked.example/pay/arnona"), ("/news", 29, 30, 60, "")
    )
    found = read(MATOMO, text, service_payment="/pay/*", **OF_JANUARY)
    assert found.value("service_users_payment") == 38


def test_pages_by_month_in_a_document_are_read_as_in_a_table() -> None:
    pages = [
        {"label": "/pay", "nb_visits": 40, "nb_hits": 90, "subtable": [{"label": "/pay/a", "nb_hits": 50}]}
    ]
    found = read(MATOMO, json.dumps({"2025-01": pages, "2025-02": []}))
    assert found.told == {"page_views": 90}


def test_events_are_told_by_their_names() -> None:
    head = ("label", "nb_uniq_visitors", "nb_visits", "nb_events")
    text = table(head, ("payment_done", 21, 22, 30), ("scroll", 90, 95, 400))
    found = read(MATOMO, text, service_payment="payment_done", **OF_JANUARY)
    assert found.told == {"service_users_payment": 21}


def test_visits_of_the_authoritys_cities_are_added() -> None:
    head = ("label", "nb_visits", "nb_actions", "Metadata: city_name", "Metadata: country_name")
    rows = (
        ("Sderot, South, Israel", 40, 90, "Sderot", "Israel"),
        ("Netivot, South, Israel", 30, 60, "Netivot", "Israel"),
        ("Haifa, North, Israel", 20, 30, "Haifa", "Israel"),
    )
    found = read(MATOMO, table(head, *rows), resident_cities="sderot; NETIVOT", **OF_JANUARY)
    assert found.told == {"visits": 70, "page_views": 150}
    assert found.series("visits").startswith("matomo:nb_visits:cities:")


def test_a_report_by_what_is_not_known_is_not_added() -> None:
    with pytest.raises(Refusal, match="tells nothing of a month"):
        read(
            MATOMO, table(("label", "nb_visits"), ("Direct Entry", 40), ("Search Engines", 30)), **OF_JANUARY
        )


# What is not understood.


def test_a_line_that_is_not_understood_is_reported_and_the_others_count() -> None:
    text = table(
        ("date", "nb_visits"),
        ("2025-01-01", 4),
        ("last week", 5),
        ("2025-02-30", 5),
        ("2025-01-02", "many"),
        ("2025-01-03",),
        ("2025-01-04", 5, 6, 7),
        ("2025-01-05", 6),
    )
    found = read(MATOMO, text)
    assert found.told == {"visits": 10}
    assert [line for line, _why in found.problems] == [3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("a,b\n1,2\n", "is not a report exported from Matomo"),
        ("{}", "is not a report exported from Matomo"),
        ('{"id": 1, "messages": []}', "is not a report exported from Matomo"),
        (json.dumps({"1": {"nb_visits": 4}, "2": {"nb_visits": 5}}), "several sites"),
        (json.dumps({"1": {"2025-01": {"nb_visits": 4}}}), "several sites"),
        (
            '{"result": "error", "message": "You must be logged in"}',
            "answered with an error: You must be logged in",
        ),
        (json.dumps(DAYS)[:-30], "ends too early"),
        (json.dumps({"2025-01": {f"nb_visits{n}": n for n in range(40_000)}}), "larger than any"),
    ],
)
def test_what_is_no_report_is_refused_in_one_sentence(content: str, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        read(MATOMO, content)


def test_a_row_is_an_item_and_an_empty_day_is_none() -> None:
    found = items(MATOMO, json.dumps(DAYS))
    assert [(item["since"], item["users"], item["seconds"]) for item in found] == [
        ("2025-01-01", 3, 600),
        ("2025-01-31", 2, 60),
    ]


def test_a_number_that_is_null_or_false_is_not_there() -> None:
    document = {"2025-01": {"nb_uniq_visitors": None, "nb_visits": 4, "sum_visit_length": False}}
    found = read(MATOMO, json.dumps(document))
    assert (found.told, found.problems) == ({"visits": 4}, [])


def test_rows_with_names_of_their_own_are_read_each_as_it_is() -> None:
    document = {
        "2025-01": {"nb_visits": 4, "nb_actions": 9},
        "2025-02": {"nb_actions": 8},
        "2025-03": {"goal_1_nb": 3},
    }
    found = read(MATOMO, json.dumps(document))
    assert [found.value("page_views", month) for month in ("2025-01", "2025-02", "2025-03")] == [9, 8, None]
