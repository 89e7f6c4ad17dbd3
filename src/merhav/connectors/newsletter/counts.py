"""A table with one row for each issue: when it was sent, and how many got, opened and clicked it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from merhav.connectors.base import Report
from merhav.connectors.heads import plain_word
from merhav.connectors.numbers import share
from merhav.connectors.tables import cell
from merhav.core.text import _

from .dates import at
from .opens import by_people
from .tally import Campaign, count_in

Lines = Iterable[tuple[int, Sequence[str]]]

_NOTHING = {"", "-", "--", "—", "n/a", "na", "null", "none"}
_TOTALS = {
    "total",
    "totals",
    "grand total",
    'סה"כ',
    "סה״כ",
    "סהכ",
    "סך הכל",
    "المجموع",
    "الإجمالي",
    "итого",
    "всего",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a table says what, by place of its columns."""

    sent: int
    title: int | None
    counts: Mapping[str, tuple[int, ...]]
    """Several columns of one measure (hard and soft bounces) add up."""
    rates: Mapping[str, int] = field(default_factory=dict)
    """Measures given as a share of those who got the issue only."""

    @property
    def measures(self) -> tuple[str, ...]:
        lacking = [] if "delivered" in self.counts or not self.infers_delivered else ["delivered"]
        return (*self.counts, *lacking, *self.rates)

    @property
    def infers_delivered(self) -> bool:
        """What was sent and did not come back arrived, where nothing else is said of it."""
        return "delivered" not in self.counts and {"sent", "bounces"} <= self.counts.keys()


def campaigns(
    lines: Lines, layout: Layout, order: str, report: Report, *, holds_machines: bool
) -> Iterator[Campaign]:
    """Every row's issue. A row without a day, and a cell that should be a number and is none, are problems; a row of
    totals is not an issue.
    """
    for number, row in lines:
        sent = at(cell(row, layout.sent), order)
        if sent is None:
            if not _is_total(row):
                report.problem(number, ",".join(row), _("A time in this row was not understood."))
            continue
        counts = _counts(row, layout, number, report)
        report.items += 1
        report.spans(sent)
        yield Campaign(
            cell(row, layout.title), sent, by_people(counts, holds_machines=holds_machines), tuple(row)
        )


def counts_alone(lines: Lines, layout: Layout) -> Iterator[Mapping[str, float]]:
    """The numbers of each row as they stand; nothing where the table tells no opens by machines."""
    if not {"opens", "machine_opens"} <= set(layout.measures):
        return
    unheard = Report.aside()
    for number, row in lines:
        yield _counts(row, layout, number, unheard)


def _counts(row: Sequence[str], layout: Layout, number: int, report: Report) -> dict[str, float]:
    found: dict[str, float] = {}
    for measure, places in layout.counts.items():
        values = [value for place in places if (value := _count(row, place, number, report)) is not None]
        if values:
            found[measure] = sum(values)
    if layout.infers_delivered and {"sent", "bounces"} <= found.keys():
        found["delivered"] = max(found["sent"] - found["bounces"], 0)
    return found | _of_rates(row, layout, found)


def _count(row: Sequence[str], place: int, number: int, report: Report) -> float | None:
    text = cell(row, place)
    value = count_in(text)
    if value is None and plain_word(text) not in _NOTHING:
        report.problem(number, ",".join(row), _("%(text)s is no number of people.", text=text[:40]))
    return value


def _of_rates(row: Sequence[str], layout: Layout, known: Mapping[str, float]) -> dict[str, float]:
    """Numbers that the table gives only as a share of those who got the issue."""
    found: dict[str, float] = {}
    got = known.get("delivered", known.get("sent"))
    for measure, place in layout.rates.items():
        part = share(cell(row, place))
        if got is not None and part is not None and 0 <= part <= 1:
            found[measure] = float(round(part * got))
    return found


def _is_total(row: Sequence[str]) -> bool:
    return plain_word(next((text for text in row if text.strip()), "")) in _TOTALS
