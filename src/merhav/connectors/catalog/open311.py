"""A municipal service of Open311 GeoReport v2: asked, or as files that were fetched from it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import ClassVar

from merhav.connectors.base import Answer, Item, Payload, Pulled, Question, Report, Rhythm, Told
from merhav.connectors.files import Source
from merhav.connectors.heads import Head
from merhav.connectors.hotline.asking import Asking
from merhav.connectors.hotline.channels import CAME_BY, came_by
from merhav.connectors.hotline.georeport import Requests, inquiry
from merhav.connectors.hotline.inquiries import TELLS, Inquiry, facts
from merhav.connectors.hotline.written import document
from merhav.connectors.http import Http
from merhav.connectors.people import Pseudonyms
from merhav.connectors.spans import EXPORTED_ON, LISTED_SINCE, Span, covered, with_told
from merhav.core.text import Refusal, Text, _
from merhav.facts.rows import Row
from merhav.facts.words import Asset

LATE = timedelta(days=90)
"""How much earlier a request may have been made that is closed in the time that is asked for."""


class Open311(Pulled):
    """Requests with a clock (https://wiki.open311.org/GeoReport_v2/): made, and closed after so many seconds.

    A closed request's `updated_datetime` is its closing, as the standard says. Service names are kept as subjects; texts,
    addresses, places and pictures are neither read nor kept.
    """

    slug = "open311"
    asset = Asset.STREET
    title = _("Open311")
    reads = _("Requests of an Open311 service (GeoReport v2), in JSON or XML.")
    how: ClassVar[tuple[Text, ...]] = (
        _("Ask whoever runs your reporting system for the address of its GeoReport v2 service."),
        _(
            "Write the address here, or open ADDRESS/requests.json in a browser, save what it shows and drop it here."
        ),
    )
    rhythm = Rhythm.LIVE
    suffixes = (".json", ".xml", ".zip")
    tells = TELLS
    setup: ClassVar[tuple[Question, ...]] = (
        Question(
            "address",
            _("At which address is the service?"),
            Answer.TEXT,
            help=_("As in https://town.example/open311/v2"),
            required=True,
        ),
        Question("jurisdiction_id", _("Which jurisdiction, where the service serves several?"), Answer.TEXT),
        Question("api_key", _("Which key does it ask for, if any?"), Answer.SECRET),
        CAME_BY,
    )
    asks: ClassVar[tuple[Question, ...]] = (CAME_BY, LISTED_SINCE, EXPORTED_ON)

    def recognises(self, head: Head) -> float:
        if "service_request_id" in head.text and "requested_datetime" in head.text:
            return 0.95 if head.is_json or "<service_request" in head.text else 0.0
        is_services = head.is_json or "<services" in head.text
        return 0.9 if is_services and "service_code" in head.text and "service_name" in head.text else 0.0

    def fetch(self, http: Http, told: Told, since: datetime, until: datetime) -> Payload:
        """Requests made in this time, and earlier ones that were closed in it (up to 90 days after they were made)."""
        found = Asking.of(http, told).ask(since - LATE, until)
        return Payload("requests.json", document(found.values(), since, until))

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        """`number`, `opened` and `closed` (ISO 8601, UTC), `asset`, `topic`: one for each request."""
        for one in _inquiries(Requests(source), source, told, report):
            yield {
                "number": one.number,
                "opened": one.opened.at.isoformat(),
                "closed": one.answered.at.isoformat() if one.answered else None,
                "asset": one.asset.value,
                "topic": one.topic,
            }

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        requests, span, assets = Requests(source), Span(), set[Asset]()
        for one in _inquiries(requests, source, told, report):
            span.meets(one.opened.day)
            assets.add(one.asset)
            yield from facts(one, people, report)
        since, until = requests.span() or (span.since, span.until)
        yield from covered(since, until, assets or {came_by(told) or Asset.STREET}, people)

    def finished(self, rows: Iterator[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
        return with_told(rows, told, people)


def _inquiries(requests: Requests, source: Source, told: Told, report: Report) -> Iterator[Inquiry]:
    default = came_by(told) or Asset.STREET
    for number, record in requests.drawn(report):
        one = inquiry(number, record, default, report)
        if one is not None:
            report.items += 1
            report.spans(one.opened.at)
            yield one
    if not report.items and requests.span() is None:
        raise Refusal(_("%(name)s lists no inquiry.", name=source.name))
