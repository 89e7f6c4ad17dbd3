"""When a line was written, in seconds since 1970: a minute is read once, because many lines share it."""

from datetime import datetime, timedelta, timezone

from merhav.core.periods import LOCAL

NEVER = -1
"""What is no moment."""
_KEPT = 20_000
_FIRST_YEAR, _LAST_YEAR = 1995, 2099
"""There were no sites before; a server whose clock has not been set yet writes 1970."""

_MONTHS = {
    name: number
    for number, name in enumerate(
        (b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"), 1
    )
}


class Clock:
    """Reads the two ways in which servers write a moment; the minutes it has met stay known."""

    def __init__(self) -> None:
        self._minutes: dict[bytes, int] = {}

    def common(self, when: bytes) -> int:
        """`17/May/2015:10:05:03 +0000`, whose digits are digits."""
        minute = when[:17] + when[20:]
        begins = self._minutes.get(minute)
        if begins is None:
            begins = self._learnt(minute, _common(when))
        return begins if begins < 0 else begins + int(when[18:20])

    def iso(self, when: bytes) -> int:
        """`2018-07-02T22:23:00.186641Z`, whose digits are digits; without a zone by the clock of the street."""
        zone = when[19:].lstrip(b".,0123456789")
        minute = when[:16] + zone
        begins = self._minutes.get(minute)
        if begins is None:
            begins = self._learnt(minute, _iso(when[:16], zone))
        return begins if begins < 0 else begins + int(when[17:19])

    def _learnt(self, minute: bytes, begins: int) -> int:
        if len(self._minutes) >= _KEPT:
            self._minutes.clear()
        self._minutes[minute] = begins
        return begins


def _common(when: bytes) -> int:
    try:
        zone = timedelta(hours=int(when[22:24]), minutes=int(when[24:26]))
        local = datetime(
            int(when[7:11]),
            _MONTHS[when[3:6]],
            int(when[:2]),
            int(when[12:14]),
            int(when[15:17]),
            tzinfo=timezone(-zone if when[21:22] == b"-" else zone),
        )
    except (ValueError, KeyError):
        return NEVER
    return _seconds(local)


def _iso(minute: bytes, zone: bytes) -> int:
    try:
        read = datetime.fromisoformat((minute + b":00" + zone).decode("latin-1"))
    except ValueError:
        return NEVER
    return _seconds(read if read.tzinfo else read.replace(tzinfo=LOCAL))


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp()) if _FIRST_YEAR <= moment.year <= _LAST_YEAR else NEVER
