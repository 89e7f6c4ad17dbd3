"""Campaigns of Mailchimp and MailerLite: the list, the report of one, the report of a test, and each again later."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.connectors.newsletters import at, counts, done, held, ids, items, rows, source, unspoken, words

from merhav.connectors.base import Report, Untold
from merhav.connectors.registry import recognised
from merhav.core.text import Refusal
from merhav.facts.rows import Coverage, Observation
from merhav.facts.words import Role

SLUG = "mailchimp_campaigns"
HEAD = (
    'Title,Subject,List,"Send Date","Send Weekday","Total Recipients","Successful Deliveries","Soft Bounces",'
    '"Hard Bounces","Total Bounces","Times Forwarded","Forwarded Opens","Unique Opens","Open Rate","Total Opens",'
    '"Unique Clicks","Click Rate","Total Clicks",Unsubscribes,"Abuse Complaints","Times Liked on Facebook","Folder Id",'
    '"Unique Id","Total Orders","Average Value"\n'
)


def campaign(title: str, sent: str, opens: int = 350, clicks: int = 157, audience: str = "Residents") -> str:
    return (
        f'"{title}","What is new?","{audience}","{sent}",Monday,"1,000",995,3,2,5,0,0,{opens},"35.18%",501,100,'
        f"10.05%,{clicks},4,1,0,0,17671f6028,0,n/a\n"
    )


MARCH = campaign("March issue", "Mar 09, 2026 09:30 pm")
APRIL = campaign("April issue", "Apr 13, 2026 08:00 am", opens=400)
LIST = HEAD + APRIL + MARCH
COUNTS = {
    "sent": 1000,
    "delivered": 995,
    "opens": 350,
    "clickers": 100,
    "clicks": 157,
    "unsubscribes": 4,
    "complaints": 1,
    "bounces": 5,
}
SINGLE = """Email Campaign Report
"Title:","March issue"
"Subject Line:","What is new?"
"Delivery Date/Time:","Mon, Mar 9, 2026 21:30"

"Overall Stats"
"Total Recipients:","1,000"
"Successful Deliveries:","995"
"Bounces:","5 (0.5%)"
"Times Forwarded:","0"
"Recipients Who Opened:","350 (35.18%)"
"Total Opens:","501"
"Last Open Date:","3/30/26 6:04"
"Recipients Who Clicked:","100 (10.05%)"
"Total Clicks:","157"
"Last Click Date:","3/30/26 6:01"
"Total Unsubs:","4"
"Total Abuse Complaints:","1"
"Times Liked on Facebook:","0"

"Clicks by URL"
"URL","Total Clicks","Unique Clicks"
"https://town.example.org/plan?utm_source=a","150","98"
"https://town.example.org/contact","7","5"
"""
TEST = """Campaign Report
"Title:","March issue"
"Delivery Date/Time:","Mon, Mar 9, 2026 21:30"

"Combination 1 Stats"
"Subject Line:","What is new?"
"From Name:","The town"
"Total Recipients:","1,751"
"Successful Deliveries:","1,742"
"Bounces:","9 (0.5%)"
"Recipients Who Opened:","141 (8.1%)"
"Last Open Date:","4/7/26 17:40"
"Recipients Who Clicked:","20 (1.1%)"
"Total Clicks:","157"
"Total Unsubs:","1"
"Total Abuse Complaints:","0"
"Total Sales:","CA$0.00"

"Combination 2 Stats"
"Subject Line:","News of March"
"Total Recipients:","1,750"
"Successful Deliveries:","1,742"
"Bounces:","8 (0.5%)"
"Recipients Who Opened:","125 (7.2%)"
"Recipients Who Clicked:","27 (1.5%)"
"Total Clicks:","624"
"Total Unsubs:","1"
"Total Abuse Complaints:","2"

"Combination 1 Clicks by URL"
"URL","Total Clicks","Unique Clicks"
"https://town.example.org/a","157","20"

"Combination 2 Clicks by URL"
"URL","Total Clicks","Unique Clicks"
"https://town.example.org/a","624","27"
"""
MAILERLITE = """Campaign report
"Subject:","March issue"
"Sent","2026-03-09 21:30:00"

"Campaign results"
"Total emails sent:","3902"
"Opened:","1085 (28.35%)"
"Clicked:","32 (0.84%)"

"Bad statistics"
"Unsubscribed:","47 (1.14%)"
"Spam complaints:","0 (0%)"
"Hard bounce:","21 (0.54%)"
"Soft bounce:","54 (1.38%)"

"Reading environment"
"Mobile:","34.92%"

"Top email clients"
"Email client","Subscribers"
"Opened","33.39%"

"Links activity"
"Links","Unique clicks","Total clicks"
"Unsubscribe link","83","90"
"https://town.example.org/plan","15","19"
"""


def only(found: object, measure: str) -> Observation:
    (row,) = [row for row in found if isinstance(row, Observation) and row.measure == measure]  # type: ignore[attr-defined]
    return row


def test_an_issue_and_its_counts() -> None:
    found = rows(SLUG, HEAD + MARCH)
    (issue,) = done(found, "Create/issue")
    assert (issue.at, issue.actor_role) == (datetime(2026, 3, 9, 19, 30, tzinfo=UTC), Role.OFFICIAL)
    assert counts(found) == COUNTS
    assert {row.object_id for row in found if isinstance(row, Observation)} == {issue.id}
    assert only(found, "opens").generation == "mailchimp:unique_opens"


def test_the_list_and_the_report_tell_of_the_same_issue() -> None:
    listed, single = rows(SLUG, HEAD + MARCH), rows(SLUG, SINGLE)
    assert ids(listed) == ids(single)
    assert counts(single) == COUNTS


def test_the_arms_of_a_test_add_up() -> None:
    report = Report()
    found = rows(SLUG, TEST, report)
    assert counts(found) == {
        "sent": 3501,
        "delivered": 3484,
        "bounces": 17,
        "opens": 266,
        "clickers": 47,
        "clicks": 781,
        "unsubscribes": 2,
        "complaints": 2,
    }
    assert len(done(found, "Create/issue")) == 1
    assert [str(note) for note in report.notes] == ["The numbers of 2 arms of a test were added up."]


def test_mailerlite_tells_its_own_numbers() -> None:
    found = rows(SLUG, MAILERLITE)
    assert counts(found) == {
        "sent": 3902,
        "opens": 1085,
        "clickers": 32,
        "unsubscribes": 47,
        "complaints": 0,
        "bounces": 75,
        "clicks": 109,
        "delivered": 3827,
    }
    assert only(found, "delivered").generation == "mailerlite:sent_less_bounced"
    assert only(found, "opens").generation == "mailerlite:opens"


def test_a_later_export_corrects_and_never_adds() -> None:
    early = rows(
        SLUG, HEAD + campaign("March issue", "Mar 09, 2026 09:30 pm", opens=10), exported_on="2026-03-10"
    )
    late = rows(SLUG, LIST, exported_on="2026-05-01")
    for tellings in ((early, late), (late, early)):
        sums = held(tellings)
        assert sorted(value for (_issue, measure), value in sums.items() if measure == "opens") == [350, 400]
    assert ids(early) & ids(late)


def test_which_of_two_exports_is_the_later_shows_without_being_told() -> None:
    """The one that knows of later issues; of two that end alike, the one with more opens."""
    for few, many in ((HEAD + MARCH, LIST), (LIST, LIST.replace("350,", "380,"))):
        for tellings in ((rows(SLUG, few), rows(SLUG, many)), (rows(SLUG, many), rows(SLUG, few))):
            told = {value for (_issue, measure), value in held(tellings).items() if measure == "opens"}
            assert told == {
                value for (_i, measure), value in held([rows(SLUG, many)]).items() if measure == "opens"
            }


def test_what_it_speaks_for() -> None:
    one, several, told = (
        rows(SLUG, SINGLE)[-1],
        rows(SLUG, LIST)[-1],
        rows(SLUG, LIST, exported_on="2026-06-02", issues_since="2026-01-01")[-1],
    )
    assert isinstance(one, Coverage)
    assert isinstance(several, Coverage)
    assert isinstance(told, Coverage)
    assert (one.since, one.until) == (at("2026-03-01 00:00"), at("2026-04-01 00:00"))
    assert (several.since, several.until) == (at("2026-03-01 00:00"), at("2026-04-13 08:00:01"))
    assert (told.since, told.until) == (at("2026-01-01 00:00"), at("2026-06-02 00:00"))
    assert "machine_opens" not in (several.speaks_of or "").split()


MACHINES = HEAD.replace("Folder Id", "Apple MPP Opens") + MARCH.replace(",0,0,17671", ",0,120,17671")


def test_opens_by_machines_are_told_apart_once_it_is_known_how_they_are_counted() -> None:
    with pytest.raises(Untold, match="opens_include_machines") as untold:
        rows(SLUG, MACHINES)
    assert [question.name for question in untold.value.questions] == ["opens_include_machines"]
    within = rows(SLUG, MACHINES, opens_include_machines="yes")
    apart = rows(SLUG, MACHINES, opens_include_machines="no")
    assert [counts(found)["opens"] for found in (within, apart)] == [230, 350]
    assert [counts(found)["machine_opens"] for found in (within, apart)] == [120, 120]
    assert only(within, "opens").generation == "mailchimp:opens_by_people"
    with pytest.raises(Refusal, match="neither yes nor no"):
        rows(SLUG, MACHINES, opens_include_machines="maybe")


def test_more_machine_opens_than_opens_prove_that_they_are_counted_apart() -> None:
    found = rows(SLUG, MACHINES.replace(",0,120,17671", ",0,700,17671"))
    assert (counts(found)["opens"], counts(found)["machine_opens"]) == (350, 700)


def test_two_sendings_of_one_title_on_one_day_are_one_issue() -> None:
    found = rows(
        SLUG, HEAD + MARCH + campaign("march  Issue", "Mar 09, 2026 10:00 pm", audience="Others") + MARCH
    )
    assert counts(found)["sent"] == 2000
    assert len(done(found, "Create/issue")) == 1


def test_items_are_what_the_file_says() -> None:
    assert items(SLUG, HEAD + MARCH) == [
        {"title": "March issue", "sent": "2026-03-09T19:30:00+00:00", **COUNTS}
    ]
    *links, last = items(SLUG, SINGLE)
    assert links == [
        {"url": "https://town.example.org/plan?utm_source=a", "clicks": 150, "clickers": 98},
        {"url": "https://town.example.org/contact", "clicks": 7, "clickers": 5},
    ]
    assert last["title"] == "March issue"


def test_a_line_that_is_not_understood_is_told() -> None:
    report = Report()
    broken = HEAD + MARCH + campaign("Draft", "n/a") + APRIL.replace('"1,000"', "many")
    found = rows(SLUG, broken, report)
    assert [str(problem.why) for problem in report.problems] == [
        "A time in this row was not understood.",
        "many is no number of people.",
    ]
    assert words(found)["sent"] == 1
    assert words(found)["Create/issue"] == 2


def test_no_title_and_no_subject_is_in_the_facts() -> None:
    assert unspoken(
        [*rows(SLUG, LIST), *rows(SLUG, SINGLE)], "March issue", "What is new", "Residents", "town.example"
    )


def test_each_shape_is_recognised_with_its_audience() -> None:
    for file in (LIST, SINGLE, TEST, MAILERLITE, LIST.replace(",List,", ",Audience,")):
        assert recognised(source(file, "campaigns.csv")).connector.slug == SLUG
    assert recognised(source(LIST, "campaigns.csv")).space == "Residents"
    assert (
        recognised(source(LIST + campaign("x", "Mar 10, 2026 09:30 pm", audience="B"), "a.csv")).space == ""
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a,b\n1,2\n", "no list of Mailchimp's campaigns"),
        (HEAD, "tells of no issue that was sent"),
        (SINGLE.replace("Mon, Mar 9, 2026 21:30", "soon"), "does not say when the campaign was sent"),
        ("", "is empty"),
    ],
)
def test_a_wrong_file_is_refused_in_one_sentence(text: str, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        rows(SLUG, text)


@settings(deadline=None)
@given(st.lists(st.integers(1, 27), min_size=1, max_size=12, unique=True), st.integers(1, 11))
def test_a_longer_list_adds_facts_and_changes_none(days: list[int], kept: int) -> None:
    lines = [campaign(f"Issue {day}", f"Mar {day:02d}, 2026 09:30 pm") for day in days]
    assert ids(rows(SLUG, HEAD + "".join(lines[:kept]))) <= ids(rows(SLUG, HEAD + "".join(lines)))
