"""A table as a stream of rows, whatever parts its cells: how every connector reads what a spreadsheet reads.

`rows` gives every line of the file in cells; a `Header` made of one of them finds columns by any of their names.
"""

import csv
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from merhav.core.text import Refusal, _

from .files import Source, text_lines
from .heads import delimiter_of, plain_word

CSV = ".csv"
_SNIFFED = 60


def rows(
    source: Source, *, delimiter: str | None = None, suffix: str = CSV
) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row; empty rows and a `sep=` line are passed over. A stream.

    NUL bytes, which some products write, are dropped. Raises `Refusal` for a quote that never ends.
    """
    texts = text_lines(source, suffix=suffix, drop_nul=True, keep_ends=True)
    head = list(islice(texts, _SNIFFED))
    mark = delimiter or delimiter_of([line.rstrip("\n") for line in head])
    reader = csv.reader(chain(head, texts), delimiter=mark)
    try:
        for row in reader:
            if row and not (reader.line_num == 1 and row[0].casefold().startswith("sep=")):
                yield reader.line_num, row
    except csv.Error:
        raise Refusal(
            _(
                "%(name)s holds no table that can be read: line %(line)s does not end where it should.",
                name=source.name,
                line=reader.line_num,
            )
        ) from None


class Header:
    """The head of a table. Where two columns have one name the first holds."""

    def __init__(self, cells: Sequence[str]) -> None:
        self.cells = [cell.strip() for cell in cells]
        self._places: dict[str, int] = {}
        for place, cell in enumerate(cells):
            self._places.setdefault(plain_word(cell), place)

    def place(self, *names: str) -> int | None:
        """The column that has one of the names (in any spelling of case and blanks), or None."""
        return next(
            (self._places[word] for name in names if (word := plain_word(name)) in self._places), None
        )

    def has(self, *names: str) -> bool:
        return self.place(*names) is not None

    def __contains__(self, name: str) -> bool:
        return self.has(name)


def cell(row: Sequence[str], place: int | None) -> str:
    """The cell of a column, stripped; empty where the row is too short or there is no such column."""
    return row[place].strip() if place is not None and place < len(row) else ""
