"""An audience of Mailchimp: three files of one zip, members with and without times, one person in two exports."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.connectors.newsletters import at, counts, done, ids, items, person, rows, source, unspoken, words

from merhav.connectors.base import Report, Untold
from merhav.connectors.heads import head
from merhav.connectors.registry import connectors, recognised
from merhav.core.text import Refusal
from merhav.facts.rows import Coverage, Observation

SLUG = "mailchimp_audience"
OWN = (
    "MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,"
    "LAST_CHANGED,LEID,EUID,NOTES,TAGS"
)
HEAD = f"Email Address,First Name,Last Name,Address,Phone Number,{OWN}\n"


def member(
    email: str, optin: str = "", confirm: str = "", changed: str = "2026-03-01 08:00:00", tags: str = ""
) -> str:
    return (
        f'{email},Dana,Levi,"1 Olive St, Town",050-1234567,2,"{optin}",192.0.2.1,"{confirm}",192.0.2.1,31.9,34.8,2,3,'
        f'Asia/Jerusalem,IL,,"{changed}",123,abc,,{tags}\n'
    )


SUBSCRIBED = (
    HEAD
    + member("Dana@Example.org", "2025-12-31 23:30:00", "2026-01-10 06:00:00", tags='"""VIP"",""Blog"""')
    + member("omer@example.org", "2026-02-03 10:00:00")
    + member("noor@example.org", changed="2026-03-05 12:00:00")
)
GONE = HEAD.replace(
    "LAST_CHANGED", "UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_CAMPAIGN_ID,UNSUB_REASON,UNSUB_REASON_OTHER"
)
UNSUBSCRIBED = GONE + member(
    "lena@example.org", "2026-01-05 10:00:00", changed="2026-02-20 21:00:00"
).replace(",123,abc", ',"March issue",9f,NORMAL,,123,abc')
CLEANED = HEAD.replace("LAST_CHANGED", "CLEAN_TIME,CLEAN_CAMPAIGN_TITLE,CLEAN_CAMPAIGN_ID") + member(
    "old@example.org", "2025-11-05 10:00:00", changed="2026-02-21 04:00:00"
).replace(",123,abc", ',"March issue",9f,123,abc')


def test_subscriptions_begin_when_they_are_confirmed() -> None:
    found = rows(SLUG, SUBSCRIBED)
    assert words(found) == {"Follow/subscription": 2, "subscribers": 1}
    dana, omer = done(found, "Follow/subscription")
    assert (dana.actor, dana.at) == (person("dana@example.org"), datetime(2026, 1, 10, 6, tzinfo=UTC))
    assert (omer.actor, omer.at) == (person("omer@example.org"), datetime(2026, 2, 3, 10, tzinfo=UTC))


def test_who_says_no_time_is_counted_and_has_no_fact() -> None:
    report = Report()
    found = rows(SLUG, SUBSCRIBED, report)
    assert counts(found) == {"subscribers": 3}
    assert [str(note) for note in report.notes] == [
        "1 members do not say when they joined or left; those subscribed are counted."
    ]
    assert (report.items, report.not_understood) == (3, 0)


def test_the_stock_is_of_the_day_of_the_export() -> None:
    (stock,) = [row for row in rows(SLUG, SUBSCRIBED) if isinstance(row, Observation)]
    assert (stock.at, stock.object_id) == (datetime(2026, 3, 5, 12, tzinfo=UTC), None)
    (told,) = [
        row for row in rows(SLUG, SUBSCRIBED, exported_on="2026-04-02") if isinstance(row, Observation)
    ]
    assert told.at.date() == date(2026, 4, 2)
    assert told.generation == "mailchimp:subscribed_members"
    assert told.id != stock.id


def test_one_person_twice_in_a_list_is_one_subscriber() -> None:
    again = SUBSCRIBED + member(" DANA@example.org ", "2026-02-01 10:00:00")
    assert counts(rows(SLUG, again)) == {"subscribers": 3}


def test_who_left_and_whose_mail_came_back() -> None:
    (left,) = done(rows(SLUG, UNSUBSCRIBED), "Leave/subscription")
    assert (left.actor, left.at) == (person("lena@example.org"), datetime(2026, 2, 20, 21, tzinfo=UTC))
    found = rows(SLUG, CLEANED)
    (dead,) = done(found, "Reject/delivery")
    assert (dead.actor, dead.topic) == (person("old@example.org"), "permanent")
    assert words(found) == {"Follow/subscription": 1, "Reject/delivery": 1}


def test_the_day_somebody_joined_is_one_fact_in_whichever_export() -> None:
    stayed = rows(SLUG, HEAD + member("lena@example.org", "2026-01-05 10:00:00"))
    left = rows(SLUG, UNSUBSCRIBED)
    joined = {row.id for row in done(stayed, "Follow/subscription")}
    assert joined == {row.id for row in done(left, "Follow/subscription")}


def test_each_file_speaks_of_what_it_holds() -> None:
    speak = [rows(SLUG, file)[-1] for file in (SUBSCRIBED, UNSUBSCRIBED, CLEANED)]
    assert [row.speaks_of for row in speak if isinstance(row, Coverage)] == [
        "Follow/subscription subscribers",
        "Leave/subscription",
        "Reject/delivery",
    ]


def test_it_speaks_from_the_first_who_joined_to_the_export() -> None:
    coverage = rows(SLUG, SUBSCRIBED)[-1]
    assert isinstance(coverage, Coverage)
    assert coverage.since == at("2026-01-10 00:00")
    assert coverage.until == datetime(2026, 3, 5, 12, 0, 1, tzinfo=UTC)
    told = rows(SLUG, SUBSCRIBED, exported_on="2026-04-02")[-1]
    assert isinstance(told, Coverage)
    assert (told.since, told.until) == (at("2026-01-10 00:00"), at("2026-04-02 00:00"))


def test_an_export_cannot_be_older_than_what_it_tells() -> None:
    with pytest.raises(Refusal, match="earlier than what the file tells of"):
        rows(SLUG, SUBSCRIBED, exported_on="2026-02-01")
    with pytest.raises(Refusal, match="is not a day"):
        rows(SLUG, SUBSCRIBED, exported_on="tomorrow")


def test_columns_of_the_town_may_have_mailchimps_names() -> None:
    """A list once brought in from another export carries its columns as fields of its own."""
    doubled = SUBSCRIBED.replace("Last Name", "UNSUB_TIME").replace("Phone Number", "UNSUB_REASON")
    assert words(rows(SLUG, doubled)) == words(rows(SLUG, SUBSCRIBED))
    assert counts(rows(SLUG, doubled)) == {"subscribers": 3}


@pytest.mark.parametrize("name", ["כתובת אימייל", "البريد الإلكتروني", "Адрес электронной почты", "Wohin?"])
def test_the_address_is_found_under_a_translated_head(name: str) -> None:
    assert ids(rows(SLUG, SUBSCRIBED.replace("Email Address", name))) == ids(rows(SLUG, SUBSCRIBED))


def test_those_who_never_subscribed_are_no_subscribers() -> None:
    with pytest.raises(Refusal, match="never subscribed"):
        rows(SLUG, source(SUBSCRIBED, "nonsubscribed_members_export_1a2b.csv"))


def test_without_any_time_the_day_of_the_export_has_to_be_told() -> None:
    timeless = HEAD + member("dana@example.org", changed="") + member("omer@example.org", changed="")
    with pytest.raises(Untold) as untold:
        rows(SLUG, timeless)
    assert [question.name for question in untold.value.questions] == ["exported_on"]
    assert counts(rows(SLUG, timeless, exported_on="2026-04-02")) == {"subscribers": 2}


def test_an_export_of_those_who_left_has_to_say_when() -> None:
    with pytest.raises(Refusal, match="says when they left"):
        rows(SLUG, GONE + "lena@example.org,,\n")


def test_tags_that_are_no_list_are_let_go() -> None:
    assert items(SLUG, HEAD + member("dana@example.org", tags='"a\nb"'))[0]["tags"] == []


def test_a_spreadsheets_dates_are_read_once_their_order_is_known() -> None:
    respelt = SUBSCRIBED.replace("2026-02-03 10:00:00", "3/2/2026 10:00")
    with pytest.raises(Untold, match="date_order"):
        rows(SLUG, respelt)
    read = done(rows(SLUG, respelt, date_order="dmy"), "Follow/subscription")
    assert read[1].at == datetime(2026, 2, 3, 10, tzinfo=UTC)
    with pytest.raises(Refusal, match="no order of dates"):
        rows(SLUG, respelt, date_order="ymd")


def test_a_row_without_an_address_or_with_a_broken_time_is_told() -> None:
    report = Report()
    broken = SUBSCRIBED + member("nobody") + member("zina@example.org", "31/31/2026")
    found = rows(SLUG, broken, report)
    assert [str(problem.why) for problem in report.problems] == [
        "This row names no e-mail address.",
        "A time in this row was not understood.",
    ]
    assert counts(found) == {"subscribers": 4}


def test_items_are_what_the_file_says() -> None:
    dana, _omer, noor = items(SLUG, SUBSCRIBED)
    assert dana == {
        "email": "dana@example.org",
        "status": "subscribed",
        "joined": "2026-01-10T06:00:00+00:00",
        "gone": None,
        "changed": "2026-03-01T08:00:00+00:00",
        "tags": ["VIP", "Blog"],
    }
    assert (noor["joined"], noor["tags"]) == (None, [])


def test_no_name_address_or_telephone_is_in_the_facts() -> None:
    found = [*rows(SLUG, SUBSCRIBED), *rows(SLUG, UNSUBSCRIBED), *rows(SLUG, CLEANED)]
    assert unspoken(found, "example.org", "Dana", "Olive", "050", "192.0.2.1", "VIP")


def test_it_is_recognised_and_other_tables_are_not() -> None:
    for file in (SUBSCRIBED, UNSUBSCRIBED, CLEANED):
        assert recognised(source(file, "x.csv")).connector.slug == SLUG
    reader = connectors()[SLUG]
    assert reader.recognises(head(source("Email Address,First Name\na@example.org,A\n"))) == 0
    with pytest.raises(Refusal, match="not an export of a Mailchimp audience"):
        rows(SLUG, "a,b\n1,2\n")
    with pytest.raises(Refusal, match="names no member"):
        rows(SLUG, HEAD)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 28)), min_size=1, max_size=20), st.integers(1, 20)
)
def test_a_longer_export_adds_facts_and_changes_none(joined: list[tuple[int, int]], kept: int) -> None:
    lines = [member(f"p{who}@example.org", f"2026-01-{day:02d} 10:00:00") for who, day in joined]
    shorter, longer = (rows(SLUG, HEAD + "".join(some)) for some in (lines[:kept], lines))
    follows = "Follow/subscription"
    assert {row.id for row in done(shorter, follows)} <= {row.id for row in done(longer, follows)}
    assert counts(longer)["subscribers"] == len({who for who, _day in joined})
