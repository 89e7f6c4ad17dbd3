"""Series whose truth is known, and whole scoreboards of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from merhav.core.periods import Month, months
from merhav.indicators.seasons import Season, shares
from merhav.indicators.trend import Evidence, Judgement, Point, Scale, judge, weigh

HEBREW = {Season.TISHREI: -0.6, Season.PESACH: -0.5, Season.SUMMER: -0.4}
"""What a month that is wholly inside the season does to the logarithm of a count."""
ARAB = {Season.RAMADAN: 0.8, Season.EID_AL_FITR: 2.0, Season.EID_AL_ADHA: 1.5, Season.SUMMER: -0.3}
MILD = {Season.TISHREI: -0.25, Season.PESACH: -0.2, Season.RAMADAN: 0.2}
SOCIETIES = (HEBREW, ARAB, MILD, {})
NOISES = ("poisson", "negative_binomial", "autoregressive", "share", "seconds")


def span(first: str, length: int) -> list[Month]:
    start = Month.parse(first)
    return list(months(start, start + (length - 1)))


def points(when: Sequence[Month], values: Sequence[float]) -> list[Point]:
    return [Point(month, float(value)) for month, value in zip(when, values, strict=True)]


def seasonal(when: Sequence[Month], effects: dict[Season, float]) -> np.ndarray:
    return np.array(
        [sum(effect * shares(month)[season] for season, effect in effects.items()) for month in when]
    )


def counts(
    when: Sequence[Month],
    chance: Generator,
    *,
    level: float = 120.0,
    a_year: float = 0.0,
    scatter: float = 0.15,
    effects: dict[Season, float] | None = None,
) -> list[Point]:
    """A count that grows by `a_year` (0.5 is half as much again), with log-normal scatter and seasons."""
    growth = np.log1p(a_year) * np.arange(len(when)) / 12
    noise = chance.normal(0, scatter, len(when))
    return points(when, np.exp(np.log(level) + growth + seasonal(when, effects or {}) + noise).round())


@dataclass(frozen=True)
class Flat:
    """A scoreboard on which nothing moves."""

    noise: tuple[str, ...] = NOISES
    societies: tuple[dict[Season, float], ...] = ({},)
    emergency: str = "none"
    """none, half (half of the series, in one month), end (all series, in the last month)."""
    length: int = 24

    def board(self, chance: Generator, size: int) -> dict[int, Evidence]:
        start = Month(2019, 1) + int(chance.integers(0, 72))
        when = list(months(start, start + (self.length - 1)))
        burst = self.length - 1 if self.emergency == "end" else int(chance.integers(0, self.length))
        found = {}
        for number in range(size):
            hit = self.emergency == "end" or (self.emergency == "half" and chance.random() < 0.5)
            noise = self.noise[int(chance.integers(len(self.noise)))]
            society = self.societies[int(chance.integers(len(self.societies)))]
            values, scale = flat(when, chance, noise, society, burst if hit else None)
            found[number] = weigh(points(when, values), scale=scale)
        return found

    def judged(self, chance: Generator, size: int) -> dict[int, Judgement]:
        return judge(self.board(chance, size))


def flat(
    when: Sequence[Month], chance: Generator, noise: str, effects: dict[Season, float], burst: int | None
) -> tuple[np.ndarray, Scale]:
    length = len(when)
    log = np.log(chance.choice([8, 30, 100, 400])) + chance.uniform(0.5, 1.5) * seasonal(when, effects)
    if burst is not None:
        log[burst] += np.log(chance.uniform(3, 10))
    if noise == "share":
        of = int(chance.choice([20, 60, 200]))
        return chance.binomial(of, chance.uniform(0.2, 0.8), length) / of, "share"
    if noise == "seconds":
        return np.exp(4 + log + chance.normal(0, 0.3, length)), "seconds"
    if noise == "negative_binomial":
        shape = chance.choice([4, 10, 25])
        log += np.log(chance.gamma(shape, 1 / shape, length))
    if noise == "autoregressive":
        log += chance.choice([0.1, 0.2, 0.35]) * autoregressive(length, 0.3, chance)
    return chance.poisson(np.exp(log)).astype(float), "count"


def autoregressive(length: int, dependence: float, chance: Generator) -> np.ndarray:
    """Standard normal values, each of which remembers the one before."""
    fresh = chance.normal(size=length + 40)
    values = np.zeros(length + 40)
    for step in range(1, length + 40):
        values[step] = dependence * values[step - 1] + fresh[step] * (1 - dependence**2) ** 0.5
    return values[40:]
