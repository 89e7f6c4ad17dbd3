"""Tables as files that a spreadsheet opens: Hebrew is read as Hebrew, and no cell is run as a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence

_RUN = frozenset("=+-@\t\r\n＝＋－＠")
"""Signs with which a spreadsheet's formula begins, in either width."""


def csv_lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The rows as CSV, line by line, after a byte order mark."""
    writer = csv.writer(_Echo())
    mark = "\ufeff"
    for row in rows:
        yield mark + str(writer.writerow([disarmed(cell) for cell in row]))
        mark = ""


def disarmed(cell: object) -> object:
    """The cell, with a sign before it where a spreadsheet would take it for a formula."""
    return "'" + cell if isinstance(cell, str) and cell[:1] in _RUN else cell


class _Echo:
    """A file that hands back what is written to it, so that rows can be streamed."""

    def write(self, text: str) -> str:
        return text
