"""What stood in the issues: kinds and stages in four languages, weighed by how early a process is shared."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.connectors.newsletters import at, done, ids, items, reader, rows, source, unspoken

from merhav.connectors.base import Report, Untold
from merhav.connectors.heads import head
from merhav.connectors.newsletter.kinds import EARLINESS, KINDS, STAGES
from merhav.connectors.registry import recognised
from merhav.core.text import Refusal
from merhav.facts.rows import Coverage
from merhav.facts.words import Role

SLUG = "newsletter_items"
TABLE = """Date,Kind,Process,Stage,Title
22/03/2026,planning,yes,idea,A park by the stream
22/03/2026,by-laws,yes,draft,Dogs in the street
22/03/2026,residents' meetings,no,,Meet the head of the town
19/04/2026,calls and tenders,,,A call for gardeners
19/04/2026,other,,,Lost and found
"""
HEBREW = """תאריך,סוג,נוגע להליך,שלב,כותרת
22/03/2026,תכנון,כן,רעיון,A park by the stream
22/03/2026,חוקי עזר,כן,טיוטה,Dogs in the street
22/03/2026,מפגש תושבים,לא,,Meet the head of the town
19/04/2026,קול קורא,,,A call for gardeners
19/04/2026,אחר,,,Lost and found
"""
ARABIC = """التاريخ,النوع,يتعلق بعملية,المرحلة,العنوان
22/03/2026,تخطيط,نعم,فكرة,A park by the stream
22/03/2026,قوانين مساعدة,نعم,مسودة,Dogs in the street
22/03/2026,لقاء السكان,لا,,Meet the head of the town
19/04/2026,مناقصة,,,A call for gardeners
19/04/2026,أخرى,,,Lost and found
"""
RUSSIAN = """Дата,Вид,Процесс,Этап,Заголовок
22/03/2026,планирование,да,идея,A park by the stream
22/03/2026,подзаконные акты,да,проект,Dogs in the street
22/03/2026,встреча жителей,нет,,Meet the head of the town
19/04/2026,тендер,,,A call for gardeners
19/04/2026,другое,,,Lost and found
"""


def test_an_item_is_a_fact_of_its_kind_and_weight() -> None:
    found = done(rows(SLUG, TABLE), "Create/item")
    assert [(row.topic, row.stage, row.amount) for row in found] == [
        ("planning", "idea", 1.0),
        ("bylaws", "draft", 0.6),
        ("residents_meetings", None, None),
        ("calls_tenders", None, None),
        ("other", None, None),
    ]
    assert {row.actor_role for row in found} == {Role.OFFICIAL}
    assert found[0].at == datetime(2026, 3, 22, 10, tzinfo=UTC)
    assert all(row.object_id == row.id for row in found)


@pytest.mark.parametrize("table", [HEBREW, ARABIC, RUSSIAN], ids=["he", "ar", "ru"])
def test_the_same_table_in_every_language_tells_the_same(table: str) -> None:
    report = Report()
    assert rows(SLUG, table, report) == rows(SLUG, TABLE)
    assert (report.items, report.not_understood) == (5, 0)


def test_every_kind_and_stage_of_the_catalogue_has_words() -> None:
    assert {KINDS.of(kind) for kind in (
        "planning", "education_partnership", "events_programme", "calls_tenders", "bylaws", "residents_meetings", "other",
    )} == {
        "planning", "education_partnership", "events_programme", "calls_tenders", "bylaws", "residents_meetings", "other",
    }  # fmt: skip
    assert {STAGES.of(stage) for stage in EARLINESS} == set(EARLINESS)
    assert KINDS.of('שינוי "חוקי עזר"') == "bylaws"
    assert KINDS.of("תכנון: שכונה חדשה") == "planning"
    assert KINDS.of("weather") is None


def test_a_process_without_a_stage_is_said_and_weighs_nothing() -> None:
    report = Report()
    found = done(rows(SLUG, "Date,Kind,Process\n22/03/2026,planning,No. 5 park\n", report), "Create/item")
    assert [(row.stage, row.amount) for row in found] == [(None, None)]
    assert [str(note) for note in report.notes] == [
        "1 items concern a process and do not say at which stage it is."
    ]


def test_the_same_table_grown_adds_items_and_changes_none() -> None:
    assert ids(rows(SLUG, "".join(TABLE.splitlines(keepends=True)[:3]))) <= ids(rows(SLUG, TABLE))


untitled = st.lists(st.sampled_from(["planning", "other", "by-laws"]), min_size=1, max_size=20)


@settings(deadline=None)
@given(untitled, st.integers(1, 20))
def test_items_without_titles_are_told_apart_by_their_number(kinds: list[str], kept: int) -> None:
    lines = [f"22/03/2026,{kind}\n" for kind in kinds]
    shorter, longer = (rows(SLUG, "Date,Kind\n" + "".join(some)) for some in (lines[:kept], lines))
    assert len(ids(longer)) == len(kinds)
    assert ids(shorter) <= ids(longer)


def test_unusual_heads_are_asked_about_and_remembered() -> None:
    strange = "Gone out,Sort\n22/03/2026,planning\n"
    with pytest.raises(Untold) as untold:
        rows(SLUG, strange)
    assert {question.name for question in untold.value.questions} == {
        f"column_{name}" for name in ("day", "kind", "process", "stage", "title")
    }
    found = rows(SLUG, strange, column_day="Gone out", column_kind="Sort")
    assert [row.topic for row in done(found, "Create/item")] == ["planning"]


def test_dates_that_prove_no_order_are_asked_about() -> None:
    with pytest.raises(Untold, match="date_order"):
        rows(SLUG, "Date,Kind\n05/03/2026,planning\n")
    (item,) = done(rows(SLUG, "Date,Kind\n05/03/2026,planning\n", date_order="mdy"), "Create/item")
    assert item.at.month == 5


def test_what_it_speaks_for() -> None:
    coverage = rows(SLUG, TABLE, exported_on="2026-05-03")[-1]
    assert isinstance(coverage, Coverage)
    assert (coverage.since, coverage.until) == (at("2026-03-01 00:00"), at("2026-05-03 00:00"))


def test_lines_that_are_not_understood_are_told() -> None:
    report = Report()
    broken = TABLE + "22/03/2026,weather,,,Rain\nsoon,other,,,x\n22/03/2026,planning,yes,twilight,y\n"
    assert ids(rows(SLUG, broken, report)) == ids(rows(SLUG, TABLE))
    assert [str(problem.why) for problem in report.problems] == [
        "weather is no kind of item that is known.",
        "A time in this row was not understood.",
        "twilight is no stage that is known.",
    ]


def test_items_are_what_the_file_says_and_facts_hold_no_title() -> None:
    assert items(SLUG, TABLE)[0] == {
        "sent": "2026-03-22T10:00:00+00:00",
        "kind": "planning",
        "process": True,
        "stage": "idea",
        "title": "A park by the stream",
    }
    assert unspoken(rows(SLUG, TABLE), "park", "Dogs", "Lost")


def test_it_is_recognised_by_the_kinds_in_it() -> None:
    for table in (TABLE, HEBREW, ARABIC, RUSSIAN):
        assert recognised(source(table, "items.csv")).connector.slug == SLUG
    for other in ("Date,Type\n22/03/2026,pothole\n", "Date,Kind\n", "a,b\n1,2\n"):
        assert reader(SLUG).recognises(head(source(other))) == 0


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "is empty"), ("one\n", "holds no table"), ("Date,Kind\nsoon,planning\n", "tells of no item")],
)
def test_a_wrong_file_is_refused_in_one_sentence(text: str, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        rows(SLUG, text)
