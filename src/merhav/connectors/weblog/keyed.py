"""Lines that are JSON objects: whatever a server's administrator called the keys, they say one of few things.

nginx has no keys of its own (its administrator writes them), Caddy, Traefik, Cloudflare and Google's balancers have.
A key is known by its name, or by its parent's and its own (`request.headers.User-Agent` is `useragent`).
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from merhav.core.text import Text, _

from .clock import NEVER, Clock
from .shapes import UNKNOWN, Hit

_AT = ("timestamp", "time", "timeiso8601", "timelocal", "ts", "msec", "starttime", "startutc", "datetime", "edgestarttimestamp", "eventtime")  # fmt: skip
_ADDRESS = ("httpxforwardedfor", "xforwardedfor", "xff", "requestxforwardedfor", "clientip", "realip", "remoteaddr", "remoteip", "clienthost", "clientaddr", "remotehost", "ip", "sourceip", "client", "cip")  # fmt: skip
_REQUEST = ("request", "requestline", "httprequest")
_METHOD = ("requestmethod", "method", "clientrequestmethod", "httpmethod", "verb", "csmethod")
_PATH = ("requesturi", "uri", "clientrequesturi", "requestpath", "requesturl", "urloriginal", "urlpath", "path", "url", "csuristem")  # fmt: skip
_STATUS = ("status", "statuscode", "downstreamstatus", "edgeresponsestatus", "responsestatuscode", "responsestatus", "httpstatus", "scstatus")  # fmt: skip
_AGENT = ("httpuseragent", "useragent", "requestuseragent", "clientrequestuseragent", "useragentoriginal", "agent", "ua")  # fmt: skip

_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)? ?(?:Z|[+-]\d\d:?\d\d)?")
_COMMON = re.compile(r"\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}")
_NUMBER = re.compile(r"\d{9,19}(?:\.\d+)?")
_PORT = re.compile(r"^\[?([0-9A-Fa-f:.]+?)\]?:\d{1,5}$")
_FAR_PAST, _FAR_FUTURE = 788_918_400, 4_102_444_800
"""1995 and 2100, in seconds since 1970."""
_DEEPEST, _MOST = 3, 200

NOT_A_REQUEST = _("This line of JSON does not say which page was asked for, by whom and when.")


def keyed_hit(line: bytes, clock: Clock) -> Hit | Text | None:
    """The request of a line; why it is none; or None for an object that does not speak of requests at all."""
    try:
        said = json.loads(line.rstrip(b" ,\r").decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return _("This line is no JSON object that is whole.")
    if not isinstance(said, dict):
        return NOT_A_REQUEST
    known = dict(_flat(said))
    request, status = _requested(known), _one(known, _STATUS)
    if request is None and status is None:
        return None
    address, at = _address(known), _moment(_one(known, _AT), clock)
    if request is None or address is None or at == NEVER or not re.fullmatch(r"\d{3}", str(status)):
        return NOT_A_REQUEST
    agent = _one(known, _AGENT)
    return at, _bytes(address), UNKNOWN if agent is None else _bytes(agent), _bytes(request), _bytes(status)


def _flat(said: Mapping[str, Any], parent: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
    """What stands nearer to the root last, so that it holds; lists as their first."""
    for number, (key, value) in enumerate(said.items()):
        if number == _MOST:
            return
        word = _word(key[:100])
        first = value[0] if isinstance(value, list) and value else value
        if isinstance(first, dict):
            if depth < _DEEPEST:
                yield from _flat(first, word, depth + 1)
        elif isinstance(first, str | int | float):
            yield parent + word, first
            if parent:
                yield word, first


@lru_cache(maxsize=4096)
def _word(key: str) -> str:
    return re.sub(r"[^a-z0-9]", "", key.lower())


def _one(known: Mapping[str, Any], names: Sequence[str]) -> Any:
    """What the first of the names says that says something."""
    return next((known[name] for name in names if known.get(name) not in {None, "", "-"}), None)


def _requested(known: Mapping[str, Any]) -> str | None:
    whole = _one(known, _REQUEST)
    if isinstance(whole, str) and " " in whole:
        return whole
    path = _one(known, _PATH)
    return None if path is None else f"{_one(known, _METHOD) or 'GET'} {path}"


def _address(known: Mapping[str, Any]) -> str | None:
    address = _one(known, _ADDRESS)
    if address is None:
        return None
    first = str(address).partition(",")[0].strip()
    port = _PORT.match(first)
    return port[1] if port and (first.count(":") == 1 or first.startswith("[")) else first


def _moment(at: Any, clock: Clock) -> int:
    text = str(at).strip()
    if _ISO.fullmatch(text):
        return clock.iso((text[:10] + "T" + text[11:].replace(" ", "")).encode())
    if _COMMON.fullmatch(text):
        return clock.common(text.encode())
    return _epoch(float(text)) if _NUMBER.fullmatch(text) else NEVER


def _epoch(number: float) -> int:
    """Seconds, or the thousandth, millionth or billionth parts of them that some products count."""
    while number >= _FAR_FUTURE:
        number /= 1000
    return int(number) if number >= _FAR_PAST else NEVER


def _bytes(value: Any) -> bytes:
    return str(value).encode("utf-8", "replace")
