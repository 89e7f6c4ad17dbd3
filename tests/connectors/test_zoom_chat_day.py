"""On which day a saved chat was written: its folder says it, the file, or a person."""

from datetime import UTC, datetime

import pytest
from tests.connectors.chats import zipped
from tests.connectors.zoom_chats import FOLDER, NEW, START, rows, written

from merhav.connectors.base import Report, Untold
from merhav.core.periods import Month
from merhav.core.text import Refusal
from merhav.facts.rows import Coverage


def test_the_day_is_that_of_the_folder_in_a_zip() -> None:
    packed = zipped({f"{FOLDER}/meeting_saved_chat.txt": NEW})
    report = Report()
    assert rows(packed, report) == rows(NEW, meeting_start=START)
    assert report.first == datetime(2026, 3, 22, 17, 31, tzinfo=UTC)
    assert "meeting_start" not in report.asks


def test_the_day_is_asked_where_nothing_tells_it() -> None:
    report = Report()
    with pytest.raises(Refusal, match="say when the meeting began"):
        rows(NEW, report)
    assert report.asks == {"meeting_start"}


def test_some_files_say_the_day_on_each_line() -> None:
    dated = "\n".join(line if line[0] == "\t" else f"2026-03-22 {line}" for line in NEW.splitlines())
    assert rows(dated) == rows(NEW, meeting_start=START)


@pytest.mark.parametrize(
    ("start", "day"), [("2026-03-22 22:30", 22), ("2026-03-22 23:59", 22), ("2026-03-22", 22)]
)
def test_a_chat_goes_on_over_midnight(start: str, day: int) -> None:
    chat = "23:58:00 From Noa to Everyone:\n\tlate\n00:05:00 From Omri to Everyone:\n\tvery\n"
    late, later = written(rows(chat, meeting_start=start))
    assert late.at == datetime(2026, 3, day, 21, 58, tzinfo=UTC)
    assert (later.at - late.at).total_seconds() == 420


def test_a_first_message_after_midnight_is_of_the_next_day() -> None:
    (only,) = written(
        rows("00:05:00 From Omri to Everyone:\n\tvery late\n", meeting_start="2026-03-22 23:30")
    )
    assert only.at == datetime(2026, 3, 22, 22, 5, tzinfo=UTC)


def test_times_of_a_recording_count_from_its_start() -> None:
    chat = "00:01:00\tDana Levi:\tWelcome\n00:02:30\tNoa:\tHello\n"
    first, second = written(rows(chat, name="GMT20260322-173000_Recording.txt"))
    assert (first.at, second.at.minute) == (datetime(2026, 3, 22, 17, 31, tzinfo=UTC), 32)
    assert written(rows(chat, meeting_start=START))[0].at == first.at
    with pytest.raises(Untold, match="count from the meeting's start") as asked:
        rows(chat)
    assert [question.before for question in asked.value.questions] == [True]


def test_a_chat_speaks_for_the_month_of_its_meeting() -> None:
    last = rows(NEW, meeting_start=START, all_since="2025-01-01")[-1]
    assert isinstance(last, Coverage)
    assert (last.since, last.until) == (Month(2026, 3).start, Month(2026, 3).end)
