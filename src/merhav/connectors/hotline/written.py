"""What a service has told, as one document of its own kind: GeoReport's requests, without texts, places and pictures."""

import json
from collections.abc import Iterable
from datetime import datetime

from merhav.connectors.stamps import Missing, Stamp

from .asking import stamped
from .georeport import CHANNELS, ID, OPENED, UPDATED, iso
from .records import Record
from .states import is_closed


def document(records: Iterable[Record], since: datetime, until: datetime) -> bytes:
    """The requests made since then, and those made earlier that have changed since; one on each line."""
    lines = ",\n".join(
        json.dumps(_request(one), ensure_ascii=False) for one in records if _is_news(one, since)
    )
    span = f'"since": "{stamped(since)}",\n"until": "{stamped(until)}"'
    return f'{{{span},\n"service_requests": [\n{lines}\n]}}\n'.encode()


def _is_news(record: Record, since: datetime) -> bool:
    moments = [iso(record.get(key, "")) for key in (OPENED, UPDATED)]
    return moments[0] is Missing.NOT_UNDERSTOOD or any(
        isinstance(moment, Stamp) and moment.at >= since for moment in moments
    )


def _request(record: Record) -> dict[str, str | None]:
    """As the standard has it: words for all that is required, null for what is not there."""
    channel = next((record[key] for key in CHANNELS if key in record), None)
    request: dict[str, str | None] = {
        ID: record[ID],
        "status": "closed" if is_closed(record.get("status", "")) else "open",
        "service_name": record.get("service_name"),
        "service_code": record.get("service_code", ""),
        OPENED: _moment(record.get(OPENED)) or "",
        UPDATED: _moment(record.get(UPDATED)),
    }
    return request if channel is None else {**request, "channel": channel}


def _moment(text: str | None) -> str | None:
    """The moment in UTC; what is none stays as it is, for the reader to say so."""
    read = iso(text or "")
    return stamped(read.at) if isinstance(read, Stamp) else text
