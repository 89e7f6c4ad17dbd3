"""How many residents there are, of all and of a segment, as the census table last told by a month's end."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import ibis.expr.types as ir

from merhav.core.periods import Month
from merhav.facts.tables import DIMENSIONS

from .backends import rows
from .scan import ALL, Group

Margin = tuple[str, str]
"""A segment's column and word; both empty for all residents."""


class Residents:
    def __init__(self, told: Sequence[Mapping[str, Any]]) -> None:
        """Of rows in the order in which they hold; a later one holds over those before it."""
        self._told: dict[tuple[int, Margin], list[tuple[date, int]]] = {}
        for row in told:
            if (margin := _margin(row)) is not None:
                since = _day(row["since"])
                self._told.setdefault((row["authority"], margin), []).append((since, row["people"]))

    def number(self, authority: int, month: Month, group: Group) -> int | None:
        """The residents of a group; None where nobody told."""
        margin = ("", "") if group == ALL else (group.dimension, group.segment)
        known = [
            people for since, people in self._told.get((authority, margin), ()) if since <= month.last_day
        ]
        return known[-1] if known else None


def _margin(row: Mapping[str, Any]) -> Margin | None:
    """What a row counts; None for residents of two segments at once, which no reading speaks of."""
    named = [(name, row[name]) for name in DIMENSIONS if row[name] is not None]
    return None if len(named) > 1 else named[0] if named else ("", "")


def _day(since: date) -> date:
    return since.date() if isinstance(since, datetime) else since


def read(population: ir.Table | None) -> Residents:
    if population is None:
        return Residents([])
    told = rows(population.select("authority", "id", "since", "seen", "people", *DIMENSIONS))
    return Residents(
        sorted(told, key=lambda row: (row["since"], row["seen"] is not None, row["seen"] or 0, row["id"]))
    )
