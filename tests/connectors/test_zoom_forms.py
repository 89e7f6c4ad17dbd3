"""What people fill in around a meeting: polls while they meet, and the registration before."""

import csv
import io
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.connectors.chats import source
from tests.connectors.zoom_files import KEY, STAYS, classic, done, known, webinar
from tests.connectors.zoom_files import rows as report_rows

from merhav.connectors.base import Connector, Report, Told
from merhav.connectors.catalog.zoom_polls import ZoomPolls
from merhav.connectors.catalog.zoom_registration import ZoomRegistration
from merhav.connectors.people import Pseudonyms
from merhav.connectors.registry import recognised
from merhav.core.periods import Month
from merhav.core.text import Refusal
from merhav.facts.rows import Activity, Coverage, Row
from merhav.facts.words import Object, Role, Verb

Table = Sequence[Sequence[str]]


def written(table: Table, encoding: str = "utf-8-sig") -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(table)
    return text.getvalue().encode(encoding)


def rows(reader: Connector, content: bytes, report: Report | None = None, **told: str) -> list[Row]:
    people = Pseudonyms(KEY)
    drawn = reader.rows(source(content, "report.csv"), Told(told), people, report or Report())
    return list(reader.finished(drawn, Told(told), people))


def activities(found: Sequence[Row]) -> list[Activity]:
    return [row for row in found if isinstance(row, Activity)]


def coverage(found: Sequence[Row]) -> list[tuple[datetime, datetime]]:
    return [(row.since, row.until) for row in found if isinstance(row, Coverage)]


# Polls.

POLL_HEAD = ("#", "User Name", "User Email", "Submitted Date/Time")
POLLS: Table = [
    ("Poll Report", ""),
    ("Report Generated:", "Mar 23, 2025 08:00 AM"),
    ("Topic", "Meeting ID", "Actual Start Time", "Actual Duration (minutes)", "# Question"),
    ("שיתוף ציבור", "891 2345 6789", "Mar 22, 2025 18:55:03", "97", "2"),
    ("Poll Details", ""),
    (*POLL_HEAD, "Question", "Answer"),
    ("1", "Dana Levi", "dana@example.org", "Mar 22, 2025 19:40:10", "Which park?", "North;South", "When?", "--"),
    ("2", "سميرة", "", "Mar 22, 2025 19:40:12", "Which park?", "South", "When?", "May"),
    ("3", "Anonymous Attendee", "", "Mar 22, 2025 19:40:12", "Which park?", "South"),
    ("4", "Anonymous Attendee", "", "Mar 22, 2025 19:40:12", "Which park?", "North"),
]  # fmt: skip
WIDE: Table = [
    *POLLS[:4],
    ("Launched Polls",),
    ("1", "Parks"),
    (*POLL_HEAD, "Which park?", "When?"),
    ("1", "Dana Levi", "dana@example.org", "03/22/2025 07:40:10 PM", "North;South", ""),
    ("2", "سميرة", "", "03/22/2025 07:40:12 PM", "South", "May"),
    ("Second poll",),
    (*POLL_HEAD, "Would you come again?"),
    ("1", "سميرة", "", "03/22/2025 08:10:00 PM", "Yes"),
]


@pytest.mark.parametrize("table", [POLLS, WIDE])
def test_poll_reports_are_recognised(table: Table) -> None:
    assert recognised(source(written(table), "poll.csv")).connector.slug == "zoom_polls"


def test_each_answer_is_an_act_of_whoever_was_in_the_report() -> None:
    found = activities(rows(ZoomPolls(), written(POLLS)))
    assert [row.actor for row in found] == [known("Dana Levi"), known("سميرة"), known("سميرة"), None, None]
    assert {(row.verb, row.object_type) for row in found} == {(Verb.CREATE, Object.POLL)}
    assert found[0].at == datetime(2025, 3, 22, 17, 40, 10, tzinfo=UTC)
    assert len({row.id for row in found}) == 5


def test_answers_without_a_name_are_nobodys_and_not_a_residents() -> None:
    report = Report()
    *_named, first, second = activities(rows(ZoomPolls(), written(POLLS), report))
    assert {first.actor_role, second.actor_role} == {Role.VISITOR}
    assert [note.values for note in report.notes] == [{"count": 2}]
    assert {sender.name for sender in report.senders.values()} == {"Dana Levi", "سميرة"}


def test_a_column_for_each_question_tells_the_same_and_each_poll_has_its_table() -> None:
    named = activities(rows(ZoomPolls(), written(POLLS)))[:3]
    wide = activities(rows(ZoomPolls(), written(WIDE)))
    assert wide[:3] == named
    assert [row.actor for row in wide[3:]] == [known("سميرة")]


def test_a_poll_report_speaks_for_its_month_until_it_was_made() -> None:
    assert coverage(rows(ZoomPolls(), written(POLLS))) == [
        (Month(2025, 3).start, datetime(2025, 3, 22, 22, tzinfo=UTC))
    ]
    report, unsaid = Report(), written(POLLS[4:])
    assert coverage(rows(ZoomPolls(), unsaid, report)) == [(Month(2025, 3).start, Month(2025, 3).end)]
    assert report.asks == {"exported_on"}
    told = coverage(rows(ZoomPolls(), unsaid, exported_on="2025-03-25"))
    assert told == [(Month(2025, 3).start, datetime(2025, 3, 24, 22, tzinfo=UTC))]
    early = coverage(rows(ZoomPolls(), unsaid, exported_on="2025-03-01"))
    assert early == [(Month(2025, 3).start, datetime(2025, 3, 22, 17, 40, 12, tzinfo=UTC))]


def test_rows_of_a_poll_that_were_not_understood_are_reported() -> None:
    broken = [
        ("5", "Omri", "", "soon", "q", "a"),
        ("6", "", "", "Mar 22, 2025 19:40:10", "q", "a"),
        ("7", "Omri", "", "Mar 22, 2025 19:40:10", "q", ""),
    ]
    report = Report()
    assert len(activities(rows(ZoomPolls(), written([*POLLS, *broken]), report))) == 5
    assert [problem.line for problem in report.problems] == [11, 12, 13]


def test_items_of_a_poll() -> None:
    drawn = ZoomPolls().items(source(written(POLLS)), Told(), Report())
    assert dict(next(iter(drawn))) == {
        "name": "Dana Levi",
        "email": "dana@example.org",
        "at": "2025-03-22T19:40:10",
        "answers": ["North;South"],
    }


# Registrations.

FORM = (
    "First Name",
    "Last Name",
    "Email",
    "Registration Time",
    "Approval Status",
    "כיצד שמעת על המפגש?",
    "Source Name",
)
REGISTERED: Table = [
    ("Registration Report", ""),
    ("Report generated time", "03/23/2025 08:00:00 AM"),
    ("Topic", "Meeting ID", "Scheduled Time", "Duration (minutes)", "# Registered", "# Cancelled"),
    ("שיתוף ציבור", "891 2345 6789", "03/22/2025 07:00:00 PM", "60", "6", "1"),
    ("Attendee Details", ""),
    FORM,
    ("Dana", "Levi", "dana@example.org", "02/27/2025 10:00:00 AM", "approved", "בפייסבוק של העירייה", ""),
    ("سميرة", "حداد", "SAMIRA@example.org", "03/20/2025 10:00:00 AM", "approved", "--", "WhatsApp groups"),
    ("Ольга", "", "olga@example.org", "03/20/2025 11:00:00 AM", "pending", "друзья", ""),
    ("", "", "nameless@example.org", "03/20/2025 12:00:00 PM", "approved", "newsletter", "School poster"),
    ("Omri", "", "omri@example.org", "03/21/2025 10:00:00 AM", "denied", "באתר", ""),
    ("Tal", "", "tal@example.org", "03/21/2025 11:00:00 AM", "cancelled by self", "באתר", ""),
]


def test_registration_reports_are_recognised_and_a_report_of_attendees_is_not() -> None:
    assert recognised(source(written(REGISTERED), "r.csv")).connector.slug == "zoom_registration"
    assert recognised(source(webinar(STAYS), "r.csv")).connector.slug == "zoom_report"
    assert recognised(source(classic(STAYS), "r.csv")).connector.slug == "zoom_report"


def test_a_registration_is_an_act_at_the_time_it_was_made_with_what_brought_it() -> None:
    found = activities(rows(ZoomRegistration(), written(REGISTERED)))
    assert {(row.verb, row.object_type) for row in found} == {(Verb.ACCEPT, Object.MEETING)}
    assert [row.origin for row in found] == ["facebook", "whatsapp", None, "street"]
    assert found[0].at == datetime(2025, 2, 27, 8, tzinfo=UTC)
    assert found[3].actor == Pseudonyms(KEY).person("nameless@example.org")


def test_who_registered_is_who_is_then_in_the_meeting() -> None:
    there = "Dana Levi,dana@example.org,03/22/2025 07:30:00 PM,03/22/2025 08:30:00 PM,60,Yes"
    (arrived,) = done(report_rows(classic([]) + there.encode()), Verb.ARRIVE)
    assert activities(rows(ZoomRegistration(), written(REGISTERED)))[0].actor == arrived.actor


def test_denied_and_cancelled_registrations_are_left_out_and_said() -> None:
    report = Report()
    found = rows(ZoomRegistration(), written(REGISTERED), report)
    assert len(activities(found)) == 4
    assert [note.values for note in report.notes] == [{"count": 2}]
    only = rows(ZoomRegistration(), written([FORM, REGISTERED[-1]]))
    assert [type(row) for row in only] == [Coverage]


def test_registrations_speak_for_their_months_until_the_report_was_made() -> None:
    assert coverage(rows(ZoomRegistration(), written(REGISTERED))) == [
        (Month(2025, 2).start, Month(2025, 2).end),
        (Month(2025, 3).start, datetime(2025, 3, 22, 22, tzinfo=UTC)),
    ]


def test_no_name_no_address_and_no_answer_is_in_the_facts() -> None:
    told = repr((rows(ZoomRegistration(), written(REGISTERED)), rows(ZoomPolls(), written(POLLS))))
    assert not [
        word for word in ("Dana", "Levi", "example", "سميرة", "Ольга", "North", "groups") if word in told
    ]


def test_items_of_a_registration() -> None:
    drawn = ZoomRegistration().items(source(written(REGISTERED)), Told(), Report())
    assert dict(next(iter(drawn))) == {
        "name": "Dana Levi",
        "email": "dana@example.org",
        "at": "2025-02-27T10:00:00",
        "status": "approved",
        "origin": "facebook",
    }


# Both.

BOTH = [(ZoomPolls(), POLLS, 6), (ZoomRegistration(), REGISTERED, 6)]


@pytest.mark.parametrize(("reader", "table", "head"), BOTH)
def test_a_longer_report_only_adds(reader: Connector, table: Table, head: int) -> None:
    longer = {row.id: row for row in activities(rows(reader, written(table)))}
    for end in range(head + 1, len(table)):
        for row in activities(rows(reader, written(table[:end]))):
            assert longer[row.id] == row


@pytest.mark.parametrize(("reader", "table", "head"), BOTH)
def test_a_report_of_something_else_or_of_nobody_is_refused(
    reader: Connector, table: Table, head: int
) -> None:
    for content in (classic(STAYS), written(table[:head]), b"hello", b"", b'a,"b\n'):
        with pytest.raises(Refusal):
            rows(reader, content)


@pytest.mark.parametrize(("reader", "table", "head"), BOTH)
def test_day_first_dates_are_proved_by_one_of_them_or_told(
    reader: Connector, table: Table, head: int
) -> None:
    line = (
        ("1", "Dana", "a@example.org", "{}", "q", "a")
        if head and reader.slug == "zoom_polls"
        else ("Dana", "", "a@example.org", "{}", "")
    )
    one, two = ([cell.format(day) for cell in line] for day in ("05/06/2025 10:00:00", "25/06/2025 10:00:00"))
    months = [
        Month.of(row.at).number for row in activities(rows(reader, written([table[head - 1], one, two])))
    ]
    assert months == [6, 6]
    told = activities(rows(reader, written([table[head - 1], one]), date_order="dmy"))
    assert [Month.of(row.at).number for row in told] == [6]


@pytest.mark.parametrize(("reader", "table", "head"), BOTH)
@settings(max_examples=60, deadline=None)
@given(noise=st.text(max_size=30), place=st.integers(0, 900))
def test_whatever_is_written_a_report_is_read_or_refused(
    reader: Connector, table: Table, head: int, noise: str, place: int
) -> None:
    whole = written(table, "utf-8").decode()
    with suppress(Refusal):
        rows(reader, (whole[:place] + noise + whole[place:]).encode())
