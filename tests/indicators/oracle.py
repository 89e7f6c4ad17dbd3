"""The same readings in plain Python over lists of rows: slow, and plain enough to be believed.

It reads the declarations and nothing else of the engine: no plan, no bits, no shared translation of filters.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import floor, sqrt
from typing import Any

from merhav.core.periods import Month
from merhav.facts.tables import DIMENSIONS
from merhav.indicators.definition import Indicator, Read
from merhav.indicators.filters import Filter, Test
from merhav.indicators.measures import P90, Count, Level, Measure, Median, People, Share, Stock, Sum
from merhav.indicators.reading import Flag, Reading

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]


def oracle(
    tables: Tables, months: Iterable[Month], *, now: datetime, indicators: Iterable[Indicator]
) -> list[Reading]:
    """Readings before disclosure."""
    readings: list[Reading] = []
    for month in months:
        if month.start >= now:
            continue
        for indicator in indicators:
            for read in indicator.series:
                if isinstance(read.measure, Stock):
                    readings += stock_readings(tables, month, now, indicator, read)
                else:
                    readings += activity_readings(tables, month, now, indicator, read)
    return readings


def activity_readings(
    tables: Tables, month: Month, now: datetime, indicator: Indicator, read: Read
) -> list[Reading]:
    readings = []
    for authority, asset in sorted({(row["authority"], row["asset"]) for row in tables["coverage"]}):
        if indicator.asset not in {None, asset}:
            continue
        spoken = coverage(
            [r for r in tables["coverage"] if (r["authority"], r["asset"]) == (authority, asset)], month, now
        )
        if not spoken:
            continue
        rows = [r for r in tables["activity"] if r["authority"] == authority and month_of(r["at"]) == month]
        make = maker(indicator, read, authority, month, spoken)
        if indicator.asset is None:
            readings.append(
                make(("", "", ""), numbers(read.measure, [r for r in rows if r["asset"] == asset]), asset)
            )
            continue
        readings.append(make(("", "", ""), numbers(read.measure, rows)))
        concerned = [r for r in rows if r["asset"] == asset or any(holds(f, r) for f in read.measure.filters)]
        for segment in segments(concerned):
            if segment[1] == "person" and not read.measure.protected:
                continue
            readings.append(make(segment, numbers(read.measure, [r for r in rows if belongs(r, segment)])))
    return readings


def stock_readings(
    tables: Tables, month: Month, now: datetime, indicator: Indicator, read: Read
) -> list[Reading]:
    stock = read.measure
    seen = [r for r in tables["observation"] if r["measure"] == stock.measure and month_of(r["at"]) == month]
    readings = []
    for authority, generation in sorted({(r["authority"], r["generation"]) for r in seen}):
        last: dict[Any, Row] = {}
        for row in sorted(seen, key=lambda r: (r["at"], r["id"])):
            if (row["authority"], row["generation"]) == (authority, generation):
                last[row["asset"], row["space"]] = row
        rows = [row for row in last.values() if holds(stock.of, row)]
        if not rows:
            continue
        looked_at = {(r["asset"], r["space"]) for r in rows}
        share = len(looked_at) / len(looked_at | spaces_known(tables["coverage"], authority, month, stock))
        share *= (min(month.end, now) - month.start) / (month.end - month.start)
        make = maker(indicator, read, authority, month, share, generation)
        for segment in [("", "", ""), *segments(rows)]:
            among = [r for r in rows if belongs(r, segment)]
            value = float(sum(r["value"] for r in among))
            spaces = len({(r["asset"], r["space"]) for r in among})
            readings.append(
                make(segment, (value, round(value), spaces, None, None, max(r["at"] for r in among)))
            )
    return readings


def spaces_known(rows: Sequence[Row], authority: int, month: Month, stock: Stock) -> set[Any]:
    known = set()
    for asset, space in {(r["asset"], r["space"]) for r in rows if r["authority"] == authority}:
        mine = [r for r in rows if (r["authority"], r["asset"], r["space"]) == (authority, asset, space)]
        latest = max(mine, key=lambda r: (r["until"], r["id"]))
        if holds(stock.of, latest) and birth(mine) < month.end:
            known.add((asset, space))
    return known


def birth(rows: Sequence[Row]) -> datetime:
    if any(row["from_birth"] for row in rows):
        return min(utc(row["since"]) for row in rows)
    return datetime.min.replace(tzinfo=UTC)


def coverage(rows: Sequence[Row], month: Month, now: datetime) -> float:
    shares = []
    for space in {row["space"] for row in rows}:
        mine = [row for row in rows if row["space"] == space]
        begin = max(month.start, birth(mine))
        if begin >= month.end:
            continue
        spans = [(utc(r["since"]), min(utc(r["until"]), now)) for r in mine]
        cuts = sorted({begin, month.end, *(t for span in spans for t in span if begin < t < month.end)})
        covered = timedelta()
        for start, end in pairwise(cuts):
            if any(since <= start and end <= until for since, until in spans):
                covered += end - start
        shares.append(covered / (month.end - begin))
    return sum(shares) / len(shares) if shares else 0.0


def numbers(measure: Measure, rows: Sequence[Row]) -> tuple[Any, ...]:
    """Value, people, facts, interval, newest."""
    of = [row for row in rows if holds(measure.of, row)]
    behind = list(of)
    low = high = None
    match measure:
        case Count():
            value = float(len(of))
        case People():
            value = float(len(people(of)))
        case Sum():
            value = float(sum(row[measure.column] for row in of))
        case Median():
            value = quantile([row[measure.column] for row in of], 0.5)
        case P90():
            value = quantile([row[measure.column] for row in of], 0.9)
        case Share():
            having = [row for row in (rows if measure.apart else of) if holds(measure.having, row)]
            behind += having
            value, low, high = wilson(min(len(having), len(of)), len(of))
        case Level():
            enough = [sum(holds(step.of, row) for row in rows) >= step.at_least for step in measure.steps]
            value = float([*enough, False].index(False))
    return value, len(people(of)), len(of), low, high, max((row["at"] for row in behind), default=None)


def people(rows: Iterable[Row]) -> set[int]:
    return {row["actor"] for row in rows if row["actor"] is not None}


def quantile(values: list[float], probability: float) -> float | None:
    if not values:
        return None
    ordered = sorted(values)
    place = (len(ordered) - 1) * probability
    below = floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def wilson(k: int, n: int) -> tuple[float | None, float | None, float | None]:
    if n == 0:
        return None, None, None
    z = 1.959963984540054
    p = k / n
    centre = (k + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * sqrt(k * (n - k) / n + z * z / 4)
    return p, centre - half, centre + half


def holds(wanted: Filter, row: Row) -> bool:
    for line in wanted.lines:
        for condition in line:
            found = row[condition.column]
            if found is None:
                break
            if condition.test is Test.ONE_OF and found not in condition.values:
                break
            if condition.test is Test.AT_LEAST and found < condition.values[0]:
                break
        else:
            return True
    return False


def segments(rows: Iterable[Row]) -> list[tuple[str, str, str]]:
    found = set()
    for row in rows:
        for name in DIMENSIONS:
            if row["segment_basis"] in {"person", "space"} and row[name] is not None:
                found.add((name, row["segment_basis"], row[name]))
    return sorted(found)


def belongs(row: Row, segment: tuple[str, str, str]) -> bool:
    name, basis, word = segment
    return not name or (row["segment_basis"] == basis and row[name] == word)


def month_of(at: datetime) -> Month:
    return Month.of(utc(at))


def utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)


def maker(
    indicator: Indicator, read: Read, authority: int, month: Month, spoken: float, generation: str = ""
) -> Callable[..., Reading]:
    def make(segment: tuple[str, str, str], found: tuple[Any, ...], asset: str = "") -> Reading:
        value, n, events, low, high, newest = found
        flags = {Flag.NOTHING} if value is None else set()
        if spoken < 0.999:
            flags.add(Flag.PARTIAL)
        return Reading(
            authority=authority,
            indicator=indicator.slug,
            version=indicator.version,
            kind=read.kind,
            part=read.part,
            generation=generation,
            month=month,
            asset=asset,
            dimension=segment[0],
            segment=segment[2],
            basis=segment[1],
            value=value,
            n=n,
            events=events,
            low=low,
            high=high,
            coverage=spoken,
            newest=utc(newest) if newest else None,
            flags=frozenset(flags),
        )

    return make
