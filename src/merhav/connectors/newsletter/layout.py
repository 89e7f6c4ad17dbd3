"""A town's own table of its newsletter: which of three shapes it has, and which column says what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from merhav.connectors.base import Report, Told, Untold
from merhav.connectors.files import Source
from merhav.connectors.heads import plain_word
from merhav.connectors.mapping import NONE, Field, mapped
from merhav.connectors.tables import Header, cell
from merhav.core.text import _

from .dates import order_of
from .fields import ACTION, EMAIL, EVENTS
from .fields_counts import COUNTS, HARD, ISSUES, RATES, SOFT
from .fields_recipients import DONE, RECIPIENTS
from .finding import below, header_of


class Shape(Enum):
    ISSUES = "issues"
    """A row for each issue, with counts."""
    EVENTS = "events"
    """A row for each thing that somebody did."""
    RECIPIENTS = "recipients"
    """A row for each recipient of an issue."""


FIELDS = {Shape.ISSUES: ISSUES, Shape.EVENTS: EVENTS, Shape.RECIPIENTS: RECIPIENTS}
ALL = tuple({field.name: field for field in (*RECIPIENTS, *ISSUES, *EVENTS)}.values())
"""Each field once."""

_DATES = ("at", "sent_at", *(field.name for field in DONE if field.name.endswith("_at")))
_HEADS = {plain_word(head) for field in ALL for head in field.usual}


@dataclass(frozen=True, slots=True)
class Table:
    source: Source
    start: int
    """The line of the heads."""
    shape: Shape
    places: Mapping[str, int]
    order: str

    def lines(self) -> Iterator[tuple[int, list[str]]]:
        return below(self.source, self.start)

    def has(self, *names: str) -> bool:
        """Whether it has a column of one of these."""
        return any(name in self.places for name in names)

    def cell(self, row: Sequence[str], name: str) -> str:
        return cell(row, self.places.get(name))


def opened(source: Source, told: Told, report: Report) -> Table:
    """The table of a file.

    Raises `Untold` while a needed column is not known, or the order of day and month; `Refusal` where there is no table.
    """
    start, header = header_of(source, is_head, ALL, told)
    shape = shape_of(header, told)
    if shape is None:
        raise _unknown(header, report)
    places = mapped(header, FIELDS[shape], told, report)
    dates = [places[name] for name in _DATES if name in places]
    cells = (cell(row, place) for _number, row in below(source, start) for place in dates)
    return Table(source, start, shape, places, order_of(cells, told, report))


def shape_of(header: Header, told: Told = Told()) -> Shape | None:  # noqa: B008 - nothing changes it
    """The shape that the heads show, or what was told of them; None where they show none."""

    def has(field: Field) -> bool:
        answer = told.get(field.question.name)
        return answer != NONE and header.has(*((answer,) if answer else field.usual))

    if not has(EMAIL):
        return Shape.ISSUES if any(has(field) for field in _NUMBERS) else None
    done = sum(has(field) for field in DONE)
    if done > 1 or (done and not has(ACTION)):
        return Shape.RECIPIENTS
    return Shape.EVENTS


_NUMBERS = (*COUNTS.values(), HARD, SOFT, *RATES.values())


def is_head(cells: Sequence[str]) -> bool:
    return sum(plain_word(text) in _HEADS for text in cells) > 1


def _unknown(header: Header, report: Report) -> Untold:
    report.columns = [text for text in header.cells if text]
    questions = tuple(field.question for field in ALL)
    report.asks |= {question.name for question in questions}
    for field in ALL:
        place = header.place(*field.usual)
        if place is not None:
            report.found[field.question.name] = header.cells[place]
    return Untold(
        _("What this table tells cannot be seen from its heads; say which column holds what."), questions
    )
