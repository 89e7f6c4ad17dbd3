"""One indicator's page: its verdict in words, months, segments, sources and their age."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Prefetch
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from merhav.authorities.labels import DIMENSIONS, label, segment_label
from merhav.authorities.models import Authority
from merhav.facts.words import Asset, Basis
from merhav.indicators.definition import Direction, Indicator, Kind, Unit
from merhav.measurement.models import NO_SOURCE, Reading, Series

from .boards import MONTHS, is_good, part_title, unit_of, whole
from .charts import Axis, Mark, drawn
from .generations import breaks, generation_label
from .numbers import bare, level_name, shown
from .words import FLAGS, KINDS

LEAST_DRAWN = 0.5
"""A month of which less is covered would look like a fall; the table has it, the picture not."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A month's number as the table shows it."""

    month: date
    value: SafeString
    bare: SafeString
    """The value where the head of a table says the unit."""
    people: int | None
    low: SafeString | None
    high: SafeString | None
    coverage: float
    notes: Sequence[str]


@dataclass(slots=True)
class Line:
    """One series on the page."""

    title: str
    verdict: str
    good: bool
    why: object
    words: object
    cells: list[Cell] = field(default_factory=list)
    last: Cell | None = None
    newest: datetime | None = None
    version: int = 1


@dataclass(slots=True)
class Source:
    """One kind of source: connected or not, and how old its newest fact is."""

    kind: str
    connected: bool
    newest: datetime | None
    coverage: float | None


@dataclass(slots=True)
class SegmentTable:
    """The segments of one dimension, one basis: known people and declared audiences stand apart."""

    dimension: str
    basis: str
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """What the page of one indicator shows."""

    indicator: Indicator
    mains: list[Line]
    parts: list[Line]
    chart: str
    narrow_chart: str
    """The same for a telephone."""
    segments: list[SegmentTable]
    sources: list[Source]


def page(authority: Authority, indicator: Indicator) -> Page:
    """Everything on one indicator's page, in two queries."""
    series = series_of(authority, indicator)
    totals = [one for one in series if not one.dimension and one.verdict != NO_SOURCE]
    mains = [one for one in totals if not one.part]
    return Page(
        indicator=indicator,
        mains=[_line(one, indicator, _main_title(one, mains)) for one in mains],
        parts=[
            _line(one, indicator, part_title(one, totals, indicator))
            for one in totals
            if one.part in indicator.beside
        ],
        chart=_chart(mains, indicator),
        narrow_chart=_chart(mains, indicator, narrow=True),
        segments=_segments(series, indicator),
        sources=[_source(kind, totals) for kind in indicator.kinds],
    )


def series_of(authority: Authority, indicator: Indicator) -> list[Series]:
    """All series of an indicator, with their readings of the last two years."""
    readings = Prefetch("readings", queryset=Reading.of.authority(authority).order_by("month"))
    rows = Series.of.authority(authority).filter(indicator=indicator.slug).prefetch_related(readings)
    return list(rows.order_by("kind", "part", "asset", "generation", "dimension", "basis", "segment"))


def _main_title(series: Series, mains: Sequence[Series]) -> str:
    """What tells the line from its neighbours: its asset, its kind, or whose definition it follows."""
    if series.asset:
        return label(Asset(series.asset))
    kin = [one for one in mains if one.kind == series.kind]
    kind = str(KINDS[Kind(series.kind)])
    if len(kin) == 1 or not series.generation:
        return kind
    return generation_label(series.generation)


def _line(series: Series, indicator: Indicator, title: str) -> Line:
    unit = unit_of(indicator, series.part)
    readings = list(series.readings.all())[-MONTHS:]
    cells = [_cell(reading, unit) for reading in readings]
    known = whole(readings) or readings
    return Line(
        title=title,
        verdict=series.verdict or "cannot_tell",
        good=is_good(series.verdict, _direction(indicator, series.part)),
        why=series.why,
        words=series.words,
        cells=cells,
        last=_cell(known[-1], unit) if known else None,
        newest=max((r.newest for r in readings if r.newest), default=None),
        version=max((r.version for r in readings), default=indicator.version),
    )


def _direction(indicator: Indicator, part: str) -> Direction:
    return indicator.beside[part].direction if part else indicator.direction


def _cell(reading: Reading, unit: Unit) -> Cell:
    bounds = reading.low is not None and reading.high is not None
    return Cell(
        month=reading.month,
        value=shown(reading.value, unit),
        bare=bare(reading.value, unit),
        people=reading.people,
        low=shown(reading.low, unit) if bounds else None,
        high=shown(reading.high, unit) if bounds else None,
        coverage=reading.coverage,
        notes=[str(FLAGS[flag]) for flag in reading.flags if flag in FLAGS],
    )


def _chart(mains: Sequence[Series], indicator: Indicator, *, narrow: bool = False) -> str:
    marks = [
        Mark(reading.month, reading.value, _main_title(series, mains), "partial" not in reading.flags)
        for series in mains
        for reading in list(series.readings.all())[-MONTHS:]
        if reading.value is not None and reading.coverage >= LEAST_DRAWN
    ]
    axis = _AXES.get(indicator.unit, "number")
    levels = [str(level_name(place)) for place in range(4)]
    return drawn(
        marks,
        axis=axis,
        levels=levels,
        right_to_left=get_language_bidi(),
        narrow=narrow,
        breaks=breaks(mains),
        anew=_("measured otherwise"),
    )


_AXES: dict[Unit, Axis] = {Unit.SHARE: "percent", Unit.LEVEL: "level"}


def _segments(series: Sequence[Series], indicator: Indicator) -> list[SegmentTable]:
    tables: dict[tuple[str, str], SegmentTable] = {}
    for one in series:
        if not one.dimension or one.part or one.verdict == NO_SOURCE:
            continue
        table = tables.setdefault(
            (one.dimension, one.basis),
            SegmentTable(str(DIMENSIONS[one.dimension]), label(Basis(one.basis)) if one.basis else ""),
        )
        line = _line(one, indicator, segment_label(one.dimension, one.segment))
        if line.last is not None:
            table.lines.append(line)
    return [table for table in tables.values() if table.lines]


def _source(kind: Kind, totals: Sequence[Series]) -> Source:
    readings = [r for one in totals if one.kind == kind.value for r in one.readings.all()]
    newest = max((r.newest for r in readings if r.newest), default=None)
    return Source(str(KINDS[kind]), bool(readings), newest, readings[-1].coverage if readings else None)
