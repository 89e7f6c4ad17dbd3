"""Seconds as moments in UTC: by the clock of the street, as most exports write, or since 1970."""

from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from merhav.core.periods import LOCAL

_EPOCH = date(1970, 1, 1)


class Clock(Protocol):
    def moment(self, at: int, /) -> datetime: ...


class Epoch:
    """Seconds that are UTC already."""

    def moment(self, at: int) -> datetime:
        return datetime.fromtimestamp(at, UTC)


class UtcClock(dict[int, int]):
    """Local hours since 1970 → the seconds by which the local clock is ahead of UTC.

    An hour that the clock jumps over is read by the clock before the jump; of an hour that comes twice, the first.
    """

    def __missing__(self, hour: int) -> int:
        local = datetime.fromtimestamp(hour * 3600, UTC).replace(tzinfo=LOCAL)
        offset = local.utcoffset() or timedelta()
        self[hour] = seconds = int(offset.total_seconds())
        return seconds

    def moment(self, at: int) -> datetime:
        return datetime.fromtimestamp(at - self[at // 3600], UTC)
