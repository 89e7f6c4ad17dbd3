"""Which time a log speaks of: from line to line, as long as no day passes without any."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache

from merhav.core.periods import Month
from merhav.core.text import Refusal, _

HOUR = 3600
_GAP = 24
"""Hours without a line, not even a robot's, after which the log was not kept."""
_QUIET = 30 * 60
"""Seconds before the first line that were merely quiet: the file before ended there."""
EDGE = 12 * HOUR
"""Seconds at a month's ends that may lie in the files before and after: servers put logs away in the early morning."""
_MOST = 100_000
"""Hours of eleven years."""

Span = tuple[int, int]
"""From and to, in seconds since 1970."""


class Spans:
    """Gathers the hours in which there were lines."""

    def __init__(self) -> None:
        self._hours: set[int] = set()
        self.first, self.last = 1 << 62, 0

    def add(self, moments: list[int], name: str) -> None:
        """Note the moments of lines. Raises `Refusal` where they are strewn over more time than a log can be."""
        if not moments:
            return
        self.first, self.last = min(self.first, *moments), max(self.last, *moments)
        self._hours.update({at // HOUR for at in moments})
        if len(self._hours) > _MOST:
            raise Refusal(_("%(name)s speaks of more than ten years; it is no access log.", name=name))

    def spans(self) -> Iterator[Span]:
        """The stretches of time that the file speaks of, in their order."""
        since = until = None
        for hour in sorted(self._hours):
            if since is None or until is None or hour > until + _GAP:
                if since is not None and until is not None:
                    yield self._exact(since, until)
                since = hour
            until = hour + 1
        if since is not None and until is not None:
            yield self._exact(since, until)

    def _exact(self, since: int, until: int) -> Span:
        first = max(since * HOUR, self.first)
        return max(first - _QUIET, int(month_of(first).start.timestamp())), min(until * HOUR, self.last + 1)


def whole(month: Month, spans: Iterable[Span]) -> bool:
    """Whether a file speaks of the month from its start to its end, but for the edges."""
    start, end = month.start.timestamp() + EDGE, month.end.timestamp() - EDGE
    return any(since <= start and until >= end for since, until in spans)


def at(moment: int) -> datetime:
    return datetime.fromtimestamp(moment, UTC)


def month_of(moment: int) -> Month:
    """The month by the clock of the street."""
    return _month_of_hour(moment // HOUR)


@lru_cache(maxsize=4096)
def _month_of_hour(hour: int) -> Month:
    return Month.of(at(hour * HOUR))
