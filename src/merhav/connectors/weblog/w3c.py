"""The extended log format of the W3C, as IIS, CloudFront and others write it: `#Fields:` says what each column is.

Times are UTC. The columns may change in the middle of a file, when somebody changed what is logged.
Source of the rule: https://www.w3.org/TR/WD-logfile.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from .clock import NEVER, Clock
from .shapes import UNKNOWN, Hit

_FIELDS = b"#fields:"
_DATE = re.compile(rb"#Date: *(\d{4}-\d\d-\d\d)", re.IGNORECASE)
_DAY = re.compile(rb"\d{4}-\d\d-\d\d")
_TIME = re.compile(rb"\d\d:\d\d:\d\d(?:\.\d+)?")
_STATUS = re.compile(rb"\d{3}")
_NOTHING = {b"", b"-"}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a line says what; None for what it leaves out."""

    count: int
    date: int | None
    time: int
    address: int
    forwarded: int | None
    method: int | None
    stem: int
    query: int | None
    status: int
    agent: int | None

    @classmethod
    def of(cls, directive: bytes) -> "Columns | None":
        """The columns that a `#Fields:` line names; None where what is needed is not among them."""
        names = directive[len(_FIELDS) :].lower().split()

        def place(*wanted: bytes) -> int | None:
            return next((names.index(name) for name in wanted if name in names), None)

        time, status = place(b"time"), place(b"sc-status")
        address, stem = place(b"c-ip", b"c-dns"), place(b"cs-uri-stem", b"cs-uri")
        if time is None or address is None or stem is None or status is None:
            return None
        return cls(
            count=len(names),
            date=place(b"date"),
            time=time,
            address=address,
            forwarded=place(b"x-forwarded-for", b"cs(x-forwarded-for)"),
            method=place(b"cs-method"),
            stem=stem,
            query=place(b"cs-uri-query"),
            status=status,
            agent=place(b"cs(user-agent)"),
        )


class Extended:
    """Reads lines by the last directives. Without `#Fields:` it reads nothing."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._columns: Columns | None = None
        self._day = b""
        self.begun = False
        """Whether the file has said columns."""

    def directive(self, line: bytes) -> None:
        if line[: len(_FIELDS)].lower() == _FIELDS:
            self._columns, self.begun = Columns.of(line), True
        elif found := _DATE.match(line):
            self._day = found[1]

    def hit(self, line: bytes) -> Hit | None:
        """The request of a line; None where the line is not what the directives say."""
        columns = self._columns
        cells = line.split(b"\t" if b"\t" in line else b" ")
        if columns is None or len(cells) != columns.count or not _STATUS.fullmatch(cells[columns.status]):
            return None
        address = cells[columns.address]
        forwarded = _cell(cells, columns.forwarded)
        return (
            self._moment(cells, columns),
            address if forwarded in _NOTHING else unquote_to_bytes(forwarded).partition(b",")[0].strip(),
            UNKNOWN if columns.agent is None else _spaced(cells[columns.agent]),
            _request(cells, columns),
            cells[columns.status],
        )

    def _moment(self, cells: Sequence[bytes], columns: Columns) -> int:
        day = self._day if columns.date is None else cells[columns.date]
        time = cells[columns.time]
        if not _DAY.fullmatch(day) or not _TIME.fullmatch(time):
            return NEVER
        return self._clock.iso(day + b"T" + time[:8] + b"Z")


def _cell(cells: Sequence[bytes], place: int | None) -> bytes:
    return b"" if place is None else cells[place]


def _spaced(agent: bytes) -> bytes:
    """Blanks would end a column: IIS writes `+` for one, CloudFront `%20`."""
    plain = unquote_to_bytes(agent) if b"%" in agent else agent
    return plain if b" " in plain else plain.replace(b"+", b" ")


def _request(cells: Sequence[bytes], columns: Columns) -> bytes:
    method = b"GET" if columns.method is None else cells[columns.method]
    query = _cell(cells, columns.query)
    stem = cells[columns.stem]
    return b"%s %s" % (method, stem if query in _NOTHING else b"%s?%s" % (stem, query))
