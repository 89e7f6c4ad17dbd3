"""What a row of Matomo's reports is, by the names in it. The files do not say which report they are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .cells import day_in, month_in
from .columns import Columns
from .heading import BEST
from .lines import Table
from .matomo_words import meaning, roles
from .meanings import Dim, Kind
from .spans import Span

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2}),(\d{4}-\d{2}-\d{2})")
_OTHER = re.compile(r"\d{4}|\d{4}-W\d{2}")


@dataclass(frozen=True, slots=True)
class When:
    """The time of a row: a day or a month; of neither kind where it is a week, a year, another range."""

    dim: Dim | None
    cell: str = ""


@lru_cache(maxsize=4096)
def when(text: str) -> When | None:
    """The time that Matomo writes so; None for what is no time."""
    if _DAY.fullmatch(text):
        return When(Dim.DATE, text) if day_in(text) else None
    if month_in(text) and "-" in text:
        return When(Dim.MONTH, text)
    if found := _RANGE.fullmatch(text):
        return _of_range(found[1], found[2])
    return When(None) if _OTHER.fullmatch(text) else None


def _of_range(first: str, last: str) -> When | None:
    since, until = day_in(first), day_in(last)
    if not since or not until:
        return None
    month = Span(since, until).month
    whole = month is not None and (since, until) == (month.first_day, month.last_day)
    return When(Dim.MONTH, str(month)) if whole else When(None)


@dataclass(frozen=True, slots=True)
class Shape:
    """Rows of one report; the cell of their time comes first where they have one."""

    columns: Columns
    table: Table


def shape(names: Sequence[str], time: Dim | None, span: Span | None) -> Shape | None:
    """The shape of rows with these names, the first of which is the time's if there is one; None for rows that tell no
    number.
    """
    numbers: dict[Kind, tuple[int, str]] = {}
    for place, name in enumerate(names):
        known = meaning(name)
        if known and known.kind and (known.kind not in numbers or known.metric in BEST):
            numbers[known.kind] = (place, known.metric)
    if not numbers:
        return None
    dims = [(time, 0)] if time else []
    about = _about(names)
    if about:
        dims.append(about)
    columns = Columns(len(names), numbers, tuple(dims))
    title = names[about[1]] if about else ""
    return Shape(columns, Table(title, span, tuple(dim for dim, _place in dims), columns.metrics))


def _about(names: Sequence[str]) -> tuple[Dim, int] | None:
    """What the rows are about: cities, pages or events where some name shows it."""
    found = {role: place for place, name in reversed(list(enumerate(names))) for role in roles(name)}
    if "city" in found:
        return Dim.CITY, found["city"]
    if "label" not in found:
        return None
    if "events" in found:
        return Dim.EVENT, found["label"]
    if "url" in found or "pages" in found:
        return Dim.PATH, found.get("url", found["label"])
    return Dim.OTHER, found["label"]
