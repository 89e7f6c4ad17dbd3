"""The verdict: is it rising, steady, falling, or can one not tell yet?

Two steps. `weigh` looks at one series and says what its months show: a slope, its interval, a p-value. `judge`
looks at all series of a scoreboard together and gives each its verdict, so that a board of eighty series does not
show an arrow by luck alone. The rules and the figures behind them are in docs/decisions/0005-the-verdict.md.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import expm1, isfinite, log1p
from typing import Literal, TypeVar

import numpy as np

from merhav.core.periods import Month
from merhav.core.text import Text, _

from .comparable import FEWEST_POINTS, Comparable, comparable
from .kendall import Floats, Kendall, kendall

Scale = Literal["count", "share", "seconds", "level"]

FALSE_ARROW_RATE = 0.10
"""Declared: of scoreboards on which nothing moves, at most this share shows any arrow."""

MINIMUM: Mapping[Scale, float] = {"count": 0.10, "seconds": 0.10, "level": 0.10, "share": 0.03}
"""The smallest change in a year worth an arrow: a tenth of the level, three points of a share."""

FULL_COVERAGE = 0.999
_SURE = 0.05
"""An arrow's own interval excludes zero as well, so that the words beside it do not contradict it."""

K = TypeVar("K", bound=Hashable)


class Verdict(StrEnum):
    RISING = "rising"
    STEADY = "steady"
    FALLING = "falling"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Point:
    """One month's reading: a partial month (coverage below 1) and a missing value are never judged."""

    month: Month
    value: float | None
    coverage: float = 1.0
    n: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one series shows. Slopes are units a month on the indicator's own scale, at its present level."""

    scale: Scale
    points: int
    """Months that were compared."""
    first: Month | None = None
    last: Month | None = None
    slope: float | None = None
    low: float | None = None
    high: float | None = None
    """The 95 % interval of the slope."""
    p: float | None = None
    level: float | None = None
    """The median month."""
    change_year: float | None = None
    """In a year: relative to the level (0.5 is half as much again); of a share, its points (0.03 is three)."""
    change_low: float | None = None
    change_high: float | None = None
    season: tuple[str, ...] = ()
    """Seasons that move this series, or may: their months were compared only with months like them."""
    set_aside: tuple[Month, ...] = ()
    """Months so far from all others that they are an emergency or a mistake, not a trend."""
    reason: str | None = None
    """Why nothing can be said: too_few_points, too_few_alike."""


@dataclass(frozen=True, slots=True)
class Judgement:
    verdict: Verdict
    evidence: Evidence
    why: Text


def weigh(points: Sequence[Point], *, scale: Scale) -> Evidence:
    """What the months show of one series.

    `scale` says what the values are: a `count` of a month (people, messages), `seconds` of waiting, a `share`
    from 0 to 1, or a `level` on a scale of its own (an index, a stock that cannot be counted up). Counts and
    seconds are compared by their logarithm, because they grow by shares and scatter with their size.
    """
    whole = {
        point.month: point.value
        for point in sorted(points, key=lambda point: point.month)
        if point.value is not None and isfinite(point.value) and point.coverage >= FULL_COVERAGE
    }
    if len(whole) < FEWEST_POINTS:
        return _nothing(scale, len(whole), "too_few_points")
    months = list(whole)
    values = np.array(list(whole.values()), dtype=np.float64)
    steps = np.array([month - months[0] for month in months], dtype=np.int64)
    alike = comparable(months, steps, _straightened(values, scale), _grain(values, scale))
    used = alike.used
    if int(used.sum()) < FEWEST_POINTS:
        return _nothing(scale, int(used.sum()), "too_few_alike", alike)
    found = kendall(
        steps[used], alike.values[used], seasons=alike.measured[used], dependence=alike.dependence
    )
    span = [month for month, is_used in zip(months, used, strict=True) if is_used]
    return _evidence(found, scale, span, float(np.median(values[used])), alike)


def _nothing(scale: Scale, points: int, reason: str, alike: Comparable | None = None) -> Evidence:
    season = alike.seasons if alike else ()
    return Evidence(scale=scale, points=points, reason=reason, season=season)


def _straightened(values: Floats, scale: Scale) -> Floats:
    return np.log1p(np.maximum(values, 0.0)) if scale in {"count", "seconds"} else values


def _grain(values: Floats, scale: Scale) -> float:
    """The scatter that even a quiet series has: counting noise, or the rounding of a share or a level."""
    middle = float(np.median(values))
    if scale == "count":
        return float((max(middle, 0.0) + 1.0) ** -0.5)
    if scale == "share":
        return 0.01
    return 0.02 if scale == "seconds" else max(0.02 * abs(middle), 1e-9)


def _evidence(
    found: Kendall, scale: Scale, span: Sequence[Month], level: float, alike: Comparable
) -> Evidence:
    def own(slope: float | None) -> float | None:
        return None if slope is None else slope * _unit(scale, level)

    def year(slope: float | None) -> float | None:
        return None if slope is None else _yearly(slope, scale, level)

    return Evidence(
        scale=scale,
        points=len(span),
        first=span[0],
        last=span[-1],
        slope=own(found.slope),
        low=own(found.low),
        high=own(found.high),
        p=found.p,
        level=level,
        change_year=year(found.slope),
        change_low=year(found.low),
        change_high=year(found.high),
        season=alike.seasons,
        set_aside=alike.set_aside,
    )


def _unit(scale: Scale, level: float) -> float:
    """Own units per step of the straightened scale, at the level."""
    return level + 1.0 if scale in {"count", "seconds"} else 1.0


def _yearly(slope: float, scale: Scale, level: float) -> float:
    if scale in {"count", "seconds"}:
        return expm1(min(12.0 * slope, 50.0))
    if scale == "share" or slope == 0:
        return 12.0 * slope
    return 12.0 * slope / abs(level) if level else float(np.copysign(np.inf, slope))


def judge(
    evidence: Mapping[K, Evidence],
    *,
    minimum: Mapping[K, float] | None = None,
    rate: float = FALSE_ARROW_RATE,
) -> dict[K, Judgement]:
    """A verdict for each series of one scoreboard.

    An arrow needs three things: it passes Benjamini and Hochberg's rule over the whole board at `rate`, its
    interval excludes zero, and a year's change reaches the declared minimum (`MINIMUM` where none is given).
    `steady` is a finding too: the whole interval lies inside the minimum. All else cannot be told yet.
    """
    bar = _benjamini_hochberg([item.p for item in evidence.values() if item.p is not None], rate)
    least = minimum or {}
    return {key: _judgement(item, least.get(key, MINIMUM[item.scale]), bar) for key, item in evidence.items()}


def _benjamini_hochberg(found: Sequence[float], rate: float) -> float:
    """The largest p-value that counts as a discovery; -1 when none does."""
    bar = -1.0
    for rank, p in enumerate(sorted(found), start=1):
        if p <= rate * rank / len(found):
            bar = p
    return bar


def _judgement(item: Evidence, least: float, bar: float) -> Judgement:
    if item.p is None or item.change_year is None:
        return Judgement(Verdict.CANNOT_TELL, item, _too_few(item))
    reach = _effect(item, least)
    if item.p <= min(bar, _SURE) and abs(_effect(item, item.change_year)) >= reach:
        verdict = Verdict.RISING if item.change_year > 0 else Verdict.FALLING
        return Judgement(verdict, item, _("The months move one way more clearly than chance explains."))
    if _inside(item, reach) and not _hidden_by_ties(item):
        return Judgement(Verdict.STEADY, item, _("Whatever change there is, it is smaller than what counts."))
    return Judgement(Verdict.CANNOT_TELL, item, _("The months differ too much among themselves to tell yet."))


def _effect(item: Evidence, change: float) -> float:
    """A change on the scale where up and down are of one size: what undoes +10 % is -9.1 %."""
    if item.scale in {"count", "seconds"}:
        return log1p(max(change, -0.999999))
    return change


def _inside(item: Evidence, reach: float) -> bool:
    if item.change_low is None or item.change_high is None:
        return False
    return -reach < _effect(item, item.change_low) and _effect(item, item.change_high) < reach


def _hidden_by_ties(item: Evidence) -> bool:
    """Rare things are nearly always zero: the median slope is zero although their number moves."""
    return item.slope == 0 and item.p is not None and item.p <= _SURE


def _too_few(item: Evidence) -> Text:
    if item.reason == "too_few_alike":
        return _(
            "Only %(points)s months can be compared with one another, holidays apart; %(fewest)s are needed.",
            points=item.points,
            fewest=FEWEST_POINTS,
        )
    return _(
        "Only %(points)s whole months are known; %(fewest)s are needed.",
        points=item.points,
        fewest=FEWEST_POINTS,
    )
