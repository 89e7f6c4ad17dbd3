"""Telegram's exports: the same facts as WhatsApp's, with the replies that the file tells."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.connectors.chats import PEOPLE, source
from tests.connectors.telegrams import (
    ACCOUNTS,
    STREET,
    account,
    acts,
    coverage,
    group,
    items,
    notice,
    observed,
    rows,
    said,
    written,
)

from merhav.connectors.base import Report
from merhav.connectors.files import Source
from merhav.connectors.registry import recognised
from merhav.core.text import Refusal
from merhav.facts.rows import Activity
from merhav.facts.words import Asset, Object, Role, Verb


def person(name: str) -> int:
    return PEOPLE.person(name)


def test_its_own_files_are_recognised_with_the_name_of_their_chat() -> None:
    known = recognised(written(STREET))
    assert (known.connector.slug, known.connector.asset, known.space) == (
        "telegram_export",
        Asset.WHATSAPP,
        "Our street",
    )
    assert recognised(written(account(STREET))).connector.slug == "telegram_export"
    assert recognised(written(account(STREET))).space == ""


def test_messages_are_acts_of_pseudonyms_in_utc() -> None:
    first = acts(rows(STREET))[0]
    assert first.at == datetime(2026, 1, 5, 9, 40, tzinfo=UTC)
    assert (first.actor, first.language, first.in_reply_to) == (person("noa"), "en", None)


def test_no_name_and_no_text_is_in_the_facts() -> None:
    told = repr(rows(STREET, topics="on"))
    assert not [
        word for word in (*ACCOUNTS, *ACCOUNTS.values(), "swimming", "Sunday", "street") if word in told
    ]


def test_a_reply_that_is_told_holds_whoever_wrote_last() -> None:
    asked, _lights, answer, *_rest = acts(rows(STREET))
    assert (answer.in_reply_to, answer.replied_actor, answer.replied_seconds) == (
        asked.id,
        person("Noa"),
        600,
    )
    inferred = acts(rows(group(*STREET["messages"][:3], said(4, "Dana", "hello", 20))))[2]
    assert inferred.in_reply_to != asked.id


def test_a_reply_to_oneself_goes_on_and_answers_nobody() -> None:
    found = acts(
        rows(
            group(
                said(1, "Noa", "x", 0), said(2, "Dana", "y", 1), said(3, "Noa", "z", 2, reply_to_message_id=1)
            )
        )
    )
    assert (found[2].in_reply_to, found[2].replied_actor) == (None, None)


def test_a_reply_to_what_the_file_does_not_hold_is_given_to_nobody() -> None:
    talk = [
        said(10, "Noa", "who has a ladder tonight?", 0),
        said(11, "Dana", "me!", 1, reply_to_message_id=3),
    ]
    assert acts(rows(group(*talk)))[1].replied_actor is None
    elsewhere = said(
        11, "Dana", "I have a ladder tonight", 1, reply_to_message_id=3, reply_to_peer_id="channel7"
    )
    assert acts(rows(group(talk[0], elsewhere)))[1].replied_actor == person("Noa")  # inferred, as if not told


def test_in_a_forum_the_notice_of_a_topic_is_not_answered() -> None:
    forum = group(
        notice(1, "topic_created", "Dana", title="Lost and found"),
        said(2, "Noa", "who has lost a grey cat near the park?", 1, reply_to_message_id=1),
        said(3, "Omri", "the grey cat is mine", 2, reply_to_message_id=1),
    )
    assert [row.replied_actor for row in acts(rows(forum))] == [None, person("Noa")]


def test_membership_and_the_space_itself() -> None:
    found = rows(STREET)
    assert [row.actor for row in acts(found, Verb.CREATE, Object.SPACE)] == [person("Dana")]
    assert [row.actor for row in acts(found, Verb.JOIN, Object.MEMBERSHIP)] == [
        person("Noa"),
        person("סמירה"),
    ]
    assert [row.actor for row in acts(found, Verb.LEAVE, Object.MEMBERSHIP)] == [person("Omri")]
    assert coverage(found).from_birth
    assert not coverage(rows(group(*STREET["messages"][1:]))).from_birth


def test_subjects_are_told_once_their_window_has_closed() -> None:
    asked, lights = acts(rows(STREET), Verb.QUESTION, Object.TOPIC)
    assert (asked.actor, asked.answered_actor, asked.answered_seconds) == (person("Noa"), person("Dana"), 600)
    assert (lights.actor, lights.answered_seconds) == (person("Omri"), None)


def test_polls_reactions_and_the_subject_of_a_message() -> None:
    poll = said(2, "Dana", "", 1, poll={"question": "Which park?", "closed": False, "answers": []})
    liked = said(
        3,
        "Noa",
        "the garbage stands in the street",
        2,
        reactions=[{"type": "emoji", "count": 3, "emoji": "👍", "recent": []}, {"count": 2}],
    )
    found = rows(group(poll, liked), topics="on", exported_on="2026-01-09")
    assert [row.actor for row in acts(found, kind=Object.POLL)] == [person("Dana")]
    (message,) = acts(found)
    assert message.topic == "cleanliness"
    (reactions,) = observed(found)
    assert (reactions.measure, reactions.value, reactions.object_id) == ("reactions", 5, message.id)


def test_members_and_the_day_of_export_are_told_as_of_any_chat() -> None:
    found = rows(STREET, members="412", exported_on="2026-01-31")
    assert coverage(found).until == datetime(2026, 1, 31, 22, tzinfo=UTC)
    assert [(row.measure, row.generation, row.value) for row in observed(found)] == [
        ("members", "asked", 412)
    ]


def test_two_accounts_of_one_name_are_two_people_and_a_deleted_account_is_one() -> None:
    talk = [
        said(1, "Dana", "x"),
        said(2, "Dana", "y", 1, from_id="user7"),
        said(3, None, "z", 2, from_id="user8"),
    ]  # type: ignore[arg-type]
    assert len({row.actor for row in acts(rows(group(*talk)))}) == 3


def test_a_new_name_makes_no_new_message() -> None:
    renamed = json.loads(json.dumps(STREET).replace('"Noa"', '"Noa Cohen"'))
    assert {row.id for row in acts(rows(STREET))} == {row.id for row in acts(rows(renamed))}


def test_a_mention_says_who_is_answered() -> None:
    text = [{"type": "mention_name", "text": "you", "user_id": 101}, " by the gate"]
    talk = [
        said(1, "Dana", "where do we meet?"),
        said(2, "Noa", "who brings chairs?", 1),
        said(3, "Omri", text, 2),
    ]
    assert acts(rows(group(*talk)))[2].replied_actor == person("Dana")


def test_what_a_channel_writes_is_proposed_as_an_officials() -> None:
    report = Report()
    rows(group(said(1, "City news", "x", from_id="channel55"), said(2, "Dana", "y", 1)), report)
    assert report.suggested_roles == {person("City news"): Role.OFFICIAL}
    assert {sender.name for sender in report.senders.values()} == {"City news", "Dana"}


def test_items_say_what_a_message_is() -> None:
    found = items(
        group(
            *STREET["messages"][:4], said(9, "Noa", "x", forwarded_from="Paper", edited="2026-01-06T10:00:00")
        )
    )
    assert [item["kind"] for item in found] == ["notice", "message", "message", "message", "message"]
    assert found[3]["text"] == "Registration opens on Sunday"
    assert (found[3]["reply_to"], found[0]["event"], found[0]["members"]) == (2, "create_group", ["Noa"])
    assert (found[4]["forwarded_from"], found[4]["edited"], found[4]["at"]) == (
        "Paper",
        True,
        "2026-01-05T09:30:00+00:00",
    )


def test_an_older_export_says_the_local_time_alone() -> None:
    old = {key: value for key, value in said(1, "Dana", "x").items() if key != "date_unixtime"} | {
        "from_id": 101
    }
    (message,) = acts(rows(group(old)))
    assert (message.at, message.actor) == (datetime(2026, 1, 5, 9, 30, tzinfo=UTC), person("Dana"))


# Nothing twice, nothing changed.

TEXTS = ("who has a ladder for tonight?", "me", "the street market opens on friday morning", "thanks", "")


@st.composite
def talks(draw: st.DrawFn) -> list[dict[str, Any]]:
    minutes, messages = 0.0, [notice(1, "create_group", "Dana", members=["Noa", "Omri"])]
    for number in range(2, draw(st.integers(3, 30))):
        minutes += draw(st.sampled_from([0, 0.5, 3, 60, 2000, 9000]))
        told = draw(st.sampled_from([{}, {"reply_to_message_id": draw(st.integers(1, number))}]))
        messages.append(
            said(number, draw(st.sampled_from(list(ACCOUNTS))), draw(st.sampled_from(TEXTS)), minutes, **told)
        )
    return messages


def facts(messages: list[dict[str, Any]]) -> dict[int, Activity]:
    found = [row for row in rows(group(*messages)) if isinstance(row, Activity)]
    assert len({row.id for row in found}) == len(found)
    return {row.id: row for row in found}


@settings(max_examples=40, deadline=None)
@given(talks(), st.data())
def test_a_longer_export_only_adds(messages: list[dict[str, Any]], data: st.DataObject) -> None:
    shorter, longer = facts(messages[: data.draw(st.integers(2, len(messages)))]), facts(messages)
    assert {fact: longer[fact] for fact in shorter} == shorter


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=40), st.integers(0, 900))
def test_whatever_the_bytes_a_file_is_read_or_refused(noise: bytes, place: int) -> None:
    whole = json.dumps(STREET, ensure_ascii=False).encode()
    with suppress(Refusal):
        rows(source(whole[:place] + noise + whole[place + len(noise) :], "result.json"))


FOLDER = Path(__file__).parents[2] / "../shared/inputs/community"


@pytest.mark.inputs
@pytest.mark.skipif(not FOLDER.is_dir(), reason="no shared inputs here")
@pytest.mark.parametrize("path", sorted(FOLDER.glob("telegram_test_*.json")), ids=lambda path: path.name)
def test_exports_that_others_collected(path: Path) -> None:
    target = json.loads((FOLDER / "telegram_target.json").read_text("utf-8"))
    report = Report()
    found = items(Source.at(path), report)
    assert [
        (item["author"], " ".join(item["text"].replace(":http", ": http").split())) for item in found
    ] == [(wanted["author"], wanted["message"]) for wanted in target]
    assert [acted.at.timestamp() for acted in acts(rows(Source.at(path)))] == [1544006350, 1544006964]
    assert (report.not_understood, recognised(Source.at(path)).connector.slug) == (0, "telegram_export")
