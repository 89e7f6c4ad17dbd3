"""A series made comparable month by month: seasons taken out, emergencies set aside, dependence measured.

Which seasons move a series is asked of the data. One that the series has met at least twice is measured and taken
out; of one met once nobody can tell a season from a turn in the trend, so its months are left out. What this costs
is paid for in the interval (`kendall`), so that allowing for a season never makes an arrow easier.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from merhav.core.periods import Month

from .kendall import Floats, Whole
from .seasons import Season, parts

Truths = NDArray[np.bool_]

FEWEST_POINTS = 5

ORDINARY_MONTHS = 5
"""Fewer ordinary months than this cannot tell which season matters: all are allowed for."""

UNLIKE = 1.5
"""A season is allowed for when its months stand off by more standard errors than this: one wrongly allowed for
widens the interval a little, one wrongly let go bends the trend."""

ASKED_FROM = 12
"""In fewer months than this the data cannot say which seasons matter: all are allowed for."""

FAR = 4.5
"""Robust standard deviations from all others at which a month is set aside."""

ONE_IN = 8
"""Of so many months one may be set aside; if more are that far, it is a change and not an emergency."""

SOME = 0.15
"""A month with less of a season than this is as good as without it."""

TWICE = 1.5
"""A season of which the series holds less was met once: its effect cannot be told from a turn in the trend."""

MEASURED_FROM = 18
"""Months from which on seasons are measured; in shorter series their months are left out."""

ROUNDS = 4
"""Of reweighting; the weights no longer move after three."""

EXPECTED_DEPENDENCE = 0.35
EXPECTED_WEIGHT = 24
"""Lag-1 correlation supposed of a monthly series, and how many months of data that supposition is worth."""

MOST_DEPENDENCE = 0.6
FEWEST_NEIGHBOURS = 8
"""Pairs of neighbouring months from which dependence can be measured at all."""


@dataclass(frozen=True, slots=True)
class Comparable:
    values: Floats
    """Without the seasons that could be measured."""
    used: Truths
    """Months that can be compared: no emergency, no season that could not be measured."""
    measured: Floats
    """Month by season: how much of each measured season the month holds."""
    seasons: tuple[str, ...]
    set_aside: tuple[Month, ...]
    dependence: float


def comparable(months: Sequence[Month], steps: Whole, values: Floats, grain: float) -> Comparable:
    """`values` are on a straightened scale; `grain` is the least scatter a series on it can have."""
    held = np.array([list(parts(month).values()) for month in months])
    matter = _seasons_that_matter(held, steps, values, grain)
    measurable = matter & (held.sum(axis=0) >= TWICE) & (len(months) >= MEASURED_FROM)
    used = ~np.asarray((held[:, matter & ~measurable] >= SOME).any(axis=1))
    measured = held[:, measurable]
    names = tuple(season.value for season, is_kept in zip(Season, matter, strict=True) if is_kept)
    if used.sum() < FEWEST_POINTS:
        return Comparable(values, used, measured, names, (), EXPECTED_DEPENDENCE)
    fit = _fit(steps[used], values[used], measured[used], grain)
    far = np.zeros(len(months), dtype=np.bool_)
    far[used] = _far(fit, grain)
    return Comparable(
        values=values - measured @ fit.effects,
        used=used & ~far,
        measured=measured,
        seasons=names,
        set_aside=tuple(month for month, is_far in zip(months, far, strict=True) if is_far),
        dependence=_dependence(steps[used & ~far], fit.residuals[~far[used]]),
    )


def _seasons_that_matter(held: Floats, steps: Whole, values: Floats, grain: float) -> Truths:
    """Seasons whose months stand off from the ordinary months around them.

    From those around them and not from the trend's line: whoever drops the months that are off the line is left
    with months that are on it, and finds trends that are not there.
    """
    present = np.asarray((held >= SOME).any(axis=0))
    ordinary = ~np.asarray((held >= SOME).any(axis=1))
    if int(ordinary.sum()) < ORDINARY_MONTHS or len(values) < ASKED_FROM:
        return present
    off = values - _surroundings(steps, ordinary) @ values
    effect = np.abs(held.T @ off) / np.sqrt(np.maximum((held**2).sum(axis=0), SOME))
    return np.asarray(present & (effect > UNLIKE * _scatter(off[ordinary], grain)))


@dataclass(frozen=True, slots=True)
class Fit:
    effects: Floats
    """Of each measured season, a whole one of it."""
    residuals: Floats
    free: int
    """Degrees of freedom that are left."""


def _fit(steps: Whole, values: Floats, seasons: Floats, grain: float) -> Fit:
    """A line and the seasons' effects, by Tukey's biweight, so that an emergency does not pass for a season."""
    base = np.column_stack([np.ones(len(steps)), steps, seasons])
    free = max(1, len(steps) - base.shape[1])
    weights = np.ones(len(steps))
    for _round in range(ROUNDS):
        root = np.sqrt(weights)
        found = np.linalg.lstsq(base * root[:, None], values * root)[0]
        residuals = values - base @ found
        reach = 4.685 * _scatter(residuals, grain) * np.sqrt(len(steps) / free)
        weights = np.maximum(0.0, 1.0 - (residuals / reach) ** 2) ** 2
    return Fit(found[2:], residuals, free)


def _surroundings(steps: Whole, ordinary: Truths) -> Floats:
    """Of each month: the weights of the ordinary months around it, the nearest counting most."""
    gaps = np.abs(steps[:, None] - steps[None, :])
    weights = ordinary[None, :] / (1.0 + gaps**2) * (gaps > 0)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _scatter(residuals: Floats, grain: float) -> float:
    return max(grain, 1.4826 * float(np.median(np.abs(residuals))))


def _far(fit: Fit, grain: float) -> Truths:
    points = len(fit.residuals)
    far = np.abs(fit.residuals) > FAR * _scatter(fit.residuals, grain) * np.sqrt(points / fit.free)
    if far.sum() > points // ONE_IN:
        return np.zeros(points, dtype=np.bool_)
    return np.asarray(far)


def _dependence(steps: Whole, residuals: Floats) -> float:
    """Lag-1 correlation of neighbouring months, corrected for shortness and drawn to what is expected.

    From few months the estimate is too low, by about (2 + 4r) / n once a line is taken out (Kendall 1954), and
    scatters widely; a series that seems independent by luck must not get an arrow for that.
    """
    neighbours = np.diff(steps) == 1
    points = int(neighbours.sum())
    mean_square = float(residuals @ residuals) / len(residuals)
    if points < FEWEST_NEIGHBOURS or mean_square == 0:
        return EXPECTED_DEPENDENCE
    raw = float(residuals[:-1][neighbours] @ residuals[1:][neighbours]) / points / mean_square
    corrected = raw + (2 + 4 * raw) / points
    drawn = (points * corrected + EXPECTED_WEIGHT * EXPECTED_DEPENDENCE) / (points + EXPECTED_WEIGHT)
    return min(MOST_DEPENDENCE, max(0.0, drawn))
