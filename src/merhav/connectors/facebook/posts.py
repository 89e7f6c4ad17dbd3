"""An export of posts as a stream: one post a row, its numbers as they were on the day of the export."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from functools import lru_cache
from typing import NamedTuple

from merhav.connectors.base import Report, Told
from merhav.connectors.files import Source
from merhav.connectors.heads import plain_word
from merhav.connectors.moments import day, moment
from merhav.core.periods import LOCAL
from merhav.core.text import Refusal, Text, _

from .columns import Columns, columns_of, is_head_again
from .counts import counts_in
from .identity import By, known_by
from .labels import parted
from .survey import Survey, page_of, rows_below
from .told import is_plausible

_INSTAGRAM = re.compile(r"instagram\.com/", re.IGNORECASE)
_ZONED = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})$")
_MOST_LABELS = 20


class Post(NamedTuple):
    line: int
    key: str
    """What it is known by in every export (`identity`)."""
    at: datetime
    """Publication, in UTC."""
    number: str
    page: str
    kind: str
    caption: str
    labels: tuple[str, ...]
    permalink: str
    counts: Mapping[str, float]
    """Numbers by column."""


@dataclass(slots=True)
class Tally:
    """What was met on the way and has to be told."""

    instagram: int = 0
    daily: int = 0
    other_pages: int = 0
    by: dict[By, int] = field(default_factory=dict)
    labels: dict[str, None] = field(default_factory=dict)

    def tell(self, told: Told, report: Report) -> None:
        notes: list[tuple[int, Text]] = [
            (self.instagram, _("Posts on Instagram, left out: %(count)s.", count=self.instagram)),
            (
                self.daily,
                _("Rows that speak of single days of a post, left out: %(count)s.", count=self.daily),
            ),
            (self.other_pages, _("Posts of other pages, left out: %(count)s.", count=self.other_pages)),
            *((count, _SAID[by](count)) for by, count in self.by.items() if by in _SAID),
        ]
        report.notes += [text for count, text in notes if count]
        if self.labels and not told.get("process_label"):
            report.notes.append(_("Custom labels in this file: %(labels)s.", labels=", ".join(self.labels)))


_SAID = {
    By.LINK_NUMBER: lambda count: _(
        "Posts whose number a spreadsheet has rounded and whose link holds it whole: %(count)s.", count=count
    ),
    By.LINK: lambda count: _(
        "Posts without a whole number, known by their links: %(count)s. Beside an export that no spreadsheet has saved "
        "they would count twice.",
        count=count,
    ),
    By.TIME: lambda count: _(
        "Posts without a whole number and without a link, known by their time, page, kind and text: %(count)s. Beside an "
        "export that no spreadsheet has saved they would count twice.",
        count=count,
    ),
}


def posts(source: Source, found: Survey, told: Told, report: Report) -> Iterator[Post]:
    """The posts of the page, in the file's order; what is left out is counted in the notes.

    Raises `Refusal` at the end for an export in which there is none.
    """
    tally, columns, read = Tally(), found.columns, 0
    for line, row in rows_below(source, found):
        if is_head_again(row):
            columns = columns_of(row, [], told, Report.aside())
        elif not _is_left_out(row, columns, found, tally):
            post = _post(line, row, columns, found, tally, report)
            if post is not None:
                read += 1
                yield post
    tally.tell(told, report)
    if not read:
        raise _without_posts(source, tally)


def _is_left_out(row: Sequence[str], columns: Columns, found: Survey, tally: Tally) -> bool:
    if not any(text.strip() for text in row):
        return True
    if _is_instagram(row, columns):
        tally.instagram += 1
    elif len(date := columns.of(row, "date")) < 60 and _is_day(date, found.order):
        tally.daily += 1
    elif not found.is_of_page(row):
        tally.other_pages += 1
    else:
        return False
    return True


@lru_cache(maxsize=512)
def _is_day(text: str, order: str) -> bool:
    """Whether numbers are of one day; those of a post's whole life say so in a word."""
    return day(text, order) is not None


def _is_instagram(row: Sequence[str], columns: Columns) -> bool:
    if columns.of(row, "type").casefold().startswith("ig "):
        return True
    if link := columns.of(row, "permalink"):
        return _INSTAGRAM.search(link) is not None
    return bool(columns.of(row, "account")) and not any(page_of(columns, row))


def _post(
    line: int, row: Sequence[str], columns: Columns, found: Survey, tally: Tally, report: Report
) -> Post | None:
    published = columns.of(row, "published")
    local = _local(published, found.order)
    if local is None or not is_plausible(local.date()):
        report.problem(line, ",".join(row), _("The time of this post was not understood."))
        return None
    caption = max((columns.of(row, name) for name in ("title", "description")), key=len)
    page, kind, permalink = page_of(columns, row), columns.of(row, "type"), columns.of(row, "permalink")
    otherwise = "\x1f".join((local.isoformat(), page[1] or page[0], plain_word(kind), caption))
    known = known_by(columns.of(row, "post_id"), permalink, otherwise, all_rounded=found.all_rounded)
    tally.by[known.by] = tally.by.get(known.by, 0) + 1
    labels = tuple(parted(columns.of(row, "labels"))) if "labels" in columns.places else ()
    tally.labels.update(dict.fromkeys(labels[: _MOST_LABELS - len(tally.labels)]))
    return Post(
        line,
        known.key,
        local.replace(tzinfo=LOCAL if _ZONED.search(published) else found.clock).astimezone(UTC),
        columns.of(row, "post_id"),
        columns.of(row, "page_name"),
        kind,
        caption,
        labels,
        permalink,
        counts_in(((name, columns.of(row, name)) for name in columns.counts), line, report),
    )


def _local(published: str, order: str) -> datetime | None:
    """The moment by the file's clock; noon, where a spreadsheet has left only the day."""
    read = moment(published, order)
    if read is None and (alone := day(published, order)):
        return datetime.combine(alone, time(12))
    return read


def _without_posts(source: Source, tally: Tally) -> Refusal:
    if tally.daily:
        return Refusal(
            _(
                "%(name)s tells the numbers of each day, not of each post: export again and choose the numbers of a "
                "post's whole life (Lifetime).",
                name=source.name,
            )
        )
    if tally.instagram:
        return Refusal(
            _("%(name)s holds only posts on Instagram, which is none of the assets.", name=source.name)
        )
    return Refusal(_("%(name)s holds no post of this page.", name=source.name))
