"""Meta Business Suite's export of a Facebook page's numbers by day."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from merhav.connectors.base import Connector, Item, Question, Report, Told
from merhav.connectors.facebook.daily import (
    MEASURES,
    METRIC,
    is_audience,
    is_day,
    is_instagram,
    metric_of,
    numbers,
)
from merhav.connectors.facebook.facts import observed
from merhav.connectors.facebook.orders import DATE_ORDER
from merhav.connectors.facebook.told import SPAN, begin_of, covered, end_of, with_told
from merhav.connectors.files import Source
from merhav.connectors.heads import Head
from merhav.connectors.moments import day_in_utc
from merhav.connectors.people import Pseudonyms
from merhav.core.text import Text, _
from merhav.facts.rows import Row
from merhav.facts.words import Asset


class FacebookPage(Connector):
    """New followers, visits, views, viewers, interactions and clicks of a page, day by day.

    A day is a cell of its own, so that a later export corrects it. Viewers are different people of one day: they are
    kept by day and never added up to the people of a month. What the file covers is said of its metrics alone.
    """

    slug = "facebook_page"
    asset = Asset.FACEBOOK
    title = _("Facebook page: numbers by day")
    reads: ClassVar[Text] = _(
        "A page's numbers by day, exported from Meta Business Suite: a .csv file for each of follows, visits, views, "
        "viewers, interactions and link clicks."
    )
    how: ClassVar[tuple[Text, ...]] = (
        _("Open business.facebook.com, choose the page, and open Insights › Results."),
        _("Choose the whole month that has ended."),
        _("At each chart click Export › Export as CSV, and drop all the files here together."),
    )
    suffixes = (".csv", ".zip")
    tells = tuple(sorted({measure for measure, _generation in MEASURES.values()}))
    asks: ClassVar[tuple[Question, ...]] = (METRIC, DATE_ORDER, *SPAN)

    def recognises(self, head: Head) -> float:
        rows = [[text.strip() for text in row if text.strip()] for row in head.rows[:8]]
        titles = [row[0] for row in rows if len(row) == 1 and not row[0].casefold().startswith("sep=")]
        if any(map(is_audience, titles)) or not any(len(row) > 1 and is_day(row[0]) for row in rows):
            return 0.0
        known = any(metric_of(title) or is_instagram(title) for title in titles)
        primary = any([text.casefold() for text in row] == ["date", "primary"] for row in rows)
        if known and primary:
            return 0.95
        marked = head.lines[0].strip('"\r ').casefold().startswith("sep=")
        return 0.8 if primary or (marked and titles) else 0.0

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        """`day` (ISO 8601), `metric` and `value`: one for each number."""
        for number in numbers(source, told, report):
            report.items += 1
            yield {"day": number.day.isoformat(), "metric": number.metric, "value": number.value}

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        """For each number an observation of its day; then for each metric the days that the file covers."""
        spans: dict[str, tuple[date, date]] = {}
        for number in numbers(source, told, report):
            report.items += 1
            at = day_in_utc(number.day)
            report.spans(at)
            first, last = spans.get(number.metric, (number.day, number.day))
            spans[number.metric] = min(first, number.day), max(last, number.day)
            cell = people.thing("facebook", "day", number.day.isoformat())
            yield observed(cell, at, *MEASURES[number.metric], number.value, people)
        for metric, (first, last) in spans.items():
            yield covered(people, begin_of(first), end_of(last), MEASURES[metric][:1])

    def finished(self, rows: Iterator[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
        return with_told(rows, told, people)
