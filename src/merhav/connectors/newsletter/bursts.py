"""Clicks that only the clock gives away: a scanner follows every link of a mail at once, as soon as the mail is there.

Nobody opens two different links of one mail within two seconds, and nobody clicks or opens within two seconds of its
arrival. Where a table tells no seconds, nothing of this can be seen.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

WINDOW = 2
"""Seconds."""
_MOST = 1000
"""Clicks that are held back; a longer run without a pause was no person's."""


class Click(NamedTuple):
    at: int
    """Seconds of the epoch."""
    link: int
    times: int = 1


@dataclass(slots=True)
class Burst:
    """Clicks of one person on one issue, held back while the next may still belong to them."""

    clicks: list[Click] = field(default_factory=list)

    def goes_on(self, at: int) -> bool:
        """Whether a click at that time belongs to those before it."""
        return not self.clicks or (at - self.clicks[-1].at <= WINDOW and len(self.clicks) < _MOST)

    @property
    def is_scan(self) -> bool:
        return len(self.clicks) >= _MOST or len({click.link for click in self.clicks}) > 1


def is_instant(at: int, arrived: int | None) -> bool:
    return arrived is not None and 0 <= at - arrived <= WINDOW
