"""How a group's months are spread over days and hours: so many subjects a day, at such times."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from merhav.core.periods import Month, months

from .seasons import Season, alarm, emergency, hours, liveliness, season
from .town import Group, Trend

_MONTH = 30.4


@dataclass(frozen=True, slots=True)
class Span:
    """The two years."""

    first: Month
    last: Month

    @property
    def days(self) -> Iterator[date]:
        day = self.first.first_day
        while day <= self.last.last_day:
            yield day
            day += timedelta(days=1)

    @property
    def months(self) -> list[Month]:
        return list(months(self.first, self.last))

    @property
    def fortnight(self) -> tuple[date, ...]:
        return emergency(self.first)

    @property
    def end(self) -> datetime:
        return datetime.combine(self.last.next.first_day, time())

    def share(self, day: date) -> float:
        """How far through the two years, 0 to 1; it moves from month to month, not inside one."""
        return (Month.of(day) - self.first) / (self.last - self.first)


@dataclass(slots=True)
class Drip:
    """Turns a rate into whole numbers, carrying the fraction over, so that a month comes out as declared."""

    rest: float = 0.5

    def drop(self, amount: float) -> int:
        self.rest += amount
        whole = int(self.rest)
        self.rest -= whole
        return whole


def daily(trend: Trend, span: Span, day: date) -> float:
    return trend.at(span.share(day)) / _MONTH


def bustle(group: Group, span: Span, day: date) -> float:
    """How lively the day is in this group; in the emergency everybody writes, whatever day it is."""
    usual = liveliness(day, group.calendar)
    return max(usual, 0.8) * alarm(day, span.fortnight) if day in span.fortnight else usual


def subject_season(group: Group, span: Span, day: date, rng: Random) -> Season | None:
    """What is in the air: in the emergency it is most of what is spoken of, in a holiday a part of it."""
    if day in span.fortnight:
        return Season.EMERGENCY if rng.random() < 0.75 else None
    current = season(day, group.calendar)
    return current if current and rng.random() < 0.5 else None


def starts(group: Group, day: date, count: int, rng: Random) -> list[datetime]:
    """Moments of the day at which something new is raised, some time apart from each other."""
    weights = hours(day, group.calendar).weights
    picked = sorted(hour * 60 + rng.randrange(60) for hour in rng.choices(range(24), weights, k=count))
    gap = min(95, int(820 / (count + 1)))
    for index in range(1, count):
        picked[index] = max(picked[index], picked[index - 1] + gap)
    for index in range(count - 1, -1, -1):
        latest = 23 * 60 + 10 - (count - 1 - index) * gap
        picked[index] = max(0, min(picked[index], latest))
    midnight = datetime.combine(day, time())
    return [midnight + timedelta(minutes=minute, seconds=rng.randrange(60)) for minute in picked]
