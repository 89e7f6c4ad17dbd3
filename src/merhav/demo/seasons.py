"""What day it is in the town: holidays of two calendars, weekdays, and the fortnight of the emergency."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from hijridate import Gregorian
from pyluach.dates import GregorianDate

from merhav.core.periods import Month


class Season(StrEnum):
    """Subjects of conversation that have their time; the words stand in the files of `sayings`."""

    TISHREI = "tishrei"
    PESACH = "pesach"
    RAMADAN = "ramadan"
    EID = "eid"
    NEW_YEAR = "newyear"
    EMERGENCY = "emergency"


class Calendar(StrEnum):
    """By whose holidays a group lives."""

    HEBREW = "hebrew"
    HAREDI = "haredi"
    MUSLIM = "muslim"
    RUSSIAN = "russian"


@cache
def hebrew_season(day: date) -> Season | None:
    """Rosh Hashana to Simchat Torah; the ten days before Pesach and Pesach itself."""
    hebrew = GregorianDate(day.year, day.month, day.day).to_heb()
    if hebrew.month == 7 and hebrew.day <= 22:
        return Season.TISHREI
    return Season.PESACH if hebrew.month == 1 and 5 <= hebrew.day <= 21 else None


@cache
def hebrew_rest(day: date) -> bool:
    """Days on which observant people write nothing."""
    hebrew = GregorianDate(day.year, day.month, day.day).to_heb()
    return (hebrew.month, hebrew.day) in {(7, 1), (7, 2), (7, 10), (7, 15), (7, 22), (1, 15), (1, 21), (3, 6)}


@cache
def muslim_season(day: date) -> Season | None:
    hijri = Gregorian(day.year, day.month, day.day).to_hijri()
    if hijri.month == 9:
        return Season.RAMADAN
    if (hijri.month == 10 and hijri.day <= 3) or (hijri.month == 12 and 10 <= hijri.day <= 13):
        return Season.EID
    return None


def season(day: date, calendar: Calendar) -> Season | None:
    if calendar is Calendar.MUSLIM:
        return muslim_season(day)
    if calendar is Calendar.RUSSIAN:
        return Season.NEW_YEAR if (day.month, day.day) in {(12, 29), (12, 30), (12, 31), (1, 1)} else None
    return hebrew_season(day)


# Monday first; the mean of a week is about 1, so that a month's size is what its group declares.
_WEEK = {
    Calendar.HEBREW: (1.1, 1.15, 1.1, 1.15, 0.85, 0.5, 1.15),
    Calendar.HAREDI: (1.3, 1.3, 1.3, 1.25, 0.55, 0.0, 1.3),
    Calendar.MUSLIM: (1.05, 1.05, 1.05, 1.05, 0.8, 1.0, 1.0),
    Calendar.RUSSIAN: (1.0, 1.0, 1.0, 1.05, 1.0, 0.95, 1.0),
}


def liveliness(day: date, calendar: Calendar) -> float:
    """How much is said on a day, where 1 is a middling day."""
    usual = _WEEK[calendar][day.weekday()]
    if calendar is Calendar.HAREDI and hebrew_rest(day):
        return 0.0
    return usual * _of_season(day, calendar)


def _of_season(day: date, calendar: Calendar) -> float:
    match season(day, calendar):
        case Season.TISHREI:
            return 0.35 if hebrew_rest(day) else 0.65
        case Season.PESACH:
            hebrew = GregorianDate(day.year, day.month, day.day).to_heb()
            return 1.3 if hebrew.day < 15 else 0.5
        case Season.RAMADAN:
            return 1.6
        case Season.EID:
            return 2.2
        case Season.NEW_YEAR:
            return 1.5
        case _:
            return 1.0


@cache
def emergency(first_month: Month) -> tuple[date, ...]:
    """Fourteen days of a June in the middle third of the two years, or just after it."""
    june = next(first_month + step for step in range(8, 20) if (first_month + step).number == 6)
    return tuple(june.first_day + timedelta(days=8 + step) for step in range(14))


_ALARM = (3.0, 4.5, 5.5, 5.5, 5.5, 5.0, 4.5, 4.5, 4.0, 3.5, 3.0, 3.0, 2.5, 2.0)


def alarm(day: date, fortnight: tuple[date, ...]) -> float:
    """How many times more is said because of the emergency."""
    return _ALARM[(day - fortnight[0]).days] if fortnight[0] <= day <= fortnight[-1] else 1.0


@dataclass(frozen=True, slots=True)
class Hours:
    """When in the day people write: a weight for each hour."""

    weights: tuple[int, ...]


_USUAL = Hours((0, 0, 0, 0, 0, 0, 2, 6, 7, 5, 4, 4, 5, 5, 4, 5, 6, 7, 8, 9, 10, 9, 5, 1))
_OFFICE = Hours((0, 0, 0, 0, 0, 0, 0, 2, 6, 9, 10, 9, 8, 5, 3, 3, 2, 2, 3, 4, 6, 6, 3, 0))
"""Mostly from a computer, in the breaks of a day of study and work."""
_NIGHTS = Hours((6, 2, 0, 0, 0, 0, 0, 1, 2, 2, 2, 2, 2, 2, 2, 2, 1, 0, 1, 4, 9, 11, 11, 9))
"""After the meal that ends the day's fast."""
_FRIDAY = Hours((0, 0, 0, 0, 0, 0, 2, 6, 9, 10, 10, 8, 6, 2, *([0] * 10)))


def hours(day: date, calendar: Calendar) -> Hours:
    if calendar is Calendar.MUSLIM:
        return _NIGHTS if muslim_season(day) is Season.RAMADAN else _USUAL
    if calendar is Calendar.HAREDI:
        return _FRIDAY if day.weekday() == 4 else _OFFICE
    return _USUAL
