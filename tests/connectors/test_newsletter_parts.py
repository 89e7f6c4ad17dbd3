"""What the readers of newsletters stand on: dates, addresses, words, spans of time, messages in a file, rows on disk."""

import io
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.connectors.newsletters import PEOPLE, at, counts, done, person, rows

from merhav.connectors.base import Report, Told, Untold
from merhav.connectors.files import Source
from merhav.connectors.newsletter import dates
from merhav.connectors.newsletter.actions import ACTS, Act
from merhav.connectors.newsletter.fields import ACTION, EMAIL, EVENTS
from merhav.connectors.newsletter.fields_counts import ISSUES
from merhav.connectors.newsletter.fields_recipients import RECIPIENTS
from merhav.connectors.newsletter.issues import created, issue_id, title_id
from merhav.connectors.newsletter.kinds import EARLINESS, KINDS, STAGES
from merhav.connectors.newsletter.layout import ALL, Shape, shape_of
from merhav.connectors.newsletter.mailbox import LONGEST, messages
from merhav.connectors.newsletter.opens import by_people, included
from merhav.connectors.newsletter.people import address, followed, returned
from merhav.connectors.newsletter.store import put, temporary
from merhav.connectors.newsletter.tally import count_in
from merhav.connectors.newsletter.told import ending, with_told
from merhav.connectors.newsletter.words import YES_OR_NO, plain
from merhav.connectors.tables import Header
from merhav.core.text import Refusal
from merhav.facts.rows import Activity, Coverage, Observation, Row


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("22/03/2026 19:30", "2026-03-22T17:30:00+00:00"),
        ("2026-03-22", "2026-03-22T10:00:00+00:00"),
        ("2026-03-22T19:30:00Z", "2026-03-22T19:30:00+00:00"),
        ("2026-03-22 19:30:00+03:00", "2026-03-22T16:30:00+00:00"),
        ("22 במרץ 2026 בשעה 19:30", "2026-03-22T17:30:00+00:00"),
        ("Mar 22, 2026 07:30 pm", "2026-03-22T17:30:00+00:00"),
        ("01/01/0001 00:00", None),
        ("31/12/9999 23:59", None),
        ("soon", None),
        ("", None),
    ],
)
def test_moments_are_of_the_streets_clock_unless_they_say_a_zone(cell: str, expected: str | None) -> None:
    read = dates.at(cell, "dmy")
    assert (read.isoformat() if read else None) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2015-03-16 14:40:47", "2015-03-16T14:40:47+00:00"),
        ("2026-06-18T10:00:00.000Z", "2026-06-18T10:00:00+00:00"),
        ("2026-06-18 10:00:00+0300", "2026-06-18T07:00:00+00:00"),
        ("16/3/2015 14:40", "2015-03-16T14:40:00+00:00"),
        ("2015-03-16", "2015-03-16T10:00:00+00:00"),
        ("0001-03-16 10:00:00", None),
        ("never", None),
    ],
)
def test_moments_of_an_audience_are_of_utc(cell: str, expected: str | None) -> None:
    read = dates.at_utc(cell, "dmy")
    assert (read.isoformat() if read else None) == expected


def test_the_order_of_dates_is_told_proved_or_of_no_matter() -> None:
    assert dates.order_of(["3/2/2026", "25/2/2026"], Told(), Report()) == "dmy"
    assert dates.order_of(["3/2/2026", "2/25/2026"], Told(), Report()) == "mdy"
    assert dates.order_of(["2026-02-03", "", "soon"], Told(), Report()) == "dmy"
    assert dates.order_of(["3/2/2026"], Told({"date_order": "mdy"}), Report()) == "mdy"
    with pytest.raises(Untold):
        dates.order_of(["3/2/2026"], Told(), Report())


def test_no_more_dates_are_looked_at_than_needed() -> None:
    drawn = 0

    def cells() -> Iterable[str]:
        nonlocal drawn
        for _ in range(1_000_000):
            drawn += 1
            yield "2026-02-03 10:00:00"

    assert dates.order_of(cells(), Told(), Report()) == "dmy"
    assert drawn <= 1000


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (" Dana@Example.ORG ", "dana@example.org"),
        ("Dana Levi <Dana@example.org>", "dana@example.org"),
        ('"Levi, Dana" <dana@example.org>', "dana@example.org"),
        ("דנה@example.org", "דנה@example.org"),
        ("dana", ""),
        ("@example.org", ""),
        ("dana@", ""),
        ("", ""),
        ("a" * 400 + "@example.org", ""),
    ],
)
def test_an_address_has_one_spelling(cell: str, expected: str) -> None:
    assert address(cell) == expected


@given(st.text(max_size=500))
def test_no_cell_breaks_a_reader(cell: str) -> None:
    address(cell)
    count_in(cell)
    dates.at_utc(cell, "dmy")
    for words in (ACTS, KINDS, STAGES, YES_OR_NO):
        words.of(cell)
        words.exactly(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1,751", 1751),
        ("350 (35.18%)", 350),
        ("0 (0.0%)", 0),
        ("12", 12),
        ("-3", None),
        ("n/a", None),
        ("9" * 12, None),
    ],
)
def test_counts_as_reports_write_them(cell: str, expected: float | None) -> None:
    assert count_in(cell) == expected


def test_words_are_found_whatever_marks_stand_around_them() -> None:
    assert plain(' דוא"ל: ') == "דוא ל"
    assert plain("spam_complaint") == plain("Spam-Complaint.") == "spam complaint"
    assert ACTS.of("\u200fנפתח\u200e") is Act.OPENED
    assert YES_OR_NO.exactly("✓") is True
    assert YES_OR_NO.exactly("כן") is True
    assert YES_OR_NO.exactly("no. 5") is None


@pytest.mark.parametrize(
    "meanings",
    [
        dict.fromkeys(Act, ACTS),
        dict.fromkeys(["planning", "education_partnership", "calls_tenders", "bylaws", "other"], KINDS),
        dict.fromkeys(EARLINESS, STAGES),
    ],
    ids=["acts", "kinds", "stages"],
)
def test_there_are_words_in_four_scripts_for_every_meaning(meanings: dict[object, object]) -> None:
    for meaning, words in meanings.items():
        own = "".join(word for word, said in words._meanings.items() if said == meaning)  # type: ignore[attr-defined]
        for letter in "aeiou", "אבגדהוחיכלמנפצקרשת", "ابتحرسفقلمنهوي", "аеиоус":
            assert set(own) & set(letter), (meaning, letter)


@pytest.mark.parametrize("fields", [EVENTS, ISSUES, RECIPIENTS], ids=["events", "issues", "recipients"])
def test_one_head_means_one_column_of_a_table(fields: tuple[object, ...]) -> None:
    """But for the day, which may be of the issue or of the event, and a word that stands for both of two alike."""
    met: dict[str, str] = {}
    for field in fields:
        for head in field.usual:  # type: ignore[attr-defined]
            assert met.setdefault(head, field.name) == field.name, head  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("heads", "shape"),
    [
        (["Campaign", "Date", "Sent", "Opens"], Shape.ISSUES),
        (["Time", "E-mail", "Event"], Shape.EVENTS),
        (["E-mail", "Send date", "Open date", "Status"], Shape.EVENTS),
        (["E-mail", "Send date", "Open date", "Click date", "Status"], Shape.RECIPIENTS),
        (["E-mail", "Send date", "Open date"], Shape.RECIPIENTS),
        (["Name", "Colour"], None),
    ],
)
def test_the_shape_of_a_table_shows_in_its_heads(heads: list[str], shape: Shape | None) -> None:
    assert shape_of(Header(heads)) is shape


def test_the_shape_may_be_told() -> None:
    heads = Header(["Who", "What", "E-mail", "Sent"])
    assert shape_of(heads, Told({EMAIL.question.name: "-"})) is Shape.ISSUES
    assert shape_of(heads, Told({ACTION.question.name: "What"})) is Shape.EVENTS
    assert len({field.name for field in ALL}) == len(ALL)


def test_opens_by_people_are_what_machines_did_not_make() -> None:
    assert by_people({"opens": 10, "machine_opens": 4}, holds_machines=True)["opens"] == 6
    assert by_people({"opens": 10, "machine_opens": 14}, holds_machines=True)["opens"] == 0
    assert by_people({"opens": 10, "machine_opens": 4}, holds_machines=False)["opens"] == 10
    assert included([{"opens": 10, "machine_opens": 0}], Told(), Report()) is False


def test_what_happens_once_a_day_is_one_fact_a_day() -> None:
    morning, evening = at("2026-03-22 08:00"), at("2026-03-22 23:30")
    assert followed(1, morning, PEOPLE).id == followed(1, evening, PEOPLE).id
    assert followed(1, morning, PEOPLE).id != followed(2, morning, PEOPLE).id
    assert followed(1, morning, PEOPLE).id != followed(1, evening + timedelta(hours=1), PEOPLE).id
    assert returned(1, morning, "permanent", PEOPLE).id != returned(1, morning, "temporary", PEOPLE).id


def sendings(*days: str) -> list[Row]:
    title = title_id(PEOPLE, "Bulletin")
    return [created(issue_id(PEOPLE, title, date.fromisoformat(day)), at(f"{day} 09:00")) for day in days]


def covered(days: list[str], **told: str) -> tuple[datetime, datetime]:
    *_facts, last = with_told(ending(sendings(*days), PEOPLE), Told(told), PEOPLE)
    assert isinstance(last, Coverage)
    return last.since, last.until


@pytest.mark.parametrize(
    ("days", "told", "since", "until"),
    [
        (["2026-03-22"], {}, "2026-03-01 00:00", "2026-04-01 00:00"),
        (["2026-03-22"], {"exported_on": "2026-03-25"}, "2026-03-01 00:00", "2026-03-25 00:00"),
        (["2026-03-22"], {"exported_on": "2026-09-01"}, "2026-03-01 00:00", "2026-04-01 00:00"),
        (["2026-03-22"], {"exported_on": "2026-03-22"}, "2026-03-01 00:00", "2026-03-22 09:00:01"),
        (["2026-03-22", "2026-05-03"], {}, "2026-03-01 00:00", "2026-05-03 09:00:01"),
        (["2026-05-03", "2026-03-22"], {"exported_on": "2026-09-01"}, "2026-03-01 00:00", "2026-09-01 00:00"),
        (["2026-03-22"], {"issues_since": "2026-01-15"}, "2026-01-15 00:00", "2026-04-01 00:00"),
        (["2026-03-22"], {"issues_since": "2026-03-20"}, "2026-03-01 00:00", "2026-04-01 00:00"),
    ],
)
def test_from_when_to_when_a_file_speaks(
    days: list[str], told: dict[str, str], since: str, until: str
) -> None:
    assert covered(days, **told) == (at(since), at(until))


def file(content: bytes) -> Source:
    return Source("mail", len(content), lambda: io.BytesIO(content))


def test_a_file_that_does_not_begin_as_a_mailbox_is_one_message() -> None:
    (found,) = messages(
        file(b"Subject: a\n\nFrom dana Mon Mar 23 07:00:00 2026\n\nFrom omer Mon Mar 23 07:00:00 2026\n")
    )
    assert found[1].count(b"From ") == 2


def test_a_mailbox_parts_where_an_empty_line_and_a_sender_stand() -> None:
    first = b"From a Mon Mar 23 07:00:00 2026\r\nSubject: a\r\n\r\nFrom here on\r\n\r\nFrom our town, at 10:30 we met\r\n"
    second = b"\r\nFrom b Mon Mar 23 07:00:00 2026\r\nSubject: b\r\n\r\nb\r\n"
    assert len(list(messages(file(first + second)))) == 3
    assert len(list(messages(file(first.replace(b"at 10:30 ", b"") + second)))) == 2


def test_what_is_held_of_a_message_is_bounded() -> None:
    long = b"From a Mon Mar 23 07:00:00 2026\n" + b"x" * 5_000_000 + b"\n" + b"word\n" * 1_000_000
    (found,) = messages(file(long))
    assert len(found[1]) < LONGEST + 1000
    assert max(map(len, found[1].split(b"\n"))) < 400
    assert max(map(len, found[1].split())) <= 100


@given(st.lists(st.integers(0, 1000)))
def test_rows_on_disk_come_back_in_order(numbers: list[int]) -> None:
    with temporary("CREATE TABLE row (number INTEGER)") as con:
        put(con, "INSERT INTO row VALUES (?)", ((number,) for number in numbers))
        assert [number for (number,) in con.execute("SELECT number FROM row ORDER BY 1")] == sorted(numbers)


PEOPLE_OF = ("dana", "omer", "noor")
deeds = st.lists(
    st.tuples(
        st.sampled_from(PEOPLE_OF),
        st.sampled_from(
            ["sent", "delivered", "opened", "clicked", "unsubscribed", "hard bounce", "complaint"]
        ),
        st.integers(1, 3000),
    ),
    min_size=1,
    max_size=25,
)


@settings(deadline=None)
@given(deeds)
def test_counts_agree_with_plain_counting(told: list[tuple[str, str, int]]) -> None:
    """Minutes apart, so that no clock gives away a machine; the issue's day is told by a column."""
    lines = "".join(
        f"{datetime(2026, 3, 22) + timedelta(minutes=5 * after):%d/%m/%Y %H:%M},22/03/2026,March,{who}@example.org,{act}\n"  # noqa: DTZ001
        for who, act, after in told
    )
    found = rows("newsletter_table", "Time,Send date,Campaign,Email,Event\n" + lines)
    who_did = {act: {who for who, done_, _after in told if done_ == act} for _who, act, _after in told}
    expected = {
        "sent": len(who_did.get("sent", ())),
        "delivered": len(who_did.get("delivered", ())),
        "opens": len(who_did.get("opened", ())),
        "clickers": len(who_did.get("clicked", ())),
        "clicks": len({(who, after) for who, act, after in told if act == "clicked"}),
        "unsubscribes": len(who_did.get("unsubscribed", ())),
        "bounces": len(who_did.get("hard bounce", ())),
        "complaints": len(who_did.get("complaint", ())),
    }
    if "sent" in who_did and "delivered" not in who_did:
        expected["delivered"] = max(expected["sent"] - expected["bounces"], 0)
    assert counts(found) == {measure: expected[measure] for measure in counts(found)}
    assert all(value == 0 for measure, value in expected.items() if measure not in counts(found))
    assert {row.actor for row in done(found, "Read/issue")} == {
        person(f"{who}@example.org") for who in who_did.get("opened", ())
    }


def test_an_observation_knows_when_it_was_seen() -> None:
    found = rows("newsletter_table", "Campaign,Date,Sent\nMarch,22/03/2026,5\n", exported_on="2026-04-02")
    (sent,) = [row for row in found if isinstance(row, Observation)]
    assert sent.seen == datetime(2026, 4, 2, 20, 59, 59, tzinfo=UTC)
    assert [row.at for row in found if isinstance(row, Activity)] == [at("2026-03-22 12:00")]


def test_an_export_older_than_an_issue_is_refused() -> None:
    with pytest.raises(Refusal, match="earlier than what the file tells of"):
        covered(["2026-03-22"], exported_on="2026-03-21")
    with pytest.raises(Refusal, match="is not a day"):
        covered(["2026-03-22"], issues_since="1000-01-01")
