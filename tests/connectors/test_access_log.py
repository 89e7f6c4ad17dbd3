"""What a log tells: visits of people, the services they used, the sums of hours and months. And what it does not."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.connectors.chats import source
from tests.connectors.weblogs import (
    CHROME,
    CONNECTOR,
    DAY,
    FIREFOX,
    GOOGLE,
    HOME,
    MORNING,
    OFFICE,
    VISITS,
    Request,
    combined,
    covered,
    iis,
    month,
    observed,
    rows,
    views,
    visits,
)

from merhav.connectors.base import Report
from merhav.core.text import Refusal
from merhav.facts.rows import Activity, Coverage, Observation
from merhav.facts.words import Object, Role, Verb

TOLD = {"paths_payment": "/pay/*", "paths_updates": "/חדשות", "paths_registration": "/forms/*.pdf"}


def test_a_visit_is_the_pages_of_one_browser_until_half_an_hour_is_silent() -> None:
    quiet = [Request(0), Request(30), Request(60), Request(90.1)]
    assert visits(combined(quiet)) == [(0, 3600), (90.1, 0)]
    assert visits(combined([Request(0), Request(1, agent=CHROME), Request(2, address=OFFICE)])) == [
        (0, 0),
        (1, 0),
        (2, 0),
    ]


def test_a_visit_is_a_view_of_a_page_by_a_visitor() -> None:
    told = views(combined(DAY))[0]
    assert (told.verb, told.object_type, told.actor_role, told.topic) == (
        Verb.VIEW,
        Object.PAGE,
        Role.VISITOR,
        None,
    )
    assert told.at == MORNING


def test_each_service_used_in_a_visit_is_a_fact_of_its_own() -> None:
    told = views(combined(DAY), **TOLD)
    used = {row.topic: (row.at - MORNING, row.duration) for row in told if row.topic}
    assert used == {
        "payment": (timedelta(minutes=4), None),
        "updates": (timedelta(minutes=10), None),
        "registration": (timedelta(minutes=60), None),
    }
    assert {row.actor for row in told if row.topic} == {told[0].actor}
    twice = combined([Request(0, "/pay/a"), Request(1, "/pay/b"), Request(80, "/pay/a")])
    assert [row.topic for row in views(twice, **TOLD)].count("payment") == 2


def test_a_visitor_is_never_followed_into_the_next_month() -> None:
    in_april = Request(60 * 24 * 30)
    first, again, later = views(combined([Request(0), Request(60), in_april]))
    assert first.actor == again.actor
    assert first.actor != later.actor


def test_no_fact_holds_an_address_or_an_agent() -> None:
    for row in rows(combined(DAY), **TOLD):
        assert HOME not in repr(row)
        assert "Firefox" not in repr(row)


def test_residents_are_known_by_the_authoritys_networks() -> None:
    told = views(combined(DAY), resident_networks="203.0.113.0/24")
    assert [row.actor_role for row in sorted(told, key=lambda row: row.at)] == [
        Role.RESIDENT,
        Role.VISITOR,
        Role.RESIDENT,
    ]
    with pytest.raises(Refusal, match="no network"):
        rows(combined(DAY), resident_networks="the old quarter")


@pytest.mark.parametrize(
    "agent",
    ["-", "", GOOGLE, "curl/8.0", "python-requests/2.32", "Java/17", "ELB-HealthChecker/2.0", "kube-probe/1.29",
     "check_http/v2.3 (nagios-plugins 2.3)", "Feedly/1.0 (+http://www.feedly.com/fetcher.html)", "WhatsApp/2.23",
     "UptimeRobot/2.0", "internal dummy connection"],
)  # fmt: skip
def test_robots_are_nobody(agent: str) -> None:
    assert views(combined([Request(0), Request(1, agent=agent)]))[1:] == []


@pytest.mark.parametrize(
    "agent",
    [FIREFOX, CHROME, "Mozilla/5.0 (Linux; Android 14; CUBOT P80) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36",
     "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
     "Opera/9.80 (Android; Opera Mini/36.2/191.249; U; he) Presto/2.12.423 Version/12.16"],
)  # fmt: skip
def test_browsers_are_people(agent: str) -> None:
    assert len(views(combined([Request(0, agent=agent)]))) == 1


def test_whoever_asks_for_robots_txt_is_a_robot_and_its_visit_is_taken_back() -> None:
    shy = [Request(0), Request(1, "/he/"), Request(2, "/robots.txt", status=404), Request(3), Request(50)]
    report = Report()
    assert views(combined([*shy, Request(60, agent=CHROME)]), report)[0].at == MORNING + timedelta(hours=1)
    assert numbers(report)[:3] == [6, 1, 4]
    assert str(report.notes[2]).startswith("Requests for robots.txt, left out: 1.")


@pytest.mark.parametrize(
    ("path", "is_page"),
    [("/", True), ("/index.aspx?id=4", True), ("/protocol.pdf", True), ("/he/news.html", True), ("/a.b/c", True),
     ("/logo.svg", False), ("/x.css;jsessionid=1", False), ("/WebResource.axd?d=1", False), ("/sitemap.xml", False),
     ("/api/events", False), ("/wp-json/wp/v2/posts", False), ("/fonts/alef.woff2", False), ("/feed/", False)],
)  # fmt: skip
def test_pages_and_documents_are_read_by_people(path: str, is_page: bool) -> None:
    assert len(views(combined([Request(0), Request(100, path)]))) == 1 + is_page


@pytest.mark.parametrize(
    ("status", "seen"), [(200, 1), (304, 1), (206, 0), (204, 0), (302, 0), (404, 0), (500, 0)]
)
def test_a_page_is_seen_when_it_is_given(status: int, seen: int) -> None:
    assert len(views(combined([Request(0), Request(100, status=status)]))) == 1 + seen


def numbers(report: Report) -> list[int]:
    """Requests, page views, and lines left out for each reason."""
    return [int(number) for note in report.notes for number in re.findall(r": (\d+)\.", str(note))]


def test_every_line_is_a_view_or_has_its_reason() -> None:
    report = Report()
    rows(iis(DAY) + "\r\nnobody knows what this line is\r\n", report)
    requests, page_views, heads, *left_out = numbers(report)
    assert (requests, page_views, heads, left_out) == (len(DAY), 5, 4, [1, 1, 1, 1, 2])
    assert page_views + sum(left_out) == requests
    assert [(problem.line, problem.excerpt) for problem in report.problems] == [
        (17, "nobody knows what this line is")
    ]


def test_visits_time_and_views_are_told_by_the_hour() -> None:
    told = rows(combined(DAY))
    assert observed(told, "visits") == [2, 1]
    assert observed(told, "engaged_seconds") == [600, 0]
    assert observed(told, "page_views") == [4, 1]
    hours = [row.at for row in told if isinstance(row, Observation)]
    assert hours == [MORNING] * 3 + [MORNING + timedelta(hours=1)] * 3
    assert {row.generation for row in told if isinstance(row, Observation)} == {
        "log:visits",
        "log:engaged_seconds",
        "log:page_views",
    }


def test_numbers_are_scaled_by_the_residents_share_and_say_so() -> None:
    told = rows(combined(DAY), resident_share="50")
    assert observed(told, "visits") == [1, 0.5]
    assert {row.generation for row in told if isinstance(row, Observation) and row.measure == "visits"} == {
        "log:visits:50%"
    }


def test_different_visitors_are_counted_in_a_file_of_the_whole_month() -> None:
    march = [*month(2026, 3), *month(2026, 3, 24, agent=CHROME, path="/pay/arnona")]
    log = combined(sorted(march, key=lambda each: each.minute))
    report = Report()
    told = rows(log, report, **TOLD)
    assert observed(told, "visitors") == [2]
    assert observed(told, "service_users_payment") == [1]
    assert not any("holds a part" in str(note) for note in report.notes)
    (visitors,) = (row for row in told if isinstance(row, Observation) and row.measure == "visitors")
    assert visitors.at.month == 3


@pytest.mark.parametrize("days", [1, 7, 20])
def test_different_visitors_of_a_part_of_a_month_are_left_out(days: int) -> None:
    report = Report()
    told = rows(combined(month(2026, 3)[: days * 4]), report)
    assert observed(told, "visitors") == []
    assert sum(observed(told, "visits")) == days * 4
    assert any("Of 2026-03 the file holds a part" in str(note) for note in report.notes)


def test_a_month_is_whole_though_servers_put_its_log_away_in_the_early_morning() -> None:
    later = [Request(each.minute + 6 * 60 + 25) for each in month(2026, 3)]
    assert observed(rows(combined(later)), "visitors") == [1]


def test_what_two_files_tell_of_one_hour_is_added_and_what_one_tells_twice_is_not() -> None:
    """A log that is put away at half past: the hour's cells of both files are cells of their own."""
    before = combined([Request(-120), Request(10)])
    after = combined([Request(35, address=OFFICE), Request(100)])

    def cells(log: str) -> dict[int | None, float]:
        return {
            row.object_id: row.value
            for row in rows(log)
            if isinstance(row, Observation) and row.measure == "visits"
        }

    assert sum({**cells(before), **cells(after)}.values()) == 4
    assert cells(after) == cells(after)
    longer = cells(combined([Request(-120), Request(10), Request(35, address=OFFICE)]))
    assert sum({**cells(before), **longer}.values()) == 3


def test_a_longer_log_adds_visits_and_changes_none_that_have_ended() -> None:
    shorter = {row.id: row for row in views(combined(DAY[:-1]), **TOLD)}
    longer = {row.id: row for row in views(combined([*DAY, Request(200)]), **TOLD)}
    assert shorter.items() <= longer.items()
    assert len(longer) == len(shorter) + 3


def test_daily_files_are_visits_of_their_own_and_a_file_that_comes_again_adds_none() -> None:
    monday, tuesday = (
        DAY,
        [Request(each.minute + 24 * 60, each.path, each.address, each.agent) for each in DAY],
    )
    first, second = ({row.id for row in views(combined(day))} for day in (monday, tuesday))
    both = {row.id for row in views(combined([*monday, *tuesday]))}
    assert first.isdisjoint(second)
    assert first | second == both


def test_lines_a_little_out_of_order_are_the_same_visits() -> None:
    shuffled = [DAY[5], DAY[0], DAY[3], DAY[9], DAY[1], DAY[10]]
    assert visits(combined(shuffled)) == VISITS


def test_files_put_together_in_another_order_are_still_read() -> None:
    report = Report()
    yesterday = [Request(each.minute - 24 * 60, each.path) for each in DAY]
    told = views(combined([*DAY, *yesterday]), report)
    assert len(told) == len(views(combined(DAY))) + len(views(combined(yesterday)))
    assert any("go back in time" in str(note) for note in report.notes)


def test_coverage_goes_from_the_first_line_to_the_last() -> None:
    (span,) = covered(rows(combined(DAY), **TOLD))
    assert span.since == MORNING - timedelta(minutes=30)
    assert span.until == MORNING + timedelta(minutes=60, seconds=1)
    assert span.speaks_of == (
        "View/page visitors visits engaged_seconds page_views service_users_payment service_users_registration service_users_updates"
    )


def test_days_without_a_line_are_not_covered() -> None:
    later = [Request(each.minute + 5 * 24 * 60) for each in DAY]
    spans = covered(rows(combined([*DAY, *later])))
    assert len(spans) == 2
    assert spans[1].since - spans[0].until > timedelta(days=4, hours=20)


def test_neighbouring_files_leave_no_gap() -> None:
    night, morning = (covered(rows(combined([Request(at), Request(at + 100)])))[0] for at in (0, 120))
    assert morning.since <= night.until


def test_what_was_not_told_of_services_is_said() -> None:
    report = Report()
    told = rows(combined(DAY), report)
    assert "to pay, to register" in str(report.notes[-1])
    assert "service_users" not in str(covered(told)[0].speaks_of)


def test_rows_tell_what_the_connector_says_it_tells() -> None:
    told = rows(combined(sorted([*month(2026, 3), *DAY], key=lambda each: each.minute)), **TOLD)
    acts = {f"{row.verb}/{row.object_type}" for row in told if isinstance(row, Activity)}
    measures = {row.measure for row in told if isinstance(row, Observation)}
    assert acts | measures <= set(CONNECTOR.tells)
    assert {"View/page", "visitors", "visits", "service_users_payment"} <= acts | measures


def test_a_month_begins_by_the_clock_of_the_street() -> None:
    midnight = (datetime(2026, 3, 31, 21, tzinfo=UTC) - MORNING).total_seconds() / 60
    before, after = views(combined([Request(midnight - 40), Request(midnight)]))
    assert before.actor != after.actor


def reckoned(minutes: list[int]) -> list[tuple[float, int | None]]:
    """The visits of one browser, the plain way."""
    found: list[list[int]] = []
    for minute in sorted(minutes):
        if found and minute - found[-1][-1] <= 30:
            found[-1].append(minute)
        else:
            found.append([minute])
    return [(visit[0], (visit[-1] - visit[0]) * 60) for visit in found]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from("abc")), min_size=1, max_size=40))
def test_visits_are_what_a_plain_reckoning_finds(clicks: list[tuple[int, str]]) -> None:
    log = combined(Request(minute, agent=f"{FIREFOX} {who}") for minute, who in sorted(clicks))
    by_browser = [reckoned([minute for minute, who in clicks if who == browser]) for browser in "abc"]
    assert visits(log) == sorted(visit for found in by_browser for visit in found)


def test_what_is_no_log_is_refused_in_one_sentence() -> None:
    for text in (
        "a letter\nto the mayor\n",
        "a,b\n1,2\n" * 4000,
        '{"an": "answer that is long"}\n',
        "#Fields: date time\n",
    ):
        with pytest.raises(Refusal, match=r"holds no line of an access log\.$"):
            rows(source(text, "letter.txt"))


def test_where_networks_tell_residents_no_sum_of_everybody_stands_beside_them() -> None:
    told = rows(combined(DAY), resident_networks="203.0.113.0/24")
    assert not [row for row in told if isinstance(row, Observation)]
    spoken = [row.speaks_of for row in told if isinstance(row, Coverage)]
    assert set(spoken) == {"View/page"}
