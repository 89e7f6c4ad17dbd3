"""What may be shown: nothing that rests on a few residents, nor anything it could be found from.

The rules, for each series, month and dimension (the segments of both bases together):

1. A number that rests on fewer people than the threshold is withheld, be its facts many or few.
2. In a segment, 0 is withheld like 1 to 9: that nobody of a small group took part is also told of each of them.
   For all residents a true 0 stays 0.
3. If anything above 0 is withheld, what is left of the total after subtracting what is shown must hide it: at
   least two such segments are withheld, and together they certainly rest on the threshold or more: a person has
   one segment but may write in many spaces, so of spaces only the largest is relied on. Segments are added from the
   smallest up. People whose segment nobody knows also stand in that remainder, but a reader may know that there
   are none, so they are not relied on either.

Measures that do not tell of residents pass as they are. Rules hold when applied again with a higher threshold, so
a public output is made from stored readings.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from merhav.facts.words import Basis

from .definition import Read, Unit
from .reading import Flag, Reading


@dataclass(frozen=True, slots=True)
class Thresholds:
    people: int
    rounding: int = 1
    """Counts are rounded to a multiple of this, shares to whole percents when it is more than 1."""


DESK = Thresholds(people=10)
PUBLIC = Thresholds(people=20, rounding=5)


def disclosed(
    readings: Iterable[Reading], thresholds: Thresholds, read_of: Callable[[Reading], Read | None]
) -> list[Reading]:
    """The readings as they may be shown, in the order of their series; `read_of` finds what each was declared as."""
    ordered = sorted(readings, key=_table)
    shown: list[Reading] = []
    for _key, rows in groupby(ordered, key=_table):
        table = list(rows)
        read = read_of(table[0])
        # What is no longer declared is protected: nothing says that it need not be.
        if read is None or read.measure.protected:
            table = _protected_table(table, thresholds, shares=read is not None and read.unit is Unit.SHARE)
        shown += table
    return shown


def _table(reading: Reading) -> tuple[object, ...]:
    """Readings that could be subtracted from one total."""
    return (
        reading.authority,
        reading.indicator,
        reading.version,
        reading.kind,
        reading.part,
        reading.generation,
        reading.month,
        reading.asset,
        reading.dimension,
    )


def _protected_table(table: list[Reading], thresholds: Thresholds, *, shares: bool) -> list[Reading]:
    shown = [_checked(reading, thresholds.people) for reading in table]
    if table[0].dimension:
        for index in _complements(table, shown, thresholds.people):
            shown[index] = _without_numbers(shown[index], Flag.COMPLEMENTARY)
    return [_rounded(reading, thresholds.rounding, shares=shares) for reading in shown]


def _checked(reading: Reading, least: int) -> Reading:
    if reading.withheld:
        return reading
    if (not reading.dimension and not _tells(reading)) or (reading.n or 0) >= least:
        return reading
    return _without_numbers(reading, Flag.TOO_FEW)


def _complements(before: list[Reading], after: list[Reading], least: int) -> list[int]:
    """Which of those still shown are to be withheld as well, smallest first.

    A reading that came withheld carries no number any more: it is taken for one that must be hidden, and for
    no cover.
    """
    hidden = [old for old, new in zip(before, after, strict=True) if new.withheld and _tells(old)]
    if not hidden:
        return []
    candidates = sorted(
        (index for index, reading in enumerate(after) if not reading.withheld),
        key=lambda index: (after[index].n or 0, after[index].basis, after[index].segment),
    )
    added: list[int] = []
    while len(added) < len(candidates) and (len(hidden) < 2 or _people_in(hidden) < least):
        added.append(candidates[len(added)])
        hidden.append(after[added[-1]])
    return added


def _people_in(hidden: list[Reading]) -> int:
    """So many different people at least: nobody has two segments, but somebody may write in several spaces."""
    known = sum(reading.n or 0 for reading in hidden if reading.basis == Basis.PERSON)
    return max(known, *(reading.n or 0 for reading in hidden))


def _tells(reading: Reading) -> bool:
    """Whether there is anybody behind it. Of a report, whose facts are the spaces it is of, the value tells."""
    if reading.n is None:
        return True
    return bool(reading.n or (reading.value if reading.generation else reading.events))


def _without_numbers(reading: Reading, flag: Flag) -> Reading:
    return replace(
        reading,
        value=None,
        n=None,
        events=None,
        low=None,
        high=None,
        newest=None,
        flags=(reading.flags - {Flag.NOTHING}) | {flag},
    )


def _rounded(reading: Reading, step: int, *, shares: bool) -> Reading:
    if step == 1 or reading.withheld:
        return reading
    return replace(
        reading,
        value=_percent(reading.value) if shares else _whole(reading.value, step),
        low=_percent(reading.low),
        high=_percent(reading.high),
        n=round(reading.n / step) * step if reading.n is not None else None,
        events=round(reading.events / step) * step if reading.events is not None else None,
    )


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share, 2)


def _whole(value: float | None, step: int) -> float | None:
    return None if value is None else float(round(value / step) * step)
