"""JSON of any size as a stream: wanted values alone are built, and nothing that is broken or hostile is read on."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.connectors.chats import source, zipped

from merhav.connectors import documents
from merhav.connectors.base import Report
from merhav.connectors.documents import DEEPEST, END, found, in_lines
from merhav.core.text import Refusal


def values(content: str | bytes, *wanted: str, report: Report | None = None) -> list[Any]:
    read = found(source(content, "answer.json"), wanted, report or Report(), bounds=())
    return [value for _path, value in read]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_wanted_values_are_built_and_others_are_passed_over(encoding: str) -> None:
    content = {"page": {"rows": [1, {"x": []}]}, "rows": [{"a": ["שלום", None]}, 2.5], "name": "קבוצה"}
    text = json.dumps(content, ensure_ascii=False)
    assert values(text.encode(encoding), "rows.[]", "name") == [{"a": ["שלום", None]}, 2.5, "קבוצה"]


def test_the_end_of_a_container_is_told_where_it_is_asked_for() -> None:
    told = list(found(source('{"l": [{"n": 1}, {"n": 2}]}'), {"l.[].n"}, Report(), bounds={"l.[]", ""}))
    assert told == [("l.[].n", 1), ("l.[]", END), ("l.[].n", 2), ("l.[]", END), ("", END)]


@pytest.mark.parametrize(
    "content", ['[{"n": 1}, {"n": 2}]', '{"n": 1}\n{"n": 2}\n', '{"n": 1} {"n": 2}', '{"n": 1}{"n":\n2}']
)
def test_documents_come_one_after_the_other_however_they_are_written(content: str) -> None:
    assert values(content, "n") == [1, 2]


def test_a_broken_line_among_documents_is_reported_and_the_others_are_read() -> None:
    report = Report()
    content = '{"n": 1}\n{"n": 2\n\n[[1\n{"n": 5}\n' + "[" * 999 + "\n"
    assert in_lines(source(content))
    assert values(content, "n", report=report) == [1, 5]
    assert [problem.line for problem in report.problems] == [2, 4, 6]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('{"rows": [1, 2', "ends too early"),
        ("rows", "ends too early"),
        ('{"rows": [' + "9" * 5000 + "]}", "ends too early"),
        ('{"rows": [' + "[" * 100 + "]" * 100 + "]}", "too deep"),
        ('{"other": ' + "[" * 100_000 + "]}", "too deep"),
        ("[" * 100_000, "too deep"),
        ('{"rows": [' + '{"a":' * 100_000, "too deep"),
    ],
)
def test_what_is_broken_or_hostile_is_refused(content: str, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        values(content, "rows.[]")


def test_a_value_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LONGEST", 1 << 20)
    with pytest.raises(Refusal, match="longer than"):
        values('{"rows": ["' + 'x\\"' * 500_000 + '"]}', "rows.[]")


def test_a_packed_document_is_read_in_its_place() -> None:
    packed = zipped({"export/result.json": '{"n": 3}'})
    assert list(found(packed, {"n"}, Report(), bounds=())) == [("n", 3)]


NESTED = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@given(NESTED, NESTED)
def test_a_built_value_is_what_was_written(value: Any, other: Any) -> None:
    assert DEEPEST > 20
    assert values(json.dumps({"other": other, "value": value}), "value") == [value]
