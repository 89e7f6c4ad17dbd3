"""Pages looked at become visits: one person's pages with no half hour of silence between them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .models import Hit

SILENCE = timedelta(minutes=30)


@dataclass(slots=True)
class Visit:
    visitor: int
    resident: bool
    begins: datetime
    last: datetime
    views: int = 0
    seconds: int = 0
    services: list[str] = field(default_factory=list)

    def add(self, hit: Hit) -> None:
        self.last = hit.at
        self.views += hit.seconds is None
        self.seconds += hit.seconds or 0
        if hit.service and hit.service not in self.services:
            self.services.append(hit.service)


def visits(hits: Iterable[Hit]) -> Iterator[Visit]:
    """The visits of hits in the order of their moments, each when it is over."""
    going: dict[int, Visit] = {}
    for hit in hits:
        visit = going.get(hit.visitor)
        if visit is not None and hit.at - visit.last > SILENCE:
            yield visit
            visit = None
        if visit is None:
            visit = going[hit.visitor] = Visit(hit.visitor, hit.resident, hit.at, hit.at)
        visit.add(hit)
    yield from going.values()
