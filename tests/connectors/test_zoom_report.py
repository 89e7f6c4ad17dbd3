"""Every variant of Zoom's report tells the same meeting, in the same facts."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.connectors import zoom_files as zoom
from tests.connectors.zoom_files import NAMES, STAYS, Stay, at, classic, done, known, rows

from merhav.connectors.base import Report
from merhav.connectors.registry import connectors
from merhav.core.periods import Month
from merhav.core.text import Refusal
from merhav.facts.rows import Activity, Coverage
from merhav.facts.words import Object, Role, Verb

Variant = Callable[[Sequence[Stay]], bytes]
every_variant = pytest.mark.parametrize("variant", zoom.TIMED, ids=lambda variant: variant.__name__)


def test_it_is_registered_by_being_there() -> None:
    assert connectors()["zoom_report"].asset == "zoom"


@every_variant
def test_people_and_their_time_are_the_same_in_every_variant(variant: Variant) -> None:
    arrived = done(rows(variant(STAYS)), Verb.ARRIVE)
    assert {row.actor for row in arrived} == {known(name) for name in NAMES}
    minutes = {row.actor: (row.duration or 0) / 60 for row in arrived}
    assert minutes[known(NAMES[1])] == pytest.approx(
        71.33, abs=0.01
    )  # 18:58:40 to 20:10:00, over two devices
    assert minutes[known(NAMES[2])] == 89


@every_variant
def test_the_meeting_is_the_same_fact_in_every_variant(variant: Variant) -> None:
    """So the same meeting, exported in two ways, counts once; and so does each who was there."""
    (meeting,) = done(rows(variant(STAYS)), Verb.CREATE)
    assert meeting.at == datetime(2025, 3, 22, 16, 55, 3, tzinfo=UTC)
    assert meeting.duration == (at("2025-03-22 20:31:10") - at("2025-03-22 18:55:03")).total_seconds()
    assert {row.id for row in rows(variant(STAYS))} == {row.id for row in rows(classic(STAYS))}


@every_variant
def test_nothing_is_left_that_was_not_understood(variant: Variant) -> None:
    report = Report()
    rows(variant(STAYS), report)
    assert (report.not_understood, report.items) == (0, len(STAYS))
    assert sorted(sender.name for sender in report.senders.values()) == sorted(NAMES)
    assert report.first == datetime(2025, 3, 22, 16, 55, 3, tzinfo=UTC)


@every_variant
def test_items_are_the_rows_of_the_file(variant: Variant) -> None:
    found = zoom.items(variant(STAYS))
    assert [set(item) for item in found] == [{"name", "email", "joined", "left", "minutes", "guest"}] * len(
        STAYS
    )
    assert [item["minutes"] for item in found] == [stay.minutes for stay in STAYS]
    assert [item["joined"] for item in found] == [stay.joined.isoformat() for stay in STAYS]
    assert [item["left"] for item in found] == [stay.left.isoformat() for stay in STAYS]
    assert [item["guest"] for item in found] == [stay.guest for stay in STAYS]
    assert [item["email"] for item in found] == [stay.email or None for stay in STAYS]
    assert [item["name"] for item in found][1:] == [stay.name for stay in STAYS][1:]


def test_no_name_and_no_address_is_in_the_facts() -> None:
    told = repr(rows(classic(STAYS), initiator="authority", follow_up_on="2025-04-01"))
    for stay in STAYS:
        for part in filter(None, (*stay.name.split(), stay.email)):
            assert part not in told


def test_the_waiting_room_is_left_out_and_said() -> None:
    report = Report()
    rows(zoom.consent(STAYS), report)
    assert [note.values["rows"] for note in report.notes] == [1]
    assert "מחכה בחוץ" not in {sender.name for sender in report.senders.values()}


# Who called it, what follows.


@pytest.mark.parametrize(("initiator", "role"), [("authority", Role.OFFICIAL), ("residents", Role.RESIDENT)])
def test_who_called_the_meeting_is_frozen_on_it_and_on_all_who_came(initiator: str, role: Role) -> None:
    found = rows(classic(STAYS), initiator=initiator)
    (meeting,) = done(found, Verb.CREATE)
    assert (meeting.actor, meeting.actor_role, meeting.object_type) == (None, role, Object.MEETING)
    for arrived in done(found, Verb.ARRIVE):
        assert arrived.replied_role is role
        assert arrived.object_id == arrived.in_reply_to == meeting.id == meeting.object_id


def test_the_host_and_the_account_are_proposed_as_officials_unless_residents_called() -> None:
    for told, expected in (({}, {known(NAMES[0])}), ({"initiator": "residents"}, set())):
        report = Report()
        rows(classic(STAYS), report, **told)
        assert set(report.suggested_roles) == expected


def test_a_follow_up_is_told_of_the_meeting() -> None:
    found = rows(
        classic(STAYS), initiator="authority", follow_up_on="2025-04-01", follow_up_asset="newsletter"
    )
    (meeting,), (told,) = done(found, Verb.CREATE), done(found, Verb.ANNOUNCE)
    assert (told.at, told.object_id, told.actor_role) == (meeting.at, meeting.id, Role.OFFICIAL)
    assert (told.answered_seconds, told.origin) == (10 * 86_400, "newsletter")


def test_a_follow_up_before_the_meeting_is_refused() -> None:
    with pytest.raises(Refusal, match="earlier than the meeting"):
        rows(classic(STAYS), follow_up_on="2025-03-21")


@pytest.mark.parametrize("name", ["follow_up_on", "all_since", "exported_on", "meeting_start"])
def test_a_day_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(Refusal, match="write it as in 2026-03-22"):
        rows(classic(STAYS), **{name: "next week"})


# What a report speaks for.


def covered(**told: str) -> tuple[datetime, datetime]:
    *_before, last = rows(classic(STAYS), **told)
    assert isinstance(last, Coverage)
    assert not last.from_birth
    return last.since, last.until


def test_a_report_alone_speaks_for_its_month() -> None:
    assert covered() == (Month(2025, 3).start, Month(2025, 3).end)


def test_where_all_reports_are_imported_silence_counts_too() -> None:
    assert covered(all_since="2024-11-15") == (datetime(2024, 11, 14, 22, tzinfo=UTC), Month(2025, 3).end)


def test_a_report_does_not_speak_for_days_after_it_was_made() -> None:
    assert covered(exported_on="2025-03-25")[1] == datetime(2025, 3, 24, 22, tzinfo=UTC)
    assert covered(exported_on="2025-03-22")[1] == datetime(2025, 3, 22, 18, 31, 10, tzinfo=UTC)


def test_coverage_of_two_meetings_in_one_month_is_two_facts() -> None:
    """They may be of two spaces."""
    later = [replace(s, joined=s.joined + timedelta(days=3), left=s.left + timedelta(days=3)) for s in STAYS]
    assert rows(classic(STAYS))[-1].id != rows(classic(later))[-1].id


# The report without times.


def test_a_report_without_times_asks_when_the_meeting_began() -> None:
    report = Report()
    with pytest.raises(Refusal, match="say when the meeting began"):
        rows(zoom.totals(STAYS), report)
    assert report.asks == {"meeting_start"}
    assert report.first is None
    asked = {question.name: question for question in connectors()["zoom_report"].asks}
    assert asked["meeting_start"].only_if == "meeting_start"


def test_a_report_without_times_is_placed_where_it_is_told() -> None:
    found = rows(zoom.totals(STAYS), meeting_start="2025-03-22 19:00", initiator="authority")
    (meeting,) = done(found, Verb.CREATE)
    assert meeting.at == datetime(2025, 3, 22, 17, tzinfo=UTC)
    arrived = done(found, Verb.ARRIVE)
    assert {row.at for row in arrived} == {meeting.at}
    assert {row.object_id for row in arrived} == {row.in_reply_to for row in arrived} == {meeting.id}
    assert {row.actor: row.duration for row in arrived}[known(NAMES[2])] == 89 * 60
    assert isinstance(found[-1], Coverage)
    assert found[-1].since == Month(2025, 3).start


def test_two_meetings_without_times_are_two() -> None:
    first, second = (rows(zoom.totals(STAYS), meeting_start=day) for day in ("2025-03-22", "2025-03-29"))
    assert not {row.id for row in first} & {row.id for row in second}


def test_items_of_a_report_without_times_have_none() -> None:
    assert {(item["joined"], item["left"]) for item in zoom.items(zoom.totals(STAYS))} == {(None, None)}


# Counting nothing twice.


def test_a_report_made_during_the_meeting_and_one_made_after_it() -> None:
    early, late = rows(classic(STAYS[:3])), rows(classic(STAYS))
    assert {row.id for row in early} <= {row.id for row in late}


def test_the_name_of_the_file_does_not_matter() -> None:
    assert {row.id for row in rows(classic(STAYS))} == {
        row.id for row in rows(classic(STAYS), name="מפגש.csv")
    }


def test_one_address_is_one_person_and_two_addresses_are_two() -> None:
    one = [replace(STAYS[2], name="Samira"), STAYS[2]]
    assert len(done(rows(classic(one)), Verb.ARRIVE)) == 1
    two = [STAYS[2], replace(STAYS[2], email="another@mail.example")]
    assert len(done(rows(classic(two)), Verb.ARRIVE)) == 2


def test_a_list_of_many_meetings_is_many_meetings() -> None:
    """Another number, and the same number a week later, and an hour of silence later."""
    week = [replace(s, joined=s.joined + timedelta(days=7), left=s.left + timedelta(days=7)) for s in STAYS]
    night = [
        replace(s, joined=s.joined + timedelta(hours=3), left=s.left + timedelta(hours=3)) for s in STAYS[:2]
    ]
    table = [("Topic", "Meeting ID", *zoom.CLASSIC)]
    table += [("א", "1", *stay.cells(zoom.ISO)) for stay in (*STAYS, *week, *night)]
    table += [("ב", "2", *stay.cells(zoom.ISO)) for stay in STAYS[1:]]
    found = rows(zoom.written(table), initiator="residents", follow_up_on="2025-03-23")
    assert len(done(found, Verb.CREATE)) == 4
    assert len(done(found, Verb.ANNOUNCE)) == 3  # the meeting of a week later was not yet held
    assert len(done(found, Verb.ARRIVE)) == 4 + 4 + 2 + 3


def test_two_reports_one_after_the_other_in_one_file() -> None:
    other = [replace(s, joined=s.joined + timedelta(days=7), left=s.left + timedelta(days=7)) for s in STAYS]
    both = zoom.usage(STAYS) + b"\n" + zoom.usage(other)
    assert len(done(rows(both), Verb.CREATE)) == 2


# Merging re-joins, against a naive reading: the set of seconds in which somebody was there.

SPANS = st.lists(st.tuples(st.integers(0, 7000), st.integers(0, 3000)), min_size=1, max_size=8)


@given(
    st.dictionaries(st.sampled_from(["דנה", "سلمى", "Ira"]), SPANS, min_size=1),
    st.randoms(use_true_random=False),
)
def test_time_is_counted_once_however_often_somebody_joins(
    spans: dict[str, list[tuple[int, int]]], order: object
) -> None:
    begin = at("2025-05-04 17:00:00")
    stays = [
        Stay(name, "", begin + timedelta(seconds=since), begin + timedelta(seconds=since + length))
        for name, parts in spans.items()
        for since, length in parts
    ]
    order.shuffle(stays)  # type: ignore[attr-defined]
    arrived = done(rows(classic(stays)), Verb.ARRIVE)
    for row in arrived:
        assert row.actor in {known(name) for name in spans}
    for name, parts in spans.items():
        (row,) = (row for row in arrived if row.actor == known(name))
        assert row.duration == len(
            {second for since, length in parts for second in range(since, since + length)}
        )
        assert row.at == datetime(2025, 5, 4, 14, tzinfo=UTC) + timedelta(
            seconds=min(since for since, _ in parts)
        )


def test_the_clock_of_the_street_in_summer() -> None:
    summer = [replace(s, joined=s.joined.replace(month=7), left=s.left.replace(month=7)) for s in STAYS]
    (meeting,) = done(rows(classic(summer)), Verb.CREATE)
    assert meeting.at == datetime(2025, 7, 22, 15, 55, 3, tzinfo=UTC)


def test_every_row_is_an_activity_but_the_last() -> None:
    *before, last = rows(classic(STAYS))
    assert all(isinstance(row, Activity) for row in before)
    assert isinstance(last, Coverage)
