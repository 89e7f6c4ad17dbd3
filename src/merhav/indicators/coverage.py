"""How much of a month the sources speak for: without it, a quiet month cannot be told from a missing one.

Of one space: the part of the month, of what the space has existed of it, that its sources cover; what several
imports cover twice counts once, and what is after `now` cannot be covered yet. A space that says when it began
(`from_birth`) does not count before; of any other, earlier time is missing. Of an asset: the mean over its spaces.
Only sources that can tell of what is asked (`hearing`) count, and only spaces that have such a source.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import ibis.expr.types as ir

from merhav.core.periods import Month

from .backends import rows
from .hearing import Ear, ear_for
from .observed import Space
from .reported import Flow, Stock
from .translate import BITS, marks

WHOLE = 0.999
"""From this share on a month is whole: the minutes that an export is late do not make it partial."""


class Where(NamedTuple):
    authority: int
    asset: str


Span = tuple[datetime, datetime]
Subjects = frozenset[str | None]
"""What sources said they speak of; None is one that did not say."""


@dataclass(slots=True)
class Voice:
    """What is known of one space's sources."""

    space: int | None
    told: dict[str | None, list[Span]]
    """By what the sources speak of: the spans for which they do."""
    born: datetime | None = None
    stocks: frozenset[int] = frozenset()
    """The numbers of the stocks that its latest description makes it one of."""
    _spans: dict[Subjects, list[Span]] = field(default_factory=dict)

    def exists_in(self, month: Month) -> bool:
        return self.born is None or self.born < month.end

    def share(self, month: Month, now: datetime, subjects: Subjects) -> float:
        begin = max(month.start, self.born or month.start)
        covered = sum(
            (
                max(min(until, month.end, now) - max(since, begin), timedelta())
                for since, until in self._of(subjects)
            ),
            timedelta(),
        )
        return covered / (month.end - begin)

    def _of(self, subjects: Subjects) -> list[Span]:
        if subjects not in self._spans:
            spans = (span for subject in subjects for span in self.told.get(subject, ()))
            self._spans[subjects] = list(_merged(sorted(spans)))
        return self._spans[subjects]


Known = tuple[Space, Voice]


class Coverage:
    """What all sources speak for, asked many times and worked out once."""

    def __init__(
        self, voices: Mapping[Where, Sequence[Voice]], now: datetime, stocks: Mapping[Stock | Flow, int]
    ) -> None:
        self.voices, self.now = voices, now
        self._ears = {number: ear_for(stock) for stock, number in stocks.items()}
        self._by_space = {
            (place.authority, (place.asset, voice.space)): voice
            for place, told in voices.items()
            for voice in told
        }
        self._heard: dict[tuple[Where, Ear], Subjects] = {}
        self._shares: dict[tuple[Where, Month, Subjects], float] = {}
        self._of_stock: dict[tuple[int, int], list[Known]] = {}

    def share(self, place: Where, month: Month, ear: Ear) -> float:
        """How much of a month is told of an asset; 0 where no source speaks, and then there is no reading."""
        voices = self.voices.get(place, ())
        heard = self._heard.get((place, ear))
        if heard is None:
            subjects = frozenset(subject for voice in voices for subject in voice.told)
            heard = frozenset(each for each in subjects if ear.hears(each, place.asset))
            self._heard[place, ear] = heard
        key = (place, month, heard)
        if key not in self._shares:
            self._shares[key] = _mean(
                voice.share(month, self.now, heard)
                for voice in voices
                if voice.exists_in(month) and not heard.isdisjoint(voice.told)
            )
        return self._shares[key]

    def everywhere(self, authority: int, month: Month, ear: Ear) -> float:
        """The mean over the assets that speak in the month."""
        shares = (self.share(place, month, ear) for place in self.voices if place.authority == authority)
        return _mean(share for share in shares if share > 0)

    def looked_at(self, authority: int, month: Month, stock: int, spaces: set[Space]) -> float:
        """Of the spaces that a stock is of, known in that month, the share that was looked at.

        A month that has not ended may be looked at again: it counts for what has passed of it.
        """
        known = {space for space, voice in self._known(authority, stock) if voice.exists_in(month)}
        passed = (min(month.end, self.now) - month.start) / (month.end - month.start)
        return passed * len(spaces) / len(spaces | known)

    def told(self, authority: int, month: Month, stock: int, spaces: set[Space]) -> float:
        """The mean share over the spaces whose sources name a flow, or of which something was told."""
        ear = self._ears[stock]
        shares = dict.fromkeys(spaces, 0.0)
        for space in spaces:
            voice = self._by_space.get((authority, space))
            if voice and voice.exists_in(month):
                shares[space] = voice.share(month, self.now, frozenset(filter(ear.hears, voice.told)))
        for space, voice in self._known(authority, stock):
            named = frozenset(filter(ear.is_named_in, voice.told))
            if space not in spaces and named and voice.exists_in(month):
                shares[space] = voice.share(month, self.now, named)
        return _mean(shares.values())

    def _known(self, authority: int, stock: int) -> list[Known]:
        """The spaces that a stock or flow is of and whose sources could tell of it."""
        key = (authority, stock)
        if key not in self._of_stock:
            ear = self._ears[stock]
            self._of_stock[key] = [
                (space, voice)
                for (owner, space), voice in self._by_space.items()
                if owner == authority and stock in voice.stocks and any(map(ear.hears, voice.told))
            ]
        return self._of_stock[key]


def _mean(shares: Iterable[float]) -> float:
    found = list(shares)
    return sum(found) / len(found) if found else 0.0


def read(table: ir.Table, stocks: Mapping[Stock | Flow, int], now: datetime) -> Coverage:
    columns = ("authority", "asset", "space", "since", "until", "from_birth", "speaks_of", "id")
    chosen = table.select(*columns, **marks([stock.of for stock in stocks], table))
    told = sorted(rows(chosen), key=lambda row: (row["until"], row["id"]))
    spaces: dict[tuple[Where, int | None], list[Mapping[str, Any]]] = {}
    for row in told:
        where = Where(row["authority"], row["asset"])
        spaces.setdefault((where, row["space"]), []).append(row)
    voices: dict[Where, list[Voice]] = {}
    for (where, space), described in spaces.items():
        voices.setdefault(where, []).append(_voice(space, described, stocks))
    return Coverage(voices, now, stocks)


def _voice(space: int | None, told: Sequence[Mapping[str, Any]], stocks: Mapping[Stock | Flow, int]) -> Voice:
    """Of rows in the order of their ends."""
    by_subject: dict[str | None, list[Span]] = {}
    for row in told:
        by_subject.setdefault(row["speaks_of"], []).append((_utc(row["since"]), _utc(row["until"])))
    latest = told[-1]
    kinds = frozenset(bit for bit in stocks.values() if latest[f"m{bit // BITS}"] >> bit % BITS & 1)
    first = min(since for spans in by_subject.values() for since, _until in spans)
    return Voice(space, by_subject, first if any(row["from_birth"] for row in told) else None, kinds)


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
