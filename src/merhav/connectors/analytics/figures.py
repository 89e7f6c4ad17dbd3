"""The lines of a report gathered by month: of what several tables tell alike, the best."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from merhav.connectors.base import Report, Told
from merhav.connectors.moments import day_in_utc
from merhav.core.periods import Month

from .heading import BEST
from .lines import MOST_TABLES, Line, Table, too_many_tables
from .meanings import TIMES, Kind
from .periods import export_told, span_told, untold
from .remarks import Remarks
from .rules import Rules
from .sums import Figure, Gathered, Used


@dataclass(slots=True)
class OfService:
    """People who used one service in one month."""

    metric: str
    used: Used
    by_city: bool


@dataclass(slots=True)
class Result:
    figures: dict[tuple[Month, Kind], Figure] = field(default_factory=dict)
    services: dict[tuple[Month, str], OfService] = field(default_factory=dict)
    remarks: Remarks = field(default_factory=Remarks)


def gathered(lines: Iterable[Line], told: Told, rules: Rules, report: Report, remarks: Remarks) -> Result:
    """All that the report tells of months. Memory is that of its tables and months, whatever its lines."""
    tables: dict[int, Gathered] = {}
    for line in lines:
        held = tables.get(id(line.table))
        if held is None:
            held = tables[id(line.table)] = _opened(line.table, told, rules, report, len(tables))
        held.add(line)
        report.items += bool(line.values)
    result = Result(remarks=remarks)
    for held in tables.values():
        _take(result, held, report)
    _remark(result, list(tables.values()), exported=export_told(told) is not None)
    return result


def _opened(table: Table, told: Told, rules: Rules, report: Report, tables: int) -> Gathered:
    if tables == MOST_TABLES:
        raise too_many_tables()
    table.span = table.span or span_told(told)
    if table.span is None and not TIMES & set(table.dims):
        raise untold(report)
    return Gathered(table, rules)


def _take(result: Result, held: Gathered, report: Report) -> None:
    if held.span:
        report.spans(day_in_utc(held.span.since))
        report.spans(day_in_utc(held.span.until))
    for figure in held.figures(result.remarks):
        place = (figure.month, figure.kind)
        known = result.figures.get(place)
        if known is None or _worth(figure) > _worth(known):
            result.figures[place] = figure
    for month, service, used in held.used():
        _use(result, held, (month, service), used)


def _worth(figure: Figure) -> tuple[bool, bool, bool, float]:
    return figure.by_city, figure.metric in BEST, figure.is_direct, figure.value


def _use(result: Result, held: Gathered, place: tuple[Month, str], used: Used) -> None:
    """Several tables may tell of one service: its pages and its events."""
    known = result.services.get(place)
    rows = used.rows + (known.used.rows if known else 0)
    if known is None or used.users > known.used.users:
        known = result.services[place] = OfService(held.table.metrics[Kind.USERS], used, held.is_by_city)
    known.used.rows = rows


def _remark(result: Result, tables: list[Gathered], *, exported: bool) -> None:
    remarks = result.remarks
    counted = {month for month, kind in result.figures if kind is Kind.USERS}
    remarks.uncounted = {month for held in tables for month in held.of_people} - counted - remarks.unfinished
    remarks.begun -= {month for month, _kind in result.figures}
    remarks.bounds = {service for (_m, service), of in result.services.items() if of.used.rows > 1}
    remarks.services = {service for _month, service in result.services}
    cities = {city for held in tables for city in held.cities}
    remarks.cities, remarks.no_cities = len(cities), not cities
    remarks.is_cut = any(held.is_cut for held in tables)
    remarks.unproven = {month for held in tables if (month := held.unproven)} if not exported else set()
