"""Values of Zoom's JSON: moments in UTC by the clock of the street, numbers that may be strings."""

from datetime import datetime
from math import ceil
from typing import Any

from merhav.core.periods import LOCAL

from .tables import moment


def text(value: Any) -> str:
    """A string, or a number as one (ids are either)."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if type(value) is int and abs(value) < 1 << 63 else ""


def local(value: Any) -> datetime | None:
    """A moment as `2026-03-22T17:30:11Z`, by the clock of the street."""
    return moment(value, "mdy") if isinstance(value, str) and "T" in value else None


def stamped(value: Any) -> datetime | None:
    """A moment in milliseconds since 1970, by the clock of the street."""
    if type(value) is not int or not 0 < value < 4_102_444_800_000:
        return None
    return datetime.fromtimestamp(value // 1000, LOCAL).replace(tzinfo=None)


def minutes(value: Any) -> int | None:
    """Seconds as whole minutes, begun ones counted."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < 6_000_000:
        return None
    return ceil(value / 60)
