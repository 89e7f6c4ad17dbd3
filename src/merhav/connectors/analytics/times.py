"""Of which day or month a row is, by the cells of it that tell a time."""

from collections.abc import Collection, Mapping
from datetime import date

from merhav.core.periods import Month

from .cells import day_in, month_in, nth_day, nth_month
from .meanings import Dim
from .spans import Span

Time = tuple[date | None, Month | None]


def needs_days(dims: Collection[Dim]) -> bool:
    """Whether such a time is one only with the days that the report is of."""
    return bool({Dim.NTH_DAY, Dim.NTH_MONTH} & {*dims}) or (Dim.MONTH_NUMBER in dims and Dim.YEAR not in dims)


def time_of(cells: Mapping[Dim, str], span: Span | None) -> Time | None:
    """The row's day, or its month, or neither where it is of all the report's days; None for what is not understood, or
    lies outside those days.
    """
    if Dim.DATE in cells:
        return _day(day_in(cells[Dim.DATE]), span)
    if Dim.NTH_DAY in cells:
        return _day(nth_day(cells[Dim.NTH_DAY], span) if span else None, span)
    if Dim.MONTH in cells:
        return _month(month_in(cells[Dim.MONTH]), span)
    if Dim.NTH_MONTH in cells:
        return _month(nth_month(cells[Dim.NTH_MONTH], span) if span else None, span)
    if Dim.MONTH_NUMBER in cells:
        year = cells.get(Dim.YEAR) or _year(span)
        return _month(month_in(f"{year}-{cells[Dim.MONTH_NUMBER]:0>2}"), span)
    return None, None


def _year(span: Span | None) -> str:
    return str(span.since.year) if span and span.since.year == span.until.year else ""


def _day(found: date | None, span: Span | None) -> Time | None:
    if found is None or (span and not span.since <= found <= span.until):
        return None
    return found, None


def _month(found: Month | None, span: Span | None) -> Time | None:
    if found is None or (span and not Month.of(span.since) <= found <= Month.of(span.until)):
        return None
    return None, found
