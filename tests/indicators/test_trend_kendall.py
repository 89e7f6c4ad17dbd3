"""The statistics underneath agree with what one gets by counting every order, and with scipy."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kendalltau, theilslopes

from merhav.indicators.kendall import Kendall, _exact, _inflation, _variance, kendall

LISTS = st.lists(st.integers(0, 6), min_size=2, max_size=30)


def of(values: list[float], months: list[int] | None = None, dependence: float = 0.0) -> Kendall:
    steps = np.array(months or range(len(values)), dtype=np.int64)
    return kendall(
        steps, np.array(values, dtype=float), seasons=np.empty((len(values), 0)), dependence=dependence
    )


def naive_s(values: tuple[float, ...]) -> int:
    return sum((b > a) - (b < a) for i, a in enumerate(values) for b in values[i + 1 :])


@given(st.lists(st.integers(0, 3), min_size=2, max_size=6))
def test_the_exact_p_counts_every_order(values: list[int]) -> None:
    s = abs(naive_s(tuple(values)))
    orders = list(permutations(values))
    expected = sum(abs(naive_s(order)) >= s for order in orders) / len(orders)
    assert of(values).p == pytest.approx(expected)


@given(st.lists(st.integers(0, 4), min_size=2, max_size=7))
def test_the_variance_with_ties_is_that_over_every_order(values: list[int]) -> None:
    ties = tuple(np.unique(values, return_counts=True)[1].tolist())
    every = [naive_s(order) ** 2 for order in permutations(values)]
    assert _variance(len(values), ties) == pytest.approx(sum(every) / len(every))
    chances, weights = _exact(tuple(sorted(ties)))
    assert weights @ chances.astype(float) ** 2 == pytest.approx(sum(every) / len(every))


@pytest.mark.parametrize(("points", "p"), [(4, 2 / 24), (5, 2 / 120), (6, 2 / 720)])
def test_points_that_all_go_one_way(points: int, p: float) -> None:
    assert of(list(range(points))).p == pytest.approx(p)


def test_up_to_ten_points_agree_with_scipys_exact_test() -> None:
    chance = np.random.default_rng(1)
    for _again in range(50):
        values = chance.permutation(int(chance.integers(3, 11))).tolist()
        assert of(values).p == pytest.approx(kendalltau(range(len(values)), values, method="exact").pvalue)


@given(LISTS)
def test_the_slope_is_the_median_of_all_slopes(values: list[int]) -> None:
    assert of(values).slope == pytest.approx(theilslopes(values).slope)


@given(LISTS)
def test_the_interval_holds_the_slope_and_the_other_way_round_it_is_mirrored(values: list[int]) -> None:
    there, back = of(values), of(values[::-1])
    assert back.slope == pytest.approx(-there.slope)
    assert back.p == there.p
    if there.low is None or there.high is None:
        assert back.low is None
    else:
        assert there.low <= there.slope <= there.high
        assert (back.low, back.high) == (pytest.approx(-there.high), pytest.approx(-there.low))


def test_the_interval_excludes_zero_when_p_is_small() -> None:
    chance = np.random.default_rng(5)
    for _again in range(300):
        found = of(chance.normal(size=int(chance.integers(5, 30))).cumsum().tolist())
        if found.low is not None and found.high is not None:
            assert (found.p < 0.04) <= (found.low > 0 or found.high < 0)
            assert (found.p > 0.06) <= (found.low <= 0 <= found.high)


def test_the_interval_holds_the_truth_nineteen_times_in_twenty() -> None:
    chance = np.random.default_rng(2)
    for points in (8, 24):
        held = 0
        for _again in range(1000):
            found = of((0.3 * np.arange(points) + chance.normal(size=points)).tolist())
            held += found.low is not None and found.high is not None and found.low <= 0.3 <= found.high
        assert 930 <= held <= 990


def test_a_gap_keeps_its_length() -> None:
    assert of([0, 1, 2, 12], [0, 1, 2, 12]).slope == 1


@given(st.floats(0, 0.9))
def test_dependence_only_ever_widens(dependence: float) -> None:
    alone, together = of(list(range(24))), of(list(range(24)), dependence=dependence)
    assert together.spread >= alone.spread
    assert together.p >= alone.p


def test_dependence_widens_by_what_it_adds_to_the_variance() -> None:
    """Simulated: the spread of S over AR(1) series is what the formula says, within a tenth."""
    chance = np.random.default_rng(3)
    seen = []
    for _again in range(3000):
        values = np.zeros(24)
        values[0] = chance.normal()
        for step in range(1, 24):
            values[step] = 0.4 * values[step - 1] + chance.normal() * (1 - 0.4**2) ** 0.5
        seen.append(naive_s(tuple(values.tolist())))
    said = of(list(range(24)), dependence=0.4).spread
    assert said == pytest.approx(np.std(seen), rel=0.1)


@settings(max_examples=20)
@given(st.integers(0, 11))
def test_a_season_taken_out_never_makes_an_arrow_easier(where: int) -> None:
    steps = np.arange(24, dtype=np.int64)
    season = (steps % 12 == where).astype(float)[:, None]
    assert _inflation(steps, season, 0.0) > 1.0


def test_equal_values_have_no_trend() -> None:
    found = of([3.0] * 20)
    assert (found.p, found.slope, found.low, found.high) == (1.0, 0.0, 0.0, 0.0)
