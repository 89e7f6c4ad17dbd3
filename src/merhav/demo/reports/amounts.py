"""How much of something there is in a month: a straight line, the town's seasons, and a little chance."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from merhav.core.periods import Month
from merhav.demo.days import Span
from merhav.demo.seasons import Calendar, alarm, liveliness
from merhav.demo.town import Trend

_CHANCE = 0.03


@dataclass(frozen=True, slots=True)
class Flow:
    """Something that happens more or less often, month by month."""

    trend: Trend
    calendar: Calendar | None = None
    """By whose holidays it goes; None for what does not care."""
    alarming: float = 0.0
    """How far the emergency lifts it: 0 not at all, 1 as much as the chats."""


def monthly(flow: Flow, span: Span, seed: str) -> dict[Month, int]:
    """Whole numbers for each month; the same seed gives the same."""
    rng = Random(seed)
    return {
        month: round(
            flow.trend.at(place / 23) * _season(flow, span, month) * rng.uniform(1 - _CHANCE, 1 + _CHANCE)
        )
        for place, month in enumerate(span.months)
    }


def _season(flow: Flow, span: Span, month: Month) -> float:
    """The mean of the month's days."""
    days = [month.first_day + timedelta(days=step) for step in range(month.days)]
    lively = [
        (liveliness(day, flow.calendar) if flow.calendar else 1.0)
        * (1 + flow.alarming * (alarm(day, span.fortnight) - 1))
        for day in days
    ]
    return sum(lively) / len(lively)
