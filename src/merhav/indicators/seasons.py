"""The seasons that move a town's year, and how much of each falls into a Gregorian month.

Holidays follow the Hebrew and the Hijri calendar, so they wander through Gregorian months: Ramadan comes about
eleven days earlier each year, Pesach and the Tishrei holidays go to and fro by up to a month. Comparing a month
with the same month of last year is therefore wrong for them; comparing it with a month that holds as much of the
same season is right.

Days are counted by the calendars' own rules (pyluach: Hebrew; hijridate: Umm al-Qura). An observed Ramadan may
begin a day earlier or later, which changes a month's share by 1/30.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from hijridate import Hijri
from pyluach.dates import HebrewDate

from merhav.core.periods import Month
from merhav.core.text import Text, _


class Season(StrEnum):
    TISHREI = "tishrei"
    PESACH = "pesach"
    RAMADAN = "ramadan"
    EID_AL_FITR = "eid_al_fitr"
    EID_AL_ADHA = "eid_al_adha"
    SUMMER = "summer"


TITLES: dict[Season, Text] = {
    Season.TISHREI: _("the Tishrei holidays"),
    Season.PESACH: _("Pesach"),
    Season.RAMADAN: _("Ramadan"),
    Season.EID_AL_FITR: _("Eid al-Fitr"),
    Season.EID_AL_ADHA: _("Eid al-Adha"),
    Season.SUMMER: _("the August holidays"),
}

_HIJRI_YEARS = range(1344, 1500)
"""The years for which the Umm al-Qura tables hold; outside them the Hijri seasons are not allowed for."""


@dataclass(frozen=True, slots=True)
class Span:
    """One occurrence of a season, first and last day included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def days_in(self, month: Month) -> int:
        first, last = max(self.first, month.first_day), min(self.last, month.last_day)
        return max(0, (last - first).days + 1)


def _hebrew(year: int, month: int, first: int, days: int) -> Span:
    start: date = HebrewDate(year, month, first).to_pydate()
    return Span(start, start + timedelta(days=days - 1))


def _hijri(year: int, month: int, first: int, days: int) -> Span:
    begins = Hijri(year, month, first).to_gregorian()
    start = date(begins.year, begins.month, begins.day)
    return Span(start, start + timedelta(days=days - 1))


def _hijri_spans(gregorian: int) -> Iterator[tuple[Season, Span]]:
    # A Gregorian year touches at most three Hijri years; 0.9702 of a solar year is one of them.
    about = int((gregorian - 622) / 0.9702)
    for year in range(about - 1, about + 3):
        if year in _HIJRI_YEARS:
            yield Season.RAMADAN, _hijri(year, 9, 1, Hijri(year, 9, 1).month_length())
            yield Season.EID_AL_FITR, _hijri(year, 10, 1, 3)
            yield Season.EID_AL_ADHA, _hijri(year, 12, 10, 4)


@cache
def spans(gregorian: int) -> tuple[tuple[Season, Span], ...]:
    """Every occurrence of a season that touches the Gregorian year.

    Tishrei runs from Rosh HaShana to Shemini Atzeret (1-22 Tishrei); Pesach from the school holiday before it to
    its last day (8-21 Nisan); Eid al-Fitr is 1-3 Shawwal, Eid al-Adha 10-13 Dhu al-Hijja; the summer gap of
    schools and offices is August.
    """
    found = [
        (Season.TISHREI, _hebrew(gregorian + 3761, 7, 1, 22)),
        (Season.PESACH, _hebrew(gregorian + 3760, 1, 8, 14)),
        (Season.SUMMER, Span(date(gregorian, 8, 1), date(gregorian, 8, 31))),
        *_hijri_spans(gregorian),
    ]
    return tuple((season, span) for season, span in found if span.first.year <= gregorian <= span.last.year)


@cache
def shares(month: Month) -> dict[Season, float]:
    """Of the month's days, the share inside each season (0 to 1)."""
    found = dict.fromkeys(Season, 0.0)
    for season, span in spans(month.year):
        found[season] += span.days_in(month) / month.days
    return found


@cache
def parts(month: Month) -> dict[Season, float]:
    """How much of each season the month holds: 1 is a whole one (all of Pesach, or all of August).

    This, and not the share of days, is what a series feels: an Eid fills a tenth of a month's days, and all of
    its greetings are in them.
    """
    found = dict.fromkeys(Season, 0.0)
    for season, span in spans(month.year):
        found[season] += span.days_in(month) / span.days
    return found
