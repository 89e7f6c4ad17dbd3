"""Documents that are one long line: what an interface answers."""

import gzip
import json

import pytest
from tests.connectors.chats import source, zipped

from merhav.connectors.documents import events
from merhav.connectors.files import LONGEST_LINE, text_pieces
from merhav.connectors.heads import LENGTH, head
from merhav.core.text import Refusal

LONG = json.dumps({"rows": [f"אבג {number}" for number in range(90_000)]}, ensure_ascii=False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_document_of_one_line_is_read_whatever_its_length(encoding: str) -> None:
    assert len(LONG) > LONGEST_LINE
    assert "".join(text_pieces(source(LONG.encode(encoding), "answer.json"))) == LONG


def test_a_packed_document_is_read_in_its_place() -> None:
    for packed in (source(gzip.compress(LONG.encode()), "a.gz"), zipped({"answer.json": LONG.encode()})):
        assert "".join(text_pieces(packed)) == LONG


def test_its_head_is_seen_as_of_any_file() -> None:
    seen = head(source(LONG, "answer.json"))
    assert seen.is_json
    assert (seen.text, seen.whole) == (LONG[:LENGTH], False)


def test_a_document_whose_keys_are_data_is_told_as_the_parser_meets_it() -> None:
    met = list(events(source('{"2026-01-01": [], "2026-01-02": {"n": 1.5}}', "days.json")))
    assert [value for event, value in met if event == "map_key"] == ["2026-01-01", "2026-01-02", "n"]
    assert met[-3:] == [("number", 1.5), ("end_map", None), ("end_map", None)]


@pytest.mark.parametrize("text", ['{"a": [1, ', '{"a": nothing}', "a,b\n1,2\n"])
def test_a_broken_document_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(Refusal, match="no JSON, or ends too early"):
        list(events(source(text, "days.json")))
