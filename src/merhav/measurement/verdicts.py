"""Verdicts of a whole board at once: chance shows its arrows on a board, not on a single line."""

from collections.abc import Sequence
from datetime import datetime

from merhav.authorities.models import Authority
from merhav.core.periods import Month
from merhav.indicators.definition import Unit
from merhav.indicators.reading import WITHHELD
from merhav.indicators.registry import indicators
from merhav.indicators.trend import (
    FALSE_ARROW_RATE,
    FULL_COVERAGE,
    Evidence,
    Judgement,
    Point,
    Scale,
    judge,
    weigh,
)
from merhav.indicators.trend_words import in_words

from .models import NO_SOURCE, Reading, Series

MONTHS = 24
"""The verdict speaks of the two years that the page shows."""

_SCALES: dict[Unit, Scale] = {
    Unit.PEOPLE: "count",
    Unit.PER_MONTH: "count",
    Unit.SHARE: "share",
    Unit.SECONDS: "seconds",
    Unit.NUMBER: "count",
    Unit.LEVEL: "level",
}


_COUNTS = {Unit.PEOPLE, Unit.PER_MONTH, Unit.NUMBER}


def judge_all(authority: Authority, *, now: datetime) -> None:
    """Weigh every series and judge three boards: indicators, what is read beside them, and segments."""
    series = list(Series.of.authority(authority))
    evidence = _weighed(authority, series)
    judged: dict[int, Judgement] = {}
    boards = _boards(series)
    for board in boards:
        weighed = {one.pk: evidence[one.pk] for one in board if one.pk in evidence}
        judged |= judge(weighed, rate=FALSE_ARROW_RATE / len(boards))
    for one in series:
        _write(one, judged.get(one.pk), now)
    Series.of.everywhere().bulk_update(series, _FIELDS, batch_size=500)


def _boards(series: Sequence[Series]) -> list[list[Series]]:
    return [
        [one for one in series if not one.dimension and not one.part],
        [one for one in series if not one.dimension and one.part],
        [one for one in series if one.dimension],
    ]


def _weighed(authority: Authority, series: Sequence[Series]) -> dict[int, Evidence]:
    """Evidence by series; none for a series without a source."""
    points, known, told = _points(authority)
    whole = (point.month for held in points.values() for point in held if point.coverage >= FULL_COVERAGE)
    latest = max(whole, default=None)
    evidence = {}
    for one in series:
        unit = _unit(one)
        heard = told if unit in _COUNTS else known
        if unit is None or not (one.dimension or one.pk in heard):
            continue
        held = [point for point in points.get(one.pk, []) if latest is None or latest - point.month < MONTHS]
        evidence[one.pk] = weigh(held, scale=_SCALES[unit])
    return evidence


def _points(authority: Authority) -> tuple[dict[int, list[Point]], set[int], set[int]]:
    """The months of each series; the series that ever had a value, be it 0; and those that told of anything.

    A withheld number tells of some people.
    """
    points: dict[int, list[Point]] = {}
    known: set[int] = set()
    told: set[int] = set()
    rows = Reading.of.authority(authority).order_by("month")
    for key, day, value, coverage, flags in rows.values_list(
        "series_id", "month", "value", "coverage", "flags"
    ):
        points.setdefault(key, []).append(Point(Month.of(day), value, coverage))
        withheld = not WITHHELD.isdisjoint(flags)
        if value is not None or withheld:
            known.add(key)
        if value or withheld:
            told.add(key)
    return points, known, told


def _unit(series: Series) -> Unit | None:
    """The unit of a series; none when it is no longer declared."""
    indicator = indicators().get(series.indicator)
    if indicator is None:
        return None
    if not series.part:
        return indicator.unit
    part = indicator.beside.get(series.part)
    return part.unit if part else None


_FIELDS = [
    "verdict",
    "slope",
    "slope_low",
    "slope_high",
    "change_year",
    "points",
    "why",
    "words",
    "judged_at",
]


def _write(series: Series, judgement: Judgement | None, now: datetime) -> None:
    if judgement is None:
        series.verdict = NO_SOURCE
        return
    evidence = judgement.evidence
    series.verdict = judgement.verdict.value
    series.slope, series.slope_low, series.slope_high = evidence.slope, evidence.low, evidence.high
    series.change_year, series.points = evidence.change_year, evidence.points
    series.why = judgement.why.as_json()
    # A level climbs in steps: a slope of it says nothing to anybody.
    series.words = {} if evidence.scale == "level" else in_words(judgement).as_json()
    series.judged_at = now
