"""Chats from strings: as sources, as items, as facts."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from merhav.connectors.base import Report, Told
from merhav.connectors.catalog.whatsapp_export import WhatsAppExport
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
from merhav.facts.rows import Activity, Coverage, Row

CONNECTOR = WhatsAppExport()
PEOPLE = Pseudonyms(b"a key for tests only, 32 bytes ..")


def source(content: str | bytes, name: str = "chat.txt") -> Source:
    raw = content.encode() if isinstance(content, str) else content
    return Source(name, len(raw), lambda: io.BytesIO(raw))


def zipped(files: Mapping[str, str | bytes], name: str = "chat.zip") -> Source:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return source(buffer.getvalue(), name)


def items(content: str | bytes | Source, report: Report | None = None, **told: str) -> list[dict[str, Any]]:
    chat = content if isinstance(content, Source) else source(content)
    return [dict(item) for item in CONNECTOR.items(chat, Told(told), report or Report())]


def rows(content: str | bytes | Source, report: Report | None = None, **told: str) -> list[Row]:
    chat = content if isinstance(content, Source) else source(content)
    drawn = CONNECTOR.rows(chat, Told(told), PEOPLE, report or Report())
    return list(CONNECTOR.finished(drawn, Told(told), PEOPLE))


def activities(content: str, **told: str) -> list[Activity]:
    return [row for row in rows(content, **told) if isinstance(row, Activity)]


def coverage(content: str, **told: str) -> Coverage:
    last = rows(content, **told)[-1]
    assert isinstance(last, Coverage)
    return last
