"""Zoom's interface asked over a socket, and what Zoom sends checked before it is believed."""

import base64
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.connectors import zoom_answers as zoom
from tests.connectors.zoom_answers import UUID, meeting, participant
from tests.connectors.zoom_files import STAYS, classic
from tests.connectors.zoom_files import rows as report_rows

from merhav.connectors.base import Told
from merhav.connectors.catalog.zoom_api import ZoomApi
from merhav.connectors.http import Http, Unreachable
from merhav.connectors.zoom.webhook import is_from_zoom, validation
from merhav.facts.rows import Activity, Coverage

SINCE, UNTIL = datetime(2025, 3, 1, tzinfo=UTC), datetime(2025, 4, 10, tzinfo=UTC)
KEYS = {"account_id": "acc", "client_id": "app", "client_secret": "s3cret"}
BASIC = "Basic " + base64.b64encode(b"app:s3cret").decode()
ENCODED = "%252FaB3%252F%252FxQKpTz%253D%253D"
"""The occasion's id, encoded twice, because it begins with a slash."""


class Account:
    """A Zoom account that answers: two hosts, two meetings, participants on two pages."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.gone = {"past=="}
        self.address = ""

    def answer(self, path: str, query: dict[str, str]) -> tuple[int, Any]:
        self.asked.append(path)
        match path.removeprefix("/v2/").split("/"):
            case ["report", "users"]:
                return 200, {"users": [{"id": "host-1"}, {"id": "host-2"}], "next_page_token": ""}
            case ["report", "users", "host-2", "meetings"]:
                return 404, {"code": 1001, "message": "User does not exist"}
            case ["report", "users", _host, "meetings"]:
                return 200, self._meetings(query)
            case ["report", "meetings", uuid, "participants"]:
                if "past" in uuid:
                    return 404, {"code": 3001, "message": "Meeting does not exist"}
                assert uuid == ENCODED
                first = "next_page_token" not in query
                stays = STAYS[:3] if first else STAYS[3:]
                there = [{**participant(stay), "ip_address": "192.0.2.7"} for stay in stays]
                return 200, {"participants": there, "next_page_token": "more" if first else ""}
        return 500, {}

    @staticmethod
    def _meetings(query: dict[str, str]) -> dict[str, Any]:
        assert datetime.fromisoformat(query["to"]) - datetime.fromisoformat(query["from"]) < timedelta(
            days=31
        )
        listed = [
            meeting(),
            meeting(uuid="past=="),
            meeting(uuid="x", start_time="2024-01-01T10:00:00Z"),
            {"topic": "no id"},
        ]
        return {"meetings": listed, "next_page_token": ""}


@contextmanager
def served(zoom_account: Account) -> Iterator[Account]:
    class Handler(BaseHTTPRequestHandler):
        def _send(self, status: int, content: Any) -> None:
            body = content if isinstance(content, bytes) else json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            known = self.headers["Authorization"] == BASIC and form["account_id"] == ["acc"]
            assert (self.path, form["grant_type"]) == ("/oauth/token", ["account_credentials"])
            self._send(*((200, {"access_token": "t0ken"}) if known else (400, {"error": "invalid_client"})))

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            allowed = self.headers["Authorization"] == "Bearer t0ken"
            query = {key: values[0] for key, values in parse_qs(parts.query).items()}
            self._send(*(zoom_account.answer(parts.path, query) if allowed else (401, {})))

        def log_message(self, *_words: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    zoom_account.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield zoom_account
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def fetched(account: Account, since: datetime = SINCE, **told: str) -> dict[str, Any]:
    where = {"api_url": f"{account.address}/v2/", "auth_url": account.address}
    http = Http(private=True, sleep=lambda _seconds: None)
    try:
        payload = ZoomApi().fetch(http, Told({**KEYS, **where, **told}), since, UNTIL)
    finally:
        http.close()
    return dict(json.loads(payload.content))


def test_what_is_asked_is_read_as_the_report_of_the_same_meeting() -> None:
    with served(Account()) as account:
        document = fetched(account)
    *found, spoken = zoom.rows(document)
    assert found == [row for row in report_rows(classic(STAYS)) if isinstance(row, Activity)]
    assert isinstance(spoken, Coverage)
    assert (spoken.since, spoken.until) == (SINCE, UNTIL)


def test_meetings_and_hosts_without_a_report_are_named_and_the_others_are_there() -> None:
    with served(Account()) as account:
        document = fetched(account)
    assert [one["uuid"] for one in document["meetings"]] == [UUID, "past=="]
    assert {one["path"] for one in document["refused"]} == {
        "report/users/host-2/meetings",
        "report/meetings/past%3D%3D/participants",
    }


def test_no_more_of_a_participant_is_kept_than_is_read() -> None:
    with served(Account()) as account:
        assert "192.0.2.7" not in json.dumps(fetched(account))


def test_one_hosts_meetings_alone_are_asked_where_a_host_is_told() -> None:
    with served(Account()) as account:
        fetched(account, host="host@example.org")
        assert not [path for path in account.asked if path.endswith("report/users")]
        assert "/v2/report/users/host%40example.org/meetings" in account.asked


def test_zoom_tells_of_half_a_year_and_no_more_is_claimed() -> None:
    with served(Account()) as account:
        assert fetched(account, since=UNTIL - timedelta(days=365))["since"] == "2024-10-12T00:00:00Z"


@pytest.mark.parametrize("wrong", ["account_id", "client_id", "client_secret"])
def test_wrong_keys_are_said_and_asking_again_will_not_help(wrong: str) -> None:
    with served(Account()) as account, pytest.raises(Unreachable, match="refuses the account") as refused:
        fetched(account, **{wrong: "other"})
    assert refused.value.permanent


def test_an_answer_that_is_none_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Account, "answer", lambda *_asked: (200, b"<html>"))
    with served(Account()) as account, pytest.raises(Unreachable, match="not understood"):
        fetched(account)


def test_the_secret_is_asked_as_a_secret() -> None:
    assert [question.name for question in ZoomApi.setup if question.answer == "secret"] == ["client_secret"]


# What Zoom sends.

TOKEN = "a secret token"
NOW = datetime(2026, 3, 22, 19, 30, tzinfo=UTC)
BODY = '{"event":"meeting.started","payload":{"object":{"topic":"שיתוף"}}}'.encode()


def signed(body: bytes, at: datetime = NOW, token: str = TOKEN) -> dict[str, str]:
    stamp = str(int(at.timestamp()))
    digest = hmac.new(token.encode(), b"v0:" + stamp.encode() + b":" + body, "sha256").hexdigest()
    return {"X-Zm-Signature": f"v0={digest}", "X-Zm-Request-Timestamp": stamp}


def test_what_zoom_signed_is_believed_for_five_minutes() -> None:
    assert is_from_zoom(TOKEN, signed(BODY), BODY, NOW)
    assert is_from_zoom(TOKEN, signed(BODY, NOW - timedelta(seconds=299)), BODY, NOW)
    assert not is_from_zoom(TOKEN, signed(BODY, NOW - timedelta(seconds=301)), BODY, NOW)
    assert not is_from_zoom(TOKEN, signed(BODY, NOW + timedelta(seconds=301)), BODY, NOW)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (signed(BODY, token="another"), BODY),
        (signed(BODY), BODY + b" "),
        ({**signed(BODY), "X-Zm-Request-Timestamp": str(int(NOW.timestamp()) + 1)}, BODY),
        ({**signed(BODY), "X-Zm-Request-Timestamp": "soon"}, BODY),
        ({"X-Zm-Signature": signed(BODY)["X-Zm-Signature"]}, BODY),
        ({"X-Zm-Signature": "\ud800"}, BODY),
        ({}, BODY),
    ],
)
def test_whatever_else_comes_is_not_believed(headers: dict[str, str], body: bytes) -> None:
    assert not is_from_zoom(TOKEN, headers, body, NOW)


def test_without_a_token_nobody_is_believed() -> None:
    assert not is_from_zoom("", signed(BODY, token=""), BODY, NOW)


def test_the_address_proves_that_it_knows_the_token() -> None:
    body = b'{"event":"endpoint.url_validation","payload":{"plainToken":"qgg8vlvZRS6UYooatFL8Aw"}}'
    assert validation(TOKEN, body) == {
        "plainToken": "qgg8vlvZRS6UYooatFL8Aw",
        "encryptedToken": hmac.new(TOKEN.encode(), b"qgg8vlvZRS6UYooatFL8Aw", "sha256").hexdigest(),
    }


@given(
    st.binary()
    | st.sampled_from([BODY, b"[]", b'{"event":"endpoint.url_validation","payload":{"plainToken":7}}'])
)
def test_no_other_message_is_answered(body: bytes) -> None:
    assert validation(TOKEN, body) is None
