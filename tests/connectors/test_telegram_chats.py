"""Which chat of an export is read: groups and channels, never a private conversation."""

import json
from typing import Any

import pytest
from tests.connectors.chats import zipped
from tests.connectors.telegrams import STREET, account, acts, group, rows, said

from merhav.connectors.base import Report, Untold
from merhav.core.text import Refusal

WALK = group(said(1, "Noa", "one"), said(2, "Noa", "two", 1), name="טיול", kind="public_supergroup")
PRIVATE = group(said(1, "Noa", "a secret"), name="Noa", kind="personal_chat")


def test_the_one_group_among_private_conversations_is_read() -> None:
    assert len(acts(rows(account(PRIVATE, WALK)))) == 2


def test_of_several_groups_the_person_says_which() -> None:
    everything, report = account(PRIVATE, STREET, WALK), Report()
    with pytest.raises(Untold, match="several groups") as asked:
        rows(everything, report)
    (question,) = asked.value.questions
    assert [value for value, _label in question.choices] == ["Our street", "טיול"]
    assert report.asks == {"chat"}
    assert len(acts(rows(everything, chat="טיול"))) == 2
    assert rows(everything, chat="Our street") == rows(STREET)
    with pytest.raises(Refusal, match="holds no group"):
        rows(everything, chat="Noa")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (PRIVATE, "private conversations only"),
        (account(PRIVATE), "private conversations only"),
        ({"messages": []}, "no chat that Telegram"),
        ({"rows": [1]}, "no chat that Telegram"),
        (group("x", 5, {"type": "message"}), "no message with a day"),
    ],
)
def test_what_is_no_group_is_refused(content: Any, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        rows(content)


def test_a_message_that_is_not_understood_is_reported_and_the_others_are_read() -> None:
    report = Report()
    broken = [{"type": "message", "date_unixtime": "soon"}, 7, said(3, "", "x", from_id="")]
    assert len(acts(rows(group(*broken, said(4, "Noa", "x")), report))) == 1
    assert [problem.line for problem in report.problems] == [1, 2, 3]


def test_a_zip_of_the_export_is_read_in_its_place() -> None:
    packed = zipped({"ChatExport/result.json": json.dumps(STREET)})
    assert rows(packed) == rows(STREET)
