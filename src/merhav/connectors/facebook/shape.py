"""Columns of an export of posts whose heads are in a language not met before, by what stands in them.

The product writes the same columns in the same order in every language: a link to the post, a moment, numbers of
seventeen digits, and four counts side by side of which the first is the sum of the others. What is found is proved by
every row that is looked at, or is not found.
"""

import re
from collections.abc import Callable, Sequence

from merhav.connectors.moments import DAY_FIRST, MONTH_FIRST, day, moment
from merhav.connectors.numbers import is_damaged_id, whole
from merhav.connectors.tables import cell

Rows = Sequence[Sequence[str]]

LINK = re.compile(
    r"https?://(?:[\w-]+\.)*(?:facebook\.com|fb\.com|fb\.watch|instagram\.com)(?:/|$)", re.IGNORECASE
)
_ID = re.compile(r"(?:\d+_)?\d{10,}")
_WIDEST = 200
"""Columns of a table that is looked at; exports have about forty."""
_MOST = 0.8
"""The part of the filled cells of a column that have to be of its kind."""


def by_shape(rows: Rows) -> dict[str, int]:
    """Places of columns by field, as far as the rows prove them; empty for a table of something else."""
    width = max((len(row) for row in rows), default=0)
    if width > _WIDEST:
        return {}
    permalink = _first(rows, width, lambda text: LINK.match(text) is not None)
    published = _first(rows, width, is_moment)
    if permalink is None or published is None:
        return {}
    found = {"permalink": permalink, "published": published} | _ids(rows, width)
    found["title"] = max(
        (place for place in range(width) if place != permalink), key=lambda each: _length(rows, each)
    )
    date = _first(rows, width, _is_day, after=published + 1)
    if date is not None:
        found["date"] = date
    return found | _counts(rows, width)


def is_moment(text: str) -> bool:
    """Whether the cell says a day and an hour, in whichever order of day and month."""
    return moment(text, DAY_FIRST) is not None or moment(text, MONTH_FIRST) is not None


def _is_day(text: str) -> bool:
    return day(text, DAY_FIRST) is not None or day(text, MONTH_FIRST) is not None


def _is_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None or is_damaged_id(text)


def _first(rows: Rows, width: int, fits: Callable[[str], bool], after: int = 0) -> int | None:
    return next((place for place in range(after, width) if _is_of(rows, place, fits)), None)


def _is_of(rows: Rows, place: int, fits: Callable[[str], bool]) -> bool:
    filled = [text for row in rows if (text := cell(row, place))]
    return bool(filled) and sum(map(fits, filled)) >= _MOST * len(filled)


def _length(rows: Rows, place: int) -> int:
    """Of all cells; the longest column is the posts' text."""
    return sum(len(cell(row, place)) for row in rows)


def _ids(rows: Rows, width: int) -> dict[str, int]:
    """The numbers of posts differ from row to row, a page's own does not."""
    places = [place for place in range(width) if _is_of(rows, place, _is_id)]
    different = {place: len({cell(row, place) for row in rows}) for place in places}
    if not places:
        return {}
    post = max(places, key=lambda place: (different[place], -place))
    found = {"post_id": post}
    page = next((place for place in places if different[place] < different[post]), None)
    return found | ({"page_id": page} if page is not None else {})


def _counts(rows: Rows, width: int) -> dict[str, int]:
    """Views and reach, then engagement before the three counts that it is the sum of.

    Clicks of all kinds are such a sum, too; but what stands before them is fewer, not more.
    """
    numbers = [[whole(cell(row, place)) for place in range(width)] for row in rows]
    for place in range(2, width - 3):
        if _is_sum(numbers, place) and _falls(numbers, place):
            names = ("views", "reach", "engagement", "reactions", "comments", "shares")
            return {name: place + step for step, name in enumerate(names, start=-2)}
    return {}


def _is_sum(numbers: Sequence[Sequence[int | None]], place: int) -> bool:
    proved = 0
    for row in numbers:
        total, *parts = row[place : place + 4]
        known = [part for part in parts if part is not None]
        if total is None and not known:
            continue
        if total != sum(known):
            return False
        proved += sum(part > 0 for part in known) > 1
    return proved > 0


def _falls(numbers: Sequence[Sequence[int | None]], place: int) -> bool:
    """Whether a post is seen more often than by people, and by more people than react to it, wherever all is told."""
    told = [row[place - 2 : place + 1] for row in numbers]
    whole_rows = [(views, reach, total) for views, reach, total in told if None not in (views, reach, total)]
    falling = sum((views or 0) >= (reach or 0) >= (total or 0) for views, reach, total in whole_rows)
    return falling > 0 and falling >= _MOST * len(whole_rows)
