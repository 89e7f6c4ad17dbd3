"""The Measures page: each indicator with its last whole month, its way, and its verdict."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Prefetch
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from merhav.authorities.labels import label
from merhav.authorities.models import Authority
from merhav.core.text import Text
from merhav.facts.words import Asset
from merhav.indicators.definition import Direction, Indicator, Kind, Outcome, Unit
from merhav.indicators.registry import indicators
from merhav.measurement.models import NO_SOURCE, Progress, Reading, Series

from .generations import generation_label, living
from .numbers import shown
from .sparks import spark
from .words import KINDS

MONTHS = 24


@dataclass(frozen=True, slots=True)
class Beside:
    """A number read beside the indicator's own."""

    title: Text
    value: SafeString


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator read from one kind of source, or of one asset."""

    name: str
    """Which of the indicator's lines it is; empty when there is only one."""
    verdict: str
    good: bool
    """Whether the way it goes is the good way; only arrows have one."""
    value: SafeString | None = None
    month: date | None = None
    beside: Sequence[Beside] = ()
    drawing: Sequence[str] = ()

    @property
    def moves(self) -> bool:
        return self.verdict in {"rising", "falling"}


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator of the board, with its lines and the kinds of sources it still waits for."""

    slug: str
    title: Text
    question: Text
    lines: Sequence[Line]
    waits: Sequence[str]

    @property
    def connected(self) -> bool:
        return bool(self.lines)


@dataclass(slots=True)
class Family:
    """The indicators of one asset, or of all assets together."""

    name: str
    rows: list[Row] = field(default_factory=list)
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How an outcome stands: what goes the good way, what the other, and all that is read."""

    outcome: Outcome
    rising: int
    falling: int
    total: int

    @property
    def rising_width(self) -> float:
        return 72 * self.rising / self.total if self.total else 0.0

    @property
    def falling_width(self) -> float:
        return 72 * self.falling / self.total if self.total else 0.0


def whole(readings: Iterable[Reading]) -> list[Reading]:
    """Readings of months that the sources cover whole: the others are shown, and not spoken of."""
    return [reading for reading in readings if "partial" not in reading.flags]


def main_series(authority: Authority) -> dict[str, list[Series]]:
    """For all residents, by indicator: its series with their readings, two queries in all."""
    readings = Prefetch("readings", queryset=Reading.of.authority(authority).order_by("month"))
    found: dict[str, list[Series]] = {}
    rows = Series.of.authority(authority).filter(dimension="").prefetch_related(readings)
    for series in rows.order_by("indicator", "kind", "part", "asset", "generation"):
        found.setdefault(series.indicator, []).append(series)
    return found


def board(authority: Authority) -> list[Row]:
    """Every indicator, in the order of the catalogue."""
    by_indicator = main_series(authority)
    return [_row(indicator, by_indicator.get(indicator.slug, [])) for indicator in indicators().values()]


def families(rows: Sequence[Row], outcome: Outcome, levels: dict[str, int]) -> list[Family]:
    """The board of one outcome, a card for each asset in the order of the six; what speaks of all comes last."""
    catalogue = indicators()
    cards: dict[str, Family] = {}
    for row in rows:
        indicator = catalogue[row.slug]
        if indicator.outcome is outcome:
            card = cards.setdefault(
                indicator.family, Family(indicator.family, level=levels.get(indicator.family))
            )
            card.rows.append(row)
    order = [asset.value for asset in Asset]
    return sorted(
        cards.values(), key=lambda card: order.index(card.name) if card.name in order else len(order)
    )


def levels(authority: Authority) -> dict[str, int]:
    """The level that each asset reached in its last whole month."""
    found = {}
    for series in main_series(authority).get("assets.communication_level", []):
        last = whole(series.readings.all())[-1:]
        if series.asset and last and last[0].value is not None:
            found[series.asset] = int(last[0].value)
    return found


def tallies(rows: Sequence[Row]) -> list[Tally]:
    catalogue = indicators()
    return [
        _tally(outcome, [row for row in rows if catalogue[row.slug].outcome is outcome])
        for outcome in Outcome
    ]


def _tally(outcome: Outcome, rows: Sequence[Row]) -> Tally:
    lines = [line for row in rows for line in row.lines]
    better = sum(line.moves and line.good for line in lines)
    worse = sum(line.moves and not line.good for line in lines)
    return Tally(outcome, better, worse, len(lines))


def answer(rows: Sequence[Row]) -> str:
    """The sentence a person came for."""
    lines = [(row, line) for row in rows for line in row.lines]
    if not lines:
        return _("No source is connected yet. Bring in one file, and this page answers.")
    rising = sum(line.verdict == "rising" for _row, line in lines)
    falling = [row for row, line in lines if line.verdict == "falling"]
    untold = sum(line.verdict == "cannot_tell" for _row, line in lines)
    sentences = [_rising(rising, len(lines))]
    if falling:
        sentences.append(_falling(falling))
    if untold:
        words = ngettext("Of %(count)s one cannot tell yet.", "Of %(count)s one cannot tell yet.", untold)
        sentences.append(words % {"count": untold})
    return " ".join(sentences)


def _rising(rising: int, read: int) -> str:
    if not rising:
        return ngettext(
            "The %(read)s measure is not rising.", "None of %(read)s measures is rising.", read
        ) % {"read": read}
    words = ngettext(
        "%(rising)s of %(read)s measures is rising.", "%(rising)s of %(read)s measures are rising.", rising
    )
    return words % {"rising": rising, "read": read}


def _falling(rows: Sequence[Row]) -> str:
    names = "; ".join(row.title.translated(_) for row in rows[:3])
    words = ngettext("%(count)s is falling: %(names)s.", "%(count)s are falling: %(names)s.", len(rows))
    return words % {"count": len(rows), "names": names}


def _row(indicator: Indicator, series: Sequence[Series]) -> Row:
    told = living(one for one in series if one.verdict != NO_SOURCE)
    mains = [one for one in told if not one.part]
    alone = [one for one in told if one.part in indicator.beside and stands_alone(one, indicator)]
    heard = {one.kind for one in (*mains, *alone)}
    return Row(
        slug=indicator.slug,
        title=indicator.title,
        question=indicator.question,
        lines=[
            *(_line(indicator, one, told, _name(one, mains)) for one in mains),
            *(_line(indicator, one, (), part_title(one, alone, indicator)) for one in alone),
        ],
        waits=[str(KINDS[kind]) for kind in indicator.kinds if kind.value not in heard],
    )


def stands_alone(series: Series, indicator: Indicator) -> bool:
    """What is read beside an indicator's own number, from a kind of source that has no number of its own."""
    return bool(series.part) and series.kind not in {kind.value for kind in indicator.reads}


def part_title(series: Series, parts: Sequence[Series], indicator: Indicator) -> str:
    """What a number beside is called, and where it comes from where several are called so."""
    title = indicator.beside[series.part].title.translated(_)
    name = _name(series, [one for one in parts if one.part == series.part])
    return f"{title} ({name})" if name else title


def _name(series: Series, mains: Sequence[Series]) -> str:
    """What tells the line from its neighbours; nothing when it stands alone."""
    if series.asset:
        return label(Asset(series.asset))
    if len(mains) == 1:
        return ""
    kin = [one for one in mains if one.kind == series.kind]
    if len(kin) > 1 and series.generation:
        return generation_label(series.generation)
    return str(KINDS[Kind(series.kind)])


def _line(indicator: Indicator, series: Series, all_series: Sequence[Series], name: str) -> Line:
    direction = indicator.beside[series.part].direction if series.part else indicator.direction
    readings = list(series.readings.all())[-MONTHS:]
    last = (whole(readings) or readings)[-1:]
    month = last[0].month if last else None
    return Line(
        name=name,
        verdict=series.verdict or "cannot_tell",
        good=is_good(series.verdict, direction),
        value=shown(last[0].value, unit_of(indicator, series.part)) if last else None,
        month=month,
        beside=_beside(indicator, Kind(series.kind), month, all_series),
        drawing=spark([reading.value for reading in whole(readings)]),
    )


def is_good(verdict: str, direction: Direction) -> bool:
    return verdict == ("rising" if direction is Direction.UP else "falling")


def _beside(indicator: Indicator, kind: Kind, month: date | None, series: Sequence[Series]) -> list[Beside]:
    shown_beside = []
    for name, part in indicator.beside.items():
        for other in series:
            if other.part == name and other.kind == kind.value:
                value = next((r.value for r in other.readings.all() if r.month == month), None)
                if value is not None:
                    shown_beside.append(Beside(part.title, shown(value, part.unit)))
    return shown_beside


def unit_of(indicator: Indicator, part: str) -> Unit:
    return indicator.beside[part].unit if part else indicator.unit


def measured_at(authority: Authority) -> datetime | None:
    progress = Progress.of.authority(authority).first()
    return progress.measured_at if progress else None


def spoken_of(rows: Sequence[Row]) -> date | None:
    """The month that most lines speak of; lines of another month say so."""
    months = Counter(line.month for row in rows for line in row.lines if line.month)
    return max(months, key=lambda month: (months[month], month), default=None)
