"""The way to a product's interface: bounded, patient, and told apart by what helps when it fails.

A connector that can be asked over the network (`Pulled`) gets a `Http` and nothing else. Addresses inside the
installation's own network are not asked (an address typed by a person must not open a door inside), unless the operator allows
it by `MERHAV_PULL_PRIVATE`.
"""

import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

import httpx

from merhav.core.text import Refusal, Text, _

LARGEST_ANSWER = 64 << 20
"""Bytes of one answer."""
_TRIES = 3
_REDIRECTS = 5
_BUSY = {429, 500, 502, 503, 504}


class Unreachable(Refusal):
    """A product's interface did not answer as it should. `permanent`: asking again as it is will not help."""

    def __init__(self, text: Text, *, permanent: bool, status: int | None = None) -> None:
        super().__init__(text)
        self.permanent = permanent
        self.status = status


@dataclass(frozen=True, slots=True)
class Answered:
    """Status and body of an answer that is no error, or of one that the caller wants to read itself."""

    status: int
    body: bytes


class Http:
    """Asks, waits where it is told to, and asks again a few times where that may help."""

    def __init__(
        self, *, private: bool = False, timeout: float = 30.0, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._private = private
        self._sleep = sleep
        self._client = httpx.Client(timeout=timeout, follow_redirects=False, headers={"User-Agent": "Merhav"})

    def close(self) -> None:
        self._client.close()

    def get(
        self,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        accept: frozenset[int] = frozenset(),
    ) -> Answered:
        """The answer to a GET; statuses in `accept` are answers, too.

        Raises `Unreachable`: permanent for a refused key or a wrong address, passing for a busy or silent server.
        """
        return self._patiently(url, params, headers, accept, None)

    def post(
        self,
        url: str,
        *,
        form: Mapping[str, str],
        headers: Mapping[str, str] | None = None,
        accept: frozenset[int] = frozenset(),
    ) -> Answered:
        """The answer to a form that is sent, as `get` gives it; where it is sent elsewhere, that is an error."""
        return self._patiently(url, None, headers, accept, form)

    def _patiently(
        self,
        url: str,
        params: Mapping[str, str] | None,
        headers: Mapping[str, str] | None,
        accept: frozenset[int],
        form: Mapping[str, str] | None,
    ) -> Answered:
        for attempt in range(1, _TRIES + 1):
            try:
                return self._asked(url, params, headers, accept, form)
            except Unreachable as failure:
                if failure.permanent or attempt == _TRIES:
                    raise
                self._sleep(2.0**attempt)
        raise AssertionError

    def _asked(
        self,
        url: str,
        params: Mapping[str, str] | None,
        headers: Mapping[str, str] | None,
        accept: frozenset[int],
        form: Mapping[str, str] | None,
    ) -> Answered:
        asked, sent = url, dict(headers or {})
        for _hop in range(_REDIRECTS):
            self._check(asked)
            response = self._once(asked, params, sent, form)
            if response.is_redirect and "location" in response.headers and form is None:
                following = str(response.url.join(response.headers["location"]))
                if urlsplit(following).netloc != urlsplit(asked).netloc:
                    sent.pop("Authorization", None)
                asked, params = following, None
                continue
            return _checked(response, accept)
        raise Unreachable(_("%(host)s sends from one address to the next.", host=_host(url)), permanent=True)

    def _once(
        self,
        url: str,
        params: Mapping[str, str] | None,
        headers: Mapping[str, str],
        form: Mapping[str, str] | None,
    ) -> httpx.Response:
        method = "GET" if form is None else "POST"
        try:
            with self._client.stream(method, url, params=params, headers=headers, data=form) as response:
                body = bytearray()
                for piece in response.iter_bytes():
                    body += piece
                    if len(body) > LARGEST_ANSWER:
                        raise Unreachable(
                            _("The answer of %(host)s is larger than 64 MB.", host=_host(url)), permanent=True
                        )
                return httpx.Response(
                    response.status_code,
                    headers=[(k, v) for k, v in response.headers.items() if k != "content-encoding"],
                    content=bytes(body),
                    request=response.request,
                )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            permanent = isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol)
            raise Unreachable(
                _("%(host)s does not answer. Is the address right?", host=_host(url)), permanent=permanent
            ) from error

    def _check(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise Unreachable(_("%(url)s is no address of the web.", url=url[:80]), permanent=True)
        if not self._private and _is_inside(parts.hostname):
            raise Unreachable(
                _("%(host)s is an address inside this network, and is not asked.", host=parts.hostname),
                permanent=True,
            )


def _checked(response: httpx.Response, accept: frozenset[int]) -> Answered:
    status, host = response.status_code, response.url.host
    if status < 300 or status in accept:
        return Answered(status, response.content)
    if status in {401, 403}:
        raise Unreachable(
            _("%(host)s refuses the key: it has run out, or lacks a permission.", host=host),
            permanent=True,
            status=status,
        )
    if status in _BUSY:
        raise Unreachable(
            _("%(host)s is busy (%(status)s).", host=host, status=status), permanent=False, status=status
        )
    raise Unreachable(
        _("%(host)s answers %(status)s: is the address right?", host=host, status=status),
        permanent=True,
        status=status,
    )


def _is_inside(host: str) -> bool:
    """Whether any address of the host is private, of this machine, or otherwise not of the open network."""
    try:
        found = {info[4][0] for info in socket.getaddrinfo(host, None)}
    except OSError:
        return False  # it will not answer, and that is said then
    return any(not ip_address(str(address).split("%")[0]).is_global for address in found)


def _host(url: str) -> str:
    return urlsplit(url).hostname or url[:60]
