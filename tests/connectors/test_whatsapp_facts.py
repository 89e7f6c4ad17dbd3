"""Chats as facts: who, when, which kind of act, who answered whom; and nothing twice."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.connectors.chats import PEOPLE, activities, coverage, rows

from merhav.connectors.base import Report
from merhav.connectors.chat.language import language_of
from merhav.core.text import Refusal
from merhav.facts.rows import Activity, Coverage, Observation
from merhav.facts.words import Object, Verb

CREATED = '1.5.2024, 08:00 - Rut created group "Our street"\n'
CHAT = (
    CREATED
    + "1.5.2024, 08:01 - Dana was added\n"
    + "1.5.2024, 09:00 - Dana: When does registration for the swimming lessons open?\n"
    + "1.5.2024, 09:10 - Noa: Registration for the swimming lessons opens on Sunday\n"
    + "1.5.2024, 09:12 - Dana: thanks\n"
    + "9.5.2024, 18:00 - Omri: The street lights near number seven are broken again tonight\n"
    + "20.5.2024, 18:00 - Dana: <Media omitted>\n"
    + "20.5.2024, 18:01 - Omri left\n"
)


def person(name: str) -> int:
    return PEOPLE.person(name)


def of(found: list[Activity], verb: Verb, kind: Object) -> list[Activity]:
    return [row for row in found if (row.verb, row.object_type) == (verb, kind)]


def test_messages_are_acts_of_pseudonyms_in_utc() -> None:
    first = of(activities(CHAT), Verb.CREATE, Object.MESSAGE)[0]
    assert first.at == datetime(2024, 5, 1, 6, 0, tzinfo=UTC)
    assert first.actor == person("dana")
    assert first.language == "en"
    assert first.in_reply_to is None


def test_an_answer_carries_who_is_answered_and_after_how_long() -> None:
    question, answer, *_rest = of(activities(CHAT), Verb.CREATE, Object.MESSAGE)
    assert answer.in_reply_to == question.id
    assert answer.replied_actor == person("Dana")
    assert answer.replied_seconds == 600
    assert answer.on_subject is True


def test_membership_and_the_space_itself() -> None:
    found = activities(CHAT)
    assert [row.actor for row in of(found, Verb.CREATE, Object.SPACE)] == [person("Rut")]
    assert [row.actor for row in of(found, Verb.JOIN, Object.MEMBERSHIP)] == [person("Dana")]
    assert [row.actor for row in of(found, Verb.LEAVE, Object.MEMBERSHIP)] == [person("Omri")]


def test_several_who_are_added_at_once_are_several() -> None:
    found = activities("1.5.2024, 08:00 - Rut added Dana, Noa and Omri\n1.5.2024, 08:01 - You added Tal")
    joined = {row.actor for row in of(found, Verb.JOIN, Object.MEMBERSHIP)}
    assert joined == {person(name) for name in ("Dana", "Noa", "Omri", "Tal")}


def test_the_exporter_is_nobody() -> None:
    assert activities("1.5.2024, 08:00 - You joined using this group's invite link") == []


def test_subjects_are_told_once_their_window_has_closed() -> None:
    raised = of(activities(CHAT), Verb.QUESTION, Object.TOPIC)
    messages = of(activities(CHAT), Verb.CREATE, Object.MESSAGE)
    assert [(row.actor, row.answered_actor, row.answered_seconds, row.amount) for row in raised] == [
        (person("Dana"), person("Noa"), 600, 2.0),
        (person("Omri"), None, None, 1.0),
    ]
    assert [row.object_id for row in raised] == [messages[0].id, messages[3].id]
    assert raised[0].answers == ((person("Noa"), 600),)


def test_a_subject_whose_window_is_open_is_not_told_yet() -> None:
    ending = (
        CHAT.replace("20.5.2024", "12.5.2024")
        .replace("18:01", "17:59")
        .replace("18:00 - Dana", "17:59 - Dana")
    )
    assert len(of(activities(ending), Verb.QUESTION, Object.TOPIC)) == 1


@pytest.mark.parametrize("text", ["good morning", "👍👍👍", "<Media omitted>", "ok", "https://example.org"])
def test_a_greeting_or_picture_raises_nothing(text: str) -> None:
    chat = CREATED + f"1.5.2024, 09:00 - Dana: {text}\n9.5.2024, 09:00 - Dana: bye\n"
    assert of(activities(chat), Verb.QUESTION, Object.TOPIC) == []


def test_a_file_without_its_beginning_raises_nothing_in_its_first_three_days() -> None:
    later = CHAT.removeprefix(CREATED)
    assert [row.actor for row in of(activities(later), Verb.QUESTION, Object.TOPIC)] == [person("Omri")]


def test_deleted_messages_happened() -> None:
    kept = activities("1.5.2024, 08:00 - Dana: hello there\n1.5.2024, 08:00 - Dana: again")
    deleted = activities("1.5.2024, 08:00 - Dana: This message was deleted\n1.5.2024, 08:00 - Dana: again")
    assert [row.id for row in kept] == [row.id for row in deleted]


def test_polls_are_acts_of_their_own_kind() -> None:
    (poll,) = activities("1.5.2024, 08:00 - Dana: POLL:\nWhich park?\nOPTION: North (3 votes)")
    assert (poll.verb, poll.object_type) == (Verb.CREATE, Object.POLL)


def test_the_file_says_from_when_to_when_it_speaks() -> None:
    whole = coverage(CHAT)
    assert whole.since == datetime(2024, 5, 1, 5, 0, tzinfo=UTC)
    assert whole.until == datetime(2024, 5, 20, 15, 1, tzinfo=UTC)
    assert whole.from_birth
    assert not coverage(CHAT.removeprefix(CREATED)).from_birth
    assert coverage(CHAT, exported_on="2024-05-31").until == datetime(2024, 5, 31, 21, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"exported_on": "2024-05-19"}, "later than the day"),
        ({"exported_on": "19.5.2024"}, "written like"),
        ({"members": "many"}, "whole number"),
        ({"members": "0"}, "whole number"),
    ],
)
def test_answers_that_cannot_be_are_refused(told: dict[str, str], sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        rows(CHAT, **told)


def test_a_file_without_a_day_that_exists_is_refused() -> None:
    with pytest.raises(Refusal, match="no message with a day"):
        rows("31.2.2024, 08:00 - Dana: x")


def test_members_told_are_an_observation() -> None:
    (members,) = (row for row in rows(CHAT, members="412") if isinstance(row, Observation))
    assert (members.measure, members.generation, members.value) == ("members", "asked", 412.0)
    assert members.at == coverage(CHAT, members="412").until - timedelta(seconds=1)


def test_the_report_names_people_and_nobody_else() -> None:
    report = Report()
    rows(CHAT, report)
    assert {(sender.name, sender.times) for sender in report.senders.values()} == {
        ("Dana", 3),
        ("Noa", 1),
        ("Omri", 1),
    }
    assert report.items == 5
    assert (report.first, report.last) == (coverage(CHAT).since, coverage(CHAT).until)


def test_subjects_get_no_label_unless_asked_for() -> None:
    chat = "1.5.2024, 08:00 - Dana: when is the garbage collected on our street?"
    assert activities(chat)[0].topic is None
    assert activities(chat, topics="on")[0].topic == "cleanliness"


def test_hours_that_the_clock_skips_or_repeats_do_no_harm() -> None:
    chat = "\n".join(
        f"{day}, {hour:02d}:30 - Dana: x" for day in ("29.3.2024", "27.10.2024") for hour in range(5)
    )
    moments = [row.at for row in activities(chat)]
    assert moments == sorted(moments)
    assert len({row.id for row in activities(chat)}) == 10


def test_a_mention_says_who_is_answered() -> None:
    chat = (
        "1.5.2024, 09:00 - Dana: where do we meet tonight?\n1.5.2024, 09:01 - Noa: who brings chairs tonight?\n"
        "1.5.2024, 09:02 - Omri: @\u2068Dana\u2069 by the gate\n"
    )
    assert activities(chat)[-1].replied_actor == person("Dana")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("שלום לכולם", "he"),
        ("איך בין דא און איר זענט דארט נישט", "yi"),
        ("صباح الخير", "ar"),
        ("добрый день", "ru"),
        ("good morning", "en"),
        ("ሰላም ለሁሉም", "am"),
        ("שלום לכולם מצרף WhatsApp", "he"),
        ("https://example.org 123 👍", None),
    ],
)
def test_the_language_of_a_message(text: str, language: str | None) -> None:
    assert language_of(text) == language


NAMES = ("Dana", "Noa", "Omri", "Tal", "Rut")
WORDS = "street lights school parking tonight again when where water market friday council".split()  # noqa: SIM905 - words


@st.composite
def chats(draw: st.DrawFn) -> list[str]:
    """A group from its birth: some dozens of messages over some weeks."""
    at = datetime(2024, 5, 1, 8, tzinfo=UTC)
    lines = [CREATED]
    for _message in range(draw(st.integers(2, 40))):
        at += timedelta(minutes=draw(st.sampled_from([0, 0, 1, 3, 20, 300, 2000, 9000])))
        words = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6)))
        mark = draw(st.sampled_from(["", "?"]))
        lines.append(
            f"{at.day}.{at.month}.{at.year}, {at:%H:%M} - {draw(st.sampled_from(NAMES))}: {words}{mark}\n"
        )
    return lines


def facts(lines: list[str]) -> dict[int, Activity]:
    found = activities("".join(lines))
    assert len({row.id for row in found}) == len(found)
    return {row.id: row for row in found}


@settings(max_examples=60, deadline=None)
@given(chats(), st.data())
def test_a_longer_export_only_adds(lines: list[str], data: st.DataObject) -> None:
    shorter = facts(lines[: data.draw(st.integers(2, len(lines)))])
    longer = facts(lines)
    assert {fact: longer[fact] for fact in shorter} == shorter


@settings(max_examples=40, deadline=None)
@given(chats(), st.data())
def test_an_export_whose_beginning_was_cut_off_has_no_message_of_its_own(
    lines: list[str], data: st.DataObject
) -> None:
    cut = lines[data.draw(st.integers(1, len(lines) - 1)) :]
    whole = facts(lines)
    messages = [row.id for row in facts(cut).values() if row.object_type is Object.MESSAGE]
    assert set(messages) <= set(whole)


def test_the_last_row_is_the_coverage_and_the_only_one() -> None:
    kinds = [type(row) for row in rows(CHAT, members="3")]
    assert kinds.count(Coverage) == 1
    assert kinds[-1] is Coverage
