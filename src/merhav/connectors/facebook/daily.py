"""A page's numbers by day: one metric a file, or several under each other or beside each other.

A block is a title (the metric's name), a head and one row a day. Days without a row are days of nought.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import PurePath
from typing import NamedTuple

from merhav.connectors.base import Answer, Question, Report, Told, Untold
from merhav.connectors.files import Source
from merhav.connectors.heads import plain_word
from merhav.connectors.moments import DAY_FIRST, MONTH_FIRST, day
from merhav.connectors.tables import cell, rows
from merhav.core.text import Refusal, _

from .counts import count_in
from .orders import order_of
from .told import is_plausible
from .words import AUDIENCE, PAGE_METRICS

MEASURES = {
    "follows": ("followers_gained", "facebook:follows"),
    "interactions": ("interactions", "facebook:content_interactions"),
    "link_clicks": ("link_clicks", "facebook:link_clicks"),
    "views": ("page_views", "facebook:views"),
    "viewers": ("viewers_day", "facebook:viewers"),
    "reach": ("viewers_day", "facebook:reach"),
    "visits": ("page_visits", "facebook:visits"),
}
"""Measure and generation of each metric. Viewers are different people of one day, and never added up to people."""

METRIC = Question(
    "page_metric",
    _("Which number does this file tell by day?"),
    Answer.CHOICE,
    choices=(
        ("follows", _("New followers")),
        ("interactions", _("Content interactions")),
        ("link_clicks", _("Link clicks")),
        ("views", _("Views")),
        ("viewers", _("Viewers")),
        ("reach", _("Reach")),
        ("visits", _("Visits to the page")),
    ),
    required=True,
    only_if="page_metric",
    before=True,
)
_METRICS = {plain_word(word): name for name, words in PAGE_METRICS.items() for word in words}
_AUDIENCE = {plain_word(word) for words in AUDIENCE.values() for word in words}
_LONGEST = 60
"""Characters of a title or a day; what is longer is neither, and is not kept."""
_MOST_NAMED = 20
"""Titles that a note or a question lists."""


class Number(NamedTuple):
    """One number of one day."""

    line: int
    day: date
    metric: str
    value: float


def metric_of(title: str) -> str | None:
    return _METRICS.get(plain_word(title)) if len(title) < _LONGEST else None


def is_instagram(title: str) -> bool:
    return plain_word(title).startswith(("instagram", "אינסטגרם", "إنستغرام", "انستغرام"))


def is_audience(title: str) -> bool:
    return plain_word(title) in _AUDIENCE


def is_day(cell: str) -> bool:
    """Whether the cell is a day, in whichever order of day and month."""
    return 0 < len(cell) < _LONGEST and bool(_day_in(cell, DAY_FIRST) or _day_in(cell, MONTH_FIRST))


@lru_cache(maxsize=4096)
def _day_in(cell: str, order: str) -> date | None:
    return day(cell, order)


@dataclass(slots=True)
class _Block:
    """A title, a head, and days under them; either of the first two may be missing."""

    title: str = ""
    head: Sequence[str] | None = None
    metrics: Mapping[int, str] | None = None
    """Metric by column; empty for a block of something else, None until it matters."""
    last: date | None = None

    def beside(self) -> dict[int, str]:
        """Metrics that the head names beside each other."""
        head = self.head or ()
        return {place: name for place, text in enumerate(head) if place and (name := metric_of(text))}


@dataclass(slots=True)
class _Reading:
    """Where one is in the file."""

    order: str
    named: str | None
    """The metric of the first block whose title does not say it: told, or by the file's name."""
    report: Report
    block: _Block = field(default_factory=_Block)
    left_out: dict[str, None] = field(default_factory=dict)
    """Titles of blocks of something else."""
    read: int = 0
    has_days: bool = False

    def row(self, line: int, cells: Sequence[str]) -> Iterator[Number]:
        filled = [text.strip() for text in cells if text.strip()]
        if not filled:
            return
        if is_day(cells[0]):
            yield from self._day(line, cells)
        elif len(filled) == 1:
            self.block = _Block(filled[0])
        elif self.block.head is None and self.block.last is None:
            self.block.head = cells
        elif _Block(head=cells).beside():
            self.block = _Block(head=cells)
        elif self._metrics():
            self.report.problem(line, ",".join(cells), _("This row does not begin with a day."))

    def _metrics(self) -> Mapping[int, str]:
        block = self.block
        if block.metrics is None:
            metric = metric_of(block.title)
            if metric is None and not (is_instagram(block.title) or is_audience(block.title)):
                metric, self.named = self.named, None
            block.metrics = block.beside() or ({1: metric} if metric else {})
            if not block.metrics and len(self.left_out) < _MOST_NAMED:
                self.left_out[block.title] = None
        return block.metrics

    def _day(self, line: int, cells: Sequence[str]) -> Iterator[Number]:
        metrics, read, self.has_days = self._metrics(), _day_in(cells[0], self.order), True
        if not metrics:
            return
        if read is None or not is_plausible(read):
            self.report.problem(line, ",".join(cells), _("This row does not begin with a day."))
        elif read == self.block.last:
            self.report.problem(line, ",".join(cells), _("This day is told twice; its first number holds."))
        else:
            self.block.last = read
            for place, metric in metrics.items():
                yield from self._number(line, read, metric, cells, place)

    def _number(
        self, line: int, read: date, metric: str, cells: Sequence[str], place: int
    ) -> Iterator[Number]:
        value = count_in(cell(cells, place))
        if value is None:
            self.report.problem(line, ",".join(cells), _("A number in this row was not understood."))
            return
        self.read += 1
        yield Number(line, read, metric, value)


def numbers(source: Source, told: Told, report: Report) -> Iterator[Number]:
    """Every number of a day, in the file's order; blocks of something else are left out and named in a note.

    Raises `Untold` where no title says which metric the file tells, `Refusal` for what is no such file.
    """
    reading = _Reading(order_of(_days(source), told, report), _named(source, told), report)
    for line, cells in rows(source):
        yield from reading.row(line, cells)
    if not reading.read:
        raise _nothing(source, reading, report)
    for title in filter(None, reading.left_out):
        report.notes.append(_("“%(title)s” is no number of the page by day, and was left out.", title=title))


def _days(source: Source) -> Iterator[str]:
    return (cells[0] for _line, cells in rows(source) if is_day(cells[0]))


def _named(source: Source, told: Told) -> str | None:
    """The metric that is told; else what the file's name says, as in `Link clicks (1).csv`."""
    answer = told.get(METRIC.name)
    if answer is None:
        return metric_of(PurePath(source.name).stem.partition(" (")[0].replace("_", " "))
    if answer not in MEASURES:
        raise Refusal(_("%(answer)s is none of the numbers that a page has by day.", answer=answer))
    return answer


def _nothing(source: Source, reading: _Reading, report: Report) -> Refusal:
    others = [title for title in reading.left_out if not is_audience(title)]
    if others and all(map(is_instagram, others)):
        return Refusal(_("%(name)s tells of Instagram, which is none of the assets.", name=source.name))
    if not others or not reading.has_days:
        return Refusal(_("%(name)s holds no numbers of a Facebook page by day.", name=source.name))
    report.asks.add(METRIC.name)
    titles = ", ".join(filter(None, others)) or source.name
    return Untold(_("Say which number is told by day: %(titles)s (page_metric).", titles=titles), (METRIC,))
