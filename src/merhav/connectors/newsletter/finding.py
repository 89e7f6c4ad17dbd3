"""The line of a table's heads: above it may stand the name of the report, a date, an empty line."""

from collections.abc import Callable, Iterator, Sequence

from merhav.connectors.base import Told
from merhav.connectors.files import Source
from merhav.connectors.heads import plain_word
from merhav.connectors.mapping import NONE, Field
from merhav.connectors.tables import Header, rows
from merhav.core.text import Refusal, _

_SEARCHED = 30
"""Lines within which a table has begun."""

Row = Sequence[str]


def header_of(
    source: Source, is_head: Callable[[Row], bool], fields: Sequence[Field], told: Told
) -> tuple[int, Header]:
    """Number and cells of the first line that is a head, or has a column that was told; else of the first with two cells.

    Raises `Refusal` where no line has two cells.
    """
    answers = {plain_word(told.get(field.question.name) or NONE) for field in fields} - {NONE, ""}
    first: tuple[int, Header] | None = None
    for number, row in rows(source):
        if number > _SEARCHED:
            break
        if is_head(row) or {plain_word(text) for text in row} & answers:
            return number, Header(row)
        if first is None and sum(bool(text.strip()) for text in row) > 1:
            first = number, Header(row)
    if first is None:
        raise Refusal(_("%(name)s holds no table.", name=source.name))
    return first


def below(source: Source, start: int) -> Iterator[tuple[int, list[str]]]:
    """The lines after the heads, with their numbers."""
    return ((number, row) for number, row in rows(source) if number > start)
