"""Mailchimp's export of an audience: who subscribed, who left, whose mail comes back."""

from array import array
from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

import numpy as np

from merhav.connectors.base import Connector, Item, Question, Report, Told, Untold
from merhav.connectors.files import Source
from merhav.connectors.heads import Head
from merhav.connectors.moments import day_in_utc
from merhav.connectors.newsletter.audience import (
    TIMES,
    Columns,
    Member,
    Status,
    columns_of,
    is_audience,
    members,
)
from merhav.connectors.newsletter.dates import DATE_ORDER, day_told, order_of
from merhav.connectors.newsletter.issues import SUBSCRIBERS
from merhav.connectors.newsletter.people import FOLLOWED, LEFT, PERMANENT, RETURNED, followed, left, returned
from merhav.connectors.newsletter.told import EXPORTED_ON, Span, with_told
from merhav.connectors.people import Pseudonyms
from merhav.connectors.tables import rows
from merhav.core.text import Refusal, Text, _
from merhav.facts.rows import Activity, Observation, Row
from merhav.facts.words import Asset

_GENERATION = "mailchimp:subscribed_members"
_SPEAKS_OF = {
    Status.SUBSCRIBED: f"{FOLLOWED} {SUBSCRIBERS}",
    Status.UNSUBSCRIBED: LEFT,
    Status.CLEANED: RETURNED,
}


class MailchimpAudience(Connector):
    """Subscriptions, departures and dead addresses; how many are subscribed on the day of the export.

    Times are UTC. A subscription begins when it is confirmed, or where nobody has to confirm, when it is asked for. A
    member who says no time (brought in from a list) is counted among the subscribers and has no other fact. One address is
    one person in every export; the number of subscribers is of distinct addresses.
    """

    slug = "mailchimp_audience"
    asset = Asset.NEWSLETTER
    title = _("Mailchimp audience")
    reads: ClassVar[Text] = _(
        "An audience exported from Mailchimp: the .zip as it came, or one of the .csv files in it."
    )
    how: ClassVar[tuple[Text, ...]] = (
        _("Sign in to Mailchimp and open Audience › All contacts."),
        _("Click Export audience, and then Export as CSV when the file is ready."),
        _("Drop the whole .zip here: it holds those subscribed, unsubscribed and cleaned."),
    )
    suffixes = (".csv", ".zip")
    asks: ClassVar[tuple[Question, ...]] = (EXPORTED_ON, DATE_ORDER)
    tells: ClassVar[tuple[str, ...]] = (FOLLOWED, LEFT, RETURNED, SUBSCRIBERS)

    def recognises(self, head: Head) -> float:
        return 0.97 if is_audience(head) else 0.0

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        """`email`, `status`, `joined`, `gone`, `changed` (ISO 8601, UTC) and `tags` of each member."""
        for member in _members(source, told, report)[1]:
            yield {
                "email": member.email,
                "status": member.status.value,
                "joined": member.joined and member.joined.isoformat(),
                "gone": member.gone and member.gone.isoformat(),
                "changed": member.changed and member.changed.isoformat(),
                "tags": list(member.tags),
            }

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        """Follow and Leave of a subscription, Reject of a delivery; at the end how many are subscribed."""
        columns, found = _members(source, told, report)
        span, subscribed, quiet = Span(), array("q"), 0
        for member in found:
            person = people.person(member.email)
            if member.status is Status.SUBSCRIBED:
                subscribed.append(person)
            facts = list(_facts(member, person, people))
            quiet += not facts
            for moment in (member.joined, member.gone, member.changed):
                if moment is not None:
                    span.saw(moment)
                    report.spans(moment)
            yield from facts
        _tell(report, quiet, source)
        if subscribed:
            yield _stock(subscribed, span, told, people)
        elif span.last is None:
            raise Refusal(_("No member of %(name)s says when they left.", name=source.name))
        yield from span.covered(Told(), people, _SPEAKS_OF[columns.usual])

    def finished(self, rows: Iterator[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
        return with_told(rows, told, people, stock=SUBSCRIBERS)


def _members(source: Source, told: Told, report: Report) -> tuple[Columns, Iterator[Member]]:
    start, columns = columns_of(rows(source), source.name)
    if columns.usual is Status.OTHER:
        raise Refusal(
            _("%(name)s is of people who never subscribed: nothing in it is counted.", name=source.name)
        )
    cells = (columns.cell(row, name) for number, row in rows(source) if number > start for name in TIMES)
    order = order_of(cells, told, report)
    lines = ((number, row) for number, row in rows(source) if number > start)
    return columns, members(lines, columns, order, report)


def _facts(member: Member, person: int, people: Pseudonyms) -> Iterator[Activity]:
    if member.joined:
        yield followed(person, member.joined, people)
    if member.gone and member.status is Status.UNSUBSCRIBED:
        yield left(person, member.gone, people)
    if member.gone and member.status is Status.CLEANED:
        yield returned(person, member.gone, PERMANENT, people)


def _tell(report: Report, quiet: int, source: Source) -> None:
    if not report.items:
        raise Refusal(_("%(name)s names no member.", name=source.name))
    if quiet:
        report.notes.append(
            _(
                "%(rows)s members do not say when they joined or left; those subscribed are counted.",
                rows=quiet,
            )
        )


def _export(told: Told) -> datetime:
    exported = day_told(told, EXPORTED_ON.name)
    if exported is None:
        raise Untold(_("No member says a time: say on which day the audience was exported."), (EXPORTED_ON,))
    return day_in_utc(exported)


def _stock(subscribed: "array[int]", span: Span, told: Told, people: Pseudonyms) -> Observation:
    """How many distinct addresses are subscribed, at the latest moment of which the export tells.

    Raises `Untold` where no member says a time, and the day of the export is not told.
    """
    count = float(len(np.unique(np.frombuffer(subscribed, dtype=np.int64))))
    moment = span.last or _export(told)
    span.saw(moment)
    number = people.thing(_GENERATION, SUBSCRIBERS, moment.isoformat(), count)
    return Observation(number, moment, SUBSCRIBERS, _GENERATION, count, seen=moment)
