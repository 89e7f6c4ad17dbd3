"""Formats of which one expression reads a line: what Apache and nginx write by themselves, and Amazon's balancers.

No expression here can go over a line twice: each part ends at a sign that the part itself may not hold.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .clock import Clock

Hit = tuple[int, bytes, bytes, bytes, bytes]
"""One request: seconds since 1970, address, agent, request (`GET /path HTTP/1.1`), status. Plain, for there are millions."""

UNKNOWN = b"\xff"
"""The agent in a format that names none."""

_QUOTED = rb'"([^"\\\n]*+(?:\\.[^"\\\n]*+)*+)"'
_SKIPPED = rb'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
_VHOST = rb"(?:\S+ (?=[0-9A-Fa-f.:]{3,45} \S+ \S+ \[))?"
_BEGINS = rb"^" + _VHOST + rb"(\S+) \S+ [^\[\n]*\["
_COMMON = (
    _BEGINS + rb"(\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\] " + _QUOTED + rb" (\d{3}) (?:\d+|-)"
)
_FORWARDED = rb'(?: "([0-9A-Fa-f.:, ]+)")?'
_ISO = rb"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\dZ:+-]*)"
_BALANCED = (
    rb"^(?:(?:https?|h2|wss?|grpcs?) )?"
    + _ISO
    + rb" \S+ (\S+) \S+ \S+ \S+ \S+ (\d{3}|-) \S+ \S+ \S+ "
    + _QUOTED
    + b" "
    + _QUOTED
    + rb"[^\n]*$"
)

Found = Sequence[Any]
"""The groups of each line."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A format: the expression of its line, and how the groups of many lines become requests."""

    name: str
    line: re.Pattern[bytes]
    hits: Callable[[Found, Clock], list[Hit]]


def _combined(found: Found, clock: Clock) -> list[Hit]:
    read = clock.common
    return [
        (read(when), _first(forwarded) if forwarded else address, agent, request, status)
        for address, when, request, status, agent, forwarded in found
    ]


def _common(found: Found, clock: Clock) -> list[Hit]:
    read = clock.common
    return [(read(when), address, UNKNOWN, request, status) for address, when, request, status in found]


def _balanced(found: Found, clock: Clock) -> list[Hit]:
    read = clock.iso
    return [
        (read(when), client.rpartition(b":")[0].strip(b"[]") or client, agent, request, status)
        for when, client, status, request, agent in found
    ]


def _first(forwarded: bytes) -> bytes:
    """The browser's own address, of those that the proxies on the way have passed on."""
    return forwarded.partition(b",")[0].strip()


SHAPES = (
    Shape(
        "combined",
        re.compile(
            _COMMON + b" " + _SKIPPED + b" " + _QUOTED + _FORWARDED + rb"[^\n]*$",
            re.MULTILINE,
        ),
        _combined,
    ),
    Shape("common", re.compile(_COMMON + rb'(?: [^"\n]*)?$', re.MULTILINE), _common),
    Shape("balancer", re.compile(_BALANCED, re.MULTILINE), _balanced),
)
"""The most frequent first."""
