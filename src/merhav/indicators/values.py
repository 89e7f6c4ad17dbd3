"""The number of a measure, from a tally."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import sqrt

from .measures import P90, Count, Counted, Level, Median, People, PerPerson, Quantile, Share, Sum, Things
from .plan import Plan, Point, Total
from .scan import Tally

_Z = 1.959963984540054
"""Two-sided 95%."""


@dataclass(frozen=True, slots=True)
class Number:
    value: float | None
    n: int
    events: int
    newest: datetime | None
    low: float | None = None
    high: float | None = None


def reader(measure: Counted, plan: Plan) -> Callable[[Tally], Number]:
    """How the measure is read off a tally; places are looked up once for all its cells."""
    rests_on = plan.filters[measure.of]
    moments = [plan.filters[each] for each in measure.filters]
    valued = _valued(measure, plan)

    def read(found: Tally) -> Number:
        value, low, high = valued(found)
        newest = max((moment for bit in moments if (moment := found.newest[bit])), default=None)
        return Number(value, found.people[rests_on], found.events[rests_on], newest, low, high)

    return read


Valued = tuple[float | None, float | None, float | None]


def _valued(measure: Counted, plan: Plan) -> Callable[[Tally], Valued]:
    match measure:
        case Share():
            place, part = plan.filters[measure.of], plan.filters[measure.part]
            return lambda found: share(found.events[part], found.events[place])
        case Level():
            steps = [(plan.filters[step.of], step.at_least) for step in measure.steps]
            return lambda found: (float(_climbed(steps, found)), None, None)
        case _:
            plain = _plain(measure, plan)
            return lambda found: (plain(found), None, None)


Plain = Count | People | Sum | Quantile | PerPerson | Things


def _plain(measure: Plain, plan: Plan) -> Callable[[Tally], float | None]:
    """A number without an interval."""
    place = plan.filters[measure.of]
    match measure:
        case Count():
            return lambda found: float(found.events[place])
        case People():
            return lambda found: float(found.people[place])
        case Things():
            thing = plan.things[measure.of]
            return lambda found: float(found.things[thing])
        case Median() | P90():
            point = plan.points[Point(measure.column, measure.probability, measure.of)]
            return lambda found: found.points[point]
        case Sum() | PerPerson():
            total = plan.totals[Total(measure.column, measure.of)]
            if isinstance(measure, Sum):
                return lambda found: float(found.totals[total] or 0)
            return lambda found: _each(found.totals[total], found.people[place])


def _each(total: float | None, people: int) -> float | None:
    return None if total is None or not people else float(total) / people


def share(part: int, whole: int) -> Valued:
    """The share with its 95% interval (Wilson, 1927); a part told apart cannot be more than the whole."""
    if not whole:
        return None, None, None
    p = min(part, whole) / whole
    middle = p + _Z**2 / (2 * whole)
    spread = _Z * sqrt(p * (1 - p) / whole + (_Z / (2 * whole)) ** 2)
    scale = 1 + _Z**2 / whole
    # Rounding may carry the ends past the share itself where it is 0 or 1.
    return p, max(0.0, min(p, (middle - spread) / scale)), min(1.0, max(p, (middle + spread) / scale))


def _climbed(steps: Sequence[tuple[int, int]], found: Tally) -> int:
    climbed = 0
    for place, at_least in steps:
        if found.events[place] < at_least:
            break
        climbed += 1
    return climbed
