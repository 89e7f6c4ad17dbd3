"""Mailchimp's list of campaigns, its report of one campaign or of a test, and MailerLite's report of one."""

from collections.abc import Iterator
from typing import ClassVar

from merhav.connectors.base import Connector, Item, Question, Report, Told
from merhav.connectors.files import Source
from merhav.connectors.heads import Head, head
from merhav.connectors.newsletter import tally
from merhav.connectors.newsletter.counts import Lines, campaigns, counts_alone
from merhav.connectors.newsletter.dates import DATE_ORDER, order_of
from merhav.connectors.newsletter.issues import CREATED
from merhav.connectors.newsletter.mailchimp import (
    BY_PEOPLE,
    GENERATIONS,
    audience_in,
    header_of,
    is_list,
    layout_of,
)
from merhav.connectors.newsletter.opens import INCLUDED, included
from merhav.connectors.newsletter.reports import Single, is_report, read
from merhav.connectors.newsletter.tally import Campaign
from merhav.connectors.newsletter.told import ALL_SINCE, EXPORTED_ON, ending, with_told
from merhav.connectors.people import Pseudonyms
from merhav.connectors.tables import cell, rows
from merhav.core.text import Text, _
from merhav.facts.rows import Row
from merhav.facts.words import Asset


class MailchimpCampaigns(Connector):
    """Issues that were sent, and how many got, opened and clicked each.

    All are counts of addresses, but for `clicks`. A campaign is known by its title and the day of its sending, in the list
    and in its own report alike; the later telling of it holds. The arms of a test add up. Times are by the account's
    clock, which is the street's.
    """

    slug = "mailchimp_campaigns"
    asset = Asset.NEWSLETTER
    title = _("Mailchimp campaigns")
    reads: ClassVar[Text] = _(
        "The list of campaigns, or the report of one campaign or of an A/B test, exported from Mailchimp or MailerLite: a "
        ".csv file."
    )
    how: ClassVar[tuple[Text, ...]] = (
        _("Sign in to Mailchimp and open Analytics › Reports."),
        _("For all campaigns: click Download reports, and choose Campaigns."),
        _("For one campaign: click View report, and there Export report."),
    )
    suffixes = (".csv", ".zip")
    asks: ClassVar[tuple[Question, ...]] = (EXPORTED_ON, ALL_SINCE, INCLUDED, DATE_ORDER)
    tells: ClassVar[tuple[str, ...]] = (CREATED, *GENERATIONS)

    def recognises(self, head: Head) -> float:
        return 0.97 if is_list(head) or is_report(head) else 0.0

    def space_in(self, head: Head) -> str:
        return audience_in(head)

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        """`title`, `sent` (ISO 8601, UTC) and the counts of each campaign; of a report also `url`, `clicks`, `clickers` of
        each link before it.
        """
        if is_report(head(source)):
            single = Single()
            for link in read(rows(source), single, report):
                yield {"url": link.url, "clicks": link.total, "clickers": link.unique}
            yield _item(single.campaign(source.name))
            return
        for campaign in _listed(source, told, report)[0]:
            yield _item(campaign)

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        """For each campaign a Create of an issue, and an observation for each of its counts."""
        if is_report(head(source)):
            found, generations, measures = _single(source, report)
        else:
            found, generations, measures = _listed(source, told, report)
        facts = tally.facts(found, generations, source.name, people)
        return ending(facts, people, tally.speaks_of(measures))

    def finished(self, rows: Iterator[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
        return with_told(rows, told, people)


def _single(source: Source, report: Report) -> tuple[Iterator[Campaign], dict[str, str], tuple[str, ...]]:
    single = Single()
    for _link in read(rows(source), single, report):
        pass
    campaign = single.campaign(source.name)
    report.items = 1
    report.spans(campaign.sent)
    if single.arms:
        report.notes.append(_("The numbers of %(arms)s arms of a test were added up.", arms=single.arms))
    return iter([campaign]), single.generations, tuple(campaign.counts)


def _listed(
    source: Source, told: Told, report: Report
) -> tuple[Iterator[Campaign], dict[str, str], tuple[str, ...]]:
    start, header = header_of(source)
    layout = layout_of(header)

    def lines() -> Lines:
        return ((number, row) for number, row in rows(source) if number > start)

    order = order_of((cell(row, layout.sent) for _number, row in lines()), told, report)
    holds = included(counts_alone(lines(), layout), told, report)
    generations = GENERATIONS | (BY_PEOPLE if "machine_opens" in layout.counts else {})
    found = campaigns(lines(), layout, order, report, holds_machines=holds)
    return iter(found), generations, layout.measures


def _item(campaign: Campaign) -> Item:
    return {"title": campaign.title, "sent": campaign.sent.isoformat(), **campaign.counts}
