"""The first reading of an export of posts: where its table begins, what its columns say, whose posts it holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, islice
from zoneinfo import ZoneInfo

from merhav.connectors.base import Answer, Question, Report, Told, Untold
from merhav.connectors.files import Source
from merhav.connectors.heads import plain_word
from merhav.connectors.moments import MONTH_FIRST, moment
from merhav.connectors.tables import rows
from merhav.core.periods import LOCAL
from merhav.core.text import Refusal, Text, _

from .columns import Columns, columns_of, is_head_again, known
from .identity import is_rounded, plain_number
from .orders import Orders, is_night, range_in
from .told import CLOCK, clock_told

OPENING = 200
"""Rows that are looked at for the columns' shape."""
_OPENING_SIZE = 1 << 21
"""Characters of them, at most."""
_HEAD_WITHIN = 10
_MOST_PAGES = 300
_MOST_NAMED = 20
_LONGEST_NAME = 80
_CLOCKED = 2000
"""Posts whose hours are looked at."""

PAGE = Question(
    "page",
    _("Which page's posts are to be read?"),
    Answer.TEXT,
    help=_("This export holds posts of several pages: its name or number, as the file writes it."),
    required=True,
    only_if="page",
    before=True,
    remembered=True,
)


@dataclass(frozen=True, slots=True)
class Survey:
    """How an export is to be read."""

    columns: Columns
    head_line: int
    order: str
    clock: ZoneInfo
    days: tuple[date, date] | None
    all_rounded: bool
    page: str | None
    """Of several pages, the one to be read."""

    def is_of_page(self, row: Sequence[str]) -> bool:
        return self.page is None or self.page in page_of(self.columns, row)


def page_of(columns: Columns, row: Sequence[str]) -> tuple[str, str]:
    """Number and name of the row's page, each in one spelling."""
    return plain_number(columns.of(row, "page_id")), plain_word(columns.of(row, "page_name")[:_LONGEST_NAME])


@dataclass(slots=True)
class _Seen:
    """What the rows have shown so far."""

    columns: Columns
    orders: Orders
    told: Told
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By name (or number, where there is none): as it is written, and its number."""
    numbers: int = 0
    rounded: int = 0
    clocked: int = 0
    at_night: int = 0

    def look(self, row: Sequence[str]) -> None:
        if is_head_again(row):
            self.columns = columns_of(row, [], self.told, Report.aside())
            return
        published = self.columns.of(row, "published")
        self.orders.look(published)
        self._count(plain_number(self.columns.of(row, "post_id")))
        number, name = page_of(self.columns, row)
        if (number or name) and len(self.pages) < _MOST_PAGES:
            shown = self.columns.of(row, "page_name")[:_LONGEST_NAME] or number
            self.pages.setdefault(name or number, (shown, number))
        if self.clocked < _CLOCKED and (read := moment(published, MONTH_FIRST)):
            self.clocked += 1
            self.at_night += is_night(read)

    def _count(self, number: str) -> None:
        self.numbers += number.isdigit()
        self.rounded += number.isdigit() and is_rounded(number)


def survey(source: Source, told: Told, report: Report) -> Survey:
    """How the export is to be read.

    Raises `Refusal` for what is no export of posts, `Untold` while it has to be told which column is which, which of
    several pages is meant, or which of day and month comes first.
    """
    read = rows(source)
    opening = list(_opening(read))
    head = _head(opening)
    below = opening[head + 1 :]
    columns = columns_of(opening[head][1], [row for _line, row in below], told, report)
    days = range_in(source.name)
    seen = _Seen(columns, Orders(days), told)
    for _line, row in chain(below, read):
        seen.look(row)
    found = Survey(
        columns=columns,
        head_line=opening[head][0],
        order=seen.orders.chosen(told, report, MONTH_FIRST if columns.english else None),
        clock=clock_told(told),
        days=days,
        all_rounded=seen.rounded == seen.numbers > 1,
        page=_page(seen.pages, told, report),
    )
    _tell_clock(seen, told, found.clock, report)
    return found


def _opening(read: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    size = 0
    for line, row in islice(read, OPENING):
        yield line, row
        size += sum(map(len, row))
        if size > _OPENING_SIZE:
            return


def _head(opening: Sequence[tuple[int, list[str]]]) -> int:
    """The row of heads: the first that names three columns, else the first."""
    if not opening:
        raise Refusal(_("The file holds no table."))
    named = (place for place, (_line, row) in enumerate(opening[:_HEAD_WITHIN]) if len(known(row)) > 2)
    return next(named, 0)


def _page(pages: Mapping[str, tuple[str, str]], told: Told, report: Report) -> str | None:
    """The page that is told, if the file holds more than one, or another than was told of the space."""
    answer = told.get(PAGE.name)
    if answer is None and len(pages) < 2:
        return None
    word = plain_word(answer or "")
    if any(word in {name, number} for name, (_shown, number) in pages.items()):
        return word
    report.asks.add(PAGE.name)
    choices = tuple((name, Text("%(name)s", {"name": shown})) for name, (shown, _number) in pages.items())
    raise Untold(
        _(
            "Say which page's posts are to be read (page): %(names)s.",
            names=", ".join(shown for shown, _number in list(pages.values())[:_MOST_NAMED]),
        ),
        (replace(PAGE, answer=Answer.CHOICE, choices=choices),),
    )


def _tell_clock(seen: _Seen, told: Told, clock: ZoneInfo, report: Report) -> None:
    if (
        clock is LOCAL
        and not told.get(CLOCK.name)
        and seen.clocked >= 20
        and seen.at_night * 3 > seen.clocked
    ):
        report.notes.append(
            _("Most posts would be of the night: the times may be of California's clock (post_clock).")
        )


def rows_below(source: Source, found: Survey) -> Iterator[tuple[int, list[str]]]:
    """The rows of the table, without its head."""
    return ((line, row) for line, row in rows(source) if line > found.head_line)
