"""Times, names, heads, and files that are no reports."""

import random
import zipfile
from datetime import datetime
from io import BytesIO

import pytest
from tests.connectors import zoom_files as zoom
from tests.connectors.zoom_files import STAYS, classic, done, items, known, rows

from merhav.connectors.base import Report
from merhav.connectors.moments import DAY_FIRST, MONTH_FIRST, day_and_month, moment
from merhav.connectors.zoom.columns import of_meetings, of_people, truth
from merhav.connectors.zoom.stays import own_name
from merhav.core.text import Refusal
from merhav.facts.rows import Coverage
from merhav.facts.words import Verb


@pytest.mark.parametrize(
    ("cell", "order", "expected"),
    [
        ("03/22/2025 07:13:27 PM", MONTH_FIRST, "2025-03-22 19:13:27"),
        ("03/22/2025 07:13:27\u202fPM", MONTH_FIRST, "2025-03-22 19:13:27"),
        ("03/22/2025 19:13:27", MONTH_FIRST, "2025-03-22 19:13:27"),
        ("3/2/25 9:05", MONTH_FIRST, "2025-03-02 09:05:00"),
        ("03/02/2025 09:05:00", DAY_FIRST, "2025-02-03 09:05:00"),
        ("22.03.2025 19:13:27", MONTH_FIRST, "2025-03-22 19:13:27"),
        ("22.03.2025 19:13:27 PM", DAY_FIRST, "2025-03-22 19:13:27"),
        ("2025-03-22 19:13:27", MONTH_FIRST, "2025-03-22 19:13:27"),
        ("2025-03-22T17:13:27Z", MONTH_FIRST, "2025-03-22 19:13:27"),
        ("2025-07-22T17:13:27+00:00", MONTH_FIRST, "2025-07-22 20:13:27"),
        ("Mar 22, 2025 19:13:27", MONTH_FIRST, "2025-03-22 19:13:27"),
        ("Mar 22, 2025 07:13 PM", MONTH_FIRST, "2025-03-22 19:13:00"),
        ("22 March 2025 19:13", MONTH_FIRST, "2025-03-22 19:13:00"),
        ("03/22/2025 12:00:01 AM", MONTH_FIRST, "2025-03-22 00:00:01"),
        ("03/22/2025 12:00:01 PM", MONTH_FIRST, "2025-03-22 12:00:01"),
        ("٠٣/٢٢/٢٠٢٥ ٠٧:١٣:٢٧ م", MONTH_FIRST, "2025-03-22 19:13:27"),
    ],
)
def test_moments(cell: str, order: str, expected: str) -> None:
    assert moment(cell, order) == datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    "cell",
    ["", "--", "19:13:27", "13/13/2025 10:00", "02/30/2025 10:00", "Foo 1, 2025 10:00", "2025-03-22", "97"],
)
def test_what_is_no_moment(cell: str) -> None:
    assert moment(cell, MONTH_FIRST) is None


def test_the_order_of_day_and_month_is_proved_by_a_number_above_twelve() -> None:
    assert day_and_month(["Dana", "03/04/2025 10:00", "22/03/2025 10:00"]) == DAY_FIRST
    assert day_and_month(["03/04/2025 10:00", "03/22/2025 10:00"]) == MONTH_FIRST
    assert day_and_month(["03.04.2025 10:00"]) == DAY_FIRST
    assert day_and_month(["03/04/2025 10:00", "2025-12-31 10:00"]) is None


def test_zoom_writes_the_month_first_unless_told_otherwise() -> None:
    content = zoom.written(
        [zoom.CLASSIC, ("Dana", "", "05/06/2025 10:00:00 AM", "05/06/2025 11:00:00 AM", "60", "No")]
    )
    assert items(content)[0]["joined"] == "2025-05-06T10:00:00"
    assert items(content, date_order="dmy")[0]["joined"] == "2025-06-05T10:00:00"


@pytest.mark.parametrize(
    ("shown", "own"),
    [
        ("Dana Levi", "Dana Levi"),
        ("Dana Levi (Host)", "Dana Levi"),
        ("Dana Levi (Co-host)", "Dana Levi"),
        ("Dana Levi (Dana's iPhone)", "Dana Levi"),
        ("Dana Levi (iPhone) (Host, me)", "Dana Levi"),
        ("\u200fדנה לוי (מארחת)", "דנה לוי"),
        ("(iPhone)", "(iPhone)"),
        ("", ""),
    ],
)
def test_the_name_somebody_is_known_by(shown: str, own: str) -> None:
    assert own_name(shown) == own


def test_heads() -> None:
    assert of_people(zoom.CLASSIC)
    assert of_people(["\u200fName (Original Name)", "Total Duration (Minutes)"])
    assert not of_people(["Name", "Email"])
    assert not of_people(
        ["Dana", "dana@mail.example", "03/22/2025 19:13:27", "03/22/2025 19:13:27", "5", "Yes"]
    )
    assert of_meetings(
        ["Meeting ID", "Topic", "Start Time", "End Time", "User Email", "Duration (Minutes)", "Participants"]
    )
    assert not of_meetings(zoom.NEWER)


@pytest.mark.parametrize(
    ("cell", "said"), [("Yes", True), ("לא", False), ("نعم", True), ("да", True), ("", None), ("?", None)]
)
def test_yes_and_no(cell: str, said: bool | None) -> None:
    assert truth(cell) is said


def test_a_name_with_commas_quotes_and_a_line_break() -> None:
    strange = 'כהן, "נוני"\nועד'
    content = zoom.written([zoom.CLASSIC, (strange, *STAYS[2].cells(zoom.ISO)[1:])])
    assert items(content)[0]["name"] == strange
    assert done(rows(content), Verb.ARRIVE)[0].actor == known('כהן, "נוני" ועד')


def test_a_row_that_is_not_understood_is_shown_and_the_others_count() -> None:
    report = Report()
    good = STAYS[2].cells(zoom.ISO)
    bad = [
        ["Dana", "", "soon", "later", "5", "No"],
        ["", "", "2025-03-22 19:00:00", "2025-03-22 19:05:00", "5", ""],
    ]
    backwards = ["Dana", "", "2025-03-22 19:05:00", "2025-03-22 19:00:00", "5", "No"]
    found = rows(zoom.written([zoom.CLASSIC, *bad, good, backwards]), report)
    assert len(done(found, Verb.ARRIVE)) == 1
    assert (report.not_understood, [problem.line for problem in report.problems]) == (3, [2, 3, 5])


def test_somebody_who_is_still_there_is_there_for_the_minutes_so_far() -> None:
    content = zoom.written([zoom.CLASSIC, ("Dana", "", "2025-03-22 19:00:00", "", "7", "No")])
    assert done(rows(content), Verb.ARRIVE)[0].duration == 420


def test_a_zip_that_holds_a_report() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("participants_89123456789.csv", classic(STAYS))
    assert rows(packed.getvalue(), name="report.zip") == rows(classic(STAYS))


ONLY_MEETINGS = (
    b"Topic,ID,Host,Duration (minutes),Start time,End time,Participants\nA,1,B,5,03/22/2025 06:55:03 PM,,4\n"
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\n\n\n", "is not a report"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n", "PNG"),
        (b"22.3.2025, 19:00 - Dana: Shalom\n" * 1000, "is not a report"),
        ("שלום,עולם\n".encode("cp1255") * 50, "is not a report"),
        (b"{}" * 100_000, "holds no table"),
        (b"a,b,c\n" * 100_000, "is not a report"),
        (b'"' + b"x,\n" * 200_000, "holds no table"),
        (b"x" * (3 << 20), "longer than a million"),
        (",".join(zoom.CLASSIC).encode(), "names nobody"),
        (ONLY_MEETINGS, "without who was there"),
    ],
    ids=lambda value: None if isinstance(value, bytes) else value,
)
def test_a_file_that_is_no_report_gets_one_sentence(content: bytes, said: str) -> None:
    with pytest.raises(Refusal, match=said) as refused:
        rows(content)
    assert str(refused.value).count("\n") == 0


def test_more_people_than_any_meeting_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("merhav.connectors.zoom.meetings.MOST_LINES", 3)
    with pytest.raises(Refusal, match="more than 3 participants"):
        rows(classic(STAYS))


def test_garbage_is_refused_or_reported_and_nothing_else() -> None:
    """A report with bytes changed here and there: a sentence, or rows; never another error."""
    chance = random.Random(4)
    whole = bytearray(zoom.webinar(STAYS) + zoom.usage_newer(STAYS))
    for _again in range(300):
        content = bytearray(whole)
        for _change in range(chance.randint(1, 20)):
            content[chance.randrange(len(content))] = chance.choice(b'",\n\r;0-/:A\0\xd7\xff')
        try:
            found = rows(bytes(content))
        except Refusal:
            continue
        assert isinstance(found[-1], Coverage)
