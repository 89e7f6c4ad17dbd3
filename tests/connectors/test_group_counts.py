"""Member counts that somebody keeps by hand: a day and a number, one table for each group."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.connectors.chats import PEOPLE, source

from merhav.connectors.base import Report, Told, Untold
from merhav.connectors.catalog.group_counts import GroupCounts
from merhav.connectors.heads import head
from merhav.connectors.registry import recognised
from merhav.core.text import Refusal
from merhav.facts.rows import Coverage, Observation, Row

READER = GroupCounts()
TABLE = 'תאריך,מספר חברים\n31/01/2026,"1,204"\n28/02/2026,1250\n31/03/2026,1391\n'


def rows(content: str, report: Report | None = None, **told: str) -> list[Row]:
    drawn = READER.rows(source(content, "counts.csv"), Told(told), PEOPLE, report or Report())
    return list(READER.finished(drawn, Told(told), PEOPLE))


def counted(content: str, report: Report | None = None, **told: str) -> list[tuple[str, float]]:
    found = rows(content, report, **told)
    return [(row.at.date().isoformat(), row.value) for row in found if isinstance(row, Observation)]


def test_each_day_is_a_stock_of_members() -> None:
    assert counted(TABLE) == [("2026-01-31", 1204), ("2026-02-28", 1250), ("2026-03-31", 1391)]
    one = rows(TABLE)[0]
    assert isinstance(one, Observation)
    assert (one.measure, one.generation, one.object_id) == ("members", "asked", None)


def test_it_speaks_from_its_first_day_to_its_last() -> None:
    last = rows(TABLE)[-1]
    assert isinstance(last, Coverage)
    assert (last.since, last.until) == (
        datetime(2026, 1, 30, 22, tzinfo=UTC),
        datetime(2026, 3, 31, 21, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    "heads", ["day,members", "Date;Number of members", "التاريخ,عدد الأعضاء", "дата\tучастники", "יום,עוקבים"]
)
def test_heads_in_four_languages_are_found_without_asking(heads: str) -> None:
    mark = next(sign for sign in ",;\t" if sign in heads)
    assert counted(f"{heads}\n2026-01-31{mark}7\n") == [("2026-01-31", 7)]


def test_other_heads_are_asked_once_and_remembered() -> None:
    content, report = "מתי,כמה אנשים\n2026-01-31,7\n", Report()
    with pytest.raises(Untold, match="which column") as asked:
        rows(content, report)
    assert report.columns == ["מתי", "כמה אנשים"]
    assert {question.name for question in asked.value.questions} >= {"column_day", "column_members"}
    assert all(question.remembered for question in asked.value.questions)
    assert counted(content, column_day="מתי", column_members="כמה אנשים") == [("2026-01-31", 7)]


def test_a_title_above_the_table_is_passed_over() -> None:
    assert counted("קבוצת העדכונים\n\n" + TABLE) == counted(TABLE)


def test_several_groups_in_one_table_are_refused_and_one_names_the_space() -> None:
    one = "group,day,members\nNews,2026-01-31,7\nnews ,2026-02-28,9\n,2026-03-31,9\n"
    assert len(counted(one)) == 3
    assert READER.space_in(head(source(one))) == "News"
    assert READER.space_in(head(source(TABLE))) == ""
    with pytest.raises(Refusal, match="one file for each"):
        rows(one + "Sport,2026-03-31,4\n")
    with pytest.raises(Refusal, match="one file for each"):
        rows(one.replace("group", "שם").replace("news ", "Sport"), column_group="שם")


def test_of_a_day_that_is_told_twice_the_later_row_holds_and_that_is_said() -> None:
    report = Report()
    assert counted(TABLE + "31/01/2026,1300\n", report)[0] == ("2026-01-31", 1300)
    assert [problem.line for problem in report.problems] == [2]


def test_a_later_table_corrects_a_day_and_adds_others() -> None:
    first, second = (
        rows(TABLE),
        rows(TABLE.replace("1250", "1260") + "30/04/2026,1400\n", exported_on="2026-05-02"),
    )
    assert {row.id for row in first[:-1]} & {row.id for row in second} == {first[0].id, first[2].id}
    seen = [row.seen for row in second if isinstance(row, Observation)]
    assert seen == [datetime(2026, 5, 2, 9, tzinfo=UTC)] * 4


def test_a_table_made_before_the_days_it_tells_is_refused() -> None:
    with pytest.raises(Refusal, match="later than the one"):
        rows(TABLE, exported_on="2026-02-01")
    with pytest.raises(Refusal, match="is not a day"):
        rows(TABLE, exported_on="soon")


def test_day_and_month_are_asked_where_no_date_proves_them() -> None:
    content, report = "date,members\n01/02/2026,7\n01/03/2026,8\n", Report()
    with pytest.raises(Untold, match="date_order"):
        rows(content, report)
    assert report.asks == {"date_order"}
    assert counted(content, date_order="dmy")[0] == ("2026-02-01", 7)
    assert counted(content, date_order="mdy")[0] == ("2026-01-02", 7)
    assert counted("date,members\n01/01/2026,7\n") == [("2026-01-01", 7)]


def test_rows_that_are_not_understood_are_reported() -> None:
    report = Report()
    noise = "soon,7\n31/05/2026,many\n31/05/2026,-4\n31/12/9999,5\n,\n"
    assert counted(TABLE + noise, report) == counted(TABLE)
    assert [problem.line for problem in report.problems] == [5, 6, 7, 8]


@pytest.mark.parametrize("content", ["", "day,members\n", "day,members\nx,y\n"])
def test_a_table_without_counts_is_refused(content: str) -> None:
    with pytest.raises(Refusal):
        rows(content)


def test_it_knows_its_own_tables_and_is_less_sure_of_wider_ones() -> None:
    assert recognised(source(TABLE, "counts.csv")).connector.slug == "group_counts"
    assert READER.recognises(head(source(TABLE))) == 0.7
    assert READER.recognises(head(source("day,members,posts,comments\n1,2,3,4\n"))) == 0.5
    assert READER.recognises(head(source("date,followers\n2026-01-31,7\n"))) == 0
    assert READER.recognises(head(source("hello\n"))) == 0


def test_items_are_the_rows() -> None:
    drawn = READER.items(source(TABLE), Told(), Report())
    assert next(dict(item) for item in drawn) == {"day": "2026-01-31", "members": 1204}


@given(st.dictionaries(st.integers(0, 900), st.integers(0, 50_000), min_size=1, max_size=12), st.data())
def test_a_longer_table_only_adds(table: dict[int, int], data: st.DataObject) -> None:
    days = {date(2025, 1, 1) + timedelta(days=place): members for place, members in sorted(table.items())}
    lines = [f"{on},{members}\n" for on, members in days.items()]
    cut = data.draw(st.integers(1, len(lines)))
    longer = {row.id: row for row in rows("day,members\n" + "".join(lines))}
    assert counted("day,members\n" + "".join(lines)) == [(str(on), members) for on, members in days.items()]
    for row in rows("day,members\n" + "".join(lines[:cut]))[:-1]:
        assert longer[row.id] == row


@settings(deadline=None)
@given(st.text(max_size=30), st.integers(0, 90))
def test_whatever_is_written_a_table_is_read_or_refused(noise: str, place: int) -> None:
    with suppress(Refusal):
        rows(TABLE[:place] + noise + TABLE[place:])
