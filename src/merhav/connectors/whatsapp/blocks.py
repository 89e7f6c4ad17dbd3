"""The fast reading: a file as blocks of columns.

One pattern, made for the one shape of the file's headers, splits a million characters at a time; days, times and
names are looked up by their spelling. Only what may not be an ordinary message (a few in a hundred) is looked at
in Python. A block is let go before the next one is read, so memory does not grow with the file.
"""

import operator
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from merhav.connectors.base import Report, Told
from merhav.connectors.files import Source
from merhav.core.text import Refusal, _

from .bodies import HEADS, PAGES, TAILS, Found, Reader
from .columns import Columns
from .dates import Clock, Days
from .headers import Family, headers_in
from .marks import clean_name
from .mixed import Unfolding
from .survey import Layout, chat_chunks, survey

LONGEST_MESSAGE = 4 << 20
"""Characters from one header to the next; more is no chat."""

CUT_AT = {40_000, 10_000}
"""How many messages an export holds at most, without media and with media; older ones are cut off silently."""

_STRIDE = 6
"""A split yields, for each message: marks before the line, date, time, name, marks before the text, the text."""


@dataclass
class Block:
    """Some hundreds or thousands of messages in the file's order, as columns."""

    at: list[int]
    """Seconds since 1970 by the local clock; negative where the time does not exist or cannot be told."""
    names: list[str | None]
    """Senders, marks gone; None for what the app itself says."""
    texts: list[str]
    found: dict[int, Found]
    """What is not an ordinary message, by its place in the block."""
    seconds: bool
    """Whether the headers tell seconds."""
    precise: set[int] = field(default_factory=set)
    """Places whose header tells seconds in a file whose others do not."""

    def __len__(self) -> int:
        return len(self.at)

    @cached_property
    def lines_before(self) -> list[int]:
        """Of each message, the lines of those before it."""
        return list(accumulate((text.count("\n") + 1 for text in self.texts), initial=0))


@dataclass(slots=True)
class Tally:
    """What is counted over the whole file."""

    messages: int = 0
    pasted: int = 0
    line: int = 1
    """The line at which the block begins."""
    further: int = 0
    """Lines of the block that are not the first of a message."""


class Names(dict[str | None, str | None]):
    """Senders by their spelling in the file. A name that holds words of a notice is remembered: the notice may
    hold a colon itself, and then only the whole line tells what it is.
    """

    def __init__(self, reader: Reader) -> None:
        super().__init__({None: None})
        self._reader = reader
        self.doubtful: set[str | None] = set()

    def __missing__(self, raw: str | None) -> str | None:
        if len(self) > 200_000:
            self.clear()
            self[None] = None
        self[raw] = name = None if raw is None else clean_name(raw)
        if raw is not None and self._reader.may_be_notice(raw):
            self.doubtful.add(raw)
        return name


@dataclass(slots=True)
class _Reading:
    """One file being read."""

    layout: Layout
    report: Report
    reader: Reader = field(default_factory=Reader)
    clock: Clock = field(default_factory=Clock)
    tally: Tally = field(default_factory=Tally)
    days: Days = field(init=False)
    names: Names = field(init=False)
    unfolding: Unfolding | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.days = Days(self.layout.order)
        self.names = Names(self.reader)
        if self.layout.others:
            others = {shape: Days(order) for shape, order in self.layout.others.items()}
            self.unfolding = Unfolding(others, self.clock)

    def block(self, text: str) -> Block:
        columns = self._columns(text)
        at = list(
            map(
                operator.add,
                map(self.days.__getitem__, columns.days),
                map(self.clock.__getitem__, columns.times),
            )
        )
        precise: set[int] = set()
        if self.unfolding is not None:
            columns, at, precise = self.unfolding.unfold(columns, at)
        block = Block(
            at,
            list(map(self.names.__getitem__, columns.names)),
            columns.texts,
            {},
            self.layout.shape.seconds,
            precise,
        )
        if at and min(at) < 0 and self.layout.order is not None:
            self._report_days(block, columns)
        self._look_closer(block, columns, pages=PAGES[0] in text)
        self.tally.messages += len(at)
        self.tally.line += len(at) + self.tally.further
        self.tally.further = 0
        return block

    def _columns(self, text: str) -> Columns:
        shape = self.layout.shape
        parts = shape.pattern.split(text)
        if parts[0].strip():
            self._report_lead(parts[0])
        self.tally.line += parts[0].count("\n")
        date, time = (3, 2) if shape.family is Family.COPY else (2, 3)
        return Columns(*(parts[n::_STRIDE] for n in (1, date, time, 4, 5, 6)))

    def _look_closer(self, block: Block, columns: Columns, *, pages: bool) -> None:
        """Only at what may not be an ordinary message: by its marks, its first letters, its last, its lines."""
        texts, names = block.texts, columns.names
        odd = {
            index
            for index, text in enumerate(texts)
            if text[:4] in HEADS or text[-1:] in TAILS or "\n" in text
        }
        for marks in (columns.text_marks, columns.line_marks):
            if any(marks):
                odd.update(index for index, mark in enumerate(marks) if mark)
        if None in names:
            odd.update(index for index, name in enumerate(names) if name is None)
        if pages:
            odd.update(index for index, text in enumerate(texts) if PAGES in text)
        for index in sorted(odd):
            text = texts[index]
            if "\n" in text:
                self.tally.further += text.count("\n")
                self.tally.pasted += sum(1 for _header in headers_in(text))
            marked = bool(columns.text_marks[index] or columns.line_marks[index])
            self._settle(block, index, self.reader.read(block.names[index], text, marked=marked))
        if not self.names.doubtful.isdisjoint(names):
            self._doubt(block, columns)

    def _doubt(self, block: Block, columns: Columns) -> None:
        for index, raw in enumerate(columns.names):
            if raw in self.names.doubtful and index not in block.found:
                self._settle(block, index, self.reader.notice_with_colon(f"{raw}: {block.texts[index]}"))

    def _settle(self, block: Block, index: int, found: Found | None) -> None:
        if found is None:
            return
        block.found[index] = found
        if found.kind == "system":
            block.names[index] = None
            if found.event is None:
                self.report.problem(
                    self._line(block, index),
                    found.text or "",
                    _("The app says something that is not known here."),
                )

    def _report_days(self, block: Block, columns: Columns) -> None:
        for index, at in enumerate(block.at):
            if at < 0:
                self.report.problem(
                    self._line(block, index),
                    f"{columns.days[index]} {columns.times[index]}",
                    _("There is no such day or time."),
                )

    def _report_lead(self, lead: str) -> None:
        for offset, line in enumerate(lead.split("\n")[1:]):
            if line.strip():
                self.report.problem(
                    self.tally.line + offset, line, _("This line stands before the first message.")
                )

    def _line(self, block: Block, index: int) -> int:
        return self.tally.line + block.lines_before[index]


def blocks(source: Source, told: Told, report: Report) -> Iterator[Block]:
    """The chat as blocks of columns, in the file's order; `report` gets problems, notes and open questions."""
    layout = survey(source, told, report)
    reading = _Reading(layout, report)
    for text in whole_messages(chat_chunks(source), layout, source.name):
        yield reading.block(text)
    _note(reading.tally, report)


def whole_messages(chunks: Iterable[str], layout: Layout, name: str) -> Iterator[str]:
    r"""Pieces of the text that begin with the "\n" before a header and end where a message ends."""
    begins = layout.shape.pattern.match
    carried = "\n"
    for chunk in chunks:
        text = carried + chunk
        cut = text.rfind("\n", 0, len(text) - 1)
        while cut > 0 and begins(text, cut) is None:
            cut = text.rfind("\n", 0, cut)
        if cut > 0:
            yield text[:cut]
            text = text[cut:]
        if len(text) > LONGEST_MESSAGE:
            raise Refusal(_("%(name)s holds a message of more than four million characters.", name=name))
        carried = text
    yield carried.removesuffix("\n")


def _note(tally: Tally, report: Report) -> None:
    if tally.messages in CUT_AT:
        report.notes.append(
            _(
                "The file holds exactly %(number)s messages: the app cut off what is older.",
                number=tally.messages,
            )
        )
    if tally.pasted:
        report.notes.append(
            _(
                "%(number)s lines are headers pasted from another chat; they belong to the message they stand in.",
                number=tally.pasted,
            )
        )
