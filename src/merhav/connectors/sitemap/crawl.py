"""A site's maps asked for over the network, maps of maps followed, and put into one."""

import io
from collections import deque
from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit
from xml.sax.saxutils import escape

from merhav.connectors.base import Payload
from merhav.connectors.files import Source, binary
from merhav.connectors.http import LARGEST_ANSWER, Http, Unreachable
from merhav.core.text import Refusal

from .document import Entry, Map, is_address

MOST_MAPS = 300
MOST_PAGES = 250_000
_MOST_NAMED = 5000
"""Maps that are remembered by name, to be asked or to be told missing."""
_MOST_BYTES = 4 * LARGEST_ANSWER
_REACH = timedelta(days=31)
"""What was on a site longer ago than this before the crawl, the crawl does not know."""
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def crawled(http: Http, address: str, since: datetime, until: datetime) -> Payload:
    """One map of all pages, which says when it was crawled and which maps could not be read (`missing`).

    Raises `Unreachable` where the site does not answer, or a part of it is busy; `Refusal` where there is no map.
    """
    crawl = _Crawl(http)
    content = io.BytesIO()
    begins = max(since, until - _REACH).isoformat()
    content.write(f'<urlset xmlns="{_NAMESPACE}" since="{begins}" until="{until.isoformat()}">\n'.encode())
    for entry in crawl.pages(_starts(http, _whole(address))):
        changed = f"<lastmod>{entry.changed.isoformat()}</lastmod>" if entry.changed else ""
        content.write(f"<url><loc>{escape(entry.address)}</loc>{changed}</url>\n".encode())
    for missing in crawl.missing:
        content.write(f"<missing>{escape(missing)}</missing>\n".encode())
    content.write(b"</urlset>\n")
    return Payload(f"{urlsplit(_whole(address)).hostname}.xml", content.getvalue())


def _whole(address: str) -> str:
    text = address.strip()
    return text if "://" in text else f"https://{text}"


def _starts(http: Http, address: str) -> list[str]:
    """The map of that address; of a site whose name alone is told, those that its robots.txt names, or the usual one."""
    if urlsplit(address).path.strip("/"):
        return [address]
    rules = http.get(urljoin(address, "/robots.txt"), accept=frozenset({403, 404, 410}))
    lines = rules.body[: 1 << 19].decode("utf-8", "replace").splitlines() if rules.status < 300 else []
    named = [line.partition(":")[2].strip() for line in lines if line.lower().startswith("sitemap:")]
    return [each for each in named if is_address(each)] or [urljoin(address, "/sitemap.xml")]


class _Crawl:
    """Follows maps of maps, each once, up to its bounds; what lies beyond them is missing."""

    def __init__(self, http: Http) -> None:
        self._http = http
        self._asked = self._pages = self._bytes = 0
        self.missing: list[str] = []

    def pages(self, starts: list[str]) -> Iterator[Entry]:
        waiting, known = deque(starts), set(starts)
        while waiting:
            address = waiting.popleft()
            if self._is_full:
                self._misses(address)
                continue
            for entry in self._entries(address, must=len(known) == 1):
                if self._pages == MOST_PAGES:
                    self._misses(address)
                    break
                if not entry.is_map:
                    self._pages += 1
                    yield entry
                elif entry.address not in known:
                    known.add(entry.address)
                    waiting.append(entry.address)
                    if len(known) > _MOST_NAMED:
                        break

    @property
    def _is_full(self) -> bool:
        return self._asked >= MOST_MAPS or self._pages >= MOST_PAGES or self._bytes >= _MOST_BYTES

    def _misses(self, address: str) -> None:
        if len(self.missing) < _MOST_NAMED:
            self.missing.append(address)

    def _entries(self, address: str, *, must: bool) -> Iterator[Entry]:
        """The entries of one map; where it cannot be read, and need not, it is missing."""
        self._asked += 1
        try:
            body = self._http.get(address).body
            self._bytes += len(body)
            with binary(Source(address, len(body), lambda: io.BytesIO(body)), ".xml", None) as stream:
                for entry in Map(address).entries(stream):
                    if is_address(entry.address):
                        yield entry
        except Refusal as refusal:
            if must or (isinstance(refusal, Unreachable) and not refusal.permanent):
                raise
            self._misses(address)
