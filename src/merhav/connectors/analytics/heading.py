"""The head of a table, column by column: by its names, and where they are not known by the look of the cells."""

from collections.abc import Callable, Collection, Sequence

from merhav.connectors.numbers import number

from .cells import day_in
from .columns import Columns, Row
from .meanings import IGNORED, Dim, Kind, Meaning

Read = Callable[[str], Meaning | None]

BEST = frozenset({"active_users", "nb_pageviews"})
"""Of two numbers of one kind the one that is taken."""


def read_head(
    head: Row,
    samples: Sequence[Row],
    read: Read,
    *,
    mark: str | None = None,
    totals: Collection[str] = (),
) -> Columns:
    """The columns of a table that begins with these rows."""
    numbers: dict[Kind, tuple[int, str]] = {}
    dims: list[tuple[Dim, int]] = []
    for place, name in enumerate(head):
        meaning = _meaning(place, name, samples, read)
        if meaning.dim:
            dims.append((meaning.dim, place))
        elif meaning.kind and (meaning.kind not in numbers or meaning.metric in BEST):
            numbers[meaning.kind] = (place, meaning.metric)
    if numbers.get(Kind.USERS, (0, "active_users"))[1] == "total_users":
        numbers.pop(Kind.PER_USER, None)  # it is the mean of the active ones
    return Columns(len(head), numbers, tuple(dims), mark, totals)


def is_head(row: Row, read: Read) -> bool:
    """Whether the row names numbers and holds none."""
    if not any(meaning.kind for cell in row if cell and (meaning := read(cell))):
        return False
    return all(number(cell) is None for cell in row)


def _meaning(place: int, name: str, samples: Sequence[Row], read: Read) -> Meaning:
    known = read(name)
    cell = next((row[place].strip() for row in samples if place < len(row) and row[place].strip()), "")
    if known and not (known.is_ignored and cell and number(cell) is None):
        return known
    return _by_look(cell, is_first=place == 0)


def _by_look(cell: str, *, is_first: bool) -> Meaning:
    if cell.startswith("/"):
        return Meaning(dim=Dim.PATH)
    if day_in(cell):
        return Meaning(dim=Dim.DATE)
    if is_first or (cell and number(cell) is None):
        return Meaning(dim=Dim.OTHER)
    return IGNORED
