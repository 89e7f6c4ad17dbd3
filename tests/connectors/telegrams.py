"""Exports of Telegram Desktop from a few words. People are fictional."""

import json
from typing import Any

from tests.connectors.chats import PEOPLE, source

from merhav.connectors.base import Report, Told
from merhav.connectors.catalog.telegram_export import TelegramExport
from merhav.connectors.files import Source
from merhav.facts.rows import Activity, Coverage, Observation, Row
from merhav.facts.words import Object, Verb

CONNECTOR = TelegramExport()
BEGIN = 1_767_605_400  # 5 January 2026, 09:30 in UTC
ACCOUNTS = {"Dana": "user101", "Noa": "user102", "Omri": "user103", "סמירה": "user104"}


def said(number: int, name: str, text: Any, minutes: float = 0, **more: Any) -> dict[str, Any]:
    """A message, some minutes after the beginning."""
    at = BEGIN + int(minutes * 60)
    account = more.pop("from_id", ACCOUNTS.get(name, "user999"))
    return {
        "id": number,
        "type": "message",
        "date": "2026-01-05T11:30:00",
        "date_unixtime": str(at),
        "from": name,
        "from_id": account,
        "text": text,
        "text_entities": [{"type": "plain", "text": "never read"}],
        **more,
    }


def notice(number: int, action: str, actor: str, minutes: float = 0, **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "type": "service",
        "date": "2026-01-05T11:30:00",
        "date_unixtime": str(BEGIN + int(minutes * 60)),
        "actor": actor,
        "actor_id": ACCOUNTS.get(actor, "user999"),
        "action": action,
        "text": "",
        **more,
    }


def group(*messages: Any, name: str = "Our street", kind: str = "private_supergroup") -> dict[str, Any]:
    return {"name": name, "type": kind, "id": 1234567, "messages": list(messages)}


def account(*chats: dict[str, Any]) -> dict[str, Any]:
    """All chats of an account, as the export of everything holds them."""
    return {
        "about": "Here is the data you requested.",
        "personal_information": {"first_name": "Dana"},
        "contacts": {"about": "", "list": [{"first_name": "Noa", "messages": "none"}]},
        "chats": {"about": "This page lists all chats.", "list": list(chats)},
    }


def written(content: Any) -> Source:
    return source(json.dumps(content, ensure_ascii=False, indent=1), "result.json")


def rows(content: Any, report: Report | None = None, **told: str) -> list[Row]:
    file = content if isinstance(content, Source) else written(content)
    drawn = CONNECTOR.rows(file, Told(told), PEOPLE, report or Report())
    return list(CONNECTOR.finished(drawn, Told(told), PEOPLE))


def items(content: Any, report: Report | None = None, **told: str) -> list[dict[str, Any]]:
    file = content if isinstance(content, Source) else written(content)
    return [dict(item) for item in CONNECTOR.items(file, Told(told), report or Report())]


def acts(found: list[Row], verb: Verb = Verb.CREATE, kind: Object = Object.MESSAGE) -> list[Activity]:
    return [row for row in found if isinstance(row, Activity) and (row.verb, row.object_type) == (verb, kind)]


def observed(found: list[Row]) -> list[Observation]:
    return [row for row in found if isinstance(row, Observation)]


def coverage(found: list[Row]) -> Coverage:
    last = found[-1]
    assert isinstance(last, Coverage)
    return last


DAY = 24 * 60
STREET = group(
    notice(1, "create_group", "Dana", members=["Noa", None], title="Our street"),
    said(2, "Noa", "When does registration for the swimming lessons open?", 10),
    said(3, "Omri", "The street lights near number seven are broken again tonight", 12),
    said(
        4, "Dana", ["Registration opens on ", {"type": "bold", "text": "Sunday"}], 20, reply_to_message_id=2
    ),
    notice(5, "join_group_by_link", "סמירה", 30, inviter="Group"),
    said(6, "סמירה", "", 31, photo="(File not included.)", media_type="sticker"),
    notice(7, "remove_members", "Omri", 40, members=["Omri"]),
    said(8, "Noa", "thanks everybody", 10 * DAY),
)
