"""What one table tells of each month, added up where it may be added, while its lines go by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from merhav.core.periods import Month

from .lines import Line, Table
from .meanings import ADDED_OVER, DAYS, MEASURED, TIMES, Dim, Kind
from .remarks import Remarks
from .rules import Rules, city
from .spans import Span

CUT = "(other)"
"""Stands for rows that the product put together because there were too many."""

Sum = dict[Kind, float]
Sums = dict[Month | None, Sum]
"""By month; None for all the days of the table."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of one month."""

    month: Month
    kind: Kind
    metric: str
    value: float
    until: date
    """The last day of the month that it holds."""
    by_city: bool = False
    is_direct: bool = False
    """Told by the product as it is, not added up here over pages or channels."""


@dataclass(slots=True)
class Used:
    """The largest number of people that one page or event of a service had; the numbers of several cannot be added."""

    users: float = 0.0
    rows: int = 0


@dataclass(slots=True)
class Gathered:
    """One table, while its lines go by. Its memory is that of the months."""

    table: Table
    rules: Rules
    days: Span | None = None
    """From the first to the last day of its lines."""
    totals: Sums = field(default_factory=dict)
    added: Sums = field(default_factory=dict)
    of_cities: Sums = field(default_factory=dict)
    services: dict[tuple[Month | None, str], Used] = field(default_factory=dict)
    cities: set[str] = field(default_factory=set)
    """The authority's own that were met."""
    is_cut: bool = False
    """Some rows were put together by the product."""
    is_by_city: bool = False
    """Its rows can be told apart by city: services are of the authority's own alone."""
    _kinds: tuple[Kind, ...] = ()
    _by_city: tuple[Kind, ...] = ()
    _is_daily: bool = False

    def __post_init__(self) -> None:
        dims = frozenset(self.table.dims)
        self._is_daily = bool(dims & DAYS)
        months = TIMES if not self._is_daily else frozenset()
        self._kinds = _addable(dims, users_over=months)
        self.is_by_city = Dim.CITY in dims and bool(self.rules.cities)
        if self.is_by_city:
            self._by_city = _addable(dims, users_over=months | {Dim.CITY, Dim.PLACE})

    def add(self, line: Line) -> None:
        if line.span:
            self.days = line.span.with_days(self.days)
        if line.is_total:
            self._keep_total(line)
            return
        self.is_cut |= CUT in {line.path, line.event, line.city}
        _add(self.added, line, self._kinds, once=True)
        if self.is_by_city:
            if not self.rules.has_city(line.city):
                return
            self.cities.add(city(line.city))
            _add(self.of_cities, line, self._by_city)
        if self.rules.services and not self._is_daily:
            self._use(line)

    def figures(self, remarks: Remarks) -> Iterator[Figure]:
        """The numbers of the months of which the table speaks from their first day on, people of whole months alone."""
        is_direct = frozenset(self.table.dims) <= TIMES
        yield from self._of(self.totals, remarks, is_direct=True)
        yield from self._of(self.added, remarks, is_direct=is_direct)
        yield from self._of(self.of_cities, remarks, by_city=True)

    def used(self) -> Iterator[tuple[Month, str, Used]]:
        """People who used a service in a whole month."""
        for (key, service), used in self.services.items():
            month, span = self._month(key), self.span
            if month and span and span.holds(month):
                yield month, service, used

    @property
    def span(self) -> Span | None:
        return self.table.span or self.days

    @property
    def of_people(self) -> set[Month]:
        """Months of which it might tell the people, if its numbers of them could be added."""
        if Kind.USERS not in self.table.metrics or self.span is None:
            return set()
        return {month for month in self.span.months() if self.span.begins(month)}

    @property
    def unproven(self) -> Month | None:
        """The last month of a table that gives months as one and does not say to which day."""
        known = self.table.span or self._is_daily
        return None if known or self.days is None else Month.of(self.days.until)

    def _keep_total(self, line: Line) -> None:
        if Dim.COMPARED not in self.table.dims:
            kept = self.totals.setdefault(line.of_month, {})
            for kind in MEASURED & line.values.keys():
                kept.setdefault(kind, line.values[kind])

    def _use(self, line: Line) -> None:
        users = line.values.get(Kind.USERS)
        if users is None or not (line.path or line.event):
            return
        for service, pages in self.rules.services.items():
            if pages.hold(line.path, line.event):
                used = self.services.setdefault((line.of_month, service), Used())
                used.users, used.rows = max(used.users, users), used.rows + 1

    def _month(self, key: Month | None) -> Month | None:
        return key or (self.span.month if self.span else None)

    def _of(
        self, sums: Sums, remarks: Remarks, *, by_city: bool = False, is_direct: bool = False
    ) -> Iterator[Figure]:
        span = self.span
        for key, values in sums.items():
            month = self._month(key)
            if span is None or month is None:
                remarks.several.add(self.table.title)
            elif not span.begins(month):
                remarks.begun.add(month)
            else:
                until = span.last_in(month)
                for kind, value in self._told(values, month, span, remarks):
                    yield Figure(month, kind, self.table.metrics[kind], value, until, by_city, is_direct)

    def _told(
        self, values: Mapping[Kind, float], month: Month, span: Span, remarks: Remarks
    ) -> Iterator[tuple[Kind, float]]:
        for kind, value in values.items():
            if kind is Kind.USERS and not span.holds(month):
                remarks.unfinished.add(month)
            else:
                yield kind, value


def _addable(dims: frozenset[Dim], *, users_over: frozenset[Dim]) -> tuple[Kind, ...]:
    kinds = [kind for kind, over in ADDED_OVER.items() if dims <= over]
    return (*kinds, Kind.USERS) if dims <= users_over else tuple(kinds)


def _add(sums: Sums, line: Line, kinds: tuple[Kind, ...], *, once: bool = False) -> None:
    """`once`: a second number of people for one month is not added to the first."""
    if not kinds:
        return
    of_month = sums.setdefault(line.of_month, {})
    for kind in kinds:
        value = line.values.get(kind)
        if value is not None and not (once and kind is Kind.USERS and kind in of_month):
            of_month[kind] = of_month.get(kind, 0.0) + value
