"""A report as a stream of lines, whatever product and file it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from merhav.core.periods import Month
from merhav.core.text import Refusal, _

from .meanings import Dim, Kind
from .spans import Span

MOST_TABLES = 1000
"""A snapshot holds a dozen."""


def too_many_tables() -> Refusal:
    return Refusal(_("The file holds more than %(most)s tables.", most=MOST_TABLES))


@dataclass(slots=True)
class Table:
    """One table of a report."""

    title: str = ""
    span: Span | None = None
    """The days it speaks of, where the report says so; else what its lines say themselves."""
    dims: tuple[Dim, ...] = ()
    metrics: dict[Kind, str] = field(default_factory=dict)
    """The product's own name of each number."""


@dataclass(slots=True)
class Line:
    """One row. Its time is a day, a month, or all of the table's days."""

    table: Table
    number: int
    values: Mapping[Kind, float]
    day: date | None = None
    month: Month | None = None
    path: str = ""
    event: str = ""
    city: str = ""
    is_total: bool = False
    """The product's own sum, in which nobody is counted twice."""

    @property
    def of_month(self) -> Month | None:
        """The month in which its day lies, or that it is; None for a line of all the table's days."""
        return Month.of(self.day) if self.day else self.month

    @property
    def span(self) -> Span | None:
        if self.day:
            return Span(self.day, self.day)
        return Span.of_month(self.month) if self.month else None


def item(line: Line) -> dict[str, object]:
    """The line as it is printed."""
    span = line.span or line.table.span
    told: dict[str, object] = {
        "table": line.table.title or None,
        "since": span.since.isoformat() if span else None,
        "until": span.until.isoformat() if span else None,
        "path": line.path or None,
        "event": line.event or None,
        "city": line.city or None,
        "total": line.is_total,
    }
    return told | {kind.value: value for kind, value in line.values.items()}
