"""Visits: page views of one browser that follow each other with less than half an hour between them."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile

SILENCE = 30 * 60
"""Seconds without a page view that end a visit: what web analytics agree on."""
LATE = 60 * 60
"""Seconds by which a line may stand behind its time: a server writes it when the answer has been sent."""
_MOST_OPEN = 50_000
_MOST_ROBOTS = 50_000

Client = tuple[bytes, bytes]
"""Address and agent: what a log knows of a browser."""


@dataclass(slots=True)
class Visit:
    client: Client
    start: int
    last: int
    views: int = 1
    services: dict[str, int] = field(default_factory=dict)
    """When each service was first used in it."""

    @property
    def seconds(self) -> int:
        """From the first view to the last; how long the last page was read nobody knows."""
        return self.last - self.start


class Visits:
    """Holds the visits that may still go on; those that have ended are handed out and forgotten.

    A client that turns out to be a robot loses the visit it is in, and is known from then on.
    """

    def __init__(self) -> None:
        self._open: dict[Client, Visit] = {}
        self._ended: list[Visit] = []
        self._robots: OrderedDict[Client, None] = OrderedDict()
        self._newest = 0
        self.went_back = False
        """Whether the lines went back in time by more than `LATE`: files put together in another order."""

    def view(self, client: Client, at: int, services: Iterable[str]) -> bool:
        """Count a page view; False for the view of a robot."""
        if client in self._robots:
            return False
        self._follow(at)
        visit = self._open.pop(client, None)
        if visit is not None and not visit.start - SILENCE <= at <= visit.last + SILENCE:
            self._ended.append(visit)
            visit = None
        if visit is None:
            visit = Visit(client, at, at)
        else:
            visit.views += 1
            visit.start, visit.last = min(visit.start, at), max(visit.last, at)
        for service in services:
            visit.services[service] = min(at, visit.services.get(service, at))
        self._open[client] = visit
        return True

    def banish(self, client: Client) -> int:
        """Know a client for a robot; the views of its visit that are taken back."""
        if len(self._robots) >= _MOST_ROBOTS:
            self._robots.popitem(last=False)
        self._robots[client] = None
        visit = self._open.pop(client, None)
        return visit.views if visit else 0

    def ended(self) -> Iterator[Visit]:
        """Visits that have ended since the last time; of too many open ones, the oldest."""
        too_many = len(self._open) - _MOST_OPEN
        ended = [
            visit
            for _place, visit in takewhile(
                lambda one: one[0] < too_many or one[1].last < self._newest - SILENCE - LATE,
                enumerate(self._open.values()),
            )
        ]
        for visit in ended:
            del self._open[visit.client]
        self._ended.extend(ended)
        yield from self._ended
        self._ended.clear()

    def rest(self) -> Iterator[Visit]:
        """All that are left, at the end of the file."""
        self._end_all()
        yield from self.ended()

    def _follow(self, at: int) -> None:
        if at < self._newest - LATE:
            self.went_back = True
            self._end_all()
            self._newest = at
        self._newest = max(self._newest, at)

    def _end_all(self) -> None:
        self._ended.extend(self._open.values())
        self._open.clear()
