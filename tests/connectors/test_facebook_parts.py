"""The parts that Facebook's readers are made of, one by one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.connectors import facebook_files as fb
from tests.connectors.facebook_files import ENGLISH, PEOPLE, POSTS, SWEDISH, days, export, page_daily, source
from tests.connectors.test_facebook_api import Graph, fetched, read

from merhav.connectors.base import Report, Told, Untold
from merhav.connectors.catalog.facebook_audience import FacebookAudience
from merhav.connectors.catalog.facebook_page import FacebookPage
from merhav.connectors.catalog.facebook_posts import FacebookPosts
from merhav.connectors.facebook.columns import columns_of, is_head, is_head_again, known
from merhav.connectors.facebook.counts import count_in, counts_in
from merhav.connectors.facebook.identity import By, is_rounded, known_by, plain_link
from merhav.connectors.facebook.labels import Marks, parted
from merhav.connectors.facebook.orders import Orders, order_of
from merhav.connectors.facebook.shape import by_shape
from merhav.connectors.facebook.told import begin_of, covered, day_told, end_of, with_told
from merhav.connectors.heads import head
from merhav.connectors.moments import DAY_FIRST, MONTH_FIRST
from merhav.core.text import Refusal
from merhav.facts.rows import Activity, Coverage, Observation, Row
from merhav.facts.words import Object, Verb

LINK = fb.LINK


def cells(*posts: fb.Made) -> list[list[str]]:
    return [[post.cells(fb.MONTH_FIRST).get(name, "") for name in ENGLISH] for post in posts]


# What a post is known by.

NUMBER = "122158000000000101"


@pytest.mark.parametrize(
    ("cell", "link", "key", "by"),
    [
        (NUMBER, "", f"id:{NUMBER}", By.NUMBER),
        (f"100045_{NUMBER}", "", f"id:{NUMBER}", By.NUMBER),
        (f'="{NUMBER}"', "", f"id:{NUMBER}", By.NUMBER),
        ("pfbid02AbC", "", "id:pfbid02AbC", By.NUMBER),
        ("1.22158E+17", f"{LINK}{NUMBER}", f"id:{NUMBER}", By.LINK_NUMBER),
        ("1,22158E+17", f"{LINK}{NUMBER}", f"id:{NUMBER}", By.LINK_NUMBER),
        ("1.22158e+17", f"{LINK}{NUMBER}/?x=1", f"id:{NUMBER}", By.LINK_NUMBER),
        ("1.3E+17", f"{LINK}{NUMBER}", f"link:/shaked/posts/{NUMBER}?", By.LINK),
        ("1.22158E+17", f"{LINK}pfbid0Ab/", "link:/shaked/posts/pfbid0Ab?", By.LINK),
        ("", f"{LINK}pfbid0Ab", "link:/shaked/posts/pfbid0Ab?", By.LINK),
        ("1.22158E+17", "", "time:then", By.TIME),
        ("", "", "time:then", By.TIME),
    ],
)
def test_what_a_post_is_known_by(cell: str, link: str, key: str, by: By) -> None:
    assert known_by(cell, link, "then") == (key, by)


def test_zeros_at_the_end_are_doubted_only_where_every_number_has_them() -> None:
    zeros = "122158000000000000"
    assert is_rounded(zeros)
    assert not is_rounded(NUMBER)
    assert not is_rounded("10000000000000")
    assert known_by(zeros, "", "then") == (f"id:{zeros}", By.NUMBER)
    assert known_by(zeros, "", "then", all_rounded=True) == ("time:then", By.TIME)
    assert known_by(zeros, f"{LINK}{NUMBER}", "then") == (f"id:{NUMBER}", By.LINK_NUMBER)
    assert known_by(zeros, f"{LINK}{zeros}", "then") == (f"id:{zeros}", By.NUMBER)


@pytest.mark.parametrize(
    ("link", "plain"),
    [
        ("https://www.facebook.com/x/posts/1/", "/x/posts/1?"),
        ("https://m.facebook.com/x/posts/1?ref=share", "/x/posts/1?"),
        (
            "https://facebook.com/permalink.php?story_fbid=7&id=9&comment=1",
            "/permalink.php?id=9&story_fbid=7",
        ),
        ("http://[broken", "http://[broken"),
    ],
)
def test_a_link_is_the_same_wherever_it_was_copied(link: str, plain: str) -> None:
    assert plain_link(link) == plain


# Columns.


def test_the_shape_of_an_export_tells_its_columns() -> None:
    found = by_shape(cells(*POSTS))
    expected = {
        "post_id": "Post ID",
        "page_id": "Page ID",
        "title": "Title",
        "published": "Publish time",
        "permalink": "Permalink",
        "views": "Views",
        "reach": "Reach",
        "engagement": "Reactions, Comments and Shares",
        "reactions": "Reactions",
        "comments": "Comments",
        "shares": "Shares",
    }
    assert {name: ENGLISH[place] for name, place in found.items()} == expected


COUNT = st.integers(0, 500)


@given(
    st.lists(
        st.tuples(COUNT, COUNT, COUNT, st.integers(0, 9000), st.integers(0, 9000)), min_size=1, max_size=12
    )
)
def test_numbers_are_found_by_their_sums_or_not_at_all(told: list[tuple[int, int, int, int, int]]) -> None:
    posts = [
        fb.Made(
            f"1221580000000001{place:02}",
            "2025-08-05 10:00",
            reactions=reactions,
            comments=comments,
            shares=shares,
            reach=reactions + comments + shares + more,
            views=reactions + comments + shares + more + again,
        )
        for place, (reactions, comments, shares, more, again) in enumerate(told)
    ]
    found = by_shape(cells(*posts))
    proved = any(sum(count > 0 for count in counts[:3]) > 1 for counts in told)
    names = {ENGLISH[found[name]] for name in ("reach", "engagement", "comments") if name in found}
    assert names == ({"Reach", "Reactions, Comments and Shares", "Comments"} if proved else set())


def test_clicks_of_all_kinds_are_not_taken_for_engagement() -> None:
    spoiled = [replace(post, also={"Reactions, Comments and Shares": "1"}) for post in POSTS]
    assert "engagement" not in by_shape(cells(*spoiled))


def test_a_table_of_something_else_has_no_shape() -> None:
    assert by_shape([["1", "2"], ["3", "4"]]) == {}
    assert by_shape([["https://www.facebook.com/x", "no time"]]) == {}
    assert by_shape([["x"] * 300]) == {}
    assert by_shape([]) == {}
    (unnumbered,) = [["https://www.facebook.com/x", "2025-08-01 10:00", "text"]]
    assert by_shape([unnumbered]).keys() == {"permalink", "published", "title"}


def test_heads_name_columns_in_every_language() -> None:
    assert {"post_id", "page_name", "reach", "clicks"} <= known(ENGLISH)
    assert {"post_id", "page_name", "reach", "shares"} <= known(list(SWEDISH.values()))
    assert known(["מזהה הפוסט", "שם הדף", "צפיות"]) == {"post_id", "page_name", "views"}
    assert known(["اسم الصفحة", "وقت النشر"]) == {"page_name", "published"}
    assert known(["\u200fPost  ID ", '"Publish Time"']) == {"post_id", "published"}
    assert is_head(ENGLISH)
    assert not is_head(["Post ID", "Title"])


def test_a_head_in_the_middle_is_seen() -> None:
    assert is_head_again(ENGLISH)
    assert not is_head_again(cells(POSTS[0])[0])
    assert not is_head_again(["", "Publish time"])


def test_a_word_that_is_known_is_never_overruled_by_a_shape() -> None:
    heads = [{"Views": "Impressions"}.get(name, name) for name in ENGLISH]
    found = columns_of(heads, cells(*POSTS), Told(), report := Report())
    assert "views" not in found.places
    assert found.places["impressions"] == ENGLISH.index("Views")
    assert report.notes == []
    assert found.english
    assert not columns_of([SWEDISH.get(name, name) for name in ENGLISH], [], Told(), Report()).english


def test_columns_that_are_told_are_taken() -> None:
    heads = [f"h{place}" for place in range(len(ENGLISH))]
    told = Told({"column_reach": f"h{ENGLISH.index('Ad impressions')}", "column_shares": "-"})
    found = columns_of(heads, cells(*POSTS), told, Report())
    assert ENGLISH[found.places["reach"]] == "Ad impressions"
    assert "shares" not in found.places


# Dates.


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["13/8/2025"], DAY_FIRST),
        (["8/13/2025"], MONTH_FIRST),
        (["1/2/2025", "8/13/2025"], MONTH_FIRST),
        (["1.2.2025"], DAY_FIRST),
        (["2025-08-01"], DAY_FIRST),
        (["5/5/2025"], DAY_FIRST),
        (["soon", ""], DAY_FIRST),
        ([], DAY_FIRST),
    ],
)
def test_the_order_of_dates(dates: list[str], order: str) -> None:
    assert order_of(dates, Told(), Report()) == order


def test_an_order_that_nothing_tells_is_asked_or_the_products_own() -> None:
    orders = Orders()
    orders.look("1/2/2025 10:00")
    assert orders.chosen(Told(), Report(), MONTH_FIRST) == MONTH_FIRST
    assert orders.chosen(Told({"date_order": "dmy"}), Report(), MONTH_FIRST) == DAY_FIRST
    with pytest.raises(Untold):
        orders.chosen(Told(), Report())


def test_the_days_of_an_export_rule_an_order_out() -> None:
    orders = Orders((date(2025, 8, 1), date(2025, 8, 31)))
    orders.look("8/5/2025 10:00")
    assert orders.possible == {MONTH_FIRST}
    outside = Orders((date(2025, 8, 1), date(2025, 8, 31)))
    outside.look("1/2/2024 10:00")
    assert outside.possible == {DAY_FIRST, MONTH_FIRST}


# Counts and labels.


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("5", 5),
        ("1,024", 1024),
        ("1.024", 1024),
        ("٣٢", 32),
        ("7.0", 7),
        ("-1", None),
        ("many", None),
        ("", None),
        ("9" * 30, None),
        ("1e300", None),
    ],
)
def test_counts(cell: str, count: float | None) -> None:
    assert count_in(cell) == count


def test_what_is_no_count_is_shown_and_what_is_empty_is_not() -> None:
    report = Report()
    told = [("a", "5"), ("b", "N/A"), ("c", "--"), ("d", ""), ("e", "x")]
    assert counts_in(iter(told), 7, report) == {"a": 5}
    assert [(problem.line, problem.excerpt) for problem in report.problems] == [(7, "x")]


def test_labels_and_hashtags() -> None:
    assert parted("Planning,  תהליך עירוני ;\n") == ["planning", "תהליך עירוני"]
    marks = Marks.told(Told({"process_label": "Planning; #We_Decide"}))
    assert (marks.labels, marks.tags) == ({"planning"}, {"#we_decide"})
    assert marks.are_on(["events", "planning"], "")
    assert marks.are_on([], "Come! #we_decide.")
    assert not marks.are_on([], "#we_decide_later")
    assert not marks.are_on([], "we_decide")
    assert not Marks.told(Told()).are_on(["planning"], "#we_decide")


# What is told afterwards.

AT = datetime(2025, 8, 5, 12, tzinfo=UTC)


def facts() -> Iterator[Row]:
    yield Activity(1, AT, Verb.CREATE, Object.POST)
    yield Observation(2, AT, "reach", "facebook:reach", 5.0, 1)
    yield covered(PEOPLE, begin_of(date(2025, 8, 1)), end_of(date(2025, 8, 31)), ("reach",))


def test_without_answers_nothing_changes() -> None:
    assert list(with_told(facts(), Told(), PEOPLE)) == list(facts())


def test_the_day_of_the_export_is_when_it_was_seen_and_where_it_ends() -> None:
    act, number, covers = with_told(facts(), Told({"exported_on": "2025-08-20"}), PEOPLE)
    assert isinstance(act, Activity)
    assert isinstance(number, Observation)
    assert number.seen == datetime(2025, 8, 20, 9, tzinfo=UTC)
    assert isinstance(covers, Coverage)
    assert (covers.until, covers.speaks_of) == (end_of(date(2025, 8, 20)), "reach")


def test_an_answer_that_contradicts_the_file_is_refused() -> None:
    for answers in (
        {"exported_on": "2025-08-04"},
        {"covers_until": "2025-08-30"},
        {"covers_from": "2025-08-02"},
    ):
        with pytest.raises(Refusal):
            list(with_told(facts(), Told(answers), PEOPLE))


@pytest.mark.parametrize("text", ["soon", "2025-13-01", "1999-01-01", "9999-12-31", "2025-8-1"])
def test_a_day_that_is_none(text: str) -> None:
    with pytest.raises(Refusal, match="not a day"):
        day_told(Told({"exported_on": text}), "exported_on")


def test_days_begin_and_end_by_the_clock_of_the_street() -> None:
    assert begin_of(date(2025, 8, 1)) == datetime(2025, 7, 31, 21, tzinfo=UTC)
    assert end_of(date(2025, 12, 31)) == datetime(2025, 12, 31, 22, tzinfo=UTC)


# Whose file it is.


def test_a_daily_file_of_an_unknown_metric_is_taken_for_one_less_surely() -> None:
    reader = FacebookPage()
    english = head(source(page_daily({"Something": days("2025-08-01", 3)}), "x.csv"))
    other = head(
        source('sep=,\n"משהו"\n"תאריך","ראשי"\n"2025-08-01T00:00:00","5"\n'.encode("utf-16"), "x.csv")
    )
    assert reader.recognises(english) == reader.recognises(other) == 0.8
    assert reader.recognises(head(source(b"Something\na,b\n2025-08-01,5\n", "x.csv"))) == 0


def test_a_second_table_of_metrics_beside_each_other() -> None:
    content = b"Date,Views\n2025-08-01,5\nDate,Facebook visits\n2025-08-01,2\n"
    found = fb.rows(FacebookPage(), content)
    assert (fb.told_of(found, "page_views"), fb.told_of(found, "page_visits")) == ([5], [2])


def test_days_before_there_was_a_facebook_are_shown() -> None:
    report = Report()
    fb.rows(FacebookPage(), page_daily({"Views": {"1970-01-01": 5, "2025-08-01": 6}}), report)
    assert [str(problem.why) for problem in report.problems] == ["This row does not begin with a day."]


def test_rows_of_nothing_are_passed_over() -> None:
    report = Report()
    blank = b"," * 20 + b"\n"
    assert len(fb.acts(fb.rows(FacebookPosts(), export(POSTS) + blank * 3, report))) == 3
    fb.rows(FacebookPage(), b"Views\nDate,Primary\n,\n2025-08-01,5\n", report)
    assert report.not_understood == 0


def test_an_export_without_a_head_has_no_name() -> None:
    assert FacebookPosts().space_in(head(source(fb.written(cells(*POSTS)), "x.csv"))) == ""


def test_more_parts_than_an_audience_has_are_refused() -> None:
    many = b"Top cities\n" + b"a," * 30_000 + b"\n" + b"1," * 30_000 + b"\n"
    with pytest.raises(Refusal, match="does not say who follows"):
        fb.rows(FacebookAudience(), many, exported_on="2025-09-02")


# What the interface may answer.


class Astray(Graph):
    """Its further pages are elsewhere."""

    following: Any = "http://203.0.113.9/v25.0/1/insights?since=1"

    def series(self, asking: dict[str, str], path: str) -> dict[str, Any]:
        told = super().series(asking, path)
        told["paging"] = {"next": self.following}
        told["data"][0]["values"].append({"value": 7, "end_time": "soon"})
        return told


@pytest.mark.parametrize("following", [Astray.following, "http://[", "", 7, None, {"a": 1}])
def test_only_the_same_address_is_asked_again(following: Any) -> None:
    graph = Astray(piece=2)
    graph.following = following
    report = Report()
    found = read(fetched(graph), report)
    assert len({asking["metric"] for asking in graph.asked}) == len(graph.asked)
    assert len(fb.told_of(found, "page_visits")) == 2
    assert report.not_understood == len(graph.asked)
