"""A hotline's table as a stream of inquiries."""

from collections.abc import Iterator, Sequence

from merhav.connectors.base import Report, Told, Untold
from merhav.connectors.files import Source
from merhav.connectors.listed import Listing, listing
from merhav.connectors.numbers import is_damaged_id
from merhav.connectors.stamps import Missing, Stamp
from merhav.core.text import _
from merhav.facts.words import Asset

from .channels import Channels, came_by
from .heads import DATES, FIELDS, HOURS
from .inquiries import TELLS, Inquiry
from .labels import Labels
from .notes import Notes
from .states import is_closed

_ANSWERS = ("closed", "answered", "status")
_NOBODY = frozenset(
    {"-", "--", "n/a", "null", "none", "anonymous", "אנונימי", "אנונימית", "לא ידוע", "ללא", "مجهول", "аноним"}
)  # fmt: skip
_NUMBERLESS = _("This row has no number, or one that a spreadsheet has rounded.")
_UNOPENED = _("This row does not say when it was opened.")


class Table:
    """Read twice: once for what its columns are, once for its rows."""

    def __init__(self, source: Source, told: Told, report: Report) -> None:
        self.listing = listing(source, FIELDS, DATES, HOURS, told, report)
        _ask_what_became(self.listing, told, report)
        self._report = report
        self._came_by = came_by(told)
        self._channels = Channels()
        self._labels = _labels(self.listing, report)
        self._notes = Notes(says_channel="channel" in self.listing.places or self._came_by is not None)

    @property
    def speaks_of(self) -> tuple[str, ...]:
        """A list that says of no inquiry what became of it tells of inquiries only."""
        return () if self.listing.speaks(_ANSWERS) else TELLS[:1]

    def inquiries(self) -> Iterator[Inquiry]:
        """Every row that can be read; the others are the report's problems. The notes come with the last."""
        for line, row in self.listing.rows():
            inquiry = self._inquiry(line, row)
            if inquiry:
                yield inquiry
        self._report.notes.extend(self._notes.texts())

    def _inquiry(self, line: int, row: Sequence[str]) -> Inquiry | None:
        number = _number(self.listing.cell(row, "number"))
        opened = self.listing.stamp(row, "opened") if number else Missing.NOTHING
        if number is None or not isinstance(opened, Stamp):
            self._report.problem(line, ",".join(row), _UNOPENED if number else _NUMBERLESS)
            return None
        answered, closed = self._answered(line, row), is_closed(self.listing.cell(row, "status"))
        self._notes.undated += closed and answered is None
        self._notes.days += answered is not None and not (answered.clocked and opened.clocked)
        return Inquiry(
            line=line,
            number=number,
            opened=opened,
            answered=answered,
            is_closed=closed,
            asset=self._asset(self.listing.cell(row, "channel")),
            topic=self._labels.topic(self.listing.cell(row, "category")),
            person=_person(self.listing.cell(row, "person")),
        )

    def _answered(self, line: int, row: Sequence[str]) -> Stamp | None:
        """The first answer, else the closing."""
        for name in ("answered", "closed"):
            found = self.listing.stamp(row, name)
            if isinstance(found, Stamp):
                return found
            if found is Missing.NOT_UNDERSTOOD:
                self._report.problem(line, ",".join(row), _("A time in this row was not understood."))
                return None
        return None

    def _asset(self, channel: str) -> Asset:
        found = self._channels[channel] if channel else None
        if channel and found is None:
            self._notes.lose(channel)
        return found or self._came_by or Asset.STREET


def _number(cell: str) -> str | None:
    """The number in one spelling: spreadsheets write 1204 as 1204.0."""
    if not cell or is_damaged_id(cell):
        return None
    bare = cell.lstrip("#").strip()
    whole = bare.removesuffix(".0")
    return (whole if whole.isdecimal() else bare) or None


def _person(cell: str) -> str:
    name = cell.casefold()
    return "" if name in _NOBODY else name


def _labels(table: Listing, report: Report) -> Labels:
    """The subjects that are labels: those of the column that repeat."""
    labels = Labels()
    place = table.places.get("category")
    if place is None or place == table.places.get("person"):
        return labels
    for _line, row in table.rows():
        labels.see(table.cell(row, "category"))
    labels.settle()
    if labels.is_text:
        report.notes.append(
            _(
                "The column %(column)s holds text, not subjects from a list: it was left out.",
                column=table.header.cells[place],
            )
        )
    return labels


def _ask_what_became(table: Listing, told: Told, report: Report) -> None:
    """Ask for the columns that tell of answers, unless it was said that there are none."""
    answers = [field.question for field in FIELDS if field.name in _ANSWERS]
    if table.speaks(_ANSWERS) or any(told.get(question.name) for question in answers):
        return
    report.asks |= {field.question.name for field in FIELDS}
    raise Untold(
        _("Say which column holds when an inquiry was answered or closed, or its state."),
        tuple(field.question for field in FIELDS),
    )
