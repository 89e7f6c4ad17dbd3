"""The export of posts as it was before 2022, in its two shapes."""

from datetime import UTC, datetime

import pytest
from tests.connectors import facebook_files as fb
from tests.connectors.facebook_files import acts, covered, observed, source, told_of

from merhav.connectors.base import Report, Untold
from merhav.connectors.catalog.facebook_old import FacebookOld
from merhav.connectors.catalog.facebook_posts import FacebookPosts
from merhav.connectors.heads import head
from merhav.core.periods import Month
from merhav.core.text import Refusal
from merhav.facts.rows import Row

READER = FacebookOld()
OWN = (
    "Post ID,Permalink,Post Message,Type,Countries,Languages,Posted,Audience Targeting,Lifetime Post Total Reach,"
    "Lifetime Post Total Impressions,Lifetime Engaged Users,Lifetime Post Consumptions,"
    "Lifetime Post Stories by action type - like,Lifetime Post Stories by action type - comment,"
    "Lifetime Post Stories by action type - share"
)
EXPLAINED = ",,,,,,,,Lifetime: The total number of people your Page post was served to. (Unique Users),,,,,,"
FIRST = '100045_98042284535,https://www.facebook.com/x/posts/98042284535:0,"שלום, לכולם",Photo,,,10/1/15 9:22:00 PM,,80,110,20,31,7,2,1'
SECOND = "100045_98021622537,https://www.facebook.com/x/posts/98021622537:0,Hello,Status,,,10/13/2015 9:22,,0,0,0,0,,,"
LINES = [OWN, EXPLAINED, FIRST, SECOND]
DATED = "\n".join(LINES).encode("utf-8-sig")

RESEARCH = (
    "Page total likes;Type;Category;Post Month;Post Weekday;Post Hour;Paid;Lifetime Post Total Reach;"
    "Lifetime Post Total Impressions;Lifetime Engaged Users;Lifetime Post Consumers;Lifetime Post Consumptions;"
    "comment;like;share;Total Interactions"
)
ALIKE = [
    RESEARCH,
    "1394;Photo;2;12;4;3;0;2752;5091;178;109;159;4;79;17;100",
    "1394;Photo;2;12;4;3;0;1000;5091;178;109;159;0;;;0",
    "1380;Status;2;12;3;10;;10460;19057;1457;1361;1674;5;130;29;164",
    "1200;Link;2;11;3;10;0;10;20;1;1;1;0;1;0;1",
]
UNDATED = "\r".join(ALIKE).encode()


def rows(content: bytes, report: Report | None = None, **told: str) -> list[Row]:
    return fb.rows(READER, content, report, "old.csv", **told)


@pytest.mark.parametrize("content", [DATED, UNDATED])
def test_it_is_recognised(content: bytes) -> None:
    seen = head(source(content, "old.csv"))
    assert READER.recognises(seen) >= 0.95
    assert FacebookPosts().recognises(seen) == 0


def test_dated_posts_and_their_numbers() -> None:
    report = Report()
    found = rows(DATED, report)
    assert [act.at for act in acts(found)] == [
        datetime(2015, 10, 1, 18, 22, tzinfo=UTC),
        datetime(2015, 10, 13, 6, 22, tzinfo=UTC),
    ]
    assert [act.language for act in acts(found)] == ["he", "en"]
    assert told_of(found, "reach") == [80, 0]
    assert told_of(found, "views") == [110, 0]
    assert told_of(found, "clicks") == [31, 0]
    assert (told_of(found, "reactions"), told_of(found, "comments"), told_of(found, "shares")) == (
        [7],
        [2],
        [1],
    )
    assert told_of(found, "engagement") == [10]
    assert {row.generation.partition(":")[0] for row in observed(found)} == {"facebook_old"}
    assert (report.not_understood, report.notes) == (0, [])
    assert "שלום" not in repr(found)


def test_the_clock_of_california_and_the_days_that_are_covered() -> None:
    found = rows(DATED, post_clock="california", covers_from="2015-10-01", covers_until="2015-10-31")
    assert acts(found)[0].at == datetime(2015, 10, 2, 4, 22, tzinfo=UTC)
    assert (covered(found).since, covered(found).until) == (Month(2015, 10).start, Month(2015, 10).end)


def test_a_post_that_stands_in_todays_export_too_is_one_post() -> None:
    today = fb.Made("98042284535", "2015-10-01 21:22")
    (post,) = acts(fb.rows(FacebookPosts(), fb.export([today]), name="today.csv"))
    assert post.id == acts(rows(DATED))[0].id
    assert not {row.generation for row in observed(rows(DATED))} & {"facebook:reach", "facebook:views"}


def test_without_a_year_the_year_is_asked() -> None:
    report = Report()
    with pytest.raises(Untold) as untold:
        rows(UNDATED, report)
    assert [question.name for question in untold.value.questions] == ["post_year"]
    for wrong in ("1999", "soon"):
        with pytest.raises(Refusal, match="no year of this export"):
            rows(UNDATED, post_year=wrong)


def test_posts_without_a_day_stand_in_their_months() -> None:
    found = rows(UNDATED, post_year="2014")
    assert [Month.of(act.at) for act in acts(found)] == [Month(2014, 12)] * 3 + [Month(2014, 11)]
    assert len({act.id for act in acts(found)}) == 4
    assert told_of(found, "reach") == [2752, 1000, 10460, 10]
    assert told_of(found, "engagement") == [100, 0, 164, 1]
    assert told_of(found, "comments") == [4, 0, 5, 0]
    assert told_of(found, "reactions") == [79, 130, 1]
    covers = covered(found)
    assert (covers.since, covers.until) == (Month(2014, 11).start, Month(2014, 12).end)


def test_likes_of_the_page_are_its_followers_of_the_month() -> None:
    def likes(content: bytes) -> dict[Month, float]:
        found = observed(rows(content, post_year="2014"))
        assert {row.generation for row in found if row.measure == "followers"} == {"facebook:page_fans"}
        return {Month.of(row.at): row.value for row in found if row.measure == "followers"}

    newest_first = UNDATED.split(b"\r")
    oldest_first = b"\r".join((newest_first[0], *reversed(newest_first[1:])))
    expected = {Month(2014, 11): 1200, Month(2014, 12): 1394}
    assert likes(UNDATED) == likes(oldest_first) == expected


def test_rows_that_are_not_understood_are_shown() -> None:
    report = Report()
    broken = (
        DATED
        + b"\n1_12345678,,,Photo,,,soon,,1,1,1,1,1,1,1\n1_12345679,,,Photo,,,10/14/2015 9:22,,x,1,1,1,1,1,1"
    )
    assert len(acts(rows(broken, report))) == 3
    assert [problem.line for problem in report.problems] == [5, 6]
    rows(UNDATED + b"\r1;Photo;2;13;4;3;0;1;1;1;1;1;1;1;1;1", report := Report(), post_year="2014")
    assert report.not_understood == 1


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", OWN.encode(), fb.export(fb.POSTS)])
def test_another_file_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        rows(content)
    assert "\n" not in str(refused.value)


def test_items_are_posts() -> None:
    first, second = fb.items(READER, DATED)
    assert (first["number"], first["kind"], first["text"]) == ("100045_98042284535", "Photo", "שלום, לכולם")
    assert second["published"] == "2015-10-13T06:22:00+00:00"


def test_a_damaged_number_is_found_in_the_link() -> None:
    text = DATED.decode("utf-8-sig").replace("100045_98042284535", "9.80423E+10")
    assert acts(rows(text.encode()))[0].id == acts(rows(DATED))[0].id
