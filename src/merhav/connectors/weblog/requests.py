"""Which requests are page views, and of which of the site's services; each other request has its reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from merhav.connectors.paths import Patterns, readable

from .robots import Robots
from .shapes import Hit

_LONGEST = 2000
"""Bytes of a request that are looked at, and kept."""
_KEPT = 20_000

_PARTS = frozenset(
    b"png jpg jpeg gif webp avif svg ico bmp tif tiff heic jfif cur css js mjs map less woff woff2 ttf otf eot "
    b"mp3 mp4 m4a m4v webm ogg ogv wav avi mov m3u8 ts json xml xsl rss atom txt webmanifest manifest wasm swf "
    b"axd ashx asmx svc dll gz br zip pbf mvt".split()
)
"""Endings of files that pages are made of, or that programs ask for. Documents (pdf, docx) are read by people."""
_MACHINES = (
    b"/api/",
    b"/wp-json/",
    b"/wp-admin/",
    b"/wp-cron.php",
    b"/xmlrpc.php",
    b"/.well-known/",
    b"/feed/",
)
"""Where programs ask, and who runs the site; not its readers."""
_SHOWN = {b"200", b"203", b"304"}
"""Answers with which a page was seen: given, passed on, or still fresh in the browser."""


class Reason(StrEnum):
    """Why a line is no page view."""

    HEAD = "head"
    ROBOT = "robot"
    RULES = "rules"
    """Asked for robots.txt, which only robots read."""
    FAILED = "failed"
    METHOD = "method"
    MOVED = "moved"
    """Sent elsewhere, or only a part of a document: the page itself has a line of its own."""
    PART = "part"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asked for: a page, with the services that it belongs to, or something else for a reason."""

    reason: Reason | None = None
    services: tuple[str, ...] = ()


class Sieve:
    """Judges requests. What was judged once is known, because a site has few pages and many readers."""

    def __init__(self, services: Mapping[str, Patterns]) -> None:
        self._services = services
        self._robots = Robots()
        self._known: dict[bytes, Asked] = {}

    def judged(self, hit: Hit) -> Asked:
        _at, _address, agent, request, status = hit
        if self._robots.has(agent):
            return _ROBOT
        asked = self._known.get(request) or self._learnt(request)
        if asked.reason is Reason.RULES:
            return asked
        if status not in _SHOWN:
            return _FAILED if status >= b"400" else _MOVED
        return asked

    def _learnt(self, request: bytes) -> Asked:
        asked = self._asked(request[:_LONGEST])
        if len(self._known) >= _KEPT:
            self._known.clear()
        if len(request) <= _LONGEST:
            self._known[request] = asked
        return asked

    def _asked(self, request: bytes) -> Asked:
        address = path_of(request)
        if not address:
            return Asked(Reason.METHOD)
        path = address.partition(b"?")[0].lower()
        if path == b"/robots.txt":
            return Asked(Reason.RULES)
        if path.startswith(_MACHINES) or path.partition(b";")[0].rpartition(b".")[2] in _PARTS:
            return Asked(Reason.PART)
        words = readable(address) if self._services else ""
        return Asked(services=tuple(name for name, patterns in self._services.items() if patterns.fit(words)))


_ROBOT, _FAILED, _MOVED = Asked(Reason.ROBOT), Asked(Reason.FAILED), Asked(Reason.MOVED)


def path_of(request: bytes) -> bytes:
    """Path and query that a GET asks for; nothing for any other request."""
    method, _blank, rest = request.partition(b" ")
    if method != b"GET":
        return b""
    address = rest.rpartition(b" HTTP/")[0] or rest
    if address.startswith(b"/"):
        return address
    return _of_whole(address) if address[:4].lower() == b"http" else b""


def _of_whole(address: bytes) -> bytes:
    """The path of a whole address, as balancers and proxies write it."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return b""
    return (parts.path or b"/") + (b"?" + parts.query if parts.query else b"")
