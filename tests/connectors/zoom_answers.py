"""The meeting of `zoom_files` as Zoom's interface answers it, and as the events tell it that Zoom sends."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tests.connectors.chats import source
from tests.connectors.zoom_files import KEY, STAYS, Stay

from merhav.connectors.base import Report, Told
from merhav.connectors.catalog.zoom_api import ZoomApi
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
from merhav.connectors.zoom.stays import in_utc, own_name
from merhav.facts.rows import Row

UUID = "/aB3//xQKpTz=="
HOST = "zoom@shaked.example"


def stamp(local: datetime) -> str:
    return in_utc(local).strftime("%Y-%m-%dT%H:%M:%SZ")


def participant(stay: Stay, number: int = 0) -> dict[str, Any]:
    return {
        "id": "",
        "user_id": str(16_778_240 + number),
        "name": own_name(stay.name),
        "user_email": stay.email,
        "join_time": stamp(stay.joined),
        "leave_time": stamp(stay.left),
        "duration": int((stay.left - stay.joined).total_seconds()),
        "attentiveness_score": "",
        "failover": False,
        "status": "in_meeting",
    }


def page(stays: Sequence[Stay], token: str | None = "") -> dict[str, Any]:
    there = [participant(stay) for stay in stays]
    about = {"page_count": 1, "page_size": 30, "total_records": len(there)}
    return {**about, **({} if token is None else {"next_page_token": token}), "participants": there}


def meeting(stays: Sequence[Stay] = STAYS, uuid: str = UUID, **more: Any) -> dict[str, Any]:
    begins, ends = min(stay.joined for stay in stays), max(stay.left for stay in stays)
    return {
        "uuid": uuid,
        "id": 89_123_456_789,
        "topic": "שיתוף ציבור",
        "start_time": stamp(begins),
        "end_time": stamp(ends),
        "duration": 97,
        "user_name": "עיריית תל־שקד",
        "user_email": HOST,
        **more,
    }


def asked(*meetings: dict[str, Any], since: str, until: str) -> dict[str, Any]:
    return {
        "source": "zoom_report",
        "since": since,
        "until": until,
        "refused": [],
        "meetings": list(meetings),
    }


def event(what: str, at: datetime, of: dict[str, Any], who: dict[str, Any] | None = None) -> dict[str, Any]:
    payload = {"account_id": "AAB", "object": {**of, **({"participant": who} if who else {})}}
    return {"event": what, "payload": payload, "event_ts": int(in_utc(at).timestamp() * 1000)}


def came_and_went(stay: Stay, number: int, of: dict[str, Any]) -> list[dict[str, Any]]:
    """Somebody joins and leaves."""
    who = {
        "user_id": str(16_778_240 + number),
        "user_name": own_name(stay.name),
        "id": "host-1" if stay.email == HOST else "",
        "participant_user_id": "",
        "email": stay.email,
    }
    return [
        event("meeting.participant_joined", stay.joined, of, {**who, "join_time": stamp(stay.joined)}),
        event("meeting.participant_left", stay.left, of, {**who, "leave_time": stamp(stay.left)}),
    ]


def sent(
    stays: Sequence[Stay] = STAYS, uuid: str = UUID, number: Any = "89123456789"
) -> list[dict[str, Any]]:
    """All events of the meeting, in the order of their times."""
    begins, ends = min(stay.joined for stay in stays), max(stay.left for stay in stays)
    of = {
        "id": number,
        "uuid": uuid,
        "host_id": "host-1",
        "topic": "שיתוף ציבור",
        "type": 2,
        "start_time": stamp(begins),
        "timezone": "Asia/Jerusalem",
        "duration": 60,
    }
    there = [one for place, stay in enumerate(stays) for one in came_and_went(stay, place, of)]
    told = [
        event("meeting.started", begins, of),
        *there,
        event("meeting.ended", ends, {**of, "end_time": stamp(ends)}),
    ]
    return sorted(told, key=lambda one: int(one["event_ts"]))


def lines(documents: Sequence[Any]) -> str:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in documents)


def written(content: Any, name: str = "zoom.json") -> Source:
    return source(content if isinstance(content, str) else json.dumps(content, indent=1), name)


def rows(content: Any, report: Report | None = None, **told: str) -> list[Row]:
    reader, people = ZoomApi(), Pseudonyms(KEY)
    read = reader.rows(written(content), Told(told), people, report or Report())
    return list(reader.finished(read, Told(told), people))


def items(content: Any) -> list[dict[str, Any]]:
    return [dict(item) for item in ZoomApi().items(written(content), Told(), Report())]
