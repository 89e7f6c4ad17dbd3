"""Facebook's Insights export of posts, as it was until 2021."""

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from merhav.connectors.base import Connector, Item, Question, Report, Told
from merhav.connectors.facebook.facts import PUBLISHED, measures_of, observed, of_post
from merhav.connectors.facebook.labels import PROCESS_LABEL, Marks
from merhav.connectors.facebook.old import MEASURES, REACH, YEAR, Layout, layout, old_posts, page_likes
from merhav.connectors.facebook.orders import DATE_ORDER
from merhav.connectors.facebook.told import CLOCK, SPAN, begin_of, covered, end_of, with_told
from merhav.connectors.files import Source
from merhav.connectors.heads import Head
from merhav.connectors.people import Pseudonyms
from merhav.core.periods import LOCAL, Month
from merhav.core.text import Text, _
from merhav.facts.rows import Coverage, Row
from merhav.facts.words import Asset


class FacebookOld(Connector):
    """Posts of the years before 2022, in generations of their own: what reach meant then it does not mean now.

    A post is known by its number, as in today's export, so that one that stands in both is one post. A file without
    numbers and years (as researchers got it) asks for its year, and its posts stand in the middle of their months; where
    it says how many liked the page, that is the page's followers of the month (`facebook:page_fans`).
    """

    slug = "facebook_old"
    asset = Asset.FACEBOOK
    title = _("Facebook page: posts before 2022")
    reads: ClassVar[Text] = _(
        "The post level export that Facebook's Insights gave until 2021, with “Lifetime Post Total Reach”: a .csv file."
    )
    how: ClassVar[tuple[Text, ...]] = (
        _("Facebook gives this file no longer: look for it among the page's old reports."),
        _("If it is an Excel file, save its first sheet as CSV UTF-8, and drop it here."),
    )
    suffixes = (".csv", ".zip")
    tells = (PUBLISHED, *sorted({measure for measure, _generation in MEASURES.values()}), "followers")
    asks: ClassVar[tuple[Question, ...]] = (YEAR, PROCESS_LABEL, CLOCK, DATE_ORDER, *SPAN)

    def recognises(self, head: Head) -> float:
        return 0.97 if head.header(REACH.casefold(), ("posted", "post month")) else 0.0

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        """`number`, `published` (UTC, ISO 8601), `kind`, `text`, `permalink` and the numbers by name: one for each post."""
        for post in old_posts(source, layout(source, told, report), report):
            report.items += 1
            yield {
                "number": post.number or None,
                "published": post.at.isoformat(),
                "kind": post.kind or None,
                "text": post.caption or None,
                "permalink": post.permalink or None,
                **post.counts,
            }

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        found, marks = layout(source, told, report), Marks.told(told)
        first = last = None
        for post in old_posts(source, found, report):
            first, last = min(first or post.at, post.at), max(last or post.at, post.at)
            report.items += 1
            report.spans(post.at)
            yield from of_post(post, marks, people, MEASURES)
        for at, likes in page_likes(found):
            yield observed(None, at, "followers", "facebook:page_fans", likes, people)
        if first and last:
            yield _coverage(first, last, found, people)

    def finished(self, rows: Iterator[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
        return with_told(rows, told, people)


def _coverage(first: datetime, last: datetime, found: Layout, people: Pseudonyms) -> Coverage:
    """From the first post's day to the last's; where no days are known, their whole months."""
    since, until = (moment.astimezone(LOCAL).date() for moment in (first, last))
    if found.year:
        since, until = Month.of(since).first_day, Month.of(until).last_day
    likes = ("followers",) if found.likes else ()
    return covered(people, begin_of(since), end_of(until), (*measures_of(found.counts, MEASURES), *likes))
