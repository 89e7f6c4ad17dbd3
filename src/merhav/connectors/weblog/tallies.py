"""What a file adds up to: visits, their time and their views hour by hour, different people month by month.

By the hour, because servers put their logs away at any hour of any day: what two files tell of a month can be added then,
and a file that is brought in again tells the same hours again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from merhav.core.periods import Month

from .distinct import Distinct
from .spans import HOUR, month_of
from .visits import Visit


@dataclass(slots=True)
class Sums:
    """Of the visits that began in one hour."""

    visits: int = 0
    engaged_seconds: int = 0
    page_views: int = 0

    def add(self, visit: Visit) -> None:
        self.visits += 1
        self.engaged_seconds += visit.seconds
        self.page_views += visit.views

    def told(self) -> Iterator[tuple[str, int]]:
        """Measure and number."""
        yield "visits", self.visits
        yield "engaged_seconds", self.engaged_seconds
        yield "page_views", self.page_views


@dataclass(slots=True)
class People:
    """Who came in one month, and who used which service."""

    all: Distinct = field(default_factory=Distinct)
    by_service: dict[str, Distinct] = field(default_factory=dict)


class Tallies:
    def __init__(self) -> None:
        self.hours: dict[int, Sums] = {}
        self.months: dict[Month, People] = {}

    def add(self, visit: Visit, visitor: int) -> None:
        hour = visit.start // HOUR
        sums = self.hours.get(hour)
        if sums is None:
            sums = self.hours[hour] = Sums()
        sums.add(visit)
        people = self._people(month_of(visit.start))
        people.all.add(visitor)
        for service in visit.services:
            people.by_service.setdefault(service, Distinct()).add(visitor)

    def _people(self, month: Month) -> People:
        people = self.months.get(month)
        if people is None:
            people = self.months[month] = People()
        return people
