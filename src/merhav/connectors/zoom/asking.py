"""Zoom's report interface, asked: the meetings of a time, and who was in each.

Zoom's rules (developers.zoom.us/docs/api): a server-to-server app exchanges its id and secret for a token of one hour; a report
reaches back six months and holds one month at most; an id that begins with a slash or holds two is encoded twice.
"""

import base64
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from merhav.connectors.base import Answer, Question, Told
from merhav.connectors.http import Http, Unreachable
from merhav.core.text import _

SETUP = (
    Question("account_id", _("Account ID"), Answer.TEXT, required=True),
    Question("client_id", _("Client ID"), Answer.TEXT, required=True),
    Question("client_secret", _("Client Secret"), Answer.SECRET, required=True),
    Question(
        "host",
        _("Whose meetings?"),
        Answer.TEXT,
        help=_("The e-mail address with which the meetings are opened. Empty: everybody's in the account."),
    ),
    Question(
        "api_url",
        _("Address of the interface"),
        Answer.TEXT,
        help=_("Empty: https://api.zoom.us/v2"),
    ),
    Question("auth_url", _("Address that gives the token"), Answer.TEXT, help=_("Empty: https://zoom.us")),
)

_API, _AUTH = "https://api.zoom.us/v2", "https://zoom.us"
_PAGES = 2000
"""Pages of one list, after which something goes round in circles."""
_WINDOW = timedelta(days=28)
_REACH = timedelta(days=180)
_GONE = frozenset({400, 404})
"""Zoom's answers for a meeting or user of which it has no report (any more)."""
_KEPT = ("name", "user_email", "join_time", "leave_time", "duration", "status", "internal_user")
_ABOUT = ("uuid", "id", "topic", "start_time", "end_time", "duration", "user_name", "user_email")


class Zoom:
    """One conversation with the interface."""

    def __init__(self, http: Http, told: Told) -> None:
        self._http = http
        self._api = (told.get("api_url") or _API).rstrip("/")
        self._headers = {"Authorization": f"Bearer {_token(http, told)}"}

    def pages(
        self, path: str, key: str, params: Mapping[str, str], *, refused: list[Any] | None = None
    ) -> Iterator[Any]:
        """What a list holds, page after page. `refused`: where it is written that Zoom has no such list."""
        token, accept = "", _GONE if refused is not None else frozenset[int]()
        for _page in range(_PAGES):
            asked = {**params, "page_size": "300", **({"next_page_token": token} if token else {})}
            answered = self._http.get(
                f"{self._api}/{path}", params=asked, headers=self._headers, accept=accept
            )
            document = _document(answered.body)
            if answered.status in accept and refused is not None:
                refused.append({"path": path, "why": document.get("message")})
                return
            listed = document.get(key)
            yield from listed if isinstance(listed, list) else ()
            before, token = token, str(document.get("next_page_token") or "")
            if token in {"", before}:
                return


def fetched(http: Http, told: Told, since: datetime, until: datetime) -> bytes:
    """The meetings that began in the time and have ended, with the names, addresses and times of who was there."""
    zoom, refused = Zoom(http, told), list[Any]()
    since = max(since, until - _REACH)
    meetings = []
    for meeting in _meetings(zoom, told.get("host"), since, until, refused):
        path = f"report/meetings/{_encoded(str(meeting['uuid']))}/participants"
        there = [
            {word: one[word] for word in _KEPT if word in one}
            for one in zoom.pages(path, "participants", {}, refused=refused)
            if isinstance(one, dict)
        ]
        about = {word: meeting[word] for word in _ABOUT if word in meeting}
        meetings.append({**about, "participants": there})
    document = {"source": "zoom_report", "since": _stamp(since), "until": _stamp(until)}
    return json.dumps(
        {**document, "refused": refused, "meetings": meetings}, ensure_ascii=False, indent=1
    ).encode()


def _meetings(
    zoom: Zoom, host: str | None, since: datetime, until: datetime, refused: list[Any]
) -> Iterator[Mapping[str, Any]]:
    met: set[str] = set()
    for window in _windows(since, until):
        for user in [host] if host else _hosts(zoom, window):
            path = f"report/users/{quote(user, safe='')}/meetings"
            for meeting in zoom.pages(path, "meetings", {**window, "type": "past"}, refused=refused):
                if isinstance(meeting, dict) and _is_within(meeting, since, until):
                    uuid = str(meeting["uuid"])
                    if uuid not in met:
                        met.add(uuid)
                        yield meeting


def _hosts(zoom: Zoom, window: Mapping[str, str]) -> list[str]:
    active = zoom.pages("report/users", "users", {**window, "type": "active"})
    return sorted({str(user["id"]) for user in active if isinstance(user, dict) and user.get("id")})


def _windows(since: datetime, until: datetime) -> Iterator[Mapping[str, str]]:
    """Months at most, by whole days, one more on each side, for Zoom counts days by the account's own zone."""
    day, last = (since - timedelta(days=1)).date(), (until + timedelta(days=1)).date()
    while day <= last:
        end = min(day + _WINDOW, last)
        yield {"from": day.isoformat(), "to": end.isoformat()}
        day = end + timedelta(days=1)


def _is_within(meeting: Mapping[str, Any], since: datetime, until: datetime) -> bool:
    try:
        begins = datetime.fromisoformat(str(meeting.get("start_time")))
    except ValueError:
        return False
    begins = begins if begins.tzinfo else begins.replace(tzinfo=UTC)
    return bool(meeting.get("uuid")) and since <= begins < until


def _token(http: Http, told: Told) -> str:
    keys = f"{told.get('client_id') or ''}:{told.get('client_secret') or ''}"
    answered = http.post(
        f"{(told.get('auth_url') or _AUTH).rstrip('/')}/oauth/token",
        form={"grant_type": "account_credentials", "account_id": told.get("account_id") or ""},
        headers={"Authorization": "Basic " + base64.b64encode(keys.encode()).decode()},
        accept=frozenset({400, 401}),
    )
    token = _document(answered.body).get("access_token")
    if answered.status >= 400 or not isinstance(token, str):
        raise Unreachable(
            _("Zoom refuses the account's id, the app's id or its secret."),
            permanent=True,
            status=answered.status,
        )
    return token


def _document(body: bytes) -> dict[str, Any]:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise Unreachable(_("Zoom's answer was not understood."), permanent=False)
    return document


def _encoded(uuid: str) -> str:
    once = quote(uuid, safe="")
    return quote(once, safe="") if uuid.startswith("/") or "//" in uuid else once


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
