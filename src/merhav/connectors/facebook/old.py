"""Facebook's own Insights export of posts, as it was until 2021: "Lifetime Post Total Reach" and its neighbours.

Two shapes: as Facebook wrote it, with a post's number and moment; and as it was given to researchers, with month, weekday
and hour alone. Of the second, a post stands in the middle of its month, for only the month is known.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from itertools import islice
from zoneinfo import ZoneInfo

from merhav.connectors.base import Answer, Question, Report, Told, Untold
from merhav.connectors.files import Source
from merhav.connectors.moments import MONTH_FIRST, moment
from merhav.connectors.numbers import whole
from merhav.connectors.tables import Header, cell, rows
from merhav.core.periods import LOCAL
from merhav.core.text import Refusal, _

from .counts import count_in, counts_in
from .identity import known_by
from .orders import Orders
from .posts import Post
from .told import clock_told, is_plausible

REACH = "Lifetime Post Total Reach"
MEASURES = {
    "reach": ("reach", "facebook_old:reach"),
    "impressions": ("views", "facebook_old:impressions"),
    "reactions": ("reactions", "facebook_old:likes"),
    "comments": ("comments", "facebook_old:comments"),
    "shares": ("shares", "facebook_old:shares"),
    "engagement": ("engagement", "facebook_old:interactions"),
    "clicks": ("clicks", "facebook_old:consumptions"),
}
YEAR = Question(
    "post_year",
    _("Of which year are these posts?"),
    Answer.NUMBER,
    help=_("The file says months, weekdays and hours, but no year."),
    required=True,
    only_if="post_year",
    before=True,
)
_HEADS = {
    "reach": (REACH,),
    "impressions": ("Lifetime Post Total Impressions",),
    "reactions": ("like", "Lifetime Post Stories by action type - like"),
    "comments": ("comment", "Lifetime Post Stories by action type - comment"),
    "shares": ("share", "Lifetime Post Stories by action type - share"),
    "engagement": ("Total Interactions",),
    "clicks": ("Lifetime Post Consumptions",),
    "number": ("Post ID",),
    "permalink": ("Permalink",),
    "text": ("Post Message",),
    "type": ("Type",),
    "posted": ("Posted",),
    "month": ("Post Month",),
    "weekday": ("Post Weekday",),
    "hour": ("Post Hour",),
    "category": ("Category",),
    "paid": ("Paid",),
    "likes": ("Page total likes",),
}
_ALIKE = ("weekday", "hour", "likes", "type", "category", "paid")
"""What is known of a post that has no number."""
_HEAD_WITHIN = 10
_MOST_ALIKE = 50_000
"""Posts of one month that are told apart by counting."""


@dataclass(slots=True)
class Layout:
    """How the file is to be read."""

    line: int
    places: Mapping[str, int]
    order: str
    clock: ZoneInfo
    year: int | None
    alike: dict[str, int] = field(default_factory=dict)
    month: int = 0
    likes: dict[int, tuple[float, float]] = field(default_factory=dict)
    """By month: how many liked the page at its first post in the file, and at its last."""

    @property
    def counts(self) -> tuple[str, ...]:
        return tuple(name for name in MEASURES if name in self.places)

    def of(self, row: Sequence[str], name: str) -> str:
        return cell(row, self.places.get(name))


def layout(source: Source, told: Told, report: Report) -> Layout:
    """How the file is to be read. Raises `Refusal` for another file, `Untold` while the year is to be told."""
    for line, row in islice(rows(source), _HEAD_WITHIN):
        places = _places(row)
        if "reach" in places and "posted" in places and places.keys() & {"number", "permalink"}:
            return Layout(
                line, places, _order(source, places["posted"], told, report), clock_told(told), None
            )
        if "reach" in places and "month" in places:
            return Layout(line, places, MONTH_FIRST, LOCAL, _year(told, report))
    raise Refusal(_("%(name)s is no export of posts from Facebook's Insights before 2022.", name=source.name))


def _places(row: Sequence[str]) -> dict[str, int]:
    header = Header(row)
    found = ((name, header.place(*heads)) for name, heads in _HEADS.items())
    return {name: place for name, place in found if place is not None}


def _order(source: Source, place: int, told: Told, report: Report) -> str:
    orders = Orders()
    for _line, row in rows(source):
        orders.look(cell(row, place))
        if len(orders.possible) == 1:
            break
    return orders.chosen(told, report, MONTH_FIRST)


def _year(told: Told, report: Report) -> int:
    answer = told.get(YEAR.name)
    if answer is None:
        report.asks.add(YEAR.name)
        raise Untold(_("The file does not say of which year its posts are (post_year)."), (YEAR,))
    year = whole(answer)
    if year is None or not 2004 <= year <= 2021:
        raise Refusal(
            _("%(answer)s is no year of this export; it was made from 2004 to 2021.", answer=answer)
        )
    return year


def old_posts(source: Source, found: Layout, report: Report) -> Iterator[Post]:
    """The posts in the file's order. Raises `Refusal` at the end where there is none."""
    read = 0
    for line, row in rows(source):
        if line > found.line and not _describes(row, found):
            post = _undated(line, row, found, report) if found.year else _dated(line, row, found, report)
            if post is not None:
                read += 1
                yield post
    if not read:
        raise Refusal(_("%(name)s holds no post.", name=source.name))


def _describes(row: Sequence[str], found: Layout) -> bool:
    """The row under the heads that explains them, and rows of nothing."""
    reach = found.of(row, "reach")
    return reach.casefold().startswith("lifetime") or not any(text.strip() for text in row)


def _dated(line: int, row: Sequence[str], found: Layout, report: Report) -> Post | None:
    local = moment(found.of(row, "posted"), found.order)
    if local is None or not is_plausible(local.date()):
        report.problem(line, ",".join(row), _("The time of this post was not understood."))
        return None
    permalink, text = found.of(row, "permalink"), found.of(row, "text")
    known = known_by(found.of(row, "number"), permalink, f"{local.isoformat()}\x1f{text}")
    return Post(
        line,
        known.key,
        local.replace(tzinfo=found.clock).astimezone(UTC),
        found.of(row, "number"),
        "",
        found.of(row, "type"),
        text,
        (),
        permalink,
        counts_in(((name, found.of(row, name)) for name in found.counts), line, report),
    )


def _undated(line: int, row: Sequence[str], found: Layout, report: Report) -> Post | None:
    month, hour = whole(found.of(row, "month")), whole(found.of(row, "hour"))
    if month is None or not 1 <= month <= 12 or hour is None or not 0 <= hour <= 24:
        report.problem(line, ",".join(row), _("The time of this post was not understood."))
        return None
    likes = count_in(found.of(row, "likes"))
    if likes is not None:
        found.likes[month] = (found.likes.get(month, (likes, likes))[0], likes)
    at = datetime.combine(date(found.year or 0, month, 15), time(hour % 24), LOCAL).astimezone(UTC)
    return Post(
        line,
        _key(row, month, found),
        at,
        "",
        "",
        found.of(row, "type"),
        "",
        (),
        "",
        counts_in(((name, found.of(row, name)) for name in found.counts), line, report),
    )


def _key(row: Sequence[str], month: int, found: Layout) -> str:
    """What is known of the post; of several of which the same is known, the which."""
    if month != found.month or len(found.alike) > _MOST_ALIKE:
        found.month, found.alike = month, {}
    key = "\x1f".join(("old", str(found.year), str(month), *(found.of(row, name) for name in _ALIKE)))
    nth = found.alike[key] = found.alike.get(key, 0) + 1
    return f"{key}\x1f{nth}"


def page_likes(found: Layout) -> Iterator[tuple[datetime, float]]:
    """How many liked the page at the last post of each month: the file is written from either end."""
    months = list(found.likes)
    newest_first = len(months) < 2 or months[0] > months[-1]
    for month, (at_first, at_last) in sorted(found.likes.items()):
        noon = datetime.combine(date(found.year or 0, month, 15), time(12), LOCAL)
        yield noon.astimezone(UTC), at_first if newest_first else at_last
