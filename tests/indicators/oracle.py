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
from merhav.indicators.measures import (
    P90,
    Count,
    Level,
    Measure,
    Median,
    People,
    PerPerson,
    Share,
    Sum,
    Things,
)
from merhav.indicators.reading import Flag, Reading
from merhav.indicators.reported import Flow, PerResident, Ratio, Reported, Stock

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
                if isinstance(read.measure, Reported):
                    readings += reported_readings(tables, month, now, indicator, read)
                else:
                    readings += activity_readings(tables, month, now, indicator, read)
    return readings


def activity_readings(
    tables: Tables, month: Month, now: datetime, indicator: Indicator, read: Read
) -> list[Reading]:
    readings = []
    heard = [r for r in tables["coverage"] if tells(r["speaks_of"], r["asset"], read.measure.of)]
    by_asset: dict[int, dict[str, float]] = {}
    for authority, asset in sorted({(row["authority"], row["asset"]) for row in heard}):
        own = [r for r in tables["coverage"] if (r["authority"], r["asset"]) == (authority, asset)]
        share = coverage(own, month, now, lambda row: row in heard)
        if share and indicator.asset in {None, asset}:
            by_asset.setdefault(authority, {})[asset] = share
    for authority, shares in by_asset.items():
        rows = [r for r in tables["activity"] if r["authority"] == authority and month_of(r["at"]) == month]
        if isinstance(read.measure, Level):
            for asset, share in shares.items():
                make = maker(indicator, read, authority, month, share)
                among = [r for r in rows if r["asset"] == asset]
                readings.append(make(("", "", ""), numbers(read.measure, among), asset))
            continue
        make = maker(indicator, read, authority, month, sum(shares.values()) / len(shares))
        readings.append(make(("", "", ""), numbers(read.measure, rows)))
        concerned = [
            r
            for r in rows
            if indicator.asset in {None, r["asset"]} or any(holds(f, r) for f in read.measure.filters)
        ]
        for segment in segments(concerned):
            if segment[1] == "person" and not read.measure.protected:
                continue
            readings.append(make(segment, numbers(read.measure, [r for r in rows if belongs(r, segment)])))
    return readings


def tells(speaks_of: str | None, asset: str, wanted: Filter) -> bool:
    """Whether a source in an asset could tell a fact that fulfils the filter, by the acts that it names."""
    for line in wanted.lines:
        conditions = {c.column: c.values for c in line if c.test is Test.ONE_OF}
        if asset not in conditions.get("asset", (asset,)):
            continue
        if speaks_of is None:
            return True
        for verb, _slash, thing in (word.partition("/") for word in speaks_of.split() if "/" in word):
            if verb in conditions.get("verb", (verb,)) and thing in conditions.get("object_type", (thing,)):
                return True
    return False


def reported_readings(
    tables: Tables, month: Month, now: datetime, indicator: Indicator, read: Read
) -> list[Reading]:
    readings = []
    measure = read.measure
    told = [r for r in tables["observation"] if month_of(r["at"]) == month]
    for authority in sorted({r["authority"] for r in told}):
        rows = [r for r in told if r["authority"] == authority]
        covered = [r for r in tables["coverage"] if r["authority"] == authority]
        census = [r for r in tables["population"] if r["authority"] == authority]
        lead = {Ratio: "whole", PerResident: "of"}.get(type(measure))
        stock = getattr(measure, lead) if lead else measure
        for generation in sorted({r["generation"] for r in cells(rows, stock)}):
            mine = [r for r in cells(rows, stock) if r["generation"] == generation]
            part = None
            share = stock_coverage(covered, month, now, stock, mine)
            if isinstance(measure, Ratio):
                part = matching(cells(rows, measure.part), None if measure.any_source else generation)
                if not part:
                    continue
                share = min(share, stock_coverage(covered, month, now, measure.part, part))
            make = maker(indicator, read, authority, month, share, generation)
            for segment in [("", "", ""), *segments(mine)]:
                if segment[1] == "person" and not measure.protected:
                    continue
                found = reported_numbers(measure, rows, mine, part, segment)
                if isinstance(measure, PerResident):
                    people = residents(census, month, segment)
                    if people is None and segment[0]:
                        continue
                    found = (found[0] / people if people else None, *found[1:])
                readings.append(make(segment, found))
    return readings


def reported_numbers(
    measure: Measure, rows: list[Row], mine: list[Row], part: list[Row] | None, segment: tuple[str, str, str]
) -> tuple[Any, ...]:
    among = [r for r in mine if belongs(r, segment)]
    if part is None:
        value = people = float(sum(r["value"] for r in among))
        if isinstance(measure, Flow) and measure.behind is not None:
            behind = matching(cells(rows, measure.behind), mine[0]["generation"])
            people = sum(r["value"] for r in behind if belongs(r, segment))
        return value, round(people), len(spaces(among)), None, None, max(r["at"] for r in among)
    names = ["asset", "space", "object_id"] if measure.cells else ["asset", "space"]
    keys = [{tuple(r[name] for name in names) for r in side} for side in (part, mine)]
    both = keys[0] & keys[1]
    above, below = (
        [r for r in side if belongs(r, segment) and tuple(r[name] for name in names) in both]
        for side in (part, among)
    )
    whole = sum(r["value"] for r in below)
    value = sum(r["value"] for r in above) / whole if whole else None
    newest = max((r["at"] for r in (*above, *below)), default=None)
    return value, round(whole), len(spaces(below)), None, None, newest


def spaces(rows: Iterable[Row]) -> set[tuple[str, int | None]]:
    return {(r["asset"], r["space"]) for r in rows}


def cells(rows: Sequence[Row], stock: Stock | Flow) -> list[Row]:
    """The last telling of each cell that the stock is of."""
    names = [stock.measure] if isinstance(stock.measure, str) else stock.measure
    last: dict[Any, Row] = {}
    for row in sorted(rows, key=lambda r: (r["at"], seen(r), r["id"])):
        last[tuple(row[n] for n in ("asset", "space", "measure", "generation", "object_id"))] = row
    return [
        row
        for row in last.values()
        if row["measure"] in names
        and holds(stock.of, row)
        and (not stock.sources or row["generation"].split(":")[0] in stock.sources)
    ]


def seen(row: Row) -> datetime:
    return row["seen"] or datetime(1, 1, 1)  # noqa: DTZ001 - as the facts have it


def matching(rows: list[Row], like: str | None) -> list[Row]:
    """Of each space the generation that was told last, among those of one source and one residents' rule."""

    def source(generation: str) -> tuple[str, list[str]]:
        words = generation.split(":")
        return words[0], words[2:]

    mine = [r for r in rows if like is None or source(r["generation"]) == source(like)]
    chosen = []
    for space in spaces(mine):
        own = [r for r in mine if (r["asset"], r["space"]) == space]
        last = max((r["at"], r["generation"]) for r in own)[1]
        chosen += [r for r in own if r["generation"] == last]
    return chosen


def residents(rows: Sequence[Row], month: Month, segment: tuple[str, str, str]) -> int | None:
    wanted = {segment[0]: segment[2]} if segment[0] else {}
    known = [
        r
        for r in rows
        if {name: r[name] for name in DIMENSIONS if r[name] is not None} == wanted
        and r["since"] < month.next.first_day
    ]
    last = max(known, key=lambda r: (r["since"], seen(r), r["id"]), default=None)
    return last["people"] if last else None


def stock_coverage(
    rows: Sequence[Row], month: Month, now: datetime, stock: Stock | Flow, told: Sequence[Row]
) -> float:
    names = {stock.measure} if isinstance(stock.measure, str) else set(stock.measure)
    looked_at = spaces(told)
    shares = dict.fromkeys(looked_at, 0.0)
    known = set(looked_at)
    for space in spaces(rows):
        mine = [r for r in rows if (r["asset"], r["space"]) == space]
        latest = max(mine, key=lambda r: (r["until"], r["id"]))
        naming = [r for r in mine if r["speaks_of"] and names & set(r["speaks_of"].split())]
        silent = [r for r in mine if r["speaks_of"] is None]
        exists = birth(mine) < month.end
        if holds(stock.of, latest) and exists and (naming or silent):
            known.add(space)
        if space in looked_at:
            shares[space] = coverage(mine, month, now, lambda row, h=naming + silent: row in h)
        elif holds(stock.of, latest) and exists and naming:
            shares[space] = coverage(mine, month, now, lambda row, h=naming: row in h)
    if isinstance(stock, Flow):
        return sum(shares.values()) / len(shares)
    return len(looked_at) / len(known) * ((min(month.end, now) - month.start) / (month.end - month.start))


def birth(rows: Sequence[Row]) -> datetime:
    if any(row["from_birth"] for row in rows):
        return min(utc(row["since"]) for row in rows)
    return datetime.min.replace(tzinfo=UTC)


def coverage(rows: Sequence[Row], month: Month, now: datetime, heard: Callable[[Row], bool]) -> float:
    """The mean over the spaces of one asset that have a row that is heard."""
    shares = []
    for space in {row["space"] for row in rows if heard(row)}:
        mine = [row for row in rows if row["space"] == space]
        begin = max(month.start, birth(mine))
        if begin >= month.end:
            continue
        spans = [(utc(r["since"]), min(utc(r["until"]), now)) for r in mine if heard(r)]
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
        case PerPerson():
            value = sum(row[measure.column] for row in of) / len(people(of)) if of else None
        case Things():
            value = float(len({row["object_id"] for row in of}))
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
            if condition.test is Test.EMPTY:
                if found is not None:
                    break
                continue
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
