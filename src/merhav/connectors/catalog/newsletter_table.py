"""The table of any newsletter system: its issues with their counts, or what was done with them at each address."""

from collections.abc import Iterator
from typing import ClassVar

from merhav.connectors.base import Answer, Connector, Item, Question, Report, Told
from merhav.connectors.files import Source
from merhav.connectors.heads import Head
from merhav.connectors.mapping import questions
from merhav.connectors.newsletter import sums, tally
from merhav.connectors.newsletter.counts import Layout, campaigns, counts_alone
from merhav.connectors.newsletter.dates import DATE_ORDER
from merhav.connectors.newsletter.deeds import Deeds, on_disk
from merhav.connectors.newsletter.events import Reading
from merhav.connectors.newsletter.fields_counts import COUNTS, RATES
from merhav.connectors.newsletter.issues import CREATED, MEASURES, SUBSCRIBERS
from merhav.connectors.newsletter.layout import ALL, Shape, Table, opened
from merhav.connectors.newsletter.opens import INCLUDED, included
from merhav.connectors.newsletter.people import FOLLOWED, LEFT, RETURNED
from merhav.connectors.newsletter.readers import Rule
from merhav.connectors.newsletter.recognition import of_table
from merhav.connectors.newsletter.told import ALL_SINCE, EXPORTED_ON, Span, ending, with_told
from merhav.connectors.people import Pseudonyms
from merhav.core.text import Refusal, Text, _
from merhav.facts.rows import Row
from merhav.facts.words import Asset

PROXIES = Question(
    "image_proxies",
    _("How are opens through the picture proxies of Gmail and Yahoo to be counted?"),
    Answer.CHOICE,
    choices=(("machines", _("apart, with those by machines")), ("people", _("as opens by people"))),
    help=_("These proxies mostly load a picture when somebody opens the mail, and sometimes before."),
    before=True,
    remembered=True,
)
_TELLS_MACHINES = ("agent", "address", "method", "machine", "machine_opens_made")


class NewsletterTable(Connector):
    """Issues, how many got and opened them, and where the table tells it, who read, clicked, answered and left.

    Which column says what is told once and remembered. Counts are of addresses, but for `clicks`. An open by a machine
    (Apple's Mail Privacy Protection, a picture proxy, a mail filter) is counted apart, a click by a scanner of links not at all;
    `newsletter/agents.py` and `newsletter/bursts.py` say by which signs. Times without a zone are by the clock of the street.
    """

    slug = "newsletter_table"
    asset = Asset.NEWSLETTER
    title = _("Table of a newsletter system")
    reads: ClassVar[Text] = _(
        "A table from any newsletter system: one row for each issue, for each of its recipients, or for each thing that was "
        "done (sent, opened, clicked…): a .csv file."
    )
    how: ClassVar[tuple[Text, ...]] = (
        _("In the newsletter system open the reports, and choose the issues or one issue's activity."),
        _("Export as CSV, from the first day that you want to count. A table kept by hand will do, too."),
        _("The first time you are asked which column is which; it is remembered for next time."),
    )
    suffixes = (".csv", ".tsv", ".txt", ".zip")
    asks: ClassVar[tuple[Question, ...]] = (
        EXPORTED_ON,
        ALL_SINCE,
        INCLUDED,
        PROXIES,
        DATE_ORDER,
        *questions(ALL),
    )
    tells: ClassVar[tuple[str, ...]] = (
        *(CREATED, sums.READ, sums.CLICKED, sums.REPLIED, FOLLOWED, LEFT, RETURNED),
        *MEASURES,
        SUBSCRIBERS,
    )

    def recognises(self, head: Head) -> float:
        return of_table(head)

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        """Of a table of issues `title`, `sent` (ISO 8601, UTC) and its counts; of any other `campaign`, `email`, `act`, `at`,
        `link` and `maker` (person, proxy, machine) of each event.
        """
        table = opened(source, told, report)
        if table.shape is Shape.ISSUES:
            for campaign in _issues(table, told, report)[0]:
                yield {"title": campaign.title, "sent": campaign.sent.isoformat(), **campaign.counts}
            return
        for event in Reading(table, report).events():
            yield {
                "campaign": event.title,
                "email": event.email,
                "act": event.act.name.casefold(),
                "at": event.at.isoformat(),
                "link": event.link or None,
                "maker": event.maker.name.casefold(),
            }

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        """Create of an issue and its counts; Read, View of a link, a message in reply, Leave, Follow, Reject of a delivery."""
        table = opened(source, told, report)
        if table.shape is Shape.ISSUES:
            found, generations, measures = _issues(table, told, report)
            facts = tally.facts(found, generations, source.name, people)
            return ending(facts, people, tally.speaks_of(measures))
        return _of_events(table, told, people, report)

    def finished(self, rows: Iterator[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
        return with_told(rows, told, people)


def _of_events(table: Table, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
    with on_disk() as con:
        deeds = Deeds(con)
        deeds.add(Reading(table, report).events(), people)
        gathered = deeds.gathered()
        if gathered is None:
            raise Refusal(_("%(name)s tells of nothing that was done with an issue.", name=table.source.name))
        exact = gathered.exact and table.shape is Shape.EVENTS
        rule = Rule(exact, proxies_are_people=_proxies_are_people(told))
        telling = sums.Telling(
            gathered,
            rule,
            tells_machines=exact or table.has(*_TELLS_MACHINES),
            tells_bounces=table.shape is Shape.EVENTS or table.has("hard_at", "soft_at"),
        )
        span = Span(gathered.first, gathered.last)
        facts = sums.facts(deeds, telling, people, report)
        yield from ending(facts, people, " ".join(telling.words), span)


def _proxies_are_people(told: Told) -> bool:
    answer = told.get(PROXIES.name)
    if answer not in {None, "machines", "people"}:
        raise Refusal(_("%(text)s is no answer to image_proxies; say machines or people.", text=answer))
    return answer == "people"


def _issues(
    table: Table, told: Told, report: Report
) -> tuple[Iterator[tally.Campaign], dict[str, str], tuple[str, ...]]:
    layout = _layout(table)
    holds = included(counts_alone(table.lines(), layout), told, report)
    generations = {measure: f"table:{measure}" for measure in COUNTS} | {
        measure: f"table:{field.name}" for measure, field in RATES.items() if measure in layout.rates
    }
    if layout.infers_delivered:
        generations["delivered"] = "table:sent_less_bounced"
    if "machine_opens" in layout.counts and "opens" in layout.counts:
        generations["opens"] = "table:opens_by_people"
    found = campaigns(table.lines(), layout, table.order, report, holds_machines=holds)
    return found, generations, layout.measures


def _layout(table: Table) -> Layout:
    places = table.places
    counts: dict[str, tuple[int, ...]] = {
        measure: (places[measure],) for measure in COUNTS if measure in places
    }
    parts = tuple(places[name] for name in ("hard_bounces", "soft_bounces") if name in places)
    if parts:
        counts.setdefault("bounces", parts)
    rates = {
        measure: places[field.name]
        for measure, field in RATES.items()
        if field.name in places and measure not in counts
    }
    return Layout(places["sent_at"], places.get("campaign"), counts, rates)
