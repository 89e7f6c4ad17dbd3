"""Counts as Facebook writes them: of people who saw, of acts."""

from collections.abc import Iterable

from merhav.connectors.base import Report
from merhav.connectors.numbers import number
from merhav.core.text import _

MOST = 1e12
"""No count is larger: there are fewer people."""
_EMPTY = {"", "-", "--", "n/a", "null", "none"}


def count_in(text: str) -> float | None:
    """The count in a cell, whole and not below nought; None for what is none."""
    if text.isdecimal() and len(text) < 13:
        return float(text)
    read = number(text)
    return float(round(read)) if read is not None and 0 <= read <= MOST else None


def counts_in(cells: Iterable[tuple[str, str]], line: int, report: Report) -> dict[str, float]:
    """The counts of a row by name; empty cells are left out, and what is no count is told."""
    found = {}
    for name, text in cells:
        count = count_in(text)
        if count is not None:
            found[name] = count
        elif text.casefold() not in _EMPTY:
            report.problem(line, text, _("A number in this row was not understood."))
    return found
