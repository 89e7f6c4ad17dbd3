"""A page's numbers by day, and who follows it."""

from datetime import UTC, datetime

import pytest
from tests.connectors import facebook_files as fb
from tests.connectors.facebook_files import AUDIENCE, covered, days, observed, page_daily, source, told_of

from merhav.connectors.base import Report, Untold
from merhav.connectors.catalog.facebook_audience import FacebookAudience
from merhav.connectors.catalog.facebook_page import FacebookPage
from merhav.connectors.heads import head
from merhav.core.periods import Month
from merhav.core.text import Refusal
from merhav.facts.rows import Coverage, Place, Row, placed
from merhav.facts.words import Asset

DAILY, WHO = FacebookPage(), FacebookAudience()
AUGUST = days("2025-08-01", 31)
METRICS = {
    "Facebook follows": ("followers_gained", "facebook:follows"),
    "Content interactions": ("interactions", "facebook:content_interactions"),
    "Facebook link clicks": ("link_clicks", "facebook:link_clicks"),
    "Views": ("page_views", "facebook:views"),
    "Viewers": ("viewers_day", "facebook:viewers"),
    "Facebook visits": ("page_visits", "facebook:visits"),
    "צפיות": ("page_views", "facebook:views"),
    "الزيارات": ("page_visits", "facebook:visits"),
    "Подписки": ("followers_gained", "facebook:follows"),
    "Räckvidd": ("viewers_day", "facebook:reach"),
}


def rows(content: bytes, report: Report | None = None, name: str = "export.csv", **told: str) -> list[Row]:
    return fb.rows(DAILY, content, report, name, **told)


@pytest.mark.parametrize(("title", "known"), METRICS.items(), ids=METRICS)
def test_a_metric_by_day_in_the_words_of_each_language(title: str, known: tuple[str, str]) -> None:
    content = page_daily({title: AUGUST})
    report = Report()
    found = rows(content, report)
    assert {(row.measure, row.generation) for row in observed(found)} == {known}
    assert told_of(found, known[0]) == list(AUGUST.values())
    assert len({row.object_id for row in observed(found)}) == 31
    assert (report.items, report.not_understood, report.notes) == (31, 0, [])
    assert DAILY.recognises(head(source(content, "a.csv"))) >= 0.9


def test_it_covers_its_days_and_speaks_of_its_metric_alone() -> None:
    covers = covered(rows(page_daily({"Views": AUGUST})))
    assert (covers.since, covers.until) == (Month(2025, 8).start, Month(2025, 8).end)
    assert covers.speaks_of == "page_views"
    stored = placed(covers, Place(1, Asset.FACEBOOK), {}, DAILY.slug, DAILY.tells)
    assert stored["speaks_of"] == "page_views"


def test_a_source_that_does_not_say_more_speaks_of_all_that_its_connector_tells() -> None:
    plain = covered(rows(page_daily({"Views": AUGUST})))._replace(speaks_of=None)
    assert placed(plain, Place(1, Asset.FACEBOOK), {}, DAILY.slug, ("a", "b"))["speaks_of"] == "a b"


def test_days_of_nought_may_be_missing_and_are_covered() -> None:
    sparse = {day: value for day, value in AUGUST.items() if value % 3}
    found = rows(
        page_daily({"Facebook follows": sparse}), covers_from="2025-08-01", covers_until="2025-08-31"
    )
    assert sum(told_of(found, "followers_gained")) == sum(sparse.values())
    assert (covered(found).since, covered(found).until) == (Month(2025, 8).start, Month(2025, 8).end)


def test_metrics_under_each_other_keep_apart() -> None:
    blocks = {"Views": days("2025-08-01", 31), "Facebook visits": days("2025-08-10", 5, 7)}
    found = rows(page_daily(blocks))
    assert len(told_of(found, "page_views")) == 31
    assert told_of(found, "page_visits") == [7, 8, 9, 10, 11]
    spoken = {row.speaks_of: (row.since.day, row.until.day) for row in found if isinstance(row, Coverage)}
    assert spoken == {"page_views": (31, 31), "page_visits": (9, 14)}


def test_metrics_beside_each_other_keep_apart() -> None:
    table = b"Date,Views,Facebook visits\n2025-08-01,10,3\n2025-08-02,11,4\n"
    found = rows(table)
    assert (told_of(found, "page_views"), told_of(found, "page_visits")) == ([10, 11], [3, 4])


def test_the_same_day_told_later_is_the_same_cell() -> None:
    early = rows(page_daily({"Views": AUGUST}), exported_on="2025-08-31")
    late = rows(page_daily({"Views": days("2025-08-01", 31, 25)}), exported_on="2025-09-05")
    cells = [{(row.object_id, row.at) for row in observed(found)} for found in (early, late)]
    assert cells[0] == cells[1]
    assert {row.seen.day for row in observed(late) if row.seen} == {5}
    assert {row.id for row in observed(early)} != {row.id for row in observed(late)}


def test_a_longer_export_adds_days_and_changes_none() -> None:
    short, long = (
        {row.id for row in observed(rows(page_daily({"Views": days("2025-08-01", number)})))}
        for number in (20, 31)
    )
    assert short < long


def test_a_number_of_unknown_name_is_asked_for_unless_the_file_is_named_so() -> None:
    content, report = page_daily({"Something new": AUGUST}), Report()
    with pytest.raises(Untold, match="Something new") as untold:
        rows(content, report)
    assert [question.name for question in untold.value.questions] == ["page_metric"]
    assert told_of(rows(content, page_metric="visits"), "page_visits") == list(AUGUST.values())
    assert told_of(rows(content, name="Link clicks (1).csv"), "link_clicks") == list(AUGUST.values())
    with pytest.raises(Refusal, match="none of the numbers"):
        rows(content, page_metric="likes")


def test_what_is_no_number_of_the_page_is_left_out_and_named() -> None:
    report = Report()
    blocks = {"Views": AUGUST, "Something new": AUGUST, "Instagram follows": AUGUST}
    found = rows(page_daily(blocks), report)
    assert {row.measure for row in observed(found)} == {"page_views"}
    assert [note.values["title"] for note in report.notes] == ["Something new", "Instagram follows"]


def test_instagram_alone_is_refused() -> None:
    content = page_daily({"Instagram follows": AUGUST})
    assert DAILY.recognises(head(source(content, "Follows.csv"))) >= 0.9
    with pytest.raises(Refusal, match="Instagram"):
        rows(content, name="Follows.csv")


def test_dates_that_a_spreadsheet_has_turned() -> None:
    turned = b"Views\nDate,Primary\n1/8/2025,5\n2/8/2025,6\n13/8/2025,7\n"
    assert [row.at.day for row in observed(rows(turned))] == [1, 2, 13]
    unclear = b"Views\nDate,Primary\n1/8/2025,5\n2/8/2025,6\n"
    with pytest.raises(Untold) as untold:
        rows(unclear)
    assert [question.name for question in untold.value.questions] == ["date_order"]
    assert [row.at.month for row in observed(rows(unclear, date_order="dmy"))] == [8, 8]


def test_rows_that_are_not_understood_are_shown() -> None:
    rough = {"2025-08-01": "5", "2025-08-02": "many", "2025-08-03": "7"}
    content = page_daily({"Views": rough}) + '"2025-08-03T00:00:00","9"\n"Total","21"\n'.encode("utf-16-le")
    report = Report()
    assert told_of(rows(content, report), "page_views") == [5, 7]
    assert [str(problem.why) for problem in report.problems] == [
        "A number in this row was not understood.",
        "This day is told twice; its first number holds.",
        "This row does not begin with a day.",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"a letter\nto the mayor\n", "holds no numbers"),
        (b"a,b\n1,2\n", "holds no numbers"),
        (AUDIENCE.decode("utf-16").split('"Follows"')[0].encode(), "holds no numbers"),
        (page_daily({"Views": {}}), "holds no numbers"),
    ],
)
def test_another_file_is_refused_in_one_sentence(content: bytes, said: str) -> None:
    with pytest.raises(Refusal, match=said) as refused:
        rows(content)
    assert "\n" not in str(refused.value)


def test_items_are_days() -> None:
    content = page_daily({"Views": {"2025-08-01": 5}})
    assert fb.items(DAILY, content) == [{"day": "2025-08-01", "metric": "views", "value": 5.0}]


# Who follows.


def who(content: bytes, report: Report | None = None, **told: str) -> list[Row]:
    return fb.rows(WHO, content, report, "Audience.csv", **told)


def shares(found: list[Row]) -> dict[str, float]:
    return {row.measure.removeprefix("follower_share_"): round(row.value, 4) for row in observed(found)}


def test_who_follows_in_shares() -> None:
    found = who(AUDIENCE, exported_on="2025-09-02", home_cities="shaked; Haifa")
    assert shares(found) == {
        "male": 0.391,
        "female": 0.609,
        "18-24": 0.115,
        "25-34": 0.305,
        "65+": 0.58,
        "home_country": 0.932,
        "residents": 0.645,
    }
    assert {row.at for row in observed(found)} == {datetime(2025, 9, 2, 9, tzinfo=UTC)}
    assert {row.object_id for row in observed(found)} == {None}
    assert {row.generation for row in observed(found)} == {
        "facebook:audience",
        "facebook:top_countries",
        "facebook:top_cities",
    }
    covers = covered(found)
    assert (covers.since.day, covers.until.day) == (1, 2)
    assert set((covers.speaks_of or "").split()) == {row.measure for row in observed(found)} <= set(WHO.tells)


def test_the_numbers_by_day_beside_it_date_it() -> None:
    report = Report()
    assert {row.at.day for row in observed(who(AUDIENCE, report))} == {31}
    said = [str(note) for note in report.notes]
    assert "Cities in this file: Shaked, Israel; Tel Aviv, Israel; Haifa, Israel." in said
    assert [note.values["title"] for note in report.notes if "title" in note.values] == [
        "Top pages",
        "Follows",
    ]


def test_no_share_of_residents_where_none_of_the_cities_is_the_authoritys() -> None:
    report = Report()
    assert shares(who(AUDIENCE, report, home_cities="Nowhere"))["residents"] == 0
    assert any("None of the authority's localities" in str(note) for note in report.notes)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Gender,Distribution\nMale,73.7\nFemale,26.3\n", {"male": 0.737, "female": 0.263}),
        ("Gender,Distribution\nMale,73.7%\nFemale,26.3%\n", {"male": 0.737, "female": 0.263}),
        ("מגדר,התפלגות\nגברים,0.4\nנשים,0.6\n", {"male": 0.4, "female": 0.6}),
        ("Top Territories,Distribution\nIsrael,0.601\nGermany,0.1\n", {"home_country": 0.601}),
    ],
)
def test_a_list_alone(content: str, expected: dict[str, float]) -> None:
    raw = content.encode("utf-8-sig")
    assert 0.5 < WHO.recognises(head(source(raw, "Gender.csv"))) < 0.9
    with pytest.raises(Untold) as untold:
        who(raw)
    assert [question.name for question in untold.value.questions] == ["exported_on"]
    assert shares(who(raw, exported_on="2025-09-02")) == expected


def test_an_audience_is_recognised_as_one() -> None:
    seen = head(source(AUDIENCE, "Audience.csv"))
    assert WHO.recognises(seen) >= 0.9
    assert DAILY.recognises(seen) == 0


def test_one_city_alone_is_no_title() -> None:
    content = b'Top cities\n"Shaked, Israel"\n61\n'
    assert shares(who(content, exported_on="2025-09-02", home_cities="Shaked")) == {"residents": 0.61}


@pytest.mark.parametrize(
    "content", [b"", b"a letter\n", b"a,b\n1,2\n", b"Gender,Distribution\n", b"Top cities\n\n"]
)
def test_a_file_that_does_not_say_who_follows_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal, match=r"does not say who follows|is empty"):
        who(content, exported_on="2025-09-02")


def test_a_share_that_is_none_is_shown() -> None:
    report = Report()
    who(b"Gender,Distribution\nMale,many\nFemale,60\n", report, exported_on="2025-09-02")
    assert [problem.line for problem in report.problems] == [2]


def test_parts_are_items() -> None:
    first = fb.items(WHO, AUDIENCE)[0]
    assert first == {"of": "ages", "name": "18-24", "sex": "male", "share": 0.05}
