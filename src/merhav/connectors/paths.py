r"""Paths of web pages as people read them, and the patterns by which an authority names its own.

A path comes percent-encoded in UTF-8 or in the old Hebrew code page, as bare bytes, or in the escapes that servers
write (`\xd7`, `%u05d0`); `readable` gives its letters, whatever it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from .letters import one_spelling

_ESCAPED = re.compile(rb"\\x([0-9a-fA-F]{2})")
_UNICODE = re.compile(rb"%u([0-9a-fA-F]{4})")
_BETWEEN = re.compile(r"[\s,،;]+")
_SITE = re.compile(r"^https?://[^/?#]*", re.IGNORECASE)


def readable(raw: bytes) -> str:
    """The path in letters, small ones where there are two kinds."""
    if b"\\x" in raw:
        raw = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), raw)
    if b"%u" in raw:
        raw = _UNICODE.sub(lambda found: chr(int(found[1], 16)).encode("utf-8", "replace"), raw)
    plain = unquote_to_bytes(raw)
    try:
        text = plain.decode("utf-8")
    except UnicodeDecodeError:
        text = plain.decode("cp1255", "replace")
    return one_spelling(text, "NFC").casefold()


@dataclass(frozen=True, slots=True)
class Patterns:
    """Paths with `*` for anything (`/pay/*`), and words that may stand anywhere in a path (`ארנונה`)."""

    told: tuple[tuple[str, ...], ...] = ()
    """Each as what stands between its stars."""

    @classmethod
    def of(cls, text: str | None) -> "Patterns":
        """The patterns of an answer, separated by blanks or commas. A whole address is its path."""
        words = (_SITE.sub("", word) for word in _BETWEEN.split(text or ""))
        return cls(tuple(_parts(word) for word in words if word))

    def fit(self, path: str) -> bool:
        """Whether a `readable` path is meant; what follows its `?` counts for patterns that have one, too."""
        bare = path.partition("?")[0]
        return any(_fits(parts, path if any("?" in part for part in parts) else bare) for parts in self.told)


def _parts(word: str) -> tuple[str, ...]:
    parts = tuple(readable(word.encode()).split("*"))
    return parts if parts[0].startswith("/") or len(parts) > 1 else ("", *parts, "")


def _fits(parts: Sequence[str], path: str) -> bool:
    """Each part after the one before it, the first at the beginning and the last at the end."""
    if len(parts) == 1:
        return path.rstrip("/") == parts[0].rstrip("/")
    first, *middle, last = parts
    if not path.startswith(first):
        return False
    at = len(first)
    for part in middle:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return len(path) - at >= len(last) and path.endswith(last)
