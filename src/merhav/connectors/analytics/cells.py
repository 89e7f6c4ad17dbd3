"""Numbers, days and months as reports of web analytics write them."""

import re
from datetime import date, timedelta
from functools import lru_cache

from merhav.connectors.moments import DAY_FIRST, day
from merhav.connectors.numbers import number, seconds
from merhav.core.periods import Month

from .spans import Span

MOST = 1e15
"""No site has more of anything."""
_DAY = re.compile(r"(\d{8})(?:\d{2}){0,2}|\d{4}-\d{2}-\d{2}(?:[T ].*)?")
_MONTH = re.compile(r"(\d{4})[-/]?(\d{2})")


def is_of_the_web(read: date) -> bool:
    """Before and after these years nobody counts visits of a site; and calendars have ends."""
    return 1990 <= read.year <= 2100


def count(cell: str) -> float | None:
    """A whole number, whatever parts its thousands; None for what is none."""
    if cell.isascii() and cell.isdecimal() and len(cell) < 16:
        return float(cell)
    return _sensible(number(cell))


def duration(cell: str, mark: str | None) -> float | None:
    """Seconds. Averages are written with fractions: where nothing proves the file's mark, the one that stands here is it."""
    return _sensible(seconds(cell, mark or ("," if "," in cell and "." not in cell else ".")))


def _sensible(read: float | None) -> float | None:
    return read if read is not None and 0 <= read < MOST else None


@lru_cache(maxsize=4096)
def day_in(cell: str) -> date | None:
    """The day of `20250131`, `2025013114`, `2025-01-31`."""
    found = _DAY.fullmatch(cell)
    read = day(found[1] or cell[:10], DAY_FIRST) if found else None
    return read if read and is_of_the_web(read) else None


@lru_cache(maxsize=4096)
def month_in(cell: str) -> Month | None:
    """The month of `202501`, `2025-01`."""
    found = _MONTH.fullmatch(cell)
    read = day(f"{found[1]}-{found[2]}-01", DAY_FIRST) if found else None
    return Month.of(read) if read and is_of_the_web(read) else None


def nth_day(cell: str, span: Span) -> date | None:
    if not cell.isdecimal() or len(cell) > 6:
        return None
    return span.since + timedelta(days=int(cell)) if int(cell) <= (span.until - span.since).days else None


def nth_month(cell: str, span: Span) -> Month | None:
    if not cell.isdecimal() or len(cell) > 4:
        return None
    month = Month.of(span.since) + int(cell)
    return month if month <= Month.of(span.until) else None
