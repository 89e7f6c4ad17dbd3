"""Reports that mail did not arrive, as they lie in the sender's mailbox."""

import re
from collections.abc import Iterator
from typing import ClassVar

from merhav.connectors.base import Answer, Connector, Item, Question, Report, Rhythm, Told
from merhav.connectors.files import Source
from merhav.connectors.heads import Head
from merhav.connectors.newsletter.mailbox import messages
from merhav.connectors.newsletter.people import RETURNED, returned
from merhav.connectors.newsletter.returns import Delivery, Kind, delivery
from merhav.connectors.newsletter.told import EXPORTED_ON, ending, with_told
from merhav.connectors.people import Pseudonyms
from merhav.core.text import Refusal, Text, _
from merhav.facts.rows import Row
from merhav.facts.words import Asset

_HEADERS = re.compile(r"(?:From \S.*\n)?(?:[A-Za-z][A-Za-z0-9-]*:[ \t].*\n(?:[ \t].*\n)*){3}")
_REPORT = re.compile(
    r"report-type=[\"']?delivery-status|^content-type: message/delivery-status|^from: .*mailer-daemon|^x-failed-recipients:",
    re.IGNORECASE | re.MULTILINE,
)
_MAIL = re.compile(r"^(?:received|return-path|message-id):", re.IGNORECASE | re.MULTILINE)


class DeliveryReports(Connector):
    """Whose mail came back, and whether for good.

    Reports in the form of RFC 3464, and those in prose of the mail servers that flufl.bounce knows. `permanent`: the address
    does not exist or refuses; `temporary`: it was delayed. A person's mail of one day that came back for one reason is one
    fact, however many reports tell of it. Of a message the first 64 kB are read.
    """

    slug = "delivery_reports"
    asset = Asset.NEWSLETTER
    title = _("Returned mail")
    reads: ClassVar[Text] = _(
        "Delivery reports from the mailbox that the newsletter is sent from: .eml or .txt files, a mailbox (.mbox), or a "
        ".zip of them."
    )
    how: ClassVar[tuple[Text, ...]] = (
        _(
            "Open the mailbox that the newsletter is sent from, and search for “Undeliverable” or “Mail Delivery”."
        ),
        _(
            "Outlook and Thunderbird: select the messages, and drag them into a folder; each becomes an .eml file."
        ),
        _(
            "Gmail: give them a label, and export that label at takeout.google.com; it becomes one .mbox file."
        ),
    )
    rhythm = Rhythm.EACH
    suffixes = (".eml", ".txt", ".mbox", ".zip")
    asks: ClassVar[tuple[Question, ...]] = (
        EXPORTED_ON,
        Question(
            "reports_since",
            _("From which day on is every delivery report brought here?"),
            Answer.DAY,
            help=_("Then a month without one is a month in which no mail came back."),
            remembered=True,
        ),
    )
    tells: ClassVar[tuple[str, ...]] = (RETURNED,)

    def recognises(self, head: Head) -> float:
        if not _HEADERS.match(head.text):
            return 0.0
        return 0.95 if _REPORT.search(head.text) else 0.6 * bool(_MAIL.search(head.text))

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        """`file`, `at` (ISO 8601, UTC), `address` and `kind` (permanent or temporary) of each address that a report names."""
        del told
        for file, found in _deliveries(source, report):
            for address, kind in found.addresses:
                yield {
                    "file": file,
                    "at": found.at and found.at.isoformat(),
                    "address": address,
                    "kind": kind,
                }

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        """A Reject of a delivery for each address; its topic is permanent or temporary."""
        del told
        return ending(_facts(source, people, report), people)

    def finished(self, rows: Iterator[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
        return with_told(rows, told, people, all_since="reports_since")


def _facts(source: Source, people: Pseudonyms, report: Report) -> Iterator[Row]:
    for _file, found in _deliveries(source, report):
        if found.at is not None:
            report.spans(found.at)
            for address, kind in found.addresses:
                yield returned(people.person(address), found.at, kind, people)


def _deliveries(source: Source, report: Report) -> Iterator[tuple[str, Delivery]]:
    """The reports of mail that came back. Raises `Refusal` where there is none."""
    met = dict.fromkeys(Kind, 0)
    for number, (file, raw) in enumerate(messages(source), start=1):
        found = delivery(raw)
        met[found.kind] += 1
        if found.kind is Kind.RETURNED and found.at is None:
            report.problem(number, found.subject, _("This report does not say when it was written."))
        elif found.kind is Kind.RETURNED:
            report.items += 1
            yield file, found
        elif why := _WHY.get(found.kind):
            report.problem(number, found.subject or file, why)
    if not report.items:
        raise Refusal(
            _("%(name)s holds no delivery report that says whose mail came back.", name=source.name)
        )
    report.notes.extend(_notes(met))


_WHY = {
    Kind.NAMELESS: _("This report does not say whose mail came back."),
    Kind.OTHER: _("This message is no delivery report."),
}


def _notes(met: dict[Kind, int]) -> Iterator[Text]:
    if met[Kind.ARRIVED]:
        yield _("%(rows)s reports say that mail arrived; they are not counted.", rows=met[Kind.ARRIVED])
    if met[Kind.AUTOMATIC]:
        yield _("%(rows)s automatic answers were left out.", rows=met[Kind.AUTOMATIC])
