"""Facebook's interface, played by a server on this machine: what is asked of it, and what becomes of its answers."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from tests.connectors import facebook_files as fb
from tests.connectors.facebook_files import covered, observed, source, told_of

from merhav.connectors.base import Payload, Report, Told, Untold
from merhav.connectors.catalog.facebook_api import FacebookApi
from merhav.connectors.facebook.graph import WINDOW, windows
from merhav.connectors.facebook.insights import METRICS
from merhav.connectors.heads import head
from merhav.connectors.http import Http, Unreachable
from merhav.core.text import Refusal
from merhav.facts.rows import Row

READER = FacebookApi()
TOKEN, PAGE = "EAAB-a-token-for-tests-only", "100045700821521"
SINCE, UNTIL = datetime(2026, 8, 1, tzinfo=UTC), datetime(2026, 8, 11, tzinfo=UTC)
DEAD = {"code": 100, "type": "OAuthException", "message": "(#100) The value must be a valid insights metric"}


@dataclass
class Graph:
    """The interface: a value for each day, ten more each day; what it refuses, and whether it answers in pieces."""

    dead: set[str] = field(default_factory=set)
    refusal: dict[str, Any] | None = None
    status: int = 400
    body: bytes | None = None
    small: bool = False
    """Too few followers for numbers by day."""
    piece: int = 1000
    """Days of one answer."""
    asked: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    address: str = ""

    def answer(self, path: str, asking: dict[str, str], token: str) -> tuple[int, Any]:
        self.paths.append(path)
        if token != f"Bearer {TOKEN}":
            return 400, {"error": {"code": 190, "message": "Invalid OAuth access token."}}
        if self.refusal:
            return self.status, {"error": self.refusal}
        if not path.endswith("/insights"):
            return 200, {"id": PAGE, "name": "Shaked", "followers_count": 4321}
        self.asked.append(asking)
        if asking["metric"] in self.dead:
            return 400, {"error": DEAD}
        return 200, self.series(asking, path)

    def series(self, asking: dict[str, str], path: str) -> dict[str, Any]:
        since, until = (datetime.fromtimestamp(int(asking[name]), UTC) for name in ("since", "until"))
        first = since.replace(hour=7) + timedelta(days=0 if since.hour < 7 else 1)
        ends = [first + timedelta(days=step) for step in range((until - first).days + 1)]
        told = [] if self.small else ends[: self.piece]
        following = {
            **asking,
            "since": str(int((told[-1] if told else until).timestamp())),
            "access_token": TOKEN,
        }
        values = [
            {
                "value": (end.date() - datetime(2024, 1, 1, tzinfo=UTC).date()).days,
                "end_time": f"{end:%Y-%m-%dT%H:%M:%S}+0000",
            }
            for end in told
        ]
        return {
            "data": [{"name": asking["metric"], "period": "day", "values": values}] if values else [],
            "paging": {
                "next": f"{self.address}{path}?{urlencode(following)}",
                "previous": "http://127.0.0.1:9/x",
            },
        }


@contextmanager
def served(graph: Graph) -> Iterator[Graph]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asking = {name: values[0] for name, values in parse_qs(parts.query).items()}
            assert TOKEN not in self.path
            status, told = graph.answer(parts.path, asking, self.headers.get("Authorization", ""))
            body = graph.body if graph.body is not None else json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    graph.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield graph
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def fetched(graph: Graph, since: datetime = SINCE, until: datetime = UNTIL, **told: str) -> Payload:
    with served(graph):
        http = Http(private=True, sleep=lambda _seconds: None)
        setup = {"page_id": PAGE, "token": TOKEN, "api_url": graph.address, **told}
        try:
            return READER.fetch(http, Told(setup), since, until)
        finally:
            http.close()


def read(payload: Payload, report: Report | None = None) -> list[Row]:
    return fb.rows(READER, source(payload.content, payload.name), report)


def test_each_metric_is_asked_for_alone_and_read() -> None:
    graph = Graph()
    payload = fetched(graph)
    alive = {metric.name for metric in METRICS if metric.asked_until is None}
    assert {asking["metric"] for asking in graph.asked} == alive
    assert {asking["period"] for asking in graph.asked} == {"day"}
    assert set(graph.paths) == {f"/v25.0/{PAGE}", f"/v25.0/{PAGE}/insights"}
    report = Report()
    found = read(payload, report)
    assert {row.generation for row in observed(found)} == {m.generation for m in METRICS if m.name in alive}
    assert (report.not_understood, report.notes) == (0, [])
    assert report.items == len(alive) * 10


def test_no_token_is_in_the_document() -> None:
    payload = fetched(Graph())
    assert TOKEN.encode() not in payload.content
    assert payload.name == f"facebook_{PAGE}_2026-08-01_2026-08-11.json"
    assert READER.recognises(head(source(payload.content, payload.name))) > 0.95


def test_a_dead_metric_does_not_fail_the_rest() -> None:
    graph = Graph(dead={"page_media_view", "page_post_engagements"})
    payload, report = fetched(graph), Report()
    found = read(payload, report)
    assert told_of(found, "page_visits")
    assert told_of(found, "page_views") == told_of(found, "interactions") == []
    assert json.loads(payload.content)["refused"] == [
        {"name": "page_media_view", "code": 100},
        {"name": "page_post_engagements", "code": 100},
    ]
    assert [str(note) for note in report.notes] == [
        "Facebook does not tell these metrics any more: page_media_view, page_post_engagements."
    ]
    assert "interactions" not in {row.speaks_of for row in found if not hasattr(row, "at")}


def test_followers_are_the_stock_at_the_end_of_each_day() -> None:
    followers = [row for row in observed(read(fetched(Graph()))) if row.measure == "followers"]
    assert {row.generation for row in followers} == {"facebook:page_follows"}
    assert {row.object_id for row in followers} == {None}
    assert followers[0].at == datetime(2026, 8, 1, 6, 59, 59, tzinfo=UTC)
    assert [row.value for row in followers] == list(range(943, 953))


def test_a_days_number_is_of_the_day_that_ended_in_california() -> None:
    visits = [row for row in observed(read(fetched(Graph()))) if row.measure == "page_visits"]
    assert visits[0].at == datetime(2026, 7, 31, 9, tzinfo=UTC)
    assert len({row.object_id for row in visits}) == 10
    assert all(row.seen is not None for row in visits)


def test_a_metric_is_asked_for_as_long_as_facebook_tells_it() -> None:
    graph = Graph()
    fetched(graph, datetime(2025, 10, 1, tzinfo=UTC), datetime(2025, 12, 1, tzinfo=UTC))
    until = {asking["metric"]: datetime.fromtimestamp(int(asking["until"]), UTC) for asking in graph.asked}
    assert until["page_fans"] == until["page_impressions"] == datetime(2025, 11, 15, 8, tzinfo=UTC)
    assert until["page_follows"] == until["page_impressions_unique"] == datetime(2025, 12, 1, tzinfo=UTC)


def test_a_change_of_definition_is_two_generations() -> None:
    payload = fetched(Graph(), datetime(2025, 11, 1, tzinfo=UTC), datetime(2025, 12, 1, tzinfo=UTC))
    last: dict[str, datetime] = {}
    for row in observed(read(payload)):
        if row.measure == "followers":
            last[row.generation] = row.at
    assert last == {
        "facebook:page_fans": datetime(2025, 11, 15, 6, 59, 59, tzinfo=UTC),
        "facebook:page_follows": datetime(2025, 11, 30, 6, 59, 59, tzinfo=UTC),
    }


def test_long_times_are_asked_for_in_pieces_of_ninety_days() -> None:
    graph = Graph()
    payload = fetched(graph, UNTIL - timedelta(days=400), UNTIL)
    visits = [asking for asking in graph.asked if asking["metric"] == "page_views_total"]
    assert len(visits) == 5
    assert all(int(each["until"]) - int(each["since"]) <= WINDOW.total_seconds() for each in visits)
    assert len(told_of(read(payload), "page_visits")) == 400


def test_no_further_back_than_facebook_remembers() -> None:
    graph = Graph()
    fetched(graph, UNTIL - timedelta(days=3000), UNTIL)
    earliest = min(int(asking["since"]) for asking in graph.asked)
    assert datetime.fromtimestamp(earliest, UTC) == UNTIL - timedelta(days=730)


def test_further_pages_of_an_answer_are_asked_for() -> None:
    whole, pieces = fetched(Graph()), fetched(graph := Graph(piece=3))
    assert {row.id for row in observed(read(whole))} == {row.id for row in observed(read(pieces))}
    assert len([asking for asking in graph.asked if asking["metric"] == "page_follows"]) > 2


def test_a_page_too_small_for_numbers_by_day_tells_its_followers() -> None:
    (only,) = observed(found := read(fetched(Graph(small=True))))
    assert (only.measure, only.generation, only.value) == ("followers", "facebook:followers_count", 4321)
    assert covered(found).speaks_of == "followers"


def test_it_covers_the_days_that_were_told_and_no_more() -> None:
    covers = covered(read(fetched(Graph())))
    assert (covers.since, covers.until) == (
        datetime(2026, 7, 30, 21, tzinfo=UTC),
        datetime(2026, 8, 9, 21, tzinfo=UTC),
    )


def test_asking_again_adds_days_and_changes_none() -> None:
    short = {row.id for row in observed(read(fetched(Graph())))}
    long = {row.id for row in observed(read(fetched(Graph(), SINCE, UNTIL + timedelta(days=3))))}
    assert short < long


@pytest.mark.parametrize(
    ("refusal", "permanent", "said"),
    [
        ({"code": 190, "error_subcode": 463, "message": "Session has expired"}, True, "has run out"),
        ({"code": 10, "message": "(#10) permission"}, True, "lacks a permission"),
        ({"code": 200, "message": "(#200) permission"}, True, "lacks a permission"),
        ({"code": 100, "error_subcode": 33, "message": "Object does not exist"}, True, "knows no page"),
        ({"code": "x"}, True, "knows no page"),
        *(({"code": code, "message": "limit"}, False, "limit") for code in (1, 2, 4, 17, 32, 613)),
    ],
)
def test_a_refusal_says_what_helps(refusal: dict[str, Any], permanent: bool, said: str) -> None:
    with pytest.raises(Unreachable, match=said) as failed:
        fetched(Graph(refusal=refusal))
    assert failed.value.permanent is permanent
    assert TOKEN not in str(failed.value)


def test_a_limit_that_is_reached_in_the_middle_is_passing() -> None:
    class Tired(Graph):
        def series(self, asking: dict[str, str], path: str) -> dict[str, Any]:
            if asking["metric"] == "page_views_total":
                self.refusal, self.status = {"code": 32, "message": "(#32) Page request limit reached"}, 403
            return super().series(asking, path)

    with pytest.raises(Unreachable, match="limit") as failed:
        fetched(Tired())
    assert not failed.value.permanent


def test_a_wrong_token_is_permanent() -> None:
    with pytest.raises(Unreachable, match="access token") as failed:
        fetched(Graph(), token="another-token-of-somebody")
    assert failed.value.permanent


@pytest.mark.parametrize("body", [b"<html>busy</html>", b"[]", b"\xff", b"[" * 100_000])
def test_what_is_no_answer_of_facebook_is_passing(body: bytes) -> None:
    with pytest.raises(Unreachable, match="cannot be read") as failed:
        fetched(Graph(body=body))
    assert not failed.value.permanent


def test_facebook_that_refuses_every_metric_is_an_error() -> None:
    class Strict(Graph):
        def answer(self, path: str, asking: dict[str, str], token: str) -> tuple[int, Any]:
            return (400, {"error": DEAD}) if path.endswith("/insights") else (200, {"id": PAGE})

    with pytest.raises(Unreachable, match="every metric"):
        fetched(Strict())


@pytest.mark.parametrize(
    "told",
    [
        {"page_id": ""},
        {"page_id": "../me"},
        {"page_id": "1?fields=x"},
        {"api_version": "latest"},
        {"token": ""},
        {"token": "שלום שלום"},
        {"token": "with\nbreak-in-it"},
        {"api_url": "ftp://x"},
        {"api_url": "file:///etc/passwd"},
    ],
)
def test_a_setup_that_cannot_be_asked_is_refused(told: dict[str, str]) -> None:
    with pytest.raises(Refusal) as refused:
        fetched(Graph(), **told)
    assert "\n" not in str(refused.value)


def test_an_address_inside_is_not_asked_unless_allowed() -> None:
    with pytest.raises(Unreachable, match="inside this network"):
        READER.fetch(
            Http(), Told({"page_id": PAGE, "token": TOKEN, "api_url": "http://127.0.0.1:9"}), SINCE, UNTIL
        )


def test_windows_follow_each_other_without_a_gap() -> None:
    found = list(windows(SINCE, SINCE + timedelta(days=200)))
    assert [begin for begin, _end in found[1:]] == [end for _begin, end in found[:-1]]
    assert (found[0][0], found[-1][1]) == (SINCE, SINCE + timedelta(days=200))
    assert list(windows(UNTIL, SINCE)) == []


# Documents that somebody saved.

SAVED = {
    "data": [
        {
            "name": "page_fans",
            "period": "day",
            "values": [{"value": 900, "end_time": "2025-08-02T07:00:00+0000"}],
            "id": "1/insights/page_fans/day",
        },
        {
            "name": "page_fans_city",
            "period": "day",
            "values": [{"value": {"Shaked": 9}, "end_time": "2025-08-02T07:00:00+0000"}],
        },
        {
            "name": "page_media_view",
            "period": "days_28",
            "values": [{"value": 5, "end_time": "2025-08-02T07:00:00+0000"}],
        },
    ]
}


def test_a_saved_answer_of_the_interface_is_read() -> None:
    content, report = json.dumps(SAVED).encode(), Report()
    assert READER.recognises(head(source(content, "insights.json"))) >= 0.9
    (only,) = observed(read(Payload("insights.json", content), report))
    assert (only.measure, only.generation, only.value) == ("followers", "facebook:page_fans", 900)
    assert only.seen is None
    assert [str(note) for note in report.notes] == [
        "page_media_view over several days was left out.",
        "These metrics are not read: page_fans_city.",
    ]
    assert fb.items(READER, content) == [{"metric": "page_fans", "day": "2025-08-01", "value": 900.0}]


def test_values_that_are_none_are_shown() -> None:
    values: list[Any] = [
        {"value": "many", "end_time": "2025-08-02T07:00:00+0000"},
        {"value": -1, "end_time": "2025-08-02T07:00:00+0000"},
        {"value": 1e300, "end_time": "2025-08-02T07:00:00+0000"},
        {"value": True, "end_time": "2025-08-02T07:00:00+0000"},
        {"value": {"a": 1}, "end_time": "2025-08-02T07:00:00+0000"},
        {"value": 5, "end_time": "soon"},
        {"value": 5, "end_time": "0001-01-01T00:00:00+0000"},
        {"value": 5, "end_time": ["2025"]},
        "what",
        {"value": 7, "end_time": "2025-08-03T07:00:00+0000"},
    ]
    content = json.dumps({"data": [{"name": "page_follows", "values": values}]}).encode()
    report = Report()
    assert told_of(read(Payload("x.json", content), report), "followers") == [7]
    assert report.not_understood == 9


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"{",
        b"[" * 200_000,
        b'{"data": [{"name": "page_follows", "values": []}]}',
        b'{"data": [{"name": "page_follows", "values": 7, "period": ["day"]}]}',
        b'{"data": [{"name": ["page_follows"]}, 7, null]}',
        b'{"page": {"name": "\\ud800", "followers_count": 5}, "metrics": "x", "refused": [{"name": "\\ud800"}]}',
        b'{"data": [' + b'{"name": "x"},' * 700_000 + b"{}]}",
    ],
)
def test_a_document_that_is_no_answer_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        read(Payload("answer.json", content))
    assert not isinstance(refused.value, Untold)
    assert "\n" not in str(refused.value)
