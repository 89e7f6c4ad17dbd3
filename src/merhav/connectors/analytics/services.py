"""Which pages and events of a site are a service, by the authority's own list: `/pay/*, payment_done`."""

import re
from dataclasses import dataclass

from merhav.connectors.paths import Patterns, readable

SERVICES = ("payment", "registration", "updates", "inquiry")

_APART = re.compile(r"[\s,;\u060c]+")


@dataclass(frozen=True, slots=True)
class Pages:
    """Paths as in a server's log; names of events, which are meant whole unless they have a star."""

    paths: Patterns
    events: Patterns

    @classmethod
    def listed(cls, text: str | None) -> "Pages | None":
        words = [word for word in _APART.split(text or "") if word]
        if not words:
            return None
        names = tuple(tuple(_letters(word).split("*")) for word in words if "/" not in word)
        return cls(Patterns.of(text), Patterns(names))

    def hold(self, path: str, event: str) -> bool:
        return bool(path and self.paths.fit(_path(path))) or bool(event and self.events.fit(_letters(event)))


def _path(value: str) -> str:
    """The path of a page, whether its report writes the site before it or not."""
    _scheme, apart, rest = value.partition("://")
    path = rest.partition("/")[2] if apart else value
    return _letters("/" + path.partition("#")[0].lstrip("/"))


def _letters(text: str) -> str:
    return readable(text.encode("utf-8", "replace"))
