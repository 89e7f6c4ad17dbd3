"""Whether the first lines of a file are a log's, and whose site it seems to be."""

import re
from collections import Counter

from merhav.connectors.base import Report
from merhav.connectors.heads import Head

from .lines import Lines

_LOOKED_AT = 200
_HOST = re.compile(
    r'(?:"(?:[A-Z]{3,7} )?https?://|"(?:host|request_host)": ?"|^(?=\S+ [0-9A-Fa-f.:]+ \S+ \S+ \[))(?:www\.)?([\w-]+(?:\.[\w-]+)+)',
    re.MULTILINE | re.IGNORECASE,
)


def sure(head: Head) -> float:
    """Requests are written by servers alone: 0.95 where most lines are some."""
    lines = head.lines[: _LOOKED_AT + 1]
    if len(lines) > _LOOKED_AT or not head.whole:
        lines = lines[:-1] or lines
    report = Report.aside()
    block = "".join(f"{line}\n" for line in lines if line.strip()).encode("utf-8", "surrogateescape")
    hits = len(Lines(report).hits(block))
    return 0.95 if hits and hits > report.not_understood else 0.0


def site(head: Head) -> str:
    """The host that is named most often as the page before, or as the one that was asked: nothing where none is."""
    found = Counter(host.casefold() for host in _HOST.findall(head.text))
    return found.most_common(1)[0][0] if found else ""
