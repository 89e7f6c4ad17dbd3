"""What an authority says of its site's reports, and what follows for every product: services, cities, shares, the app,
months, coverage, and the day of export.
"""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.connectors.test_ga4_api import BY_MONTH, answer
from tests.connectors.test_matomo_export import MONTHS
from tests.connectors.web_reports import GA4_API, GA4_REPORT, JANUARY, MATOMO, ga4, page, pages, read, table

from merhav.connectors.analytics.columns import with_whole_time
from merhav.connectors.analytics.meanings import ADDED_OVER, Dim, Kind
from merhav.connectors.analytics.rules import city
from merhav.connectors.analytics.services import Pages
from merhav.connectors.analytics.spans import Span
from merhav.connectors.registry import connectors
from merhav.core.periods import Month
from merhav.core.text import Refusal
from merhav.facts.words import Asset

CONNECTORS = (GA4_REPORT, GA4_API, MATOMO)
ONE_OF_EACH = ((GA4_REPORT, JANUARY), (GA4_API, json.dumps(BY_MONTH)), (MATOMO, MONTHS))


def test_they_are_registered_by_being_there() -> None:
    for reader in CONNECTORS:
        assert type(connectors()[reader.slug]) is type(reader)
        assert reader.asset is Asset.WEBSITE


def test_what_they_can_tell_is_named_and_nothing_else_is_told() -> None:
    for reader, content in ONE_OF_EACH:
        found = read(reader, content, service_payment="/pay/*")
        assert {row.measure for row in found.observations} <= set(reader.tells)
        for row in found.coverage:
            assert row.speaks_of
            assert set(row.speaks_of.split()) <= set(reader.tells)


# Which pages are a service.

EVENTS = ga4(
    table(
        ("Event name", "Event count", "Total users"),
        ("page_view", 900, 300),
        ("payment_done", 60, 41),
        ("payment_failed", 9, 8),
        ("sign_up", 30, 22),
    ),
    title="Events: Event name",
)


def test_users_of_a_services_page_are_told() -> None:
    found = read(GA4_REPORT, JANUARY, service_payment="/pay/arnona", service_updates="/news")
    assert found.value("service_users_payment") == 200
    assert found.value("service_users_updates") == 500
    assert found.value("service_users_inquiry") is None
    assert found.series("service_users_payment") == "ga4:active_users"


def test_users_of_an_event_are_told() -> None:
    found = read(GA4_REPORT, EVENTS, service_payment="payment_done", service_registration="sign_up")
    assert found.told == {"service_users_payment": 41, "service_users_registration": 22}
    assert found.series("service_users_payment") == "ga4:total_users"
    assert "at least as many" not in found.notes


def test_users_of_several_pages_are_not_added_the_largest_is_a_lower_bound() -> None:
    found = read(GA4_REPORT, JANUARY, service_payment="/pay/*")
    assert found.value("service_users_payment") == 200
    assert "payment: several pages or events were met" in found.notes


def test_pages_and_events_of_one_service_are_a_lower_bound_too() -> None:
    both = JANUARY + EVENTS
    for content in (both, EVENTS + JANUARY):
        found = read(GA4_REPORT, content, service_payment="payment_done /pay/arnona")
        assert found.value("service_users_payment") == 200
        assert "at least as many" in found.notes


def test_users_of_days_are_not_users_of_a_month() -> None:
    daily = json.dumps(
        answer(
            ("date", "pagePath"),
            ("activeUsers", "sessions"),
            ("20250101", "/pay", 5, 6),
            ("20250131", "/pay", 4, 4),
        )
    )
    with pytest.raises(Refusal, match="tells nothing"):
        read(GA4_API, daily, service_payment="/pay")
    monthly = json.dumps(
        answer(("yearMonth", "pagePath"), ("activeUsers",), ("202501", "/pay", 8), ("202502", "/pay", 9))
    )
    found = read(GA4_API, monthly, service_payment="/pay")
    assert [found.value("service_users_payment", month) for month in ("2025-01", "2025-02")] == [8, 9]


def test_a_service_that_no_table_tells_is_said() -> None:
    found = read(GA4_REPORT, JANUARY, service_inquiry="/contact")
    assert "inquiries: no table tells the users of these pages or events" in found.notes


def test_users_of_a_service_in_a_month_that_is_not_over_are_left_out() -> None:
    short = ga4(pages(page("/", 9, 8, 1), page("/pay", 5, 4, 1)), until="20250120")
    assert read(GA4_REPORT, short, service_payment="/pay").value("service_users_payment") is None


@pytest.mark.parametrize(
    ("listed", "path", "expected"),
    [
        ("/pay", "/pay", True),
        ("/pay", "/pay/", True),
        ("/pay/", "/pay", True),
        ("/pay", "/Pay", True),
        ("/pay", "/pay?id=3", True),
        ("/pay", "/pay#top", True),
        ("/pay", "https://shaked.example/pay", True),
        ("https://shaked.example/pay", "/pay", True),
        ("/pay", "/payments", False),
        ("/pay", "/en/pay", False),
        ("*/pay", "/en/pay", True),
        ("/pay*", "/payments/water", True),
        ("/pay/*/done", "/pay/water/done", True),
        ("/pay/*/done", "/pay/done", False),
        ("/form.aspx?id=7", "/form.aspx?id=7", True),
        ("/form.aspx?id=7", "/form.aspx?id=8", False),
        ("/תשלומים/*", "/%D7%AA%D7%A9%D7%9C%D7%95%D7%9E%D7%99%D7%9D/arnona", True),
        ("/a,/b;/pay\n/c", "/pay", True),
        ("/a ، /pay", "/pay", True),
        ("/pay", "", False),
        ("*", "/anything", True),
    ],
)
def test_pages_are_named_as_people_name_them(listed: str, path: str, expected: bool) -> None:
    named = Pages.listed(listed)
    assert named is not None
    assert named.hold(path, "") is expected


@pytest.mark.parametrize(
    ("listed", "event", "expected"),
    [
        ("payment_done", "payment_done", True),
        ("payment_done", "Payment_Done", True),
        ("payment", "payment_failed", False),
        ("payment_*", "payment_failed", True),
        ("*_done", "payment_done", True),
        ("/payment_done", "payment_done", False),
    ],
)
def test_events_are_meant_whole_unless_they_have_a_star(listed: str, event: str, expected: bool) -> None:
    named = Pages.listed(listed)
    assert named is not None
    assert named.hold("", event) is expected


def test_an_empty_list_names_nothing() -> None:
    assert Pages.listed(None) is Pages.listed(" , ; ") is None


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_no_list_and_no_path_breaks_the_reader(listed: str, path: str, event: str) -> None:
    named = Pages.listed(listed)
    if named:
        named.hold(path, event)
        named.hold("https://" + path, event)


# Who is a resident.

BY_CITY = ga4(
    table(
        ("Town/City", "Active users", "Sessions", "Views", "Average engagement time per active user"),
        ("", 95, 140, 400, 10),
        ("Tel Shaked", 40, 60, 200, 12),
        ("Kfar-Shaked", 20, 30, 80, 6),
        ("Haifa", 25, 30, 70, 5),
        ("(not set)", 10, 20, 50, 4),
    ),
    title="Demographic details: Town/City",
)


def test_a_share_of_residents_scales_every_number_and_names_its_series() -> None:
    whole, scaled = read(GA4_REPORT, JANUARY), read(GA4_REPORT, JANUARY, resident_share="62")
    assert scaled.told == {measure: pytest.approx(value * 0.62) for measure, value in whole.told.items()}
    assert scaled.series("visitors") == "ga4:active_users:62%"
    assert not {row.id for row in scaled.observations} & {row.id for row in whole.observations}


def test_numbers_are_of_the_authoritys_own_cities_where_a_table_tells_them() -> None:
    found = read(GA4_REPORT, BY_CITY, resident_cities="tel shaked, Kfar Shaked", resident_share="62")
    assert found.told == {
        "visitors": 60,
        "visits": 90,
        "page_views": 280,
        "engaged_seconds": 40 * 12 + 20 * 6,
    }
    assert "2 cities were added; who came from two of them is counted twice" in found.notes


def test_other_cities_are_another_series() -> None:
    one, other, again = (
        read(GA4_REPORT, BY_CITY, resident_cities=names).series("visitors")
        for names in ("Tel Shaked, Kfar Shaked", "Tel Shaked", "kfar-shaked; TEL SHAKED")
    )
    assert one.startswith("ga4:active_users:cities:")
    assert one == again != other


def test_without_such_a_list_the_whole_table_counts() -> None:
    assert read(GA4_REPORT, BY_CITY).told == {
        "visitors": 95,
        "visits": 140,
        "page_views": 400,
        "engaged_seconds": 950,
    }


def test_cities_that_no_table_tells_are_said_and_the_share_holds_then() -> None:
    for content, names in ((BY_CITY, "תל שקד"), (JANUARY, "Tel Shaked")):
        found = read(GA4_REPORT, content, resident_cities=names, resident_share="50")
        assert "No table has a row of one of your cities" in found.notes
        assert found.series("visitors") == "ga4:active_users:50%"


def test_only_what_a_table_tells_by_city_is_told_by_city() -> None:
    """People by city, visits of everybody: each number says of whom it is."""
    snapshot = ga4(
        table(("City", "Active users"), ("Tel Shaked", 40), ("Haifa", 25)),
        table(("Session medium", "Sessions"), ("organic", 90), ("none", 50)),
    )
    found = read(GA4_REPORT, snapshot, resident_cities="Tel Shaked")
    assert found.told == {"visitors": 40, "visits": 140}
    assert (found.series("visits"), found.series("visitors")[:17]) == ("ga4:sessions", "ga4:active_users:")


def test_a_country_beside_a_city_changes_nothing_but_a_channel_does() -> None:
    """Who came by two channels is in two rows of one city."""
    rows = (("202501", "Israel", "Tel Shaked", 40, 60), ("202501", "Israel", "Haifa", 25, 30))
    by_country = answer(("yearMonth", "country", "city"), ("activeUsers", "sessions"), *rows)
    by_channel = answer(("yearMonth", "sessionMedium", "city"), ("activeUsers", "sessions"), *rows)
    told = {"resident_cities": "Tel Shaked"}
    assert read(GA4_API, json.dumps(by_country), **told).told == {"visitors": 40, "visits": 60}
    assert read(GA4_API, json.dumps(by_channel), **told).told == {"visits": 60}


def test_services_are_of_the_authoritys_own_cities_too() -> None:
    rows = (
        ("202501", "/pay", "Tel Shaked", 7),
        ("202501", "/pay", "Haifa", 9),
        ("202501", "/", "Tel Shaked", 30),
    )
    report = json.dumps(answer(("yearMonth", "pagePath", "city"), ("activeUsers",), *rows))
    found = read(GA4_API, report, resident_cities="Tel Shaked", service_payment="/pay")
    assert found.told == {"service_users_payment": 7}
    assert ":cities:" in found.series("service_users_payment")


@pytest.mark.parametrize("name", ["Tel Aviv-Yafo", "tel aviv yafo", " TEL  AVIV־YAFO", "Te'l Aviv Yafo"])
def test_a_city_has_one_name_whatever_its_hyphens(name: str) -> None:
    assert city(name) == "tel aviv yafo"


# Site or app.


def test_a_property_of_the_app_tells_of_the_app() -> None:
    screens = ga4(
        table(
            ("Page title and screen name", "Views", "Users", "Average engagement time"),
            ("", 90, 30, 20),
            ("Home", 90, 30, 20),
        ),
        table(("Session medium", "Sessions"), ("organic", 41)),
    )
    found = read(GA4_REPORT, screens, asset_of="app")
    assert found.told == {"active_people": 30, "screen_views": 90, "engaged_seconds": 600}
    assert {row.asset for row in (*found.observations, *found.coverage)} == {Asset.APP}
    assert found.series("active_people") == "ga4:active_users"


def test_a_property_of_the_site_is_the_connectors_own_asset() -> None:
    for told in ({}, {"asset_of": "website"}):
        assert {row.asset for row in read(GA4_REPORT, JANUARY, **told).observations} == {None}


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"asset_of": "radio"}, "none of: website, app"),
        ({"resident_share": "most"}, "no share"),
        ({"exported_on": "yesterday"}, "write it as in 2026-03-22"),
        ({"exported_on": "0001-01-01"}, "0001-01-01 is not a day"),
        ({"exported_on": "2024-12-31"}, "is before the days"),
        ({"exported_on": "2025-01-01"}, "is before the days"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(answers: dict[str, str], why: str) -> None:
    for reader, content in ONE_OF_EACH:
        with pytest.raises(Refusal, match=why):
            read(reader, content, **answers)


@pytest.mark.parametrize(
    ("days", "why"),
    [
        (("2025-01-31", "2025-01-01"), "No report is from"),
        (("0001-01-01", "0001-01-31"), "is not a day"),
        (("2025-01-01", "9999-12-31"), "is not a day"),
    ],
)
def test_days_that_no_report_has_are_refused(days: tuple[str, str], why: str) -> None:
    bare = pages(page("", 90, 30, 10), page("/", 90, 30, 10))
    with pytest.raises(Refusal, match=why):
        read(GA4_REPORT, bare, report_from=days[0], report_until=days[1])


# Months, and what a file speaks for.


def test_a_number_is_of_its_month_and_one_cell_of_it() -> None:
    found = read(GA4_API, json.dumps(BY_MONTH))
    by_month: dict[int | None, set[int]] = {}
    for row in found.observations:
        by_month.setdefault(row.object_id, set()).add(row.at.month)
    assert sorted(map(sorted, by_month.values())) == [[1], [2]]
    assert None not in by_month


def test_a_file_speaks_for_its_months_and_of_what_it_tells() -> None:
    found = read(GA4_API, json.dumps(BY_MONTH))
    (coverage,) = found.coverage
    assert found.rows[-1] is coverage
    assert (coverage.since, coverage.until) == (Month(2025, 1).start, Month(2025, 2).end)
    assert (coverage.from_birth, coverage.speaks_of) == (False, "engaged_seconds page_views visitors visits")


def test_a_month_that_tells_less_is_covered_for_less() -> None:
    text = table(("Date", "Sessions", "Views"), ("20250115", 4, 9), ("20250201", 5, ""), ("20250401", 6, ""))
    found = read(GA4_REPORT, ga4(text, until="20250415"))
    assert [
        (str(since), str(until), row.speaks_of)
        for (since, until), row in zip(found.days, found.coverage, strict=True)
    ] == [
        ("2025-01-01", "2025-02-01", "page_views visits"),
        ("2025-02-01", "2025-03-01", "visits"),
        ("2025-04-01", "2025-04-16", "visits"),
    ]


def test_the_report_says_from_when_to_when_it_is() -> None:
    found = read(GA4_REPORT, JANUARY)
    assert (found.report.first, found.report.last) == (
        datetime(2025, 1, 1, 10, tzinfo=UTC),
        datetime(2025, 1, 31, 10, tzinfo=UTC),
    )
    assert found.report.items == 6


def test_the_day_of_the_export_is_when_the_numbers_were_seen() -> None:
    found = read(GA4_REPORT, JANUARY, exported_on="2025-02-03")
    assert {row.seen for row in found.observations} == {datetime(2025, 2, 3, 10, tzinfo=UTC)}
    assert found.ids == read(GA4_REPORT, JANUARY).ids


def test_nothing_is_covered_beyond_the_day_of_the_export() -> None:
    found = read(MATOMO, MONTHS, exported_on="2025-02-20")
    assert [str(until) for _since, until in found.days] == ["2025-02-20"]
    assert {str(row.at.date()) for row in found.observations if row.at.month == 2} == {"2025-02-20"}


def test_answers_may_come_after_the_file_was_read() -> None:
    """The preview reads without the day of export; what was staged is finished with it."""
    from tests.connectors.web_reports import PEOPLE, file

    from merhav.connectors.base import Report, Told

    told = Told({"exported_on": "2025-02-20"})
    staged = list(MATOMO.rows(file(MONTHS), Told(), PEOPLE, Report()))
    finished = list(MATOMO.finished(iter(staged), told, PEOPLE))
    assert finished == read(MATOMO, MONTHS, exported_on="2025-02-20").rows
    assert list(MATOMO.finished(iter(finished), told, PEOPLE)) == finished


def test_a_longer_report_adds_facts_and_changes_none() -> None:
    for reader, short, long in (
        (MATOMO, MONTHS, MONTHS + "2025-03,1,1,1,1,1,1,1,1,1%,1,1\n"),
        (
            GA4_API,
            json.dumps(BY_MONTH),
            json.dumps(
                answer(
                    ("yearMonth",),
                    ("activeUsers", "sessions", "screenPageViews", "userEngagementDuration"),
                    ("202501", 30, 40, 90, 600),
                    ("202502", 33, 44, 99, 660),
                    ("202503", 1, 2, 3, 4),
                )
            ),
        ),
    ):
        before, after = read(reader, short), read(reader, long)
        assert {row.id for row in before.observations} < {row.id for row in after.observations}


def test_a_later_telling_of_a_month_is_a_later_fact_of_the_same_cell() -> None:
    """The engine takes the last of a cell, so a month that was exported too early is corrected."""
    early = read(GA4_REPORT, ga4(table(("Country", "Sessions"), ("Israel", 20)), until="20250115"))
    late = read(GA4_REPORT, ga4(table(("Country", "Sessions"), ("Israel", 45))))
    (first,), (second,) = early.observations, late.observations
    assert first.object_id == second.object_id
    assert first.id != second.id
    assert first.at < second.at


def test_the_same_file_again_is_the_same_facts_and_each_fact_has_an_id_of_its_own() -> None:
    for reader, content in ONE_OF_EACH:
        found = read(reader, content, service_payment="/pay/*")
        assert read(reader, content, service_payment="/pay/*").rows == found.rows
        assert len(found.ids) == len(found.rows)


# What may be added.


def test_people_are_added_over_nothing() -> None:
    assert Kind.USERS not in ADDED_OVER
    for dims in ADDED_OVER.values():
        assert not dims & {Dim.OTHER, Dim.COMPARED, Dim.EVENT}
    assert Dim.PATH not in ADDED_OVER[Kind.SESSIONS]


@given(st.dictionaries(st.sampled_from(Kind), st.floats(0, 1e6), max_size=6))
def test_all_the_time_is_what_is_told_or_the_mean_times_its_people(values: dict[Kind, float]) -> None:
    found = with_whole_time(dict(values))
    if Kind.SECONDS in values:
        assert found == values
    elif {Kind.PER_USER, Kind.USERS} <= values.keys():
        assert found[Kind.SECONDS] == values[Kind.PER_USER] * values[Kind.USERS]
    elif not {Kind.PER_SESSION, Kind.SESSIONS} <= values.keys():
        assert found == values


@given(st.dates(datetime(2000, 1, 1).date(), datetime(2090, 1, 1).date()), st.integers(0, 200))  # noqa: DTZ001 - days
def test_a_span_holds_a_month_only_from_its_first_day_to_its_last(since: object, days: int) -> None:
    from datetime import date, timedelta

    assert isinstance(since, date)
    span = Span(since, since + timedelta(days=days))
    for month in span.months():
        inside = [day for day in (month.first_day, month.last_day) if span.since <= day <= span.until]
        assert span.holds(month) is (len(set(inside)) == 2)
        assert span.begins(month) is (month.first_day in inside)
        assert span.since <= span.last_in(month) <= span.until


@given(st.lists(st.tuples(st.integers(1, 59), st.integers(0, 10**6)), min_size=1, max_size=40))
def test_visits_of_days_add_up_to_their_months_whatever_their_order(days: list[tuple[int, int]]) -> None:
    """One row more for the same day is one visit more: Google gives each day once, by each channel."""
    rows = [(f"{day - 1:04}", "a channel", visits) for day, visits in days]
    found = read(GA4_REPORT, ga4(table(("Nth day", "Session medium", "Sessions"), *rows), until="20250228"))
    for month, in_month in (("2025-01", lambda day: day <= 31), ("2025-02", lambda day: day > 31)):
        told = [visits for day, visits in days if in_month(day)]
        assert found.value("visits", month) == (sum(told) if told else None)
