"""What Google Analytics' Data API answers, one report or a batch of them, as a stream of lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from merhav.connectors.base import Report, Told
from merhav.connectors.files import Source
from merhav.core.text import Refusal, Text, _

from .cells import day_in
from .ga4_answers import Answer, held_back, plain
from .lines import Line, Table
from .parts import IN_LIST, Opened, Path, parts
from .periods import span_told, untold
from .remarks import Remarks
from .spans import Span
from .times import needs_days

_HEADS = frozenset({"dimensionheaders", "metricheaders"})
_LISTS = _HEADS | {"rows", "totals", "dateranges"}


_MOST_NAMED = 100
_MOST_HEADS = 200


def lines(source: Source, told: Told, report: Report, remarks: Remarks) -> Iterator[Line]:
    """Every row of every report.

    Raises `Refusal` for a document without the interface's words, or whose rows come before their heads.
    """
    reading = _Reading(source, told, report, remarks)
    for path, value in parts(source, _is_part):
        line = reading.read(path, value)
        if line is not None:
            yield line
    reading.next_answer()
    if not reading.found:
        raise Refusal(_("%(name)s is not an answer of Google Analytics' Data API.", name=source.name))


@lru_cache(maxsize=1024)
def _is_part(path: Path) -> bool:
    if not path:
        return False
    return plain(path[-1]) == "metadata" or (path[-1] == IN_LIST and _key(path) in _LISTS)


@lru_cache(maxsize=1024)
def _key(path: Path) -> str:
    """The name of a value, or of the list that it is in."""
    names = [name for name in path[-2:] if name != IN_LIST]
    return plain(names[-1]) if names else ""


@dataclass(slots=True)
class _Reading:
    """Where one is in the document."""

    source: Source
    told: Told
    report: Report
    remarks: Remarks
    answer: Answer = field(default_factory=Answer)
    before: Answer = field(default_factory=Answer)
    ranges: set[Span] = field(default_factory=set)
    number: int = 0
    found: bool = False

    def read(self, path: Path, value: object) -> Line | None:
        key = _key(path)
        if isinstance(value, Mapping):
            return self._part(key, value)
        if value is Opened.MAP and (not path or path[-1] == IN_LIST):
            self.next_answer()
        elif key == "rowcount" and isinstance(value, int | float):
            self.answer.all_rows = int(value)
        return None

    def next_answer(self) -> None:
        """A report is over: whether it held all of its rows is known once no further page follows."""
        done, self.answer = self.answer, Answer()
        if done.columns is None:
            return
        self.before = done
        told = _("The answer holds %(rows)s of %(all)s rows.", rows=done.rows, all=done.all_rows)
        if done.rows < done.all_rows and len(self.remarks.short) < _MOST_NAMED:
            self.remarks.short[done.title] = told
        else:
            self.remarks.short.pop(done.title, None)

    def _part(self, key: str, value: Mapping[str, object]) -> Line | None:
        if key in _HEADS:
            self._head(key, str(value.get("name", "")))
        elif key == "dateranges":
            self.ranges |= _range(value) if len(self.ranges) < 2 else set()
        elif key == "metadata":
            self.remarks.held_back |= {text.message: text for text in held_back(value)}
        else:
            return self._row(value, is_total=key == "totals")
        return None

    def _head(self, key: str, name: str) -> None:
        heads = self.answer.about if key == "dimensionheaders" else self.answer.numbers
        if len(heads) == _MOST_HEADS:
            raise Refusal(
                _("%(name)s is not an answer of Google Analytics' Data API.", name=self.source.name)
            )
        heads.append(name)

    def _row(self, value: Mapping[str, object], *, is_total: bool) -> Line | None:
        self.number += 1
        if self.answer.columns is None:
            self._begin(self.answer)
        self.answer.rows += not is_total
        line = self.answer.line(value, self.number, is_total=is_total)
        if isinstance(line, Text):
            self.report.problem(self.number, str(dict(value)), line)
            return None
        return line

    def _begin(self, answer: Answer) -> None:
        if not answer.numbers:
            raise Refusal(_("In %(name)s rows come before their heads.", name=self.source.name))
        columns = answer.read_heads()
        self.found |= bool(columns.numbers)
        if answer.is_next_page_of(self.before):
            answer.table, answer.rows = self.before.table, self.before.rows
            return
        dims = tuple(dim for dim, _place in columns.dims)
        span = next(iter(self.ranges)) if len(self.ranges) == 1 else span_told(self.told)
        if span is None and needs_days(dims):
            raise untold(self.report)
        answer.table = Table(answer.title, span, dims, columns.metrics)


def _range(value: Mapping[str, object]) -> set[Span]:
    told = {plain(key): str(text) for key, text in value.items()}
    first, last = (day_in(told.get(name, "")) for name in ("startdate", "enddate"))
    # Of which days `28daysAgo` speaks is not known.
    return {Span(first, last)} if first and last and first <= last else set()
