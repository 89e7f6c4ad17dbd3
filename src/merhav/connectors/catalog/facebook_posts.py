"""Meta Business Suite's export of a Facebook page's posts."""

from collections.abc import Iterator
from typing import ClassVar

from merhav.connectors.base import Connector, Item, Question, Report, Told
from merhav.connectors.facebook.columns import FIELDS, known
from merhav.connectors.facebook.facts import PUBLISHED, facts
from merhav.connectors.facebook.labels import PROCESS_LABEL, Marks
from merhav.connectors.facebook.orders import DATE_ORDER
from merhav.connectors.facebook.posts import posts
from merhav.connectors.facebook.shape import by_shape
from merhav.connectors.facebook.survey import PAGE, survey
from merhav.connectors.facebook.told import CLOCK, SPAN, with_told
from merhav.connectors.files import Source
from merhav.connectors.heads import Head, plain_word
from merhav.connectors.mapping import questions
from merhav.connectors.people import Pseudonyms
from merhav.connectors.tables import Header, cell
from merhav.core.text import Text, _
from merhav.facts.rows import Row
from merhav.facts.words import Asset

_COUNTS = {"reach", "viewers", "views", "impressions", "engagement", "reactions"}
_OWNER = {"page_id", "page_name", "account"}


class FacebookPosts(Connector):
    """Posts of one page, and the numbers that Facebook tells of each over its whole life.

    The numbers are as of the day of the export; a later export of the same posts tells them anew and adds no post.
    Reach and views of different years are different measures and keep to their generations. Posts are known by their
    number (`connectors/facebook/identity.py`); what is of Instagram is left out and counted.
    """

    slug = "facebook_posts"
    asset = Asset.FACEBOOK
    title = _("Facebook page: posts")
    reads: ClassVar[Text] = _(
        "The export of a Facebook page's posts from Meta Business Suite: a .csv file, one post a row."
    )
    how: ClassVar[tuple[Text, ...]] = (
        _("Open business.facebook.com, choose the page, and open Insights › Content."),
        _("Choose the whole month that has ended, and only Facebook."),
        _(
            "Click Export data, choose Lifetime and CSV, and click Generate. Drop the file here without opening it."
        ),
    )
    suffixes = (".csv", ".zip")
    tells = (PUBLISHED, "reach", "views", "engagement", "reactions", "comments", "shares", "clicks")
    asks: ClassVar[tuple[Question, ...]] = (
        PROCESS_LABEL,
        CLOCK,
        PAGE,
        DATE_ORDER,
        *questions(FIELDS),
        *SPAN,
    )

    def recognises(self, head: Head) -> float:
        for row in head.rows[:10]:
            named = known(row)
            if {"post_id", "published"} <= named and named & _COUNTS and named & _OWNER:
                return 0.95
        shape = by_shape(head.rows[1:])
        return 0.75 if {"post_id", "engagement"} <= shape.keys() else 0.0

    def space_in(self, head: Head) -> str:
        """The page's name, if the first rows are of one page."""
        rows = head.rows[:-1] if not head.whole else head.rows
        for place, row in enumerate(rows[:10]):
            if len(known(row)) > 2:
                column = Header(row).place(*_names())
                names = {plain_word(name): name for line in rows[place + 1 :] if (name := cell(line, column))}
                return next(iter(names.values())) if len(names) == 1 else ""
        return ""

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        """`number`, `page`, `kind`, `text`, `labels`, `permalink`, `published` (UTC, ISO 8601) and the numbers by name:
        one for each post.
        """
        for post in posts(source, survey(source, told, report), told, report):
            report.items += 1
            yield {
                "number": post.number or None,
                "published": post.at.isoformat(),
                "page": post.page or None,
                "kind": post.kind or None,
                "text": post.caption or None,
                "labels": list(post.labels),
                "permalink": post.permalink or None,
                **post.counts,
            }

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        found = survey(source, told, report)
        yield from facts(posts(source, found, told, report), found, Marks.told(told), people, report)

    def finished(self, rows: Iterator[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
        """The rows with when they were seen, so that of two exports the later one holds."""
        return with_told(rows, told, people)


def _names() -> tuple[str, ...]:
    return next(field.usual for field in FIELDS if field.name == "page_name")
