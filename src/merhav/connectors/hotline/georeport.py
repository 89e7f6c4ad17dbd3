"""Requests as Open311 GeoReport v2 writes them, in JSON or XML (https://wiki.open311.org/GeoReport_v2/).

Servers differ: ids are strings or numbers, elements are empty or missing, lists are wrapped or bare, keys are added. Only
what is needed is read; descriptions, addresses and places are passed over.
"""

from collections.abc import Iterator
from datetime import datetime

from merhav.connectors.base import Report
from merhav.connectors.files import Source, text_pieces
from merhav.connectors.moments import DAY_FIRST
from merhav.connectors.stamps import Missing, Stamp, Stamps, moment_stamp
from merhav.core.text import Refusal, _
from merhav.facts.words import Asset

from .channels import asset_of
from .inquiries import Inquiry
from .labels import label
from .records import Gathering, Record, from_json, from_xml
from .states import is_closed

ID, OPENED, UPDATED = "service_request_id", "requested_datetime", "updated_datetime"
CHANNELS = ("channel", "interface_used", "source", "origin")
"""Where extended answers say how a request came in."""
_WANTED = frozenset(
    {ID, OPENED, UPDATED, "status", "service_code", "service_name", "code", "description", "since", "until", *CHANNELS}
)  # fmt: skip
_ELEMENTS = frozenset({"request", "service_request", "service", "error"})
_LISTS = frozenset({"service_requests", "requests"})
_PATIENCE = 100
"""Records that are no requests, before the first that is one: then the document is something else."""


class Declined(Refusal):
    """The document is a server's own word of why it gives no requests."""


class Requests:
    """The requests of one document, in its order."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._gathering = Gathering(_WANTED, CHANNELS)

    def span(self) -> tuple[datetime, datetime] | None:
        """From when to when it speaks, where `fetch` wrote that; to be asked once all requests were drawn."""
        since, until = (iso(self._gathering.top.get(name, "")) for name in ("since", "until"))
        if isinstance(since, Stamp) and isinstance(until, Stamp) and since.at < until.at:
            return since.at, until.at
        return None

    def drawn(self, report: Report) -> Iterator[tuple[int, Record]]:
        """Ordinal number and words of each.

        Raises `Refusal` for what is no list of requests: a list of services, a server's error, a broken document.
        """
        found = strange = 0
        for number, record in enumerate(self._records(), start=1):
            if ID in record:
                found += 1
                yield number, record
                continue
            strange += 1
            self._refuse(record, found, strange)
            report.problem(number, " ".join(record.values()), _("This is not a request with a number."))
        top = self._gathering.top
        if not found and ID in top:
            yield 1, top
        elif not found and (strange or not self._gathering.lists):
            self._refuse(top, found, _PATIENCE)

    def _records(self) -> Iterator[Record]:
        start = next(text_pieces(self._source, suffix=""), "").lstrip()
        if start.startswith("<"):
            return from_xml(self._source, self._gathering, _ELEMENTS, _LISTS)
        return from_json(self._source, self._gathering)

    def _refuse(self, record: Record, found: int, strange: int) -> None:
        """Say what the document is, where it is clear that it is no list of requests."""
        name, top = self._source.name, self._gathering.top
        if found:
            return
        if OPENED not in record and ("service_code" in record or "service_code" in top):
            raise Refusal(
                _(
                    "%(name)s lists kinds of service, not requests: fetch requests.json or requests.xml.",
                    name=name,
                )
            )
        if "code" in record and "description" in record:
            words = " ".join(record["description"][:200].split())
            raise Declined(_("The service has answered: %(words)s", words=words))
        if strange >= _PATIENCE:
            raise Refusal(_("%(name)s lists no requests of Open311.", name=name))


def inquiry(number: int, record: Record, default: Asset, report: Report) -> Inquiry | None:
    """One request as an inquiry; None, and a problem, for one that does not say when it was made."""
    opened, updated = iso(record.get(OPENED, "")), iso(record.get(UPDATED, ""))
    if not isinstance(opened, Stamp):
        report.problem(number, record[ID], _("This row does not say when it was opened."))
        return None
    closed = is_closed(record.get("status", ""))
    if closed and updated is Missing.NOT_UNDERSTOOD:
        report.problem(number, record[ID], _("A time in this row was not understood."))
    return Inquiry(
        line=number,
        number=record[ID],
        opened=opened,
        answered=updated if closed and isinstance(updated, Stamp) else None,
        is_closed=closed,
        asset=_asset(record) or default,
        topic=label(record.get("service_name", "")) or label(record.get("service_code", "")),
    )


def _asset(record: Record) -> Asset | None:
    return next((asset for key in CHANNELS if (asset := asset_of(record.get(key, "")))), None)


_loose = Stamps(DAY_FIRST, hours=True)
"""For servers whose moments are no ISO 8601 to the letter."""


def iso(text: str) -> Stamp | Missing:
    """A moment as the standard wants it (ISO 8601 with its zone); without a zone it is by the clock of the street."""
    if len(text) <= 10:
        return _loose[text]
    try:
        return moment_stamp(datetime.fromisoformat(text))
    except ValueError:
        return _loose[text]
