"""A hotline's list of inquiries, as towns export it: in four languages, with and without hours."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.connectors.chats import PEOPLE, source, zipped
from tests.connectors.tables_files import Reading, activities, covered, done, table, whys

from merhav.connectors.base import Report, Untold
from merhav.connectors.registry import recognised
from merhav.core.text import Refusal
from merhav.facts.rows import Activity
from merhav.facts.words import Asset, Object, Role, Verb

HOTLINE = Reading("hotline_table")
HEBREW = ("מספר פנייה", "תאריך פתיחה", "תאריך סגירה", "נושא", "מקור פנייה", "סטטוס")
ROWS = (
    (1201, "30/03/2025 08:15", "30/03/2025 09:15", "תאורה", "טלפון", "סגור"),
    (1202, "30/03/2025 10:00", "02/04/2025 10:00", "תאורה", "אתר העירייה", "סגור"),
    (1203, "31/03/2025 11:30", "", "תאורה", "אפליקציה", "בטיפול"),
    (1204, "31/03/2025 12:00", "31/03/2025 12:30", "ניקיון", "ווטסאפ", "סגור"),
)
MARCH = table(HEBREW, *ROWS)


def seconds(rows: list[Any]) -> list[int | None]:
    return [row.answered_seconds for row in done(rows, Verb.ACCEPT)]


def test_a_hotlines_month_in_hebrew() -> None:
    report = Report()
    rows = HOTLINE.rows(MARCH, report)
    asked, answered = done(rows, Verb.QUESTION), done(rows, Verb.ACCEPT)
    assert [row.asset for row in asked] == [Asset.STREET, Asset.WEBSITE, Asset.APP, Asset.WHATSAPP]
    assert seconds(rows) == [3600, 3 * 86_400, 1800]
    assert {row.object_type for row in asked + answered} == {Object.INQUIRY}
    assert {row.actor_role for row in asked} == {Role.RESIDENT}
    assert {(row.actor_role, row.replied_role) for row in answered} == {(Role.OFFICIAL, Role.RESIDENT)}
    assert [row.at for row in answered] == [asked[0].at, asked[1].at, asked[3].at]
    assert [row.in_reply_to for row in answered] == [asked[0].id, asked[1].id, asked[3].id]
    assert (report.items, report.not_understood, report.notes) == (4, 0, [])
    assert asked[0].at == datetime(2025, 3, 30, 5, 15, tzinfo=UTC)


LANGUAGES = [
    (
        ("Case number", "Opened", "Closed", "First answered", "Category", "Channel", "Status"),
        ("17", "2025-03-30 08:15", "2025-04-03 09:15", "2025-03-30 08:45", "Lighting", "Web form", "Closed"),
        Asset.WEBSITE,
    ),
    (
        ("رقم الطلب", "تاريخ الفتح", "تاريخ الإغلاق", "تاريخ الرد", "الموضوع", "القناة", "الحالة"),
        ("١٧", "٣٠/٠٣/٢٠٢٥ ٠٨:١٥", "٠٣/٠٤/٢٠٢٥ ٠٩:١٥", "٣٠/٠٣/٢٠٢٥ ٠٨:٤٥", "إنارة", "تطبيق البلدية", "مغلق"),
        Asset.APP,
    ),
    (
        ("Номер обращения", "Дата открытия", "Дата закрытия", "Дата ответа", "Тема", "Канал", "Статус"),
        ("17", "30.03.2025 08:15", "03.04.2025 09:15", "30.03.2025 08:45", "Свет", "Сайт", "Закрыто"),
        Asset.WEBSITE,
    ),
    (
        (
            "מס' פניה",
            "תאריך פתיחת פניה",
            "תאריך סגירת פניה",
            "תאריך מענה ראשון",
            "נושא",
            "ערוץ",
            "סטטוס פניה",
        ),
        ("17", "30.3.2025 8:15", "3.4.2025 9:15", "30.3.2025 8:45", "תאורה", 'דוא"ל', "טופל"),
        Asset.NEWSLETTER,
    ),
]


@pytest.mark.parametrize(("head", "row", "asset"), LANGUAGES, ids=["en", "ar", "ru", "he"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_usual_heads_of_four_languages_need_no_asking(
    head: tuple[str, ...], row: tuple[str, ...], asset: Asset, mark: str
) -> None:
    content = table(head, row, mark=mark)
    report = Report()
    asked, answered = activities(HOTLINE.rows(content, report))
    assert asked.at == datetime(2025, 3, 30, 5, 15, tzinfo=UTC)
    assert (asked.asset, answered.asset, answered.answered_seconds) == (asset, asset, 1800)
    assert report.not_understood == 0
    assert recognised(source(content, "export.csv")).connector.slug == "hotline_table"


def test_a_title_above_the_table_and_its_head_again_in_the_middle() -> None:
    content = table(("דוח פניות מוקד 106, מרץ 2025",), (), HEBREW, *ROWS[:2], HEBREW, *ROWS[2:])
    report = Report()
    assert {row.id for row in HOTLINE.rows(content, report)} == {row.id for row in HOTLINE.rows(MARCH)}
    assert report.not_understood == 0


def test_an_old_spreadsheets_encoding_and_a_zip() -> None:
    assert HOTLINE.rows(MARCH.encode("cp1255")) == HOTLINE.rows(MARCH)
    assert HOTLINE.rows(zipped({"106.csv": MARCH})) == HOTLINE.rows(MARCH)


def test_a_longer_export_adds_facts_and_changes_none() -> None:
    later = (*ROWS[:2], (1203, "31/03/2025 11:30", "07/04/2025 11:30", "תאורה", "אפליקציה", "סגור"), ROWS[3])
    longer = table(HEBREW, *later, (1205, "01/04/2025 07:00", "", "תאורה", "טלפון", "פתוח"))
    before, after = HOTLINE.rows(MARCH), HOTLINE.rows(longer)
    by_id = {row.id: row for row in activities(after)}
    assert all(by_id[row.id]._replace(topic=None) == row._replace(topic=None) for row in activities(before))
    assert len(by_id) == len(activities(before)) + 2


def test_numbers_that_begin_anew_each_year_are_other_inquiries() -> None:
    rows = [(7, f"30/03/{year} 08:00", "", "", "", "פתוח") for year in (2024, 2025)]
    asked = done(HOTLINE.rows(table(HEBREW, *rows)), Verb.QUESTION)
    assert len({row.id for row in asked}) == 2


@pytest.mark.parametrize("number", ["1204", " 1204 ", "1204.0", "#1204"])
def test_a_number_is_the_same_however_a_spreadsheet_writes_it(number: str) -> None:
    (asked, *_rest) = HOTLINE.rows(table(HEBREW, (number, *ROWS[3][1:])))
    assert asked.id == PEOPLE.thing("inquiry", "1204", "2025-03-31")


NEW_YORK = (
    "Unique Key,Created Date,Closed Date,Agency,Agency Name,Complaint Type,Descriptor,Location Type,Incident Zip,"
    "Incident Address,Street Name,Cross Street 1,Cross Street 2,Intersection Street 1,Intersection Street 2,Address Type,"
    "City,Landmark,Facility Type,Status,Due Date,"
)
IN_2019 = NEW_YORK + (
    "Resolution Description,Resolution Action Updated Date,Community Board,BBL,Borough,X Coordinate (State Plane),"
    "Y Coordinate (State Plane),Open Data Channel Type,Park Facility Name,Park Borough,Vehicle Type,Taxi Company Borough,"
    "Taxi Pick Up Location,Bridge Highway Name,Bridge Highway Direction,Road Ramp,Bridge Highway Segment,Latitude,"
    "Longitude,Location"
)
IN_2013 = NEW_YORK + (
    "Resolution Action Updated Date,Community Board,Borough,X Coordinate (State Plane),Y Coordinate (State Plane),"
    "Park Facility Name,Park Borough,School Name,School Number,School Region,School Code,School Phone Number,School Address,"
    "School City,School State,School Zip,School Not Found,School or Citywide Complaint,Vehicle Type,Taxi Company Borough,"
    "Taxi Pick Up Location,Bridge Highway Name,Bridge Highway Direction,Road Ramp,Bridge Highway Segment,Garage Lot Name,"
    "Ferry Direction,Ferry Terminal Name,Latitude,Longitude,Location"
)


@pytest.mark.parametrize(("heads", "columns"), [(IN_2019, 41), (IN_2013, 52)])
def test_the_lists_of_a_city_overseas_over_the_years(heads: str, columns: int) -> None:
    head = heads.split(",")
    assert len(head) == columns
    rows = [
        ("1", "03/31/2013 11:15:00 PM", "04/01/2013 12:15:00 AM", "PHONE"),
        ("2", "03/31/2013 11:15:00 PM", "03/30/2013 11:15:00 PM", "ONLINE"),
        ("3", "03/31/2013 12:00:00 AM", "03/31/2013 12:00:00 AM", "MOBILE"),
        ("4", "03/31/2013 10:00:00 AM", "", "UNKNOWN"),
    ]
    names = ("Unique Key", "Created Date", "Closed Date", "Open Data Channel Type")
    told = [{**dict(zip(names, row, strict=True)), "Incident Zip": "99432-01234"} for row in rows]
    report = Report()
    found = HOTLINE.rows(table(head, *([row.get(name, "") for name in head] for row in told)), report)
    assert seconds(found) == [3600, None, None]
    assert [problem.line for problem in report.problems] == [3, 4]
    ways = [Asset.STREET, Asset.WEBSITE, Asset.APP, Asset.STREET]
    assert [row.asset for row in done(found, Verb.QUESTION)] == (
        ways if columns == 41 else [Asset.STREET] * 4
    )


# Answers and clocks.


def test_closed_before_it_was_opened_counts_as_answered_without_a_time() -> None:
    rows = [
        (1, "30/03/2025 08:15", "29/03/2025 08:15", "", "טלפון", "סגור"),
        (2, "30/03/2025 08:15", "30/03/2025 08:15", "", "טלפון", "סגור"),
    ]
    report = Report()
    assert seconds(HOTLINE.rows(table(HEBREW, *rows), report)) == [None, None]
    why = "It was answered before it was opened, or in the same moment: how long that took is left out."
    assert whys(report) == [f"2: {why}", f"3: {why}"]


def test_the_first_answer_comes_before_the_closing() -> None:
    head = ("inquiry number", "opened", "closed", "first response", "status")
    rows = [
        (1, "2025-03-30 08:00", "2025-04-01 08:00", "2025-03-30 09:00", "closed"),
        (2, "2025-03-30 08:00", "2025-04-01 08:00", "", "closed"),
        (3, "2025-03-30 08:00", "", "2025-03-30 08:30", "in progress"),
    ]
    assert seconds(HOTLINE.rows(table(head, *rows))) == [3600, 2 * 86_400, 1800]


def test_a_table_of_days_counts_days_and_a_third_of_one_for_the_same() -> None:
    head = HEBREW[:3]
    rows = [(1, "30/03/2025", "30/03/2025"), (2, "30/03/2025", "02/04/2025"), (3, "30/03/2025", "29/03/2025")]
    report = Report()
    found = HOTLINE.rows(table(head, *rows), report)
    assert seconds(found) == [8 * 3600, 3 * 86_400, None]
    assert "3 answers are told by their day alone; one of the same day counts as eight hours." in map(
        str, report.notes
    )


def test_midnights_of_a_spreadsheet_are_days() -> None:
    days = table(HEBREW[:3], (1, "30/03/2025", "30/03/2025"), (2, "30/03/2025", "02/04/2025"))
    midnights = days.replace("2025", "2025 00:00")
    assert HOTLINE.rows(midnights) == HOTLINE.rows(days)


def test_an_hour_in_a_column_of_its_own() -> None:
    head = ("מספר פנייה", "תאריך פתיחה", "שעת פתיחה", "תאריך סגירה", "שעת סגירה")
    for day in ("30/03/2025", "30/03/2025 00:00", "2025-03-30T00:00:00"):
        asked, answered = activities(HOTLINE.rows(table(head, (1, day, "08:15", day, "09:00"))))
        assert asked.at == datetime(2025, 3, 30, 5, 15, tzinfo=UTC)
        assert answered.answered_seconds == 45 * 60


def test_a_state_alone_says_answered_and_not_when() -> None:
    head = ("מספר פנייה", "תאריך פתיחה", "סטטוס")
    rows = [
        (1, "30/03/2025 08:00", "סגור"),
        (2, "30/03/2025 08:00", "לא טופל"),
        (3, "30/03/2025 08:00", "חדש"),
    ]
    report = Report()
    assert seconds(HOTLINE.rows(table(head, *rows), report)) == [None]
    assert "1 inquiries are closed without a day" in str(report.notes[0])


@pytest.mark.parametrize("never", ["01/01/1900", "31/12/9999", "-", "NULL", "לא נסגר"])
def test_what_systems_write_for_never(never: str) -> None:
    report = Report()
    rows = HOTLINE.rows(table(HEBREW, (1, "30/03/2025 08:00", never, "", "", "פתוח")), report)
    assert (len(done(rows, Verb.ACCEPT)), report.not_understood) == (0, 0)


def test_rows_that_are_not_understood_are_listed_and_the_others_count() -> None:
    content = table(
        HEBREW,
        ("", "30/03/2025 08:00", "", "", "", ""),
        ("1.22E+17", "30/03/2025 08:00", "", "", "", ""),
        (3, "soon", "", "", "", ""),
        (4, "30/03/2025 08:00", "when there is time", "", "", ""),
        ('סה"כ', "", "", "", "", ""),
        ROWS[0],
    )
    report = Report()
    rows = HOTLINE.rows(content, report)
    assert len(done(rows, Verb.QUESTION)) == 2
    assert [problem.line for problem in report.problems] == [2, 3, 4, 5, 6]
    assert report.items == 2


# Who asked, about what, by which way.


def test_nobody_is_named_in_the_facts_and_no_text_is_kept() -> None:
    head = (*HEBREW, "טלפון הפונה", "תיאור")
    texts = [f"אשפה ליד הבית של דנה לוי, הזית {n}" for n in range(9)]
    rows = [
        (n, "30/03/2025 08:15", "", text, "טלפון", "פתוח", "052-000-0001", text)
        for n, text in enumerate(texts)
    ]
    found = HOTLINE.rows(table(head, *rows))
    assert {row.actor for row in done(found, Verb.QUESTION)} == {PEOPLE.person("+0520000001")}
    assert "052" not in repr(found)
    assert "דנה" not in repr(found)


def test_somebody_without_a_name_is_nobody() -> None:
    head = (*HEBREW, "שם הפונה")
    for name in ("", "אנונימי", "-", "Anonymous"):
        (asked, *_rest) = activities(HOTLINE.rows(table(head, (*ROWS[2], name))))
        assert asked.actor is None


def test_a_subject_is_kept_when_it_is_one_of_a_list() -> None:
    often = [(n, "30/03/2025 08:15", "", "תאורת רחוב", "טלפון", "פתוח") for n in range(6)]
    once = [(90, "30/03/2025 08:15", "", "הפנס מול ביתי ברחוב הזית 4 כבוי כבר שבוע", "טלפון", "פתוח")]
    phone = [(n, "30/03/2025 08:15", "", "להתקשר 052-0000001", "טלפון", "פתוח") for n in (91, 92, 93)]
    topics = [row.topic for row in done(HOTLINE.rows(table(HEBREW, *often, *once, *phone)), Verb.QUESTION)]
    assert topics == ["תאורת רחוב"] * 6 + [None] * 4


def test_a_column_of_text_is_left_out_whole_and_said() -> None:
    rows = [
        (n, "30/03/2025 08:15", "", "תודה" if n < 4 else f"פנס {n} כבוי", "טלפון", "פתוח") for n in range(40)
    ]
    report = Report()
    assert {row.topic for row in activities(HOTLINE.rows(table(HEBREW, *rows), report))} == {None}
    assert str(report.notes[0]) == "The column נושא holds text, not subjects from a list: it was left out."


def test_a_way_that_is_not_known_counts_as_the_street_and_is_said() -> None:
    ways = ["כבאית"] * 4 + ["מהשכן דוד כהן"]
    rows = [(n, "30/03/2025 08:15", "", "", way, "פתוח") for n, way in enumerate(ways)]
    report = Report()
    assert {row.asset for row in HOTLINE.rows(table(HEBREW, *rows), report)} == {Asset.STREET}
    note = "5 inquiries came in by a way that is not known (כבאית); they count as the street."
    assert [str(note) for note in report.notes] == [note]


def test_what_is_told_holds_where_the_table_is_silent() -> None:
    head = ("מספר פנייה", "תאריך פתיחה", "תאריך סגירה")
    content = table(head, (1, "30/03/2025 08:15", ""))
    assert {row.asset for row in HOTLINE.rows(content)} == {Asset.STREET}
    assert "does not say how inquiries came in" in str(HOTLINE.report(content).notes[0])
    assert {row.asset for row in HOTLINE.rows(content, came_by="website")} == {Asset.WEBSITE}
    assert HOTLINE.report(content, came_by="website").notes == []
    with pytest.raises(Refusal, match="pigeon is none of: street, website"):
        HOTLINE.rows(content, came_by="pigeon")


# Columns and dates that have to be told.


def test_unusual_heads_are_asked_for_and_remembered_by_name() -> None:
    content = table(("מזהה", "נרשם ביום", "סיום"), (1, "30/03/2025 08:00", "30/03/2025 09:00"))
    report = Report()
    with pytest.raises(Untold, match="The inquiry's number, When it was opened") as untold:
        HOTLINE.rows(content, report)
    assert report.columns == ["מזהה", "נרשם ביום", "סיום"]
    assert {question.name for question in untold.value.questions} == {
        question.name for question in HOTLINE.connector.asks if question.name.startswith("column_")
    }
    told = {"column_number": "מזהה", "column_opened": "נרשם ביום", "column_closed": "סיום"}
    assert seconds(HOTLINE.rows(content, **told)) == [3600]


def test_a_table_without_answers_is_asked_about_and_then_tells_of_inquiries_only() -> None:
    content = table(("מספר פנייה", "תאריך פתיחה", "הערות"), (1, "30/03/2025 08:00", "x"))
    with pytest.raises(Untold, match="when an inquiry was answered or closed"):
        HOTLINE.rows(content)
    rows = HOTLINE.rows(content, column_closed="-")
    assert [coverage.speaks_of for coverage in covered(rows)] == ["Question/inquiry"]
    assert [coverage.speaks_of for coverage in covered(HOTLINE.rows(MARCH))] == [None] * 4


def test_which_of_day_and_month_comes_first_is_asked_where_no_date_proves_it() -> None:
    content = table(HEBREW, (1, "03/04/2025 08:00", "05/04/2025 08:00", "", "", ""))
    report = Report()
    with pytest.raises(Untold) as untold:
        HOTLINE.rows(content, report)
    assert ([q.name for q in untold.value.questions], report.asks) == (["date_order"], {"date_order"})
    assert seconds(HOTLINE.rows(content, date_order="dmy")) == [2 * 86_400]
    assert HOTLINE.items(content, date_order="mdy")[0]["opened"] == "2025-03-04T06:00:00+00:00"
    with pytest.raises(Refusal, match="ymd is none of: dmy, mdy"):
        HOTLINE.rows(content, date_order="ymd")


# From when to when it speaks.


def test_each_asset_that_is_met_is_covered_for_all_days_of_the_list() -> None:
    found = covered(HOTLINE.rows(MARCH))
    assert [one.asset for one in found] == ["app", "street", "website", "whatsapp"]
    assert {(one.since, one.until) for one in found} == {
        (datetime(2025, 3, 29, 21, tzinfo=UTC), datetime(2025, 3, 31, 21, tzinfo=UTC))
    }


def test_the_first_day_and_the_day_of_export_are_told() -> None:
    found = covered(HOTLINE.rows(MARCH, listed_since="2025-03-01", exported_on="2025-04-03"))
    assert {(one.since, one.until) for one in found} == {
        (datetime(2025, 2, 28, 22, tzinfo=UTC), datetime(2025, 4, 2, 21, tzinfo=UTC))
    }
    (same, *_rest) = covered(HOTLINE.rows(MARCH, exported_on="2025-03-31"))
    assert same.until == datetime(2025, 3, 31, 9, 0, 1, tzinfo=UTC), "not beyond what was known that day"
    assert {one.id for one in found}.isdisjoint({one.id for one in covered(HOTLINE.rows(MARCH))})


@pytest.mark.parametrize(
    ("name", "day", "said"),
    [
        ("exported_on", "2025-03-30", "days outside"),
        ("listed_since", "2025-03-31", "days outside"),
        ("exported_on", "soon", "write it as in"),
    ],
)
def test_days_that_cannot_be(name: str, day: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        HOTLINE.rows(MARCH, **{name: day})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty"),
        ("\n\n", "holds no table"),
        (table(HEBREW), "lists no inquiry"),
        (table(HEBREW, ("x", "y", "", "", "", "")), "lists no inquiry"),
        ("%PDF-1.7", "PDF"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(content: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        HOTLINE.rows(content)


@given(
    st.lists(
        st.tuples(
            st.integers(1, 99999),
            st.datetimes(datetime(2024, 1, 13), datetime(2025, 12, 31)),  # noqa: DTZ001 - the clock of the street
            st.integers(1, 10**6),
        ),
        min_size=1,
        unique_by=lambda row: row[0],
    )
)
def test_every_inquiry_is_one_question_and_one_answer(inquiries: list[tuple[int, datetime, int]]) -> None:
    rows = [(number, f"{at:%Y-%m-%d %H:%M:%S}", f"{at:%Y-%m-%d %H:%M:%S}") for number, at, _took in inquiries]
    report = Report()
    found: list[Activity] = activities(HOTLINE.rows(table(HEBREW[:3], *rows), report))
    assert len({row.id for row in found}) == 2 * len(inquiries)
    assert {row.object_id for row in found if row.verb is Verb.ACCEPT} == {
        row.id for row in found if row.verb is Verb.QUESTION
    }
