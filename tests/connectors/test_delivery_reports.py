"""Reports of mail that came back: alone, in a mailbox, in a zip; in the standard's form and in prose."""

from datetime import UTC, datetime

import pytest
from tests.connectors.chats import zipped
from tests.connectors.newsletters import at, done, ids, items, person, rows, source, unspoken

from merhav.connectors.base import Report
from merhav.connectors.newsletter.mailbox import LONGEST
from merhav.connectors.registry import recognised
from merhav.core.text import Refusal
from merhav.facts.rows import Coverage

SLUG = "delivery_reports"


def standard(
    who: str = "Lost@example.org", action: str = "failed", day: str = "22", subject: str = "Undelivered"
) -> str:
    return f"""From: Mail Delivery Subsystem <MAILER-DAEMON@mail.example.net>
To: newsletter@town.example.org
Subject: {subject}
Date: Sun, {day} Mar 2026 19:31:00 +0200
Message-ID: <{who}.{day}@mail.example.net>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="part"

--part
Content-Type: text/plain

Your message did not reach somebody. It said: the new park by the stream.

--part
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.net
Arrival-Date: Sun, {day} Mar 2026 19:30:00 +0200

Final-Recipient: rfc822; {who}
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user

--part--
"""


PROSE = """Return-Path: <>
From: MAILER-DAEMON@mail.example.com
To: newsletter@town.example.org
Subject: failure notice
Date: Mon, 23 Mar 2026 06:00:00 +0000

Hi. This is the qmail-send program at mail.example.com.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<gone@example.com>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.
"""
ON_LEAVE = """From: dana@example.org
To: newsletter@town.example.org
Subject: Out of the office
Date: Mon, 23 Mar 2026 07:00:00 +0000
Auto-Submitted: auto-replied

I am back on Sunday.
"""


def mailbox(*messages: str) -> str:
    return "".join(f"From MAILER-DAEMON Mon Mar 23 07:00:00 2026\n{message}\n" for message in messages)


def test_a_report_in_the_standards_form() -> None:
    report = Report()
    (back,) = done(rows(SLUG, standard(), report), "Reject/delivery")
    assert (back.actor, back.topic) == (person("lost@example.org"), "permanent")
    assert back.at == datetime(2026, 3, 22, 17, 31, tzinfo=UTC)
    assert (report.items, report.not_understood, report.notes) == (1, 0, [])


def test_what_is_delayed_came_back_for_now() -> None:
    (back,) = done(rows(SLUG, standard(action="delayed")), "Reject/delivery")
    assert back.topic == "temporary"


def test_a_report_in_prose() -> None:
    assert items(SLUG, PROSE) == [
        {
            "file": "export.csv",
            "at": "2026-03-23T06:00:00+00:00",
            "address": "gone@example.com",
            "kind": "permanent",
        }
    ]


def test_mail_that_did_arrive_is_noted_and_not_counted() -> None:
    report = Report()
    found = rows(SLUG, mailbox(standard(action="delivered"), standard()), report)
    assert len(done(found, "Reject/delivery")) == 1
    assert [str(note) for note in report.notes] == ["1 reports say that mail arrived; they are not counted."]


def test_a_mailbox_of_many_with_other_mail_between() -> None:
    report = Report()
    letter = "From: omer@example.org\nSubject: Thank you\nDate: Mon, 23 Mar 2026 07:00:00 +0000\n\nFrom here it is lovely.\n"
    found = rows(SLUG, mailbox(standard(), ON_LEAVE, PROSE, letter, standard("b@example.org")), report)
    assert {row.actor for row in done(found, "Reject/delivery")} == {
        person("lost@example.org"),
        person("gone@example.com"),
        person("b@example.org"),
    }
    assert [str(note) for note in report.notes] == ["1 automatic answers were left out."]
    assert [(problem.excerpt, str(problem.why)) for problem in report.problems] == [
        ("Thank you", "This message is no delivery report.")
    ]


def test_a_zip_of_messages_and_mailboxes() -> None:
    whole = zipped(
        {
            "reports/1.eml": standard("a@example.org"),
            "reports/2.txt": PROSE,
            "all.mbox": mailbox(standard("b@example.org"), standard("c@example.org")),
            "logo.png": b"\x89PNG",
            "__MACOSX/._1.eml": b"\x00\x05\x16\x07",
        },
        "all.zip",
    )
    assert [(item["file"], item["address"]) for item in items(SLUG, whole)] == [
        ("reports/1.eml", "a@example.org"),
        ("reports/2.txt", "gone@example.com"),
        ("all.mbox", "b@example.org"),
        ("all.mbox", "c@example.org"),
    ]


def test_the_same_report_again_and_another_of_the_same_day_are_one_fact() -> None:
    once = ids(rows(SLUG, standard()))
    assert ids(rows(SLUG, mailbox(standard(), standard(subject="Again")))) == once
    assert ids(rows(SLUG, standard(who="LOST@Example.org"))) == once
    assert ids(rows(SLUG, standard(day="29"))).isdisjoint(once)


def test_a_longer_mailbox_adds_facts_and_changes_none() -> None:
    messages = [standard(f"p{number}@example.org") for number in range(6)]
    for kept in range(1, 6):
        assert ids(rows(SLUG, mailbox(*messages[:kept]))) < ids(rows(SLUG, mailbox(*messages)))


def test_a_copy_of_the_newsletter_under_a_report_may_be_long() -> None:
    long = PROSE + "x" * 3 * LONGEST + "\n" + "word " * LONGEST
    assert ids(rows(SLUG, long)) == ids(rows(SLUG, PROSE))
    assert len(items(SLUG, mailbox(long, standard()))) == 2


def test_what_it_speaks_for() -> None:
    coverage = rows(SLUG, standard(), exported_on="2026-04-02", reports_since="2026-01-01")[-1]
    assert isinstance(coverage, Coverage)
    assert (coverage.since, coverage.until) == (at("2026-01-01 00:00"), at("2026-04-02 00:00"))
    alone = rows(SLUG, standard())[-1]
    assert isinstance(alone, Coverage)
    assert (alone.since, alone.until) == (at("2026-03-22 00:00"), at("2026-03-22 19:31:01"))


def test_a_report_that_names_nobody_or_no_time_is_told() -> None:
    report = Report()
    nameless = standard(who="").replace("Final-Recipient", "X-Other")
    timeless = standard().replace("Date: ", "X-Date: ")
    found = rows(SLUG, mailbox(standard(), nameless) + "\n", report)
    assert len(done(found, "Reject/delivery")) == 1
    assert [str(problem.why) for problem in report.problems] == [
        "This report does not say whose mail came back."
    ]
    (dated,) = done(rows(SLUG, mailbox(timeless)), "Reject/delivery")
    assert dated.at == datetime(2026, 3, 23, 7, tzinfo=UTC)


def test_nothing_personal_is_in_the_facts() -> None:
    assert unspoken(rows(SLUG, mailbox(standard(), PROSE)), "example", "park", "failure notice")


def test_it_is_recognised() -> None:
    for message in (standard(), PROSE, mailbox(standard())):
        assert recognised(source(message, "x.eml")).connector.slug == SLUG


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "holds no delivery report"),
        ("Dear town,\nthank you.\n", "holds no delivery report"),
        (ON_LEAVE, "holds no delivery report"),
        (b"\x00\xff" * 500, "holds no delivery report"),
        (b"PK\x03\x04 not a zip", "is broken"),
    ],
)
def test_a_wrong_file_is_refused_in_one_sentence(content: str | bytes, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        rows(SLUG, content)


def test_a_zip_without_messages_is_refused() -> None:
    with pytest.raises(Refusal, match="holds no file that can be read"):
        rows(SLUG, zipped({"a.png": b"1"}))


def test_a_report_nested_without_end_is_one_that_is_not_understood() -> None:
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(2000))
    report = Report()
    rows(SLUG, mailbox(standard(), f"Subject: deep\n{nested}"), report)
    assert [str(problem.why) for problem in report.problems] == ["This message is no delivery report."]
