"""Zoom's reports in blocks: what a report says of itself and the meeting, then tables with heads of their own.

A block of one line under its head tells of the meeting (`Topic,Meeting ID,…`), a line of two cells of the report
(`Report Generated:,…`), and a line of one cell is a title.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from merhav.connectors.base import Told
from merhav.connectors.files import Source
from merhav.connectors.heads import plain_word
from merhav.connectors.moments import MONTH_FIRST, day, day_and_month
from merhav.connectors.tables import Header, rows

from .tables import may_be

_HEAD = 300
"""Lines within which the first table has begun."""
_GENERATED = ("report generated", "report generated time", "generated time", "report generated on")

Columns = TypeVar("Columns")


@dataclass(slots=True)
class Blocks(Generic[Columns]):
    """One report being read."""

    source: Source
    columns_of: Callable[[Header], Columns | None]
    """The columns of a wanted table, by its head; nothing for any other line."""
    marks: Collection[str]
    """Words of which a head that comes after the first table holds one."""
    order: str = MONTH_FIRST
    said: dict[str, str] = field(default_factory=dict)
    """What the report says above its tables, by head in small letters."""
    begun: bool = False

    @classmethod
    def opened(
        cls,
        source: Source,
        told: Told,
        columns_of: Callable[[Header], Columns | None],
        marks: Collection[str],
    ) -> "Blocks[Columns]":
        """Dates are month first, as Zoom writes them, unless a date of the file says otherwise or it is told."""
        cells = (cell for _number, row in rows(source) for cell in row)
        order = told.get("date_order") or day_and_month(cells) or MONTH_FIRST
        return cls(source, columns_of, {word.casefold() for word in marks}, order)

    def lines(self) -> Iterator[tuple[int, Columns, list[str]]]:
        """Number, columns and cells of every line of the wanted tables. Nothing where there is none."""
        columns: Columns | None = None
        above: list[str] = []
        for number, raw in rows(self.source):
            row = [clean(cell) for cell in raw]
            filled = sum(1 for cell in row if cell)
            if begins := self._head(row):
                columns, self.begun = begins, True
            elif filled <= 1:
                columns = None
            elif columns is not None:
                yield number, columns, row
            else:
                self._say(above, row)
                above = row if filled > 2 else []
            if not self.begun and number > _HEAD:
                return

    def _head(self, row: list[str]) -> Columns | None:
        if self.begun and not any(cell.casefold() in self.marks for cell in row):
            return None
        return self.columns_of(Header(row))

    def _say(self, above: list[str], row: list[str]) -> None:
        filled = [cell for cell in row if cell]
        if len(filled) == 2:
            self.said[plain_word(filled[0])] = filled[1]
        elif len(self.said) < _HEAD:
            self.said.update(zip(map(plain_word, above), row, strict=False))

    @property
    def made_on(self) -> date | None:
        """The day on which Zoom made the report, where it says so."""
        text = next((self.said[word] for word in _GENERATED if word in self.said), "")
        found = day(text, self.order)
        return found if found and may_be(found) else None


def clean(cell: str) -> str:
    """Zoom writes `--` for an empty cell."""
    cell = cell.strip()
    return "" if cell in {"--", "-"} else cell
