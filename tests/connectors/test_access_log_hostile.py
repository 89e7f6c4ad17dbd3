"""Broken, foreign and hostile logs: refused in one sentence or read with bounded memory, never a crash."""

import gzip
import io
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress

import pytest
from crawleruseragents import CRAWLER_USER_AGENTS_DATA, is_crawler
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.connectors.chats import zipped
from tests.connectors.weblogs import (
    CHROME,
    CONNECTOR,
    DAY,
    FIREFOX,
    FORMATS,
    PEOPLE,
    Request,
    combined,
    rows,
    views,
    visits,
)

from merhav.connectors.base import Report, Told
from merhav.connectors.files import Source
from merhav.connectors.weblog import blocks, robots, spans
from merhav.connectors.weblog import visits as visiting
from merhav.connectors.weblog.distinct import Distinct
from merhav.connectors.weblog.requests import Sieve
from merhav.connectors.weblog.visits import Visits
from merhav.core.text import Refusal

LOGS = [written(DAY).encode() for written in FORMATS.values()]


def read(raw: bytes) -> None:
    """Rows, or one sentence."""
    with suppress(Refusal):
        rows(raw)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    read(raw)
    read(combined(DAY[:1]).encode() + raw)
    read(b"#Fields: date time c-ip cs-uri-stem sc-status\n" + raw)
    read(b"{" + raw)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(LOGS),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=12),
    st.floats(0, 1),
)
def test_a_log_with_damaged_bytes_is_read_or_refused(
    log: bytes, damage: list[tuple[float, int]], cut: float
) -> None:
    raw = bytearray(log)
    for place, byte in damage:
        raw[int(place * (len(raw) - 1))] = byte
    read(bytes(raw[: int(cut * len(raw)) + 1]))


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "empty"),
        (b"\n\n\n", "holds no line"),
        (b"%PDF-1.7\n", "PDF"),
        (gzip.compress(b""), "empty"),
        (gzip.compress(combined(DAY).encode())[:-20], "broken"),
        (gzip.compress(b"\n" * 12_000_000), "unpacks to far more"),
        (b"a" * (3 << 20), "longer than a million"),
        (zipped({"../access.log": combined(DAY)}).open().read(), "outside its own folder"),
        (b"no line\n" * 10_000 + combined(DAY).encode(), "holds no line"),
    ],
    ids=["empty", "blank", "foreign", "nothing packed", "cut", "bomb", "line", "up", "late"],
)
def test_what_is_no_log_is_refused(raw: bytes, sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "PIECE", 1 << 16)
    with pytest.raises(Refusal, match=sentence) as refused:
        rows(raw)
    assert str(refused.value).count(". ") == 0


def test_lines_that_are_cut_by_the_pieces_of_reading_are_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    for piece in (7, 100, 1001):
        monkeypatch.setattr(blocks, "PIECE", piece)
        assert (
            visits(combined(DAY))
            == visits(combined(DAY).replace("\n", "\r\n"))
            == [(0, 600), (1, 0), (60, 0)]
        )


@pytest.mark.parametrize(
    "moment",
    ["99/Mar/2026:08:00:00 +0000", "10/Abc/2026:08:00:00 +0000", "10/Mar/1970:08:00:00 +0000", "10/Mar/2026:08:00:00 +9900",
     "10/Mar/2026:31:00:00 +0000", "00/Mar/0000:08:00:00 +0000"],
)  # fmt: skip
def test_a_line_without_a_moment_is_a_problem(moment: str) -> None:
    report = Report()
    wrong = combined(DAY[:1]).replace("10/Mar/2026:08:00:00 +0000", moment)
    assert len(views(combined(DAY) + wrong, report)) == 3
    assert [(problem.line, str(problem.why)) for problem in report.problems] == [
        (len(DAY) + 1, "The moment of this line cannot be read.")
    ]


def test_moments_strewn_over_the_years_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spans, "_MOST", 50)
    with pytest.raises(Refusal, match="more than ten years"):
        rows(combined(Request(hour * 60) for hour in range(60)))


def crowd(people: int) -> Iterator[bytes]:
    """So many people within one minute, each with a browser of its own."""
    for number in range(people):
        each = Request(number / people, address=f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
        yield combined([Request(each.minute, "/", each.address, f"{CHROME} {number}")]).encode()


class Streamed(io.RawIOBase):
    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        self._held = b""

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return offset

    def read(self, size: int = -1) -> bytes:
        while len(self._held) < size and (line := next(self._lines, b"")):
            self._held += line
        piece, self._held = self._held[:size], self._held[size:]
        return piece


def peak(people: int) -> int:
    tracemalloc.start()
    lines = Streamed(crowd(people))
    log = Source("access.log", 1 << 20, lambda: lines)
    found = sum(1 for _row in CONNECTOR.rows(log, Told(), PEOPLE, Report()))
    highest = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found > people * 0.9
    return highest


def test_memory_does_not_grow_with_the_crowd(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visiting, "_MOST_OPEN", 500)
    monkeypatch.setattr(robots, "_KEPT", 500)
    monkeypatch.setattr(blocks, "PIECE", 1 << 16)
    few, many = peak(1_000), peak(4_000)
    assert many < few + (1 << 19)


def test_of_too_many_open_visits_the_oldest_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visiting, "_MOST_OPEN", 2)
    open_ = Visits()
    for number in range(5):
        open_.view((b"%d" % number, b""), 1000 + number, ())
    assert [visit.client[0] for visit in open_.ended()] == [b"0", b"1", b"2"]
    assert [visit.client[0] for visit in open_.rest()] == [b"3", b"4"]


def test_of_too_many_robots_the_oldest_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visiting, "_MOST_ROBOTS", 2)
    known = Visits()
    for number in range(3):
        known.banish((b"%d" % number, b""))
    assert [known.view((b"%d" % number, b""), 1000, ()) for number in range(3)] == [True, False, False]


def test_requests_and_agents_are_remembered_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("merhav.connectors.weblog.requests._KEPT", 10)
    monkeypatch.setattr(robots, "_KEPT", 10)
    sieve = Sieve({})
    for number in range(50):
        sieve.judged((0, b"", b"%s %d" % (FIREFOX.encode(), number), b"GET /%d HTTP/1.1" % number, b"200"))
    assert len(sieve._known) <= 10
    assert len(sieve._robots._known) <= 10
    sieve.judged((0, b"", b"a" * 5000, b"GET /" + b"a" * 5000, b"200"))
    assert max(map(len, [*sieve._known, *sieve._robots._known])) < 1000


def test_robots_are_those_of_the_list() -> None:
    """Found by their first letters at once, as by all expressions one after the other."""
    listed = [agent for entry in CRAWLER_USER_AGENTS_DATA for agent in entry.get("instances", ())]
    assert len(listed) > 1000
    assert [agent for agent in listed if not robots.is_robot(agent[:400])] == []
    for agent in (FIREFOX, CHROME):
        assert robots.is_robot(agent) is is_crawler(agent) is False


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, (1 << 63) - 1) | st.integers(0, 30), max_size=200))
def test_different_people_are_counted_exactly(numbers: list[int]) -> None:
    found = Distinct()
    for number in numbers:
        found.add(number)
    assert len(found) == len(set(numbers))
    found.add(1 << 62)
    assert len(found) == len({*numbers, 1 << 62})


def test_many_different_people_are_counted_exactly() -> None:
    found = Distinct()
    for number in range(60_000):
        found.add(number * 7919 % 40_000)
    assert len(found) == 40_000
