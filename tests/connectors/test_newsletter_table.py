"""Tables of any newsletter system, in three shapes and four languages, with a mapping that is told once."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.connectors.newsletters import (
    at,
    counts,
    done,
    held,
    ids,
    items,
    person,
    reader,
    rows,
    source,
    unspoken,
    words,
)

from merhav.connectors.base import Report, Untold
from merhav.connectors.heads import head
from merhav.connectors.newsletter.actions import ACTS, Act
from merhav.connectors.registry import recognised
from merhav.core.text import Refusal
from merhav.facts.rows import Coverage, Observation
from merhav.facts.words import Role

SLUG = "newsletter_table"
ISSUES: dict[str, str] = {
    "en": "Campaign,Send date,Sent,Delivered,Unique opens,Unique clicks,Total clicks,Unsubscribed,Bounces\n",
    "he": 'שם הקמפיין,תאריך שליחה,נשלחו,נמסרו,פתיחות ייחודיות,הקלקות ייחודיות,"סה""כ הקלקות",הסרות,חזרו\n',
    "ar": "اسم الحملة,تاريخ الإرسال,المرسلة,المسلمة,فتحات فريدة,نقرات فريدة,إجمالي النقرات,إلغاء الاشتراك,المرتدة\n",
    "ru": "Кампания,Дата отправки,Отправлено,Доставлено,Уникальные открытия,Уникальные клики,Всего кликов,Отписки,Возвраты\n",
}
MARCH = "ידיעון מרץ,22/03/2026 19:30,1200,1180,460,75,112,3,20\n"
COUNTS = {
    "sent": 1200,
    "delivered": 1180,
    "opens": 460,
    "clickers": 75,
    "clicks": 112,
    "unsubscribes": 3,
    "bounces": 20,
}
EVENTS = """Time,Campaign,Email,Event,URL
22/03/2026 19:30:00,March,Dana@example.org,sent,
22/03/2026 19:30:02,March,omer@example.org,sent,
22/03/2026 19:30:03,March,lost@example.org,sent,
22/03/2026 19:30:09,March,lost@example.org,hard bounce,
22/03/2026 20:00:00,March,dana@example.org,opened,
22/03/2026 20:00:30,March,dana@example.org,clicked,https://town.example.org/plan
22/03/2026 20:03:00,March,dana@example.org,clicked,https://town.example.org/plan
23/03/2026 08:00:00,March,dana@example.org,opened,
23/03/2026 09:00:00,March,omer@example.org,opened,
23/03/2026 09:05:00,March,omer@example.org,replied,
24/03/2026 10:00:00,March,omer@example.org,unsubscribed,
24/03/2026 11:00:00,,noor@example.org,subscribed,
"""


@pytest.mark.parametrize("language", ISSUES)
def test_a_row_for_each_issue_in_every_language(language: str) -> None:
    report = Report()
    found = rows(SLUG, ISSUES[language] + MARCH, report)
    (issue,) = done(found, "Create/issue")
    assert (issue.at, issue.actor_role) == (datetime(2026, 3, 22, 17, 30, tzinfo=UTC), Role.OFFICIAL)
    assert counts(found) == COUNTS
    assert (report.items, report.not_understood) == (1, 0)


def test_a_name_above_the_table_and_totals_under_it_are_no_issues() -> None:
    report = Report()
    found = rows(SLUG, "דוח דיוורים\n\n" + ISSUES["he"] + MARCH + 'סה"כ,,1200,1180,460,75,112,3,20\n', report)
    assert counts(found) == COUNTS
    assert report.not_understood == 0


def test_heads_that_nobody_knows_are_asked_about_once_and_then_remembered() -> None:
    strange = "X,When,A,B\nMarch,22/03/2026,1200,460\n"
    with pytest.raises(Untold) as untold:
        rows(SLUG, strange)
    asked = {question.name for question in untold.value.questions}
    assert {"column_sent_at", "column_campaign", "column_opens", "column_email"} <= asked
    assert all(question.remembered for question in untold.value.questions)
    told = {"column_sent_at": "When", "column_campaign": "X", "column_sent": "A", "column_opens": "B"}
    assert counts(rows(SLUG, strange, **told)) == {"sent": 1200, "opens": 460}
    next_month = strange.replace("March,22/03", "April,22/04")
    assert counts(rows(SLUG, next_month, **told)) == {"sent": 1200, "opens": 460}


def test_a_needed_column_that_is_lacking_is_asked_for_with_what_was_found() -> None:
    report = Report()
    with pytest.raises(Untold, match="When the issue was sent"):
        rows(SLUG, "Campaign,Gone out,Sent,Opens\nMarch,22/03/2026,10,4\n", report)
    assert report.columns == ["Campaign", "Gone out", "Sent", "Opens"]
    assert report.found["column_opens"] == "Opens"
    assert "column_sent_at" in report.asks


def test_delivered_and_opens_follow_from_what_a_table_does_say() -> None:
    found = rows(SLUG, 'Campaign,Date,Sent,Bounces,Open rate\nMarch,22/03/2026,"1,000",20,27.5%\n')
    assert counts(found) == {"sent": 1000, "bounces": 20, "delivered": 980, "opens": 270}
    names = {row.measure: row.generation for row in found if isinstance(row, Observation)}
    assert (names["delivered"], names["opens"]) == ("table:sent_less_bounced", "table:open_rate")


def test_hard_and_soft_bounces_add_up_and_subscribers_are_a_stock() -> None:
    found = rows(
        SLUG, "Campaign,Date,Sent,Hard bounces,Soft bounces,Subscribers\nMarch,22/03/2026,100,2,3,120\n"
    )
    assert counts(found) == {"sent": 100, "bounces": 5, "delivered": 95, "subscribers": 120}
    (stock,) = [row for row in found if isinstance(row, Observation) and row.measure == "subscribers"]
    assert stock.object_id is None


def test_dates_that_prove_no_order_are_asked_about() -> None:
    doubtful = ISSUES["en"] + MARCH.replace("22/03", "05/03")
    report = Report()
    with pytest.raises(Untold, match="date_order"):
        rows(SLUG, doubtful, report)
    assert report.asks == {"date_order"}
    months = [
        done(rows(SLUG, doubtful, date_order=order), "Create/issue")[0].at.month for order in ("dmy", "mdy")
    ]
    assert months == [3, 5]


def test_what_people_did_is_a_fact_of_each() -> None:
    found = rows(SLUG, EVENTS)
    assert words(found) == {
        "Create/issue": 1,
        "Read/issue": 2,
        "View/link": 2,
        "Create/message": 1,
        "Leave/subscription": 1,
        "Follow/subscription": 1,
        "Reject/delivery": 1,
        **dict.fromkeys(
            ["sent", "delivered", "opens", "machine_opens", "clickers", "clicks", "unsubscribes", "bounces"],
            1,
        ),
    }
    (issue,) = done(found, "Create/issue")
    assert issue.at == datetime(2026, 3, 22, 17, 30, tzinfo=UTC)
    read = done(found, "Read/issue")
    assert {(row.actor, row.object_id) for row in read} == {
        (person("dana@example.org"), issue.id),
        (person("omer@example.org"), issue.id),
    }
    (reply,) = done(found, "Create/message")
    assert (reply.actor, reply.replied_role, reply.in_reply_to) == (
        person("omer@example.org"),
        Role.OFFICIAL,
        issue.id,
    )
    (back,) = done(found, "Reject/delivery")
    assert (back.actor, back.topic) == (person("lost@example.org"), "permanent")


def test_counts_of_an_issue_are_of_distinct_people() -> None:
    assert counts(rows(SLUG, EVENTS)) == {
        "sent": 3,
        "delivered": 2,
        "opens": 2,
        "machine_opens": 0,
        "clickers": 1,
        "clicks": 2,
        "unsubscribes": 1,
        "bounces": 1,
    }


def test_the_order_of_the_lines_and_a_line_that_stands_twice_do_not_matter() -> None:
    first, *lines = EVENTS.splitlines(keepends=True)
    jumbled = rows(SLUG, first + "".join(sorted(lines + lines[4:8])))
    assert ids(jumbled) == ids(rows(SLUG, EVENTS))
    assert counts(jumbled) == counts(rows(SLUG, EVENTS))


def test_a_bulletin_that_bears_one_title_is_a_new_issue_each_time() -> None:
    again = EVENTS.replace("22/03", "22/04").replace("23/03", "23/04").replace("24/03", "24/04")
    found = rows(SLUG, EVENTS + again.split("\n", 1)[1])
    assert len(done(found, "Create/issue")) == 2
    assert len(done(found, "Read/issue")) == 4
    opens = [row.value for row in found if isinstance(row, Observation) and row.measure == "opens"]
    assert opens == [2, 2]


def test_an_issue_whose_sending_is_not_told_has_readers_and_no_counts() -> None:
    lines = EVENTS.splitlines(keepends=True)
    found = rows(SLUG, "".join([lines[0], *(line for line in lines if ",sent," not in line)][1:]))
    assert "sent" not in words(found)
    assert words(found)["Read/issue"] == 2
    assert words(found)["Create/issue"] == 0


def test_what_was_sent_and_did_not_come_back_arrived() -> None:
    quiet = "".join(line for line in EVENTS.splitlines(keepends=True) if "bounce" not in line)
    assert [counts(rows(SLUG, events))["delivered"] for events in (EVENTS, quiet)] == [2, 3]
    spoken = EVENTS.replace("omer@example.org,sent", "omer@example.org,delivered")
    assert counts(rows(SLUG, spoken))["delivered"] == 1


def test_the_sending_may_be_told_by_a_column() -> None:
    table = (
        "Event time,Send date,Campaign,Email,Event\n"
        "23/03/2026 09:00:11,22/03/2026,March,dana@example.org,opened\n"
        "24/03/2026 09:00:00,22/03/2026,March,omer@example.org,opened\n"
    )
    assert counts(rows(SLUG, table))["opens"] == 2


WORDS = {
    "sent": ("נשלח", "أرسل", "отправлено"),
    "delivered": ("נמסר", "تم التسليم", "доставлено"),
    "opened": ("נפתח", "فتح", "открыто"),
    "clicked": ("הקלקה", "نقر", "клик"),
    "replied": ("השיב", "رد", "ответил"),
    "hard bounce": ("חזר", "ارتد", "возврат"),
    "unsubscribed": ("הוסר", "ألغى الاشتراك", "отписался"),
    "subscribed": ("נרשם", "اشترك", "подписался"),
}


@pytest.mark.parametrize("language", [0, 1, 2], ids=["he", "ar", "ru"])
def test_what_was_done_is_understood_in_every_language(language: int) -> None:
    told = EVENTS
    for word, others in WORDS.items():
        told = told.replace(f",{word},", f",{others[language]},")
    report = Report()
    assert set(rows(SLUG, told, report)[:-1]) == set(rows(SLUG, EVENTS)[:-1])
    assert report.not_understood == 0


@pytest.mark.parametrize(
    ("word", "act"),
    [
        ("Email Opened", Act.OPENED),
        ("  CLICKED ", Act.CLICKED),
        ("bounced (soft)", Act.BOUNCED_FOR_NOW),
        ("הסרה מרשימת התפוצה", Act.LEFT),
        ("spam_complaint", Act.COMPLAINED),
        ("queued", Act.ASIDE),
        ("not opened", None),
        ("", None),
    ],
)
def test_words_of_what_was_done(word: str, act: Act | None) -> None:
    assert ACTS.of(word) is act


def test_a_bounce_for_now_is_told_from_one_for_good() -> None:
    table = (
        "Time,Campaign,Email,Event,Bounce type\n"
        "22/03/2026 19:30:00,March,a@example.org,bounced,Hard\n"
        "22/03/2026 19:30:00,March,b@example.org,bounced,Transient\n"
        "22/03/2026 19:30:00,March,c@example.org,bounced,452 4.2.2 mailbox full\n"
        "22/03/2026 19:30:00,March,d@example.org,bounced,550 5.1.1 no such user\n"
    )
    topics = {row.actor: row.topic for row in done(rows(SLUG, table), "Reject/delivery")}
    assert [topics[person(f"{name}@example.org")] for name in "abcd"] == [
        "permanent",
        "temporary",
        "temporary",
        "permanent",
    ]


BREVO = (
    "Campaign ID;Campaign Name;Email_ID;Send_Date;Delivered_Date;Open_Date;Total Opens;Total Apple MPP Opens;"
    "Unsubscribe_Date;Hard_Bounce_Date;Hard_Bounce_Reason;Soft_Bounce_Date;Soft_Bounce_Reason;Open_IP;Click_IP;"
    "Unsubscribe_IP;Clicked_Links_Count;Complaint_date;https://town.example.org/plan\n"
    "42;March;dana@example.org;22-03-2026 10:45:06;22-03-2026 10:45:13;22-03-2026 10:46:39;3;0;;;;;;;;;2;;\n"
    "42;March;omer@example.org;22-03-2026 10:45:06;22-03-2026 10:45:14;22-03-2026 10:45:20;1;1;;;;;;;;;0;;\n"
    "42;March;noor@example.org;22-03-2026 10:45:06;22-03-2026 10:45:14;;0;0;23-03-2026 09:00:00;;;;;;;;0;24-03-2026 09:00:00;\n"
    "42;March;lost@example.org;22-03-2026 10:45:06;;;0;0;;22-03-2026 10:45:20;no user;;;;;;0;;\n"
)


def test_a_row_for_each_recipient_with_what_each_did() -> None:
    report = Report()
    found = rows(SLUG, "\ufeff" + BREVO.replace("\n", "\r\n"), report)
    assert counts(found) == {
        "sent": 4,
        "delivered": 3,
        "opens": 1,
        "machine_opens": 1,
        "clickers": 1,
        "clicks": 2,
        "unsubscribes": 1,
        "complaints": 1,
        "bounces": 1,
    }
    assert [row.actor for row in done(found, "Read/issue")] == [person("dana@example.org")]
    assert (report.items, report.not_understood) == (4, 0)
    assert recognised(source(BREVO, "recipients.csv")).sure > 0.9


def test_a_recipients_clicks_have_a_time_of_their_own_where_it_is_told() -> None:
    tabled = (
        "Campaign,Email,Send date,Opened at,Clicked at\n"
        "March,dana@example.org,22/03/2026 10:00,22/03/2026 11:00,23/03/2026 12:00\n"
        "March,omer@example.org,22/03/2026 10:00,,\n"
        "March,nobody,22/03/2026 10:00,,\n"
        "March,noor@example.org,,,\n"
    )
    report = Report()
    found = rows(SLUG, tabled, report)
    assert [row.at for row in done(found, "View/link")] == [datetime(2026, 3, 23, 10, tzinfo=UTC)]
    assert counts(found) == {"sent": 2, "opens": 1, "clickers": 1, "clicks": 1}
    assert report.not_understood == 2
    assert recognised(source(tabled, "table.csv")).connector.slug == SLUG


def test_a_later_export_corrects_and_never_adds() -> None:
    early = rows(SLUG, "".join(EVENTS.splitlines(keepends=True)[:6]))
    late = rows(SLUG, EVENTS)
    for tellings in ((early, late), (late, early)):
        assert {measure: value for (_issue, measure), value in held(tellings).items()} == counts(late)
    people = {row.id for row in early if not isinstance(row, Observation | Coverage)}
    assert people <= ids(late)


def test_a_later_export_holds_even_if_it_knows_of_an_earlier_sending() -> None:
    late = EVENTS + "22/03/2026 19:29:00,March,zina@example.org,sent,\n"
    for tellings in ((rows(SLUG, EVENTS), rows(SLUG, late)), (rows(SLUG, late), rows(SLUG, EVENTS))):
        assert {measure: value for (_issue, measure), value in held(tellings).items()}["sent"] == 4


def test_a_table_of_issues_and_one_of_events_tell_of_the_same_issue() -> None:
    table = rows(SLUG, "Campaign,Date,Sent,Opens\nmarch,22/03/2026 08:00,3,2\n")
    assert {row.id for row in done(table, "Create/issue")} == {
        row.id for row in done(rows(SLUG, EVENTS), "Create/issue")
    }


def test_it_says_only_what_its_columns_can_tell() -> None:
    few = rows(SLUG, "Campaign,Date,Sent,Opens\nMarch,22/03/2026,3,2\n")[-1]
    events = rows(SLUG, EVENTS)[-1]
    assert isinstance(few, Coverage)
    assert isinstance(events, Coverage)
    assert few.speaks_of == "Create/issue sent opens"
    assert {"Create/message", "View/link", "machine_opens"} <= set((events.speaks_of or "").split())
    assert "complaints" not in (events.speaks_of or "")
    assert (few.since, few.until) == (at("2026-03-01 00:00"), at("2026-04-01 00:00"))


def test_lines_that_are_not_understood_are_told() -> None:
    report = Report()
    broken = EVENTS + (
        "22/03/2026 20:00,March,nobody,opened,\n"
        "never,March,a@example.org,opened,\n"
        "22/03/2026 20:00,March,a@example.org,danced,\n"
        "22/03/2026 20:00,March,a@example.org,queued,\n"
        "22/03/2026\n"
    )
    found = rows(SLUG, broken, report)
    assert set(found[:-1]) == set(rows(SLUG, EVENTS)[:-1])
    assert [str(problem.why) for problem in report.problems] == [
        "This row names no e-mail address.",
        "A time in this row was not understood.",
        "What was done in this row was not understood.",
        "What was done in this row was not understood.",
    ]
    assert "1 rows tell of what is not counted (queued, forwarded…)." in [str(note) for note in report.notes]


def test_items_are_what_the_file_says() -> None:
    assert items(SLUG, ISSUES["he"] + MARCH)[0] == {
        "title": "ידיעון מרץ",
        "sent": "2026-03-22T17:30:00+00:00",
        **COUNTS,
    }
    assert items(SLUG, EVENTS)[5] == {
        "campaign": "March",
        "email": "dana@example.org",
        "act": "clicked",
        "at": "2026-03-22T18:00:30+00:00",
        "link": "https://town.example.org/plan",
        "maker": "person",
    }


def test_nothing_personal_is_in_the_facts() -> None:
    found = [*rows(SLUG, EVENTS), *rows(SLUG, BREVO), *rows(SLUG, ISSUES["he"] + MARCH)]
    assert unspoken(found, "example.org", "March'", "ידיעון", "no user")


def test_it_is_recognised_by_what_only_newsletters_tell() -> None:
    for file in (*(line + MARCH for line in ISSUES.values()), EVENTS, BREVO):
        assert recognised(source(file, "table.csv")).connector.slug == SLUG
    for other in (
        "Date,Name,Email,Status\n1/2/2026,Dana,dana@example.org,open\n",
        "Title,Date,Views,Clicks\nx,22/03/2026,4,5\n",
        "a,b\n1,2\n",
    ):
        assert reader(SLUG).recognises(head(source(other))) < 0.5


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is empty"),
        ("one\ntwo\n", "holds no table"),
        (ISSUES["en"], "tells of no issue that was sent"),
        (EVENTS.splitlines()[0], "tells of nothing that was done"),
        ("%PDF-1.4 a", "is a PDF file"),
    ],
)
def test_a_wrong_file_is_refused_in_one_sentence(text: str, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        rows(SLUG, text)


LINES = EVENTS.splitlines(keepends=True)


@settings(deadline=None)
@given(st.lists(st.sampled_from(LINES[1:]), min_size=1, unique=True), st.integers(1, 12))
def test_a_longer_export_adds_facts_of_people_and_changes_none(lines: list[str], kept: int) -> None:
    """In the order of their times, as systems add them."""
    lines.sort()
    shorter, longer = (
        {
            row.id
            for row in rows(SLUG, LINES[0] + "".join(some))
            if not isinstance(row, Observation | Coverage)
        }
        for some in (lines[:kept], lines)
    )
    assert shorter <= longer
