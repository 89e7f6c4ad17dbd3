"""A Facebook page's numbers, asked of Facebook itself (Graph API)."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import ClassVar

from merhav.connectors.base import Item, Payload, Pulled, Question, Report, Rhythm, Told
from merhav.connectors.facebook.access import SETUP, Page
from merhav.connectors.facebook.facts import observed
from merhav.connectors.facebook.graph import asked
from merhav.connectors.facebook.insights import COUNTED, FOLLOWERS, METRICS, Document, Metric, Value, document
from merhav.connectors.facebook.told import begin_of, covered, end_of
from merhav.connectors.files import Source
from merhav.connectors.heads import Head
from merhav.connectors.http import Http
from merhav.connectors.moments import day_in_utc
from merhav.connectors.people import Pseudonyms
from merhav.core.periods import LOCAL
from merhav.core.text import Refusal, Text, _
from merhav.facts.rows import Observation, Row
from merhav.facts.words import Asset


class FacebookApi(Pulled):
    """Followers, views, viewers, visits, interactions and new followers of a page, by day.

    Followers are what the page had when the day ended, in the generation of the metric: `facebook:page_fans` until Meta
    forgot it (15 November 2025), `facebook:page_follows` since; where it tells neither, the page's own count of the day
    of asking (`facebook:followers_count`). Other metrics have generations of their own
    (`facebook_api:page_total_media_view_unique`). Viewers are different people of one day, never added up. Facebook's
    days are California's. A metric that Facebook refuses is named in a note, and the others are read.
    """

    slug = "facebook_api"
    asset = Asset.FACEBOOK
    title = _("Facebook page: asked daily")
    reads: ClassVar[Text] = _("A page's numbers, as Facebook's interface answers them: a .json document.")
    how: ClassVar[tuple[Text, ...]] = (
        _("On developers.facebook.com make an app of the kind Business, and add the page to it."),
        _(
            "In Business settings › System users make a user with the task Insights on the page, and generate a token with "
            "read_insights and pages_read_engagement."
        ),
        _(
            "Write the page's number and the token here. Facebook tells the numbers of pages with 100 followers or more."
        ),
    )
    rhythm = Rhythm.LIVE
    suffixes = (".json",)
    tells = tuple(sorted({metric.measure for metric in METRICS}))
    setup: ClassVar[tuple[Question, ...]] = SETUP

    def recognises(self, head: Head) -> float:
        if not head.is_json:
            return 0.0
        if '"source": "facebook_api"' in head.text[:200]:
            return 0.99
        named = any(f'"{metric.name}"' in head.text for metric in METRICS)
        return 0.95 if named and '"values"' in head.text else 0.0

    def fetch(self, http: Http, told: Told, since: datetime, until: datetime) -> Payload:
        """Each metric in pieces of ninety days, no further back than the two years that Facebook remembers."""
        page = Page.told(told)
        answer = asked(http, page, since, until)
        name = f"facebook_{page.number}_{since:%Y-%m-%d}_{until:%Y-%m-%d}.json"
        return Payload(name, json.dumps(answer, ensure_ascii=False).encode())

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        """`metric`, `day` (ISO 8601) and `value`: one for each value."""
        del told
        for value in document(source, report).values:
            report.items += 1
            yield {"metric": value.metric.name, "day": value.day.isoformat(), "value": value.value}

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        """An observation of each value; then for each metric the days of which the answer speaks."""
        del told
        found = document(source, report)
        _tell(found, report)
        spans: dict[Metric, tuple[date, date]] = {}
        for row, metric, day in _observations(found, people):
            report.items += 1
            report.spans(row.at)
            first, last = spans.get(metric, (day, day))
            spans[metric] = min(first, day), max(last, day)
            yield row
        if not spans:
            raise Refusal(_("%(name)s tells no number of the page.", name=source.name))
        for metric, (first, last) in spans.items():
            yield covered(people, begin_of(first), end_of(last), (metric.measure,))


def _observations(found: Document, people: Pseudonyms) -> Iterator[tuple[Observation, Metric, date]]:
    for value in found.values:
        yield _observed(value, people)._replace(seen=found.asked_at), value.metric, value.day
    told = any(value.metric.measure == FOLLOWERS for value in found.values)
    if found.followers is not None and found.asked_at and not told:
        at = found.asked_at
        row = observed(None, at, FOLLOWERS, COUNTED.generation, found.followers, people)
        yield row._replace(seen=at), COUNTED, at.astimezone(LOCAL).date()


def _observed(value: Value, people: Pseudonyms) -> Observation:
    """Followers are of the page at the end of the day; everything else is of the day."""
    metric = value.metric
    if metric.measure == FOLLOWERS:
        at = value.ends - timedelta(seconds=1)
        return observed(None, at, FOLLOWERS, metric.generation, value.value, people)
    cell = people.thing("facebook", "day", value.day.isoformat())
    return observed(cell, day_in_utc(value.day), metric.measure, metric.generation, value.value, people)


def _tell(found: Document, report: Report) -> None:
    if found.refused:
        names = ", ".join(found.refused)
        report.notes.append(_("Facebook does not tell these metrics any more: %(names)s.", names=names))
    if found.unknown:
        names = ", ".join(found.unknown)
        report.notes.append(_("These metrics are not read: %(names)s.", names=names))
