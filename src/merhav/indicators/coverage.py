"""How much of a month the sources speak for: without it, a quiet month cannot be told from a missing one.

Of one space: the part of the month, of what the space has existed of it, that its sources cover; what several
imports cover twice counts once, and what is after `now` cannot be covered yet. A space that says when it began
(`from_birth`) does not count before; of any other, earlier time is missing. Of an asset: the mean over its spaces.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import ibis.expr.types as ir

from merhav.core.periods import Month

from .backends import rows
from .measures import Stock
from .translate import BITS, marks

WHOLE = 0.999
"""From this share on a month is whole: the minutes that an export is late do not make it partial."""


class Where(NamedTuple):
    authority: int
    asset: str


Span = tuple[datetime, datetime]


@dataclass(slots=True)
class Voice:
    """What is known of one space's sources."""

    space: int | None
    spans: list[Span] = field(default_factory=list)
    born: datetime | None = None
    stocks: frozenset[int] = frozenset()
    """The numbers of the stocks that its latest description makes it one of."""

    def exists_in(self, month: Month) -> bool:
        return self.born is None or self.born < month.end

    def share(self, month: Month, now: datetime) -> float:
        begin = max(month.start, self.born or month.start)
        covered = sum(
            (max(min(until, month.end, now) - max(since, begin), timedelta()) for since, until in self.spans),
            timedelta(),
        )
        return covered / (month.end - begin)


@dataclass(frozen=True, slots=True)
class Coverage:
    voices: Mapping[Where, Sequence[Voice]]
    now: datetime

    def shares(self, months: Collection[Month]) -> dict[Where, dict[Month, float]]:
        """Per asset the months it speaks in at all, with its share of each; of others there is no reading."""
        found: dict[Where, dict[Month, float]] = {}
        for place, voices in self.voices.items():
            shares = {month: _mean(voices, month, self.now) for month in months}
            found[place] = {month: share for month, share in shares.items() if share > 0}
        return found

    def observed(
        self, authority: int, month: Month, stock: int, spaces: set[tuple[str, int | None]]
    ) -> float:
        """Of the spaces that a stock is of, known in that month, the share that was looked at.

        A month that has not ended may be looked at again: it counts for what has passed of it.
        """
        known = {
            (place.asset, voice.space)
            for place, voices in self.voices.items()
            if place.authority == authority
            for voice in voices
            if stock in voice.stocks and voice.exists_in(month)
        }
        passed = (min(month.end, self.now) - month.start) / (month.end - month.start)
        return passed * len(spaces) / len(spaces | known)


def _mean(voices: Iterable[Voice], month: Month, now: datetime) -> float:
    shares = [voice.share(month, now) for voice in voices if voice.exists_in(month)]
    return sum(shares) / len(shares) if shares else 0.0


def read(table: ir.Table, stocks: Mapping[Stock, int], now: datetime) -> Coverage:
    columns = ("authority", "asset", "space", "since", "until", "from_birth", "id")
    chosen = table.select(*columns, **marks([stock.of for stock in stocks], table))
    told = sorted(rows(chosen), key=lambda row: (row["until"], row["id"]))
    spaces: dict[tuple[Where, int | None], list[Mapping[str, Any]]] = {}
    for row in told:
        where = Where(row["authority"], row["asset"])
        spaces.setdefault((where, row["space"]), []).append(row)
    voices: dict[Where, list[Voice]] = {}
    for (where, space), described in spaces.items():
        voices.setdefault(where, []).append(_voice(space, described, stocks))
    return Coverage(voices, now)


def _voice(space: int | None, told: Sequence[Mapping[str, Any]], stocks: Mapping[Stock, int]) -> Voice:
    """Of rows in the order of their ends."""
    spans = list(_merged(sorted((_utc(row["since"]), _utc(row["until"])) for row in told)))
    latest = told[-1]
    kinds = frozenset(bit for bit in stocks.values() if latest[f"m{bit // BITS}"] >> bit % BITS & 1)
    born = spans[0][0] if any(row["from_birth"] for row in told) else None
    return Voice(space, spans, born, kinds)


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Sorted spans without overlap."""
    open_: Span | None = None
    for since, until in spans:
        if open_ is not None and since <= open_[1]:
            open_ = (open_[0], max(open_[1], until))
            continue
        if open_ is not None:
            yield open_
        open_ = (since, until)
    if open_ is not None:
        yield open_


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
