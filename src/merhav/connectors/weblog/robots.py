"""Who is no person: crawlers and monitors by the name they give themselves.

The names come from the list of crawler-user-agents (MIT), and from a few words that it leaves out. Nearly all of the
list's fifteen hundred expressions are plain words; those are found by their first three letters at once, the others are
tried one after the other.
"""

import re

from crawleruseragents import CRAWLER_USER_AGENTS_DATA

from .shapes import UNKNOWN

_LONGEST = 400
"""Bytes of an agent that are looked at, and kept."""
_KEPT = 20_000
_SAID_NOTHING = {b"": True, b"-": True, UNKNOWN: False}
"""An empty agent is a robot's; one that the format does not name is nobody's."""
_MARKS = re.compile(r"\\([^\w\s])")
_SPECIAL = set("\\[](){}^$*+?.|")

_MORE = (
    "crawl", "spider", "slurp", "monitor", "healthcheck", "health-check", "preview", "feed", "rss/", " rss ", "scan", "fetch",
    "httpclient", "http-client", "python", "-probe", "googlehc", "postman", "insomnia", "datadog", "dummy connection",
    "haproxy", "prtg", "prometheus", "blackbox", "nagios", "zabbix", "varnish",
    "http://", "https://", "http_request", "@",
)  # fmt: skip
"""Words of programs, in small letters. A browser names neither its makers' site nor their address."""
_BEGINS = (
    "java/",
    "ruby",
    "php",
    "perl",
    "lua",
    "chef",
    "monit",
    "apache/",
    "nginx",
    "traefik",
    "libcurl",
    "wget",
    "curl",
)
_BOT = re.compile(r"(?<!cu)bot\b")
"""Not the telephones of Cubot."""


class Robots:
    """Tells robots by their agent; what was asked once is known."""

    def __init__(self) -> None:
        self._known = dict(_SAID_NOTHING)

    def has(self, agent: bytes) -> bool:
        known = self._known.get(agent)
        return self._learnt(agent) if known is None else known

    def _learnt(self, agent: bytes) -> bool:
        found = is_robot(agent[:_LONGEST].decode("latin-1"))
        if len(self._known) >= _KEPT:
            self._known = dict(_SAID_NOTHING)
        if len(agent) <= _LONGEST:
            self._known[agent] = found
        return found


def is_robot(agent: str) -> bool:
    threes = {agent[at : at + 3] for at in range(len(agent) - 2)}
    for three in threes & _WORDS.keys():
        if any(word in agent for word in _WORDS[three]):
            return True
    small = agent.lower()
    return (
        small.startswith(_BEGINS)
        or any(word in small for word in _MORE)
        or bool(_BOT.search(small) or _OTHERS.search(agent))
    )


def _plain(pattern: str) -> str | None:
    """The word that an expression stands for; None where it stands for more than one, or for a very short one."""
    bare = _MARKS.sub("", pattern)
    word = _MARKS.sub(r"\1", pattern)
    return None if _SPECIAL & set(bare) or len(word) < 3 else word


def _parted() -> tuple[dict[str, list[str]], re.Pattern[str]]:
    words: dict[str, list[str]] = {}
    others = []
    for entry in CRAWLER_USER_AGENTS_DATA:
        word = _plain(entry["pattern"])
        if word is None:
            others.append(entry["pattern"])
        else:
            words.setdefault(word[:3], []).append(word)
    return words, re.compile("|".join(others))


_WORDS, _OTHERS = _parted()
