"""A meeting's saved chat: who wrote, answered, reacted; direct messages stay direct; the day is its folder's or told."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.connectors.chats import source
from tests.connectors.zoom_chats import FOLDER, NEW, OLD, START, items, rows, written
from tests.connectors.zoom_files import classic, done, known
from tests.connectors.zoom_files import rows as report_rows

from merhav.connectors.base import Report
from merhav.connectors.registry import recognised
from merhav.connectors.zoom.chat_quotes import Quotable
from merhav.core.text import Refusal
from merhav.facts.words import Object, Verb


def test_its_own_files_are_recognised_with_the_topic_of_their_folder() -> None:
    for chat in (NEW, OLD, "00:05:10\tDana Levi:\tHello\n"):
        assert recognised(source(chat, f"{FOLDER}.zip")).connector.slug == "zoom_chat"
        assert recognised(source(chat, f"{FOLDER}.zip")).space == "שיתוף ציבור"


def test_messages_are_acts_of_those_who_were_in_the_report() -> None:
    found = written(rows(NEW, meeting_start=START))
    assert [row.actor for row in found] == [known(name) for name in ("Dana Levi", "נועה כהן", "سميرة")]
    assert (found[0].at, found[0].language) == (datetime(2026, 3, 22, 17, 31, tzinfo=UTC), "en")
    assert {row.object_type for row in found} == {Object.MESSAGE}
    in_report = "Dana Levi (Host),,03/22/2026 07:30:00 PM,03/22/2026 08:30:00 PM,60,No"
    (arrived,) = done(report_rows(classic([]) + in_report.encode()), Verb.ARRIVE)
    assert found[0].actor == arrived.actor


def test_a_reply_says_whom_it_answers_and_after_how_long() -> None:
    asked, answer, thanks = written(rows(NEW, meeting_start=START))
    assert (answer.in_reply_to, answer.replied_actor, answer.replied_seconds) == (
        asked.id,
        known("Dana Levi"),
        60,
    )
    assert (asked.in_reply_to, thanks.in_reply_to) == (None, None)


def test_reactions_are_likes_of_the_message_and_what_was_taken_back_is_nothing() -> None:
    found = rows(NEW, meeting_start=START)
    _asked, answer, thanks = written(found)
    likes = done(found, Verb.LIKE)
    assert [(row.actor, row.object_id) for row in likes] == [
        (known("Omri"), answer.id),
        (known("Omri"), thanks.id),
        (known("נועה כהן"), thanks.id),
    ]
    assert likes[0].replied_actor == known("נועה כהן")


@pytest.mark.parametrize("chat", [NEW, OLD])
def test_a_direct_message_takes_part_and_is_never_said_to_everyone(chat: str) -> None:
    report = Report()
    found = rows(chat, report, meeting_start=START)
    (direct,) = written(found, "direct")
    assert (direct.actor, direct.replied_actor, direct.in_reply_to) == (known("Omri"), None, None)
    assert [note.values for note in report.notes] == [{"count": 1}]


def test_no_name_and_no_text_is_in_the_facts() -> None:
    told = repr(rows(NEW, meeting_start=START))
    assert not [word for word in ("Dana", "נועה", "Omri", "سميرة", "park", "May", "050") if word in told]


def test_both_forms_tell_the_same_messages() -> None:
    plain = "19:31:00 From Dana Levi to Everyone:\n\tWhen?\n19:31:00 From Noa to Everyone:\n\tIn May\n"
    older = "19:31:00\t From  Dana Levi : When?\n19:31:00\t From  Noa  to  Everyone : In May\n"
    assert rows(plain, meeting_start=START) == rows(older, meeting_start=START)


@pytest.mark.parametrize(
    "line",
    [
        "17:08:12 От Анна кому Все:",
        "17:08:12 Від Анна до Всі:",
        "17:08:12 מאת Анна אל כולם:",
        "17:08:12 מ-Анна לכולם:",
        "17:08:12 من Анна إلى الجميع:",
        "17:08:12 De Анна à Tout le monde :",
        "05:08:12 PM From Анна to Everyone:",
        "\u200f17:08:12 From \u2068Анна\u2069 to Everyone:",
        "17:08:12 From Анна to Everyone in Meeting:",
    ],
)
def test_the_words_around_a_name_in_other_languages(line: str) -> None:
    (row,) = written(rows(f"{line}\n\tда\n", meeting_start=START))
    assert (row.actor, row.at) == (known("Анна"), datetime(2026, 3, 22, 15, 8, 12, tzinfo=UTC))


def test_a_name_may_hold_the_words_around_it() -> None:
    chat = "19:31:00 From Back to School to Everyone:\n\tFrom Dana to Everyone: hello\n"
    assert [row.actor for row in written(rows(chat, meeting_start=START))] == [known("Back to School")]


def test_whoever_saved_the_chat_is_nobody_where_zoom_writes_me() -> None:
    (direct,) = written(
        rows("19:31:00 From Me to Noa (Direct Message):\n\thello\n", meeting_start=START), "direct"
    )
    assert direct.actor is None


def test_in_another_language_a_line_is_a_reply_where_what_it_quotes_was_said() -> None:
    chat = (
        "19:31:00 From Noa to Everyone:\n\tמתי נפתח הפארק החדש?\n"
        '19:32:00 From Omri to Everyone:\n\tתגובה ל"מתי נפתח הפארק ה..."\n\tבמאי\n'
        '19:33:00 From Dana to Everyone:\n\tהוגב על "במאי" עם 👍\n'
        '19:34:00 From Tal to Everyone:\n\tקראתי את "ספר אחר" 👍\n'
        '19:35:00 From Noa to Everyone:\n\tReplying to "what nobody said"\n\tyes\n'
    )
    found = rows(chat, meeting_start=START)
    assert [row.replied_actor for row in written(found)] == [None, known("Noa"), None, None]
    assert [row.actor for row in done(found, Verb.LIKE)] == [known("Dana")]


def test_who_answers_himself_answers_nobody() -> None:
    chat = (
        '19:31:00 From Noa to Everyone:\n\tWho?\n19:32:00 From Noa to Everyone:\n\tReplying to "Who?"\n\tme\n'
    )
    assert [row.replied_actor for row in written(rows(chat, meeting_start=START))] == [None, None]


def test_a_quote_means_the_latest_message_that_it_fits() -> None:
    said = Quotable()
    for fact, text in enumerate(["yes please", "Yes", "yes  please, on Sunday"]):
        said.keep(text, fact, fact, fact)
    found = [said.find(quote) for quote in ("yes", "yes please...", "yes please, on Su…", "no", "")]
    assert [one.fact if one else None for one in found] == [1, 0, 2, None, None]


# What is asked for, what is broken.


def test_items_say_what_each_message_is() -> None:
    found = items(NEW)
    assert [item["kind"] for item in found] == [
        "message",
        "message",
        "reaction",
        "direct",
        "removal",
        "message",
    ]
    assert found[1] == {
        "at": "19:32:00",
        "author": "נועה כהן",
        "to": None,
        "kind": "message",
        "text": "In May, I think\nor in June",
        "about": "ברוכים הבאים! When d...",
    }


def test_lines_that_are_no_part_of_a_chat_are_reported() -> None:
    report = Report()
    found = rows(
        "Chat of the meeting\n\n" + NEW + "19:40:00 From :\n\tlost\n" + OLD, report, meeting_start=START
    )
    assert [problem.line for problem in report.problems] == [1, 19, 20]
    assert len(written(found)) == 5


@pytest.mark.parametrize(
    "content", ["", "hello\n", '19:30:00 From Noa to Everyone:\n\tRemoved a 👍 reaction from "x"\n']
)
def test_what_is_no_chat_is_refused(content: str) -> None:
    with pytest.raises(Refusal):
        rows(content, meeting_start=START)


@pytest.mark.parametrize("told", ["yesterday", "0001-01-01", "9999-12-31 23:59"])
def test_a_start_that_cannot_be_is_refused(told: str) -> None:
    with pytest.raises(Refusal, match="not a moment"):
        rows(NEW, meeting_start=told)


LINES = NEW.splitlines(keepends=True)


@given(st.integers(2, len(LINES)))
def test_a_chat_saved_earlier_has_nothing_of_its_own(count: int) -> None:
    """Saved between two messages; a message below which somebody reacted later is the same message."""
    while count < len(LINES) and LINES[count].startswith("\t"):
        count += 1
    later = {row.id: row for row in rows(NEW, meeting_start=START)}
    for row in rows("".join(LINES[:count]), meeting_start=START)[:-1]:
        assert later[row.id] == row


def test_another_who_saved_it_without_the_direct_messages_repeats_nothing() -> None:
    kept = NEW.replace(NEW[NEW.index("19:33:00") : NEW.index("19:33:30")], "")
    assert {row.id for row in rows(kept, meeting_start=START)[:-1]} < {
        row.id for row in rows(NEW, meeting_start=START)
    }


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet='19:30 \tFromt Evyone()"👍\nא', max_size=60), st.integers(0, len(NEW)))
def test_whatever_is_written_a_file_is_read_or_refused(noise: str, place: int) -> None:
    with suppress(Refusal):
        rows(NEW[:place] + noise + NEW[place:], meeting_start=START)
