"""Kendall's S and Sen's slope, with ties, gaps, serial dependence and seasons that were taken out.

Every pair of months is compared: S is the number of pairs that go up less those that go down (Mann 1945, Kendall
1975). The slope is the median of the pairs' slopes (Theil 1950, Sen 1968), its interval the order statistics that
belong to the spread of S (Gilbert 1987, 16.5).

Under "nothing but chance" every order is equally likely. Up to ten points the distribution of S is counted out,
ties included; above that it is taken as normal with the tie-corrected variance. Two things widen it: months that
follow one another resemble each other, and seasons whose effect was measured on the same months.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil, erfc, floor, sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

EXACT_UP_TO = 10
"""Points up to which the distribution of S is counted out."""

TWO_SIDED_95 = 1.959964


@dataclass(frozen=True, slots=True)
class Kendall:
    """What the comparison of all pairs says."""

    s: int
    """Pairs that go up less pairs that go down."""
    pairs: int
    spread: float
    """Standard deviation of S if there were no trend, serial dependence included."""
    p: float
    """Two-sided."""
    slope: float
    low: float | None
    high: float | None
    """The 95 % interval of the slope; None where the points are too few to give one."""


def kendall(months: Whole, values: Floats, *, seasons: Floats, dependence: float) -> Kendall:
    """Compare all points; `months` are month numbers, so gaps keep their length.

    At least two points are needed. `seasons` has a column for each season whose effect was taken out of the
    values, `dependence` is the lag-1 correlation allowed for (0 or more).
    """
    left, right = _pairs(len(values))
    slopes = np.sort((values[right] - values[left]) / (months[right] - months[left]))
    s, inflation = int(np.sign(slopes).sum()), _inflation(months, seasons, dependence)
    if len(values) <= EXACT_UP_TO:
        chances = _exact(_ties(values))
        spread = sqrt(_variance_of(chances) * inflation)
        p, margin = _exact_p(chances, s / sqrt(inflation)), _exact_margin(chances) * sqrt(inflation)
    else:
        spread = sqrt(_variance(len(values), _ties(values)) * inflation)
        p, margin = _normal_p(s, spread), TWO_SIDED_95 * spread
    low, high = _interval(slopes, margin)
    return Kendall(s, len(slopes), spread, p, _median(slopes), low, high)


@cache
def _pairs(points: int) -> tuple[Whole, Whole]:
    left, right = np.triu_indices(points, 1)
    return left.astype(np.int64), right.astype(np.int64)


def _median(ordered: Floats) -> float:
    middle = len(ordered) // 2
    return float(ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2)


def _inflation(months: Whole, seasons: Floats, dependence: float) -> float:
    """By how much the variance of S grows through seasons and serial dependence (never below 1).

    S is nearly a weighted sum of ranks; the weight of a point is the number of earlier points less the number of
    later ones. Taking seasons out leaves of these weights only what is square to the seasons (the variance
    inflation factor of regression) and costs a degree of freedom each; under an AR(1) the variance of the sum is
    the quadratic form of the weights in the matrix dependence ** gap.
    """
    points = len(months)
    weights = 2.0 * np.arange(points) - (points - 1)
    left, free = weights, 1.0
    if seasons.shape[1]:
        base = np.column_stack([np.ones(points), seasons])
        left = weights - base @ np.linalg.lstsq(base, weights)[0]
        free = (points - 2) / max(1, points - 2 - seasons.shape[1])
    kept = float(left @ left)
    alike = float(left @ dependence ** np.abs(months[:, None] - months[None, :]) @ left) / kept
    return max(1.0, float(weights @ weights) / kept * free * max(1.0, alike))


def _variance(points: int, ties: Sequence[int]) -> float:
    """The textbook's n(n-1)(2n+5)/18, less the same for each run of equal values."""
    return (_untied(points) - sum(_untied(tie) for tie in ties)) / 18


def _untied(points: int) -> int:
    return points * (points - 1) * (2 * points + 5)


def _normal_p(s: int, spread: float) -> float:
    """With the usual correction by one, because S moves in steps."""
    return 1.0 if s == 0 or spread == 0 else min(1.0, erfc(max(0, abs(s) - 1) / spread / sqrt(2)))


def _ties(values: Floats) -> tuple[int, ...]:
    return tuple(sorted(np.unique(values, return_counts=True)[1].tolist()))


@cache
def _exact(ties: tuple[int, ...]) -> tuple[Whole, Floats]:
    """All values of S and their chances, for points whose equal values come in runs of these sizes.

    The inversions of a multiset are counted by the q-multinomial coefficient (Stanley, Enumerative Combinatorics
    1.7): built up by q-binomials, whose product is a convolution.
    """
    counts, points, most = np.ones(1, dtype=np.int64), 0, 0
    for tie in ties:
        counts = np.convolve(counts, _q_binomial(points + tie, tie))
        most += points * tie
        points += tie
    values = most - 2 * np.arange(most + 1, dtype=np.int64)
    return values, counts / counts.sum()


@cache
def _q_binomial(total: int, chosen: int) -> Whole:
    """How many choices have 0, 1, 2… inversions: [n, k] = [n-1, k-1] + q^k [n-1, k]."""
    if chosen in {0, total}:
        return np.ones(1, dtype=np.int64)
    with_last = _q_binomial(total - 1, chosen - 1)
    without = _q_binomial(total - 1, chosen)
    counts = np.zeros(chosen * (total - chosen) + 1, dtype=np.int64)
    counts[: len(with_last)] += with_last
    counts[chosen : chosen + len(without)] += without
    return counts


def _variance_of(chances: tuple[Whole, Floats]) -> float:
    values, weights = chances
    return float(weights @ (values.astype(np.float64) ** 2))


def _exact_p(chances: tuple[Whole, Floats], s: float) -> float:
    values, weights = chances
    return min(1.0, float(weights[np.abs(values) >= abs(s) - 1e-9].sum()))


def _exact_margin(chances: tuple[Whole, Floats]) -> float:
    """The smallest |S| that chance alone exceeds at most once in twenty."""
    values, weights = chances
    for margin in sorted(set(np.abs(values).tolist())):
        if weights[np.abs(values) > margin].sum() <= 0.05:
            return float(margin)
    return float(np.abs(values).max())


def _interval(slopes: Floats, margin: float) -> tuple[float | None, float | None]:
    """The slopes that stand `margin / 2` places from the middle on either side."""
    pairs = len(slopes)
    below, above = floor((pairs - margin) / 2), ceil((pairs + margin) / 2)
    if below < 1 or above > pairs - 1:
        return None, None
    return float(slopes[below - 1]), float(slopes[above])
