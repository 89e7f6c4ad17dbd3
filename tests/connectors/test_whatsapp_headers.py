"""Every shape of header is read; the order of day and month is told per file, or asked."""

import pytest
from tests.connectors.chats import items, rows

from merhav.connectors.base import Report
from merhav.core.text import Refusal

JUNE_13 = "2018-06-13"


@pytest.mark.parametrize(
    ("header", "at"),
    [
        ("13/6/18, 21:25 - ", "T21:25"),
        ("13.6.2018, 21:25 - ", "T21:25"),
        ("13/06/2018, 21:25 – ", "T21:25"),
        ("6/13/18, 9:25 PM - ", "T21:25"),
        ("6/13/18, 9:25\u202fPM - ", "T21:25"),
        ("6/13/18, 9:25\u00a0p.\u00a0m. - ", "T21:25"),
        ("13/6/18 9:25 p. m. - ", "T21:25"),
        ("13/6/18, 9:25 pm - ", "T21:25"),
        ("13.06.18, 21.25 - ", "T21:25"),
        ("13.6.2018 klo 21.25 - ", "T21:25"),
        ("13/06/2018 à 21:25 - ", "T21:25"),
        ("13-06-18 21:25 - ", "T21:25"),
        ("2018/06/13, 21:25 - ", "T21:25"),
        ("2018-06-13, 9:25 PM - ", "T21:25"),
        ("2018-06-13 21:25 - ", "T21:25"),
        ("13/6/2018، 21:25 - ", "T21:25"),
        ("٣١/٣/٢٠١٨، ٩:٢٥ م - ", "2018-03-31T21:25"),
        ("۱۳/۶/۲۰۱۸، ۲۱:۲۵ - ", "T21:25"),
        ("13.6.2018, 9:25 אחה״צ - ", "T21:25"),
        ('13.6.2018, 9:25 אחה"צ - ', "T21:25"),
        ("6/13/2561 BE, 21:25 - ", "T21:25"),
        ("6/13/H30, 21:25 - ", "T21:25"),
        ("6/13/R4, 21:25 - ", "2022-06-13T21:25"),
        ("2018/6/13 下午9:25 - ", "T21:25"),
        ("[13/06/2018, 21:25:15] ", "T21:25:15"),
        ("[13.06.18, 21:25:15] ", "T21:25:15"),
        ("[13/6/18 21.25.15] ", "T21:25:15"),
        ("[13. 6. 2018. 21:25:15] ", "T21:25:15"),
        ("[6/13/18, 9:25:15 PM] ", "T21:25:15"),
        ("[6/13/18, 9:25:15\u202fPM] ", "T21:25:15"),
        ("[2018-06-13, 9:25:15 PM] ", "T21:25:15"),
        ("\u200e[13/06/2018, 21:25:15] ", "T21:25:15"),
        ("[\u200f13\u200f/6\u200f/2018، 21:25:15] ", "T21:25:15"),
        ("[01/31/18 21:25] ", "2018-01-31T21:25"),
        ("[21:25, 13.6.2018] ", "T21:25"),
        ("[9:25 PM, 6/13/2018] ", "T21:25"),
        ("13/06/2018, 21:25:15: ", "T21:25:15"),
        ("13/06/2018, 09:25:15 PM ", "T21:25:15"),
    ],
)
def test_each_shape_of_header_is_read(header: str, at: str) -> None:
    expected = at if at.startswith("20") else JUNE_13 + at
    found = items(f"{header}Dana: one\nmore: of it\n{header}Noa Ben: two")
    assert [(item["at"], item["author"], item["text"]) for item in found] == [
        (expected, "Dana", "one\nmore: of it"),
        (expected, "Noa Ben", "two"),
    ]


@pytest.mark.parametrize(
    ("clock", "expected"),
    [("12:07 AM", "00:07"), ("12:07 PM", "12:07"), ("00:08 a. m.", "00:08"), ("1:00 p. m.", "13:00")],
)
def test_noon_and_midnight(clock: str, expected: str) -> None:
    assert items(f"13/6/18, {clock} - Dana: x")[0]["at"] == f"{JUNE_13}T{expected}"


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("~\u202fDana", "Dana"),
        ("~ Dana", "Dana"),
        ("\u202a+972\u00a050\u2011000\u20110000\u202c", "+972 50\u2011000\u20110000"),
        ("Dana (Block 4) ❤️", "Dana (Block 4) ❤️"),
        ("John-John", "John-John"),
    ],
)
def test_names_lose_the_marks_around_them(name: str, clean: str) -> None:
    assert items(f"13.6.2018, 21:25 - {name}: x")[0]["author"] == clean


def dates(*days: str) -> str:
    return "\n".join(f"{day}, 10:00 - Dana: hello" for day in days)


def days_of(chat: str, **told: str) -> list[str | None]:
    return [item["at"] and item["at"][:10] for item in items(chat, **told)]


def test_any_number_above_twelve_settles_the_whole_file() -> None:
    assert days_of(dates("1/2/18", "1/13/18")) == ["2018-01-02", "2018-01-13"]
    assert days_of(dates("1/2/18", "13/2/18")) == ["2018-02-01", "2018-02-13"]


def test_days_that_would_run_backwards_settle_it() -> None:
    assert days_of(dates("1/2/18", "2/2/18", "1/3/18")) == ["2018-02-01", "2018-02-02", "2018-03-01"]
    assert days_of(dates("2/1/18", "2/2/18", "3/1/18")) == ["2018-02-01", "2018-02-02", "2018-03-01"]


def test_the_number_that_settles_it_may_stand_at_the_end_of_a_long_file() -> None:
    chat = dates(*["1/2/18"] * 20_000, "1/13/18")
    assert days_of(chat)[0] == "2018-01-02"


def test_what_cannot_be_told_is_asked() -> None:
    report = Report()
    chat = dates("3/6/18", "4/6/18")
    assert [item["at"] for item in items(chat, report)] == [None, None]
    assert report.asks == {"date_order"}
    assert report.not_understood == 0
    with pytest.raises(Refusal, match="say which comes first"):
        rows(chat)


def test_the_answer_settles_it() -> None:
    report = Report()
    assert [item["at"] for item in items(dates("3/6/18"), report, date_order="mdy")] == ["2018-03-06T10:00"]
    assert days_of(dates("3/6/18"), date_order="dmy") == ["2018-06-03"]
    assert not report.asks
    with pytest.raises(Refusal, match="dmy or mdy"):
        items(dates("3/6/18"), date_order="ymd")


def test_an_answer_does_not_overrule_the_file() -> None:
    assert days_of(dates("13/6/18"), date_order="mdy") == ["2018-06-13"]


def test_dots_and_marks_of_a_language_settle_it() -> None:
    assert days_of("3.6.2018, 10:00 - Dana: x") == ["2018-06-03"]
    assert days_of("3/6/2018، 10:00 - دانا: x") == ["2018-06-03"]
    assert days_of("[3/6/18, 10:00:00 לפנה״צ] דנה: x") == ["2018-06-03"]
    assert days_of("03/06/2018, 10:00 - דנה: שלום") == ["2018-06-03"]


def test_day_and_month_alike_need_no_answer() -> None:
    assert days_of(dates("5/5/18")) == ["2018-05-05"]


def test_a_pasted_transcript_stays_in_the_message_that_holds_it() -> None:
    report = Report()
    chat = (
        "3.10.2026, 08:05 - דנה: ראו מה כתבו\n[10:15, 2.10.2026] יוסי: שלום\n[2.10.2026, 10:16:00] רות: היי\n"
        "3.10.2026, 08:20 - דנה: נו"
    )
    found = items(chat, report)
    assert [item["author"] for item in found] == ["דנה", "דנה"]
    assert found[0]["text"].count("\n") == 2
    assert ["pasted" in str(note) for note in report.notes] == [True]


def test_a_pasted_day_is_read_in_no_order_of_its_own() -> None:
    found = items("1/2/18, 10:00 - Dana: see\n[13/1/2018, 09:00:00] Noa: x\n2/13/18, 10:00 - Dana: y")
    assert [item["at"] for item in found] == ["2018-01-02T10:00", "2018-02-13T10:00"]


def test_a_file_put_together_from_two_phones_is_one_chat() -> None:
    found = items(
        "12/15/25, 10:30 AM - Dana: one\nmore\n[15/12/2025, 10:32:03 AM] Noa: two\n12/15/25, 10:35 AM - Dana: three\n"
        "[15/12/2025, 10:36:00 AM] Noa: four\n[15/12/2025, 10:20:00 AM] Noa: pasted"
    )
    assert [(item["at"], item["author"], item["text"]) for item in found] == [
        ("2025-12-15T10:30", "Dana", "one\nmore"),
        ("2025-12-15T10:32:03", "Noa", "two"),
        ("2025-12-15T10:35", "Dana", "three"),
        ("2025-12-15T10:36:00", "Noa", "four\n[15/12/2025, 10:20:00 AM] Noa: pasted"),
    ]


def test_days_that_do_not_exist_are_told_and_lose_nothing() -> None:
    report = Report()
    found = items("30.1.2018, 10:00 - Dana: a\n31.2.2018, 10:00 - Dana: b\n1.3.2018, 25:00 - Dana: c", report)
    assert [item["at"] for item in found] == ["2018-01-30T10:00", None, None]
    assert [problem.line for problem in report.problems] == [2, 3]
    assert report.not_understood == 2


def test_lines_before_the_first_message_are_told() -> None:
    report = Report()
    assert len(items("some words\n\n13.6.2018, 21:25 - Dana: x\n31.2.2018, 21:25 - Dana: y", report)) == 2
    assert [(problem.line, problem.excerpt[:4]) for problem in report.problems] == [(1, "some"), (4, "31.2")]


@pytest.mark.parametrize("content", ["hello\nworld\n", "\n \n", "date,name\n1,2\n", "13.6.2018, 21:25\n"])
def test_what_is_no_chat_is_refused(content: str) -> None:
    with pytest.raises(Refusal):
        items(content)


@pytest.mark.parametrize(("messages", "noted"), [(9_999, False), (10_000, True), (40_000, True)])
def test_a_file_of_exactly_the_apps_limit_is_cut(messages: int, noted: bool) -> None:
    report = Report()
    items("13.6.2018, 21:25 - Dana: x\n" * messages, report)
    assert any("cut off" in str(note) for note in report.notes) == noted


def test_a_message_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("merhav.connectors.whatsapp.blocks.LONGEST_MESSAGE", 1 << 20)
    with pytest.raises(Refusal, match="four million"):
        items("13.6.2018, 21:25 - Dana: x\n" + "y\n" * (1 << 21))
