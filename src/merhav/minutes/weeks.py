"""The week of a minute: from Sunday to Saturday, as people here live it."""

from datetime import date, datetime, time, timedelta

from merhav.core.periods import LOCAL

LENGTH = timedelta(days=7)
_OFFERED = 6


def week_of(day: date) -> date:
    """The Sunday on which the day's week begins."""
    return day - timedelta(days=(day.weekday() + 1) % 7)


def last_week(today: date) -> date:
    """The last week that is over."""
    return week_of(today) - LENGTH


def offered(today: date) -> list[date]:
    """The weeks a minute may be about: this one and the few before it, the newest first."""
    return [week_of(today) - LENGTH * back for back in range(_OFFERED)]


def middle(week: date) -> datetime:
    """Wednesday noon: a week between two months belongs to the month of its middle."""
    return datetime.combine(week + timedelta(days=3), time(12), LOCAL)


def start(week: date) -> datetime:
    return datetime.combine(week, time(), LOCAL)
