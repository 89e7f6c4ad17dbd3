"""Zoom asked directly and listened to: the same facts as the report of the same meeting."""

import json
import random
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.connectors import zoom_answers as zoom
from tests.connectors.chats import source
from tests.connectors.zoom_answers import asked, lines, meeting, page, participant, rows, sent, written
from tests.connectors.zoom_files import NAMES, STAYS, classic, done, known
from tests.connectors.zoom_files import rows as report_rows

from merhav.connectors.base import Report
from merhav.connectors.registry import recognised
from merhav.core.periods import Month
from merhav.core.text import Refusal
from merhav.facts.rows import Activity, Coverage, Row
from merhav.facts.words import Role, Verb

REPORT = report_rows(classic(STAYS))
MARCH = {"since": "2025-03-01T00:00:00Z", "until": "2025-04-01T00:00:00Z"}
MERGED = asked(meeting(participants=[participant(stay) for stay in STAYS]), **MARCH)
WEEK = [replace(s, joined=s.joined + timedelta(days=7), left=s.left + timedelta(days=7)) for s in STAYS]

EVERY = {
    "a page": page(STAYS),
    "a page without a token": page(STAYS, token=None),
    "pages, one a line": lines([page(STAYS[:2], "abc"), page(STAYS[2:])]),
    "pages in a list": [page(STAYS[:2], "abc"), page(STAYS[2:])],
    "the document that was asked for": MERGED,
    "events, one a line": lines(sent()),
    "events in a list": sent(),
    "events with the number as a number": sent(number=89_123_456_789),
}
every = pytest.mark.parametrize("content", EVERY.values(), ids=EVERY)


def activities(found: list[Row]) -> list[Row]:
    return [row for row in found if isinstance(row, Activity)]


@every
def test_the_facts_are_those_of_the_report_of_the_same_meeting(content: Any) -> None:
    report = Report()
    assert activities(rows(content, report)) == activities(REPORT)
    assert (report.not_understood, report.items) == (0, len(STAYS))
    assert sorted(sender.name for sender in report.senders.values()) == sorted(NAMES)


@every
def test_it_is_recognised_and_no_name_is_in_its_facts(content: Any) -> None:
    assert recognised(written(content)).connector.slug == "zoom_api"
    told = repr(rows(content, initiator="authority"))
    assert not [word for name in NAMES for word in name.split() if word in told]


@every
def test_items_are_the_times_that_somebody_joined(content: Any) -> None:
    found = zoom.items(content)
    assert sorted(str(item["joined"]) for item in found) == sorted(s.joined.isoformat() for s in STAYS)
    assert {item["left"] for item in found} == {s.left.isoformat() for s in STAYS}


def test_a_report_without_its_own_time_speaks_for_the_month_and_one_with_it_for_that() -> None:
    *_before, told = rows(page(STAYS))
    assert isinstance(told, Coverage)
    assert (told.since, told.until) == (Month(2025, 3).start, Month(2025, 3).end)
    *_before, told = rows(MERGED)
    assert isinstance(told, Coverage)
    assert (told.since, told.until) == (datetime(2025, 3, 1, tzinfo=UTC), datetime(2025, 4, 1, tzinfo=UTC))


def test_a_time_without_a_meeting_is_told_too() -> None:
    (nothing,) = rows(asked(**MARCH))
    assert isinstance(nothing, Coverage)


def test_the_topic_is_proposed_as_the_space_where_there_is_one() -> None:
    assert recognised(written(lines(sent()))).space == "שיתוף ציבור"
    two = asked(meeting(participants=[]), meeting(topic="Other", participants=[]), **MARCH)
    assert recognised(written(two)).space == ""


def test_the_host_is_proposed_as_an_official_and_who_called_is_frozen() -> None:
    for content in (MERGED, lines(sent())):
        report = Report()
        found = rows(content, report, initiator="residents")
        assert report.suggested_roles == {}
        assert {row.replied_role for row in done(found, Verb.ARRIVE)} == {Role.RESIDENT}
        rows(content, report)
        assert report.suggested_roles == {known(NAMES[0]): Role.OFFICIAL}


def test_who_only_waited_is_left_out_and_said() -> None:
    waiting = {**participant(STAYS[1]), "name": "מחכה", "status": "in_waiting_room"}
    content, report = page(STAYS), Report()
    content["participants"].append(waiting)
    assert activities(rows(content, report)) == activities(REPORT)
    assert [note.values["rows"] for note in report.notes] == [1]


def test_several_meetings_are_several_in_pages_as_in_events() -> None:
    pages = lines([page(STAYS), page(WEEK)])
    later = asked(
        *(meeting(stays, participants=[participant(s) for s in stays]) for stays in (STAYS, WEEK)), **MARCH
    )
    told = lines([*sent(), *sent(WEEK, uuid="other==")])
    for content in (pages, later, told):
        assert len(done(rows(content), Verb.CREATE)) == 2
        assert {row.id for row in activities(REPORT)} <= {row.id for row in rows(content)}


def test_rows_that_say_nobody_or_no_time_are_reported() -> None:
    content, report = page(STAYS), Report()
    content["participants"] += [{"name": "", "join_time": "x"}, {"name": "Dana"}, 7]
    content["participants"] += [
        {"name": "Dana", "join_time": "2025-03-22T17:00:00Z", "leave_time": "2025-03-22T16:00:00Z"}
    ]
    assert activities(rows(content, report)) == activities(REPORT)
    assert report.not_understood == 4


def test_meetings_that_zoom_refused_are_counted_in_a_note() -> None:
    report = Report()
    rows({**MERGED, "refused": [{"path": "x", "why": "gone"}]}, report)
    assert [note.values for note in report.notes] == [{"lists": 1}]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ({"meetings": [meeting()], "next_page_token": ""}, "without who was in them"),
        (page([]), "names nobody"),
        ({"rows": []}, "names nobody"),
        ([], "names nobody"),
        ("participants", "broken document"),
        ('{"participants": [{"name": "Dana"', "broken document"),
        (lines(sent()[:4]), "may still be going on"),
    ],
)
def test_files_that_tell_of_nobody_are_refused(content: Any, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        rows(content)


# Events: at least once, in any order, not all of them.


@given(st.randoms(use_true_random=False), st.integers(0, 11))
def test_events_may_come_twice_and_in_any_order(order: random.Random, twice: int) -> None:
    told = sent()
    told.append(told[twice])
    order.shuffle(told)
    assert activities(rows(lines(told))) == activities(REPORT)


def without(what: str, place: int) -> list[dict[str, Any]]:
    user = str(16_778_240 + place)
    return [
        one
        for one in sent()
        if one["event"] != what or one["payload"]["object"].get("participant", {}).get("user_id") != user
    ]


def test_who_never_left_stays_until_the_meeting_ends() -> None:
    found = rows(lines(without("meeting.participant_left", 4)))
    stayed = {row.actor: row.duration for row in done(found, Verb.ARRIVE)}
    assert stayed[known("Galaxy A12")] == (STAYS[0].left - STAYS[4].joined).total_seconds()
    assert {row.id for row in found} == {row.id for row in rows(lines(sent()))}


def test_who_never_came_was_there_from_the_beginning() -> None:
    found = rows(lines(without("meeting.participant_joined", 2)))
    stayed = {row.actor: row.duration for row in done(found, Verb.ARRIVE)}
    assert stayed[known(NAMES[2])] == (STAYS[2].left - STAYS[0].joined).total_seconds()


def test_a_join_without_its_leave_lasts_until_the_next_of_the_same_connection() -> None:
    again = replace(
        STAYS[4], joined=STAYS[4].left + timedelta(minutes=5), left=STAYS[4].left + timedelta(minutes=9)
    )
    told = sent([*STAYS, again])
    for one in told:
        who = one["payload"]["object"].get("participant")
        if who and who["user_name"] == "Galaxy A12":
            who["user_id"] = "16778299"
    told.remove(next(one for one in told if one["event"].endswith("left") and "A12" in str(one)))
    stayed = {row.actor: row.duration for row in done(rows(lines(told)), Verb.ARRIVE)}
    assert stayed[known("Galaxy A12")] == (again.left - STAYS[4].joined).total_seconds()


def test_without_any_end_a_meeting_is_over_when_everybody_has_left_or_a_day_and_a_half_later() -> None:
    endless = [one for one in sent() if one["event"] != "meeting.ended"]
    assert activities(rows(lines(endless))) == activities(REPORT)
    inside = [one for one in endless if "A12" not in str(one) or not one["event"].endswith("left")]
    with pytest.raises(Refusal, match="may still be going on"):
        rows(lines(inside))
    assert len(done(rows(lines([*inside, *sent(WEEK, uuid="other==")])), Verb.CREATE)) == 2


@given(st.integers(1, 24))
def test_a_file_that_goes_on_longer_only_adds(count: int) -> None:
    everything = sorted([*sent(), *sent(WEEK, uuid="other==")], key=lambda one: int(one["event_ts"]))
    longer = {row.id: row for row in activities(rows(lines(everything)))}
    report = Report()
    with suppress(Refusal):
        for row in activities(rows(lines(everything[:count]), report)):
            assert longer[row.id] == row


def test_other_events_are_passed_over_and_broken_ones_are_reported() -> None:
    report = Report()
    others = [
        {"event": "user.created", "payload": {}},
        {"event": "endpoint.url_validation", "payload": {"plainToken": "x"}},
    ]
    broken = [
        {"event": "meeting.ended", "payload": {"object": {}}},
        {"event": "meeting.started", "payload": 7},
    ]
    content = lines([*others, *sent(), *broken]) + '{"event": "meeting.started"\n'
    assert activities(rows(content, report)) == activities(REPORT)
    assert report.not_understood == 3


def test_a_webinar_is_told_like_a_meeting_and_without_an_occasion_the_number_and_an_hour_part() -> None:
    webinar = lines(sent()).replace('"meeting.', '"webinar.')
    assert activities(rows(webinar)) == activities(REPORT)
    nameless = lines([*sent(uuid=""), *sent(WEEK, uuid="")])
    assert len(done(rows(nameless), Verb.CREATE)) == 2


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(list(EVERY.values())), st.binary(max_size=30), st.integers(0, 2000))
def test_whatever_the_bytes_a_file_is_read_or_refused(content: Any, noise: bytes, place: int) -> None:
    whole = (content if isinstance(content, str) else json.dumps(content)).encode()
    reader, people = zoom.ZoomApi(), zoom.Pseudonyms(zoom.KEY)
    broken = source(whole[:place] + noise + whole[place + len(noise) :], "zoom.json")
    with suppress(Refusal):
        list(reader.rows(broken, zoom.Told(), people, Report()))
