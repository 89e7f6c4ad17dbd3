"""Series whose truth is known get the verdict that the truth deserves."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.indicators.trend_series import ARAB, HEBREW, counts, points, seasonal, span

from merhav.indicators.seasons import Season, parts
from merhav.indicators.trend import FALSE_ARROW_RATE, Evidence, Point, Scale, Verdict, judge, weigh

ARROWS = {Verdict.RISING, Verdict.FALLING}
TWO_YEARS = span("2024-01", 24)


def verdict(series: list[Point], scale: Scale = "count") -> Verdict:
    return judge({"it": weigh(series, scale=scale)})["it"].verdict


def arrows(series: list[list[Point]]) -> int:
    return sum(verdict(one) in ARROWS for one in series)


@pytest.mark.parametrize("length", [12, 24, 36])
def test_rising_and_falling(length: int) -> None:
    when = span("2023-03", length)
    assert verdict(counts(when, np.random.default_rng(1), a_year=1.0, scatter=0.08)) is Verdict.RISING
    assert verdict(counts(when, np.random.default_rng(1), a_year=-0.5, scatter=0.08)) is Verdict.FALLING


def test_flat_and_quiet_is_steady() -> None:
    chance = np.random.default_rng(2)
    found = [verdict(counts(TWO_YEARS, chance, level=300, scatter=0.05)) for _ in range(40)]
    assert found.count(Verdict.STEADY) >= 36
    assert not ARROWS & set(found)


def test_flat_and_noisy_cannot_be_told() -> None:
    chance = np.random.default_rng(3)
    found = [verdict(counts(TWO_YEARS, chance, scatter=0.5)) for _ in range(40)]
    assert found.count(Verdict.CANNOT_TELL) >= 38


def test_a_longer_flat_series_is_steady_where_a_shorter_one_could_not_tell() -> None:
    chance = np.random.default_rng(4)
    steady = {
        length: sum(
            verdict(counts(span("2021-01", length), chance, scatter=0.15)) is Verdict.STEADY
            for _ in range(40)
        )
        for length in (24, 48)
    }
    assert steady[24] < 20
    assert steady[48] >= 30


def test_a_sure_but_small_change_is_steady() -> None:
    series = counts(TWO_YEARS, np.random.default_rng(5), level=5000, a_year=0.04, scatter=0.01)
    evidence = weigh(series, scale="count")
    assert evidence.p is not None
    assert evidence.p < 0.01
    assert verdict(series) is Verdict.STEADY


def test_four_points_are_too_few_however_clear() -> None:
    evidence = weigh(points(span("2025-11", 4), [10, 100, 1000, 10000]), scale="count")
    assert evidence == Evidence(scale="count", points=4, reason="too_few_points")
    assert verdict(points(span("2025-11", 4), [10, 100, 1000, 10000])) is Verdict.CANNOT_TELL


def test_partial_and_missing_months_are_not_points() -> None:
    series = points(span("2024-11", 5), [10, 20, 40, 80, 160])
    half = replace(series[-1], coverage=0.5)
    gone = replace(series[-1], value=None)
    for last in (half, gone):
        assert weigh([*series[:-1], last], scale="count").points == 4


def test_a_gap_does_not_distort_the_slope() -> None:
    whole = [Point(month, 100 + 2.0 * step) for step, month in enumerate(TWO_YEARS)]
    holed = [point for step, point in enumerate(whole) if step not in {3, 4, 5, 11, 17}]
    assert weigh(holed, scale="level").slope == pytest.approx(2.0)
    assert verdict(holed, "level") is Verdict.RISING


@pytest.mark.parametrize("length", [24, 36])
@pytest.mark.parametrize(("effects", "first"), [(HEBREW, "2023-10"), (ARAB, "2023-03"), (ARAB, "2024-06")])
def test_seasons_alone_are_no_trend(length: int, effects: dict[Season, float], first: str) -> None:
    chance = np.random.default_rng(6)
    series = [counts(span(first, length), chance, effects=effects, scatter=0.1) for _ in range(60)]
    assert arrows(series) <= 3


def test_a_season_that_comes_at_the_end_only_does_not_make_an_arrow() -> None:
    """Seven months of which the last two are Ramadan: every plain comparison says rising."""
    when = span("2024-09", 7)
    values = 100 * np.exp(seasonal(when, {Season.RAMADAN: 1.2})) + np.arange(7) * 0.5
    assert verdict(points(when, values)) not in ARROWS
    assert Season.RAMADAN in weigh(points(when, values), scale="count").season


@pytest.mark.parametrize(("effects", "expected"), [(HEBREW, Season.TISHREI), (ARAB, Season.RAMADAN)])
def test_the_season_that_moves_a_series_is_found(effects: dict[Season, float], expected: Season) -> None:
    chance = np.random.default_rng(7)
    found = [
        weigh(counts(TWO_YEARS, chance, effects=effects, scatter=0.1), scale="count").season
        for _ in range(40)
    ]
    assert sum(expected in seasons for seasons in found) >= 36


@pytest.mark.parametrize("effects", [{}, HEBREW, ARAB])
def test_a_rise_is_found_through_its_seasons(effects: dict[Season, float]) -> None:
    chance = np.random.default_rng(8)
    found = [verdict(counts(TWO_YEARS, chance, a_year=0.6, effects=effects, scatter=0.12)) for _ in range(40)]
    assert found.count(Verdict.RISING) >= 36


@pytest.mark.parametrize("when", range(24))
def test_an_emergency_month_turns_no_arrow(when: int) -> None:
    chance = np.random.default_rng(9)
    for truth, expected in ((0.8, Verdict.RISING), (-0.45, Verdict.FALLING)):
        series = counts(TWO_YEARS, chance, a_year=truth, scatter=0.08)
        series[when] = Point(TWO_YEARS[when], 20 * (series[when].value or 0))
        assert verdict(series) is expected
        if not any(parts(TWO_YEARS[when]).values()):  # inside a season, the season may take it
            assert weigh(series, scale="count").set_aside == (TWO_YEARS[when],)
    flat = counts(TWO_YEARS, chance, scatter=0.15)
    flat[when] = Point(TWO_YEARS[when], 20 * (flat[when].value or 0))
    assert verdict(flat) not in ARROWS


def test_an_emergency_fortnight_across_two_months_at_the_end_is_no_rise() -> None:
    chance = np.random.default_rng(10)
    series = []
    for _again in range(40):
        one = counts(TWO_YEARS, chance, scatter=0.15)
        series.append([*one[:-2], *(Point(point.month, 8 * (point.value or 0)) for point in one[-2:])])
    assert arrows(series) <= 2


def test_a_lasting_change_is_not_set_aside_as_an_emergency() -> None:
    chance = np.random.default_rng(11)
    one = counts(TWO_YEARS, chance, scatter=0.1)
    stepped = [*one[:12], *(Point(point.month, 3 * (point.value or 0)) for point in one[12:])]
    evidence = weigh(stepped, scale="count")
    assert evidence.set_aside == ()
    assert evidence.low is not None
    assert evidence.low > -0.1 * (evidence.slope or 0)
    assert verdict(stepped) in {Verdict.RISING, Verdict.CANNOT_TELL}


def test_nothing_ever_is_steady_and_rare_things_that_come_more_often_are_not() -> None:
    assert verdict(points(TWO_YEARS, [0] * 24)) is Verdict.STEADY
    rare = [0] * 14 + [1, 0, 1, 0, 1, 1, 0, 1, 1, 1]
    assert verdict(points(TWO_YEARS, rare)) is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("scale", "values", "year"),
    [
        ("share", 0.3 + 0.01 * np.arange(24), 0.12),
        ("level", 100 + 1.0 * np.arange(24), 12 / 111.5),
        ("seconds", 3600 * np.exp(0.05 * np.arange(24)) - 1, np.expm1(0.6)),
        ("count", 200 * np.exp(-0.03 * np.arange(24)) - 1, np.expm1(-0.36)),
    ],
)
def test_the_change_in_a_year_by_scale(scale: Scale, values: np.ndarray, year: float) -> None:
    assert weigh(points(TWO_YEARS, values), scale=scale).change_year == pytest.approx(year)


def test_the_slope_is_in_own_units_at_the_present_level() -> None:
    evidence = weigh(points(TWO_YEARS, 100 * np.exp(0.02 * np.arange(24)) - 1), scale="count")
    assert evidence.level is not None
    assert evidence.slope == pytest.approx(0.02 * (evidence.level + 1))


def test_a_declared_minimum_decides_what_counts() -> None:
    series = {"it": weigh(points(TWO_YEARS, 0.3 + 0.004 * np.arange(24)), scale="share")}
    assert judge(series)["it"].verdict is Verdict.RISING
    assert judge(series, minimum={"it": 0.10})["it"].verdict is Verdict.STEADY


def test_a_board_asks_more_of_each_series_than_a_series_alone() -> None:
    """One p of 0.02 among twenty is what chance brings; alone it is a finding."""
    lucky = Evidence(scale="share", points=24, slope=0.01, low=0.001, high=0.02, p=0.02, change_year=0.12)
    dull = replace(lucky, p=0.9, low=-0.01, high=0.02, slope=0.001, change_year=0.012)
    assert judge({0: lucky})[0].verdict is Verdict.RISING
    board = judge({0: lucky, **dict.fromkeys(range(1, 20), dull)})
    assert board[0].verdict is Verdict.CANNOT_TELL


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_the_rule_of_benjamini_and_hochberg(chances: list[float]) -> None:
    """The naive reading: the k smallest are found, for the largest k with p(k) <= k q / m."""
    clear = Evidence(scale="share", points=24, slope=0.01, low=0.001, high=0.02, change_year=0.12)
    judged = judge({key: replace(clear, p=p) for key, p in enumerate(chances)})
    ordered = sorted(chances)
    most = max(
        (k for k in range(1, len(chances) + 1) if ordered[k - 1] <= k * FALSE_ARROW_RATE / len(chances)),
        default=0,
    )
    expected = {key for key, p in enumerate(chances) if most and p <= min(ordered[most - 1], 0.05)}
    assert {key for key, one in judged.items() if one.verdict in ARROWS} == expected


SHARES = st.lists(st.floats(0.2, 0.8), min_size=5, max_size=36)


@settings(deadline=None)
@given(SHARES, st.floats(-0.2, 0.2))
def test_moving_a_share_up_or_down_changes_no_verdict(values: list[float], shift: float) -> None:
    when = span("2023-02", len(values))
    values = [round(value, 3) for value in values]
    there, moved = (verdict(points(when, [v + by for v in values]), "share") for by in (0, round(shift, 3)))
    assert there is moved


@settings(deadline=None)
@given(SHARES)
def test_upside_down_rising_is_falling(values: list[float]) -> None:
    when = span("2023-02", len(values))
    values = [round(value, 3) for value in values]
    swapped = {Verdict.RISING: Verdict.FALLING, Verdict.FALLING: Verdict.RISING}
    there = verdict(points(when, values), "share")
    assert verdict(points(when, [1 - value for value in values]), "share") is swapped.get(there, there)


@settings(deadline=None)
@given(st.lists(st.floats(1, 100), min_size=5, max_size=36), st.floats(0.01, 1000))
def test_the_unit_of_a_level_changes_no_verdict(values: list[float], unit: float) -> None:
    when = span("2023-02", len(values))
    assert verdict(points(when, values), "level") is verdict(
        points(when, [v * unit for v in values]), "level"
    )


@given(st.randoms(use_true_random=False))
def test_the_order_in_which_points_come_does_not_matter(shuffle: object) -> None:
    series = counts(TWO_YEARS, np.random.default_rng(12), a_year=0.3)
    mixed = list(series)
    shuffle.shuffle(mixed)  # type: ignore[attr-defined]
    assert weigh(mixed, scale="count") == weigh(series, scale="count")


@pytest.mark.parametrize("truth", [0.8, -0.45])
def test_backwards_rising_is_falling(truth: float) -> None:
    series = counts(TWO_YEARS, np.random.default_rng(13), a_year=truth, scatter=0.1)
    back = points(TWO_YEARS, [point.value or 0 for point in reversed(series)])
    assert {verdict(series), verdict(back)} == ARROWS
