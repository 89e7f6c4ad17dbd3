"""One report in an answer of Google Analytics' Data API: its heads, and its rows as lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from merhav.core.text import Text, _

from .columns import Columns
from .ga4_words import TOTAL_OF_ANSWER, meaning
from .heading import BEST
from .lines import Line, Table
from .meanings import IGNORED, Dim, Kind, Meaning

_RANGES = "dateRange"
_FIRST_RANGE = "date_range_0"
_ABOUT = ("dimensionValues", "dimension_values")
_NUMBERS = ("metricValues", "metric_values")


def plain(key: str) -> str:
    """Clients in some languages write `dimension_headers`."""
    return key.replace("_", "").casefold()


@dataclass(slots=True)
class Answer:
    """A report while it is read; `table` and `columns` are there once its first row has come."""

    about: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    table: Table = field(default_factory=Table)
    columns: Columns | None = None
    rows: int = 0
    all_rows: int = 0
    """How many there are, also of those not in this answer."""

    @property
    def title(self) -> str:
        return " × ".join(self.about) or ", ".join(self.numbers)

    def is_next_page_of(self, before: "Answer") -> bool:
        return (
            (self.about, self.numbers) == (before.about, before.numbers)
            and before.columns is not None
            and before.rows < before.all_rows
        )

    def line(self, row: Mapping[str, object], number: int, *, is_total: bool) -> Line | Text | None:
        """The row as a line, or why it is none; nothing for a row of no use here."""
        if not self.columns or not self.columns.numbers:
            return None
        about, numbers = _cells(row, *_ABOUT), _cells(row, *_NUMBERS)
        if not self._is_of_first_range(about):
            return None
        line = self.columns.line(self.table, number, [*about, *numbers])
        if isinstance(line, Line):
            line.is_total |= is_total
            return line if line.values else None
        return line

    def _is_of_first_range(self, about: list[str]) -> bool:
        """Of ranges that are compared the first is read."""
        if _RANGES not in self.about:
            return True
        return dict(zip(self.about, about, strict=False)).get(_RANGES) == _FIRST_RANGE

    def read_heads(self) -> Columns:
        places: dict[Kind, tuple[int, str]] = {}
        for place, name in enumerate(self.numbers, start=len(self.about)):
            known = meaning(name) or IGNORED
            if known.kind and (known.kind not in places or known.metric in BEST):
                places[known.kind] = (place, known.metric)
        kept = [(place, name) for place, name in enumerate(self.about) if name != _RANGES]
        dims = tuple(((meaning(name) or Meaning()).dim or Dim.OTHER, place) for place, name in kept)
        self.columns = Columns(len(self.about) + len(self.numbers), places, dims, ".", TOTAL_OF_ANSWER)
        return self.columns


def held_back(metadata: Mapping[str, object]) -> Iterator[Text]:
    """What Google says it left out or estimated."""
    told = {plain(key): value for key, value in metadata.items()}
    if told.get("subjecttothresholding"):
        yield _("Google withheld numbers of few people; sums are a little too low.")
    if told.get("datalossfromotherrow"):
        yield _("Google put rows together as (other); pages and cities among them are not counted.")
    if told.get("samplingmetadatas"):
        yield _("Google estimated these numbers from a sample.")


def _cells(row: Mapping[str, object], name: str, other_name: str) -> list[str]:
    held = row.get(name) or row.get(other_name)
    cells = held if isinstance(held, list) else []
    return [str(cell.get("value") or "") if isinstance(cell, Mapping) else "" for cell in cells]
