"""Exports that others collected: line shapes, and the test files of two parsers."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from tests.connectors.chats import items
from tests.connectors.irc_links import FOLDER as CONVERSATIONS
from tests.connectors.irc_links import inferred, previous_author, read_logs, score

from merhav.connectors.base import Report
from merhav.connectors.files import Source

FOLDER = Path(__file__).parents[2] / "../shared/inputs/whatsapp"
pytestmark = [pytest.mark.inputs, pytest.mark.skipif(not FOLDER.is_dir(), reason="no shared inputs here")]


def shapes() -> list[dict[str, object]]:
    path = FOLDER / "line_shapes.jsonl"
    return (
        [json.loads(line) for line in path.read_text("utf-8").split("\n") if line] if path.is_file() else []
    )


@pytest.mark.parametrize("shape", shapes(), ids=lambda shape: str(shape["id"]))
def test_line_shapes(shape: dict[str, object]) -> None:
    expected = dict(shape["expect"])  # type: ignore[call-overload]
    expected.pop("note", None)
    report = Report()
    (item,) = items(str(shape["raw"]), report)
    assert item["at"] == expected.pop("ts")
    assert report.asks == ({"date_order"} if item["at"] is None else set())
    assert {key: item[key] for key in expected} == expected


@pytest.mark.parametrize("path", sorted((FOLDER / "chat-miner").glob("*.txt")), ids=lambda path: path.name)
def test_files_of_chat_miner(path: Path) -> None:
    target = json.loads((FOLDER / "chat-miner/target.json").read_text("utf-8"))
    messages = [item for item in items(Source.at(path)) if item["kind"] == "message"]
    assert sorted(
        (datetime.fromisoformat(str(m["at"])), m["author"], " ".join(str(m["text"]).split()))
        for m in messages
    ) == sorted(
        (datetime.fromisoformat(m["timestamp"]), m["author"], " ".join(m["message"].split())) for m in target
    )


def test_a_file_of_several_shapes() -> None:
    found = items(Source.at(FOLDER / "whatsapp-chat-parser-rb/sample.txt"))
    assert [item["author"] for item in found] == [
        "John Doe",
        "Jane Smith",
        "Alice",
        "Bob",
        "Charlie",
        None,
        None,
    ]
    assert [str(item["at"])[:16] for item in found] == [
        f"2025-12-15T10:{minute}" for minute in (30, 31, 32, 33, 34, 35, 36)
    ]


@pytest.mark.skipif(not CONVERSATIONS.is_dir(), reason="no shared inputs here")
def test_who_answered_whom_is_told_better_than_by_the_simple_way() -> None:
    """The last five logs, of every second one, were not used when the weights were fitted."""
    held_out = read_logs()[1::2]
    for who_only in (False, True):
        simple = score(held_out, previous_author, who_only=who_only)
        nameless = score(held_out, lambda log: inferred(log, names=False), who_only=who_only)
        named = score(held_out, lambda log: inferred(log, names=True), who_only=who_only)
        print(f"\n{'who' if who_only else 'link'}: previous author  {simple}")
        print(f"{'who' if who_only else 'link'}: without names    {nameless}")
        print(f"{'who' if who_only else 'link'}: with names       {named}")
        assert nameless.f1 > simple.f1 * 1.2
        assert named.f1 > (0.68 if who_only else 0.49)
        assert nameless.f1 > (0.36 if who_only else 0.25)
