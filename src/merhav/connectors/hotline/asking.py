"""Asking a GeoReport v2 service for its requests.

The standard lets a server answer at most 90 days or 1,000 requests at a time, in XML, and in JSON where it likes. Many add
pages. So time is asked for in windows, the way that a server understands is found with the first, and where an answer looks
cut off, by its round number, the window is halved.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from urllib.parse import urlsplit

from merhav.connectors.base import Report, Told
from merhav.connectors.files import Source
from merhav.connectors.http import Http, Unreachable
from merhav.core.text import Refusal, _

from .georeport import ID, Declined, Requests
from .records import Record

WINDOW = timedelta(days=90)
MOST = 200_000
"""Requests of one asking."""
_SHORTEST = timedelta(days=1)
_SMALLEST_PAGE = 10
_ROUND = 50
"""Servers cut at 50, 100, 200, 500 or 1,000."""
_WAYS = (("json", True), ("json", False), ("xml", True), ("xml", False))
"""Format, and whether the extension `extended` is asked for, which may tell by what a request came in."""
_OTHERWISE = frozenset({400, 404, 405, 406, 415, 422, 501})
"""Answers of a server that would rather be asked in another way."""
_ENDS = ("/requests.json", "/requests.xml", "/services.json", "/services.xml", "/requests", "/services")

Span = tuple[datetime, datetime]


class _NotSo(Unreachable):
    """What was answered are no requests; perhaps to another way of asking. `told`: the server has said why."""

    def __init__(self, refusal: Refusal, *, told: bool) -> None:
        super().__init__(refusal.text, permanent=True)
        self.told = told


@dataclass(slots=True)
class Asking:
    """One asking: what was learned of the server, and what it has told, by number."""

    http: Http
    address: str
    fixed: dict[str, str]
    told: dict[str, Record] = field(default_factory=dict)
    ways: tuple[tuple[str, bool], ...] = _WAYS
    has_pages: bool = True

    @classmethod
    def of(cls, http: Http, told: Told) -> "Asking":
        names = ("jurisdiction_id", "api_key")
        fixed = {name: value.strip() for name in names if (value := told.get(name))}
        return cls(http, base_of(told.get("address") or ""), fixed)

    def ask(self, since: datetime, until: datetime) -> dict[str, Record]:
        """All requests that were made in this time. Raises `Unreachable`."""
        for window in windows(since, until):
            self._window(window)
        return self.told

    def _window(self, span: Span) -> None:
        since, until = span
        first = self._once(span, 1)
        self._keep(first)
        if len(first) < _SMALLEST_PAGE or self._following(span):
            return
        if len(first) >= _ROUND and len(first) % _ROUND == 0 and until - since > _SHORTEST:
            middle = since + (until - since) / 2
            self._window((since, middle))
            self._window((middle, until))

    def _following(self, span: Span) -> bool:
        """Draw the pages after the first. Whether there are any: a server without them tells the first again."""
        for page in count(2) if self.has_pages else ():
            try:
                drawn = self._once(span, page)
            except _NotSo:
                self.has_pages = False
                return False
            if not self._keep(drawn):
                return page > 2
        return False

    def _keep(self, drawn: list[Record]) -> int:
        """How many of them are new."""
        before = len(self.told)
        self.told.update((record[ID], record) for record in drawn)
        if len(self.told) > MOST:
            raise Unreachable(_("The service tells more than %(most)s requests.", most=MOST), permanent=True)
        return len(self.told) - before

    def _once(self, span: Span, page: int) -> list[Record]:
        failures: list[_NotSo] = []
        for way in self.ways:
            try:
                read = self._answer(way, span, page)
            except _NotSo as failure:
                failures.append(failure)
            else:
                self.ways = (way,)
                return read
        raise next((failure for failure in failures if failure.told), failures[0])

    def _answer(self, way: tuple[str, bool], span: Span, page: int) -> list[Record]:
        form, extended = way
        asked = {**self.fixed, "start_date": stamped(span[0]), "end_date": stamped(span[1])}
        if extended:
            asked["extended"] = "true"
        if page > 1:
            asked["page"] = str(page)
        url = f"{self.address}/requests.{form}"
        answer = self.http.get(url, params=asked, accept=_OTHERWISE)
        return _read(url, answer.body, known=answer.status not in _OTHERWISE)


def _read(url: str, body: bytes, *, known: bool) -> list[Record]:
    """The requests in an answer. `known`: the server says that it is what was asked for."""
    source = Source("requests", len(body), lambda: io.BytesIO(body))
    try:
        read = [record for _number, record in Requests(source).drawn(Report.aside())]
    except Declined as declined:
        raise _NotSo(declined, told=True) from None
    except Refusal:
        known = False
    if not known:
        host = urlsplit(url).hostname or url[:60]
        no = Refusal(_("%(host)s does not answer as Open311 does: is the address right?", host=host))
        raise _NotSo(no, told=False)
    return read


def windows(since: datetime, until: datetime) -> Iterator[Span]:
    """The time in pieces of at most 90 days."""
    while since < until:
        end = min(since + WINDOW, until)
        yield since, end
        since = end


def stamped(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def base_of(address: str) -> str:
    """The address of the service, without what is asked of it."""
    bare = address.strip().split("?")[0].rstrip("/")
    ending = next((end for end in _ENDS if bare.casefold().endswith(end)), "")
    return bare[: len(bare) - len(ending)]
