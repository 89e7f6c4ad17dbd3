"""Holidays stand where the calendars put them, and months hold the share of them that they hold."""

from datetime import date, timedelta

import pytest
from hijridate import Gregorian
from hypothesis import given
from hypothesis import strategies as st
from pyluach.dates import GregorianDate

from merhav.core.periods import Month, months
from merhav.indicators.seasons import TITLES, Season, Span, parts, shares, spans

MONTHS = st.builds(Month, st.integers(1950, 2070), st.integers(1, 12))


def season_of(day: date) -> set[Season]:
    """A naive reading of the rule: turn one day into both calendars and look."""
    hebrew = GregorianDate(day.year, day.month, day.day).to_heb()
    hijri = Gregorian(day.year, day.month, day.day).to_hijri()
    rules = {
        Season.TISHREI: hebrew.month == 7 and hebrew.day <= 22,
        Season.PESACH: hebrew.month == 1 and 8 <= hebrew.day <= 21,
        Season.RAMADAN: hijri.month == 9,
        Season.EID_AL_FITR: hijri.month == 10 and hijri.day <= 3,
        Season.EID_AL_ADHA: hijri.month == 12 and 10 <= hijri.day <= 13,
        Season.SUMMER: day.month == 8,
    }
    return {season for season, holds in rules.items() if holds}


@given(MONTHS)
def test_the_share_of_a_month_is_the_share_of_its_days(month: Month) -> None:
    days = [month.first_day + timedelta(days=step) for step in range(month.days)]
    naive = {season: sum(season in season_of(day) for day in days) / month.days for season in Season}
    assert shares(month) == pytest.approx(naive)


@given(st.integers(1950, 2070))
def test_each_season_is_met_whole_once_in_a_year(year: int) -> None:
    three_years = list(months(Month(year, 1), Month(year + 2, 12)))
    whole = {season: sum(parts(month)[season] for month in three_years) for season in Season}
    for yearly in (Season.TISHREI, Season.PESACH, Season.SUMMER):
        assert whole[yearly] == pytest.approx(3)
    for moving in (Season.RAMADAN, Season.EID_AL_FITR, Season.EID_AL_ADHA):
        assert whole[moving] + 1e-9 >= 3
        assert whole[moving] <= 4 + 1e-9


def test_known_dates() -> None:
    of_2025 = dict(spans(2025))
    assert of_2025[Season.TISHREI] == Span(date(2025, 9, 23), date(2025, 10, 14))
    assert of_2025[Season.PESACH].last == date(2025, 4, 19)
    assert of_2025[Season.RAMADAN] == Span(date(2025, 3, 1), date(2025, 3, 29))


def test_a_season_moves_against_the_gregorian_month() -> None:
    assert shares(Month(2023, 9))[Season.TISHREI] == pytest.approx(15 / 30)
    assert shares(Month(2024, 9))[Season.TISHREI] == 0
    assert parts(Month(2024, 10))[Season.TISHREI] == 1


def test_two_ramadans_may_touch_one_year() -> None:
    assert sum(season is Season.RAMADAN for season, _span in spans(2030)) == 2


def test_far_years_have_no_hijri_seasons_and_no_error() -> None:
    assert shares(Month(1900, 6))[Season.RAMADAN] == 0
    assert shares(Month(2190, 4))[Season.PESACH] > 0


def test_every_season_has_a_title() -> None:
    assert set(TITLES) == set(Season)
