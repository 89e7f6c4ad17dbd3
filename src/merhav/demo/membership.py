"""Who comes and who goes: the notices of a group, and its members at the end of each month."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from .days import Drip, Span, daily
from .people import number
from .phones import Line
from .town import Group
from .wordings import Event


@dataclass(slots=True)
class Membership:
    group: Group
    span: Span
    rng: Random
    writers: list[str]
    lines: list[Line] = field(default_factory=list)
    counts: list[tuple[date, int]] = field(default_factory=list)
    count: int = 0
    known: list[str] = field(default_factory=list)
    """Members without a face in the story, who may leave."""
    met: int = 0
    joins: Drip = field(default_factory=Drip)
    leaves: Drip = field(default_factory=Drip)

    def __post_init__(self) -> None:
        self.met = min(self.group.writers)
        self.known = [self._number(index) for index in range(30)]
        if self.group.born:
            self._birth()
        else:
            self.count = self.group.members
            self._arrival()

    def _number(self, index: int) -> str:
        """A number of nobody's, of which each group has its own thousand."""
        block = 4 + sum(map(ord, self.group.key)) % 5
        return number(block * 1000 + index, marked=self.group.phone.is_ios)

    @property
    def _admin(self) -> str:
        return self.writers[1] if self.group.leaders else self.group.officials[0]

    def _arrival(self) -> None:
        """The exporter came four days before the two years begin, so that the first month is whole: who answers whom
        can be told from the fourth day on.
        """
        at = datetime.combine(self.span.first.first_day - timedelta(days=4), time(19, 40, 12))
        self._notice(at, Event.ENCRYPTED)
        self._notice(at, Event.JOINED_MYSELF, self.writers[0])

    def _birth(self) -> None:
        """A group that is made in the first month, the evening after a meeting."""
        at = datetime.combine(self.span.first.first_day, time(20, 15, 5))
        self._notice(at, Event.ENCRYPTED)
        self._notice(at, Event.CREATED, self._admin, self.group.space.name)
        self.count = 1
        for index in range(min(self.group.writers)):
            if self.writers[index] != self._admin:
                self._come(at + timedelta(minutes=1 + 2 * index), Event.ADDED, self.writers[index])

    def day(self, day: date, lively: float) -> None:
        crowd = 1.6 if lively > 2.5 else 1.0
        for _ in range(self.joins.drop(daily(self.group.joins, self.span, day) * crowd)):
            by_link = self.rng.random() < 0.8 or not self.group.leaders
            self._come(self._moment(day), Event.JOINED if by_link else Event.ADDED, self._newcomer())
        for _ in range(self.leaves.drop(daily(self.group.leaves, self.span, day))):
            self._go(self._moment(day))
        if self.rng.random() < 0.02:
            self._housekeeping(day)
        if day == (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1):
            self.counts.append((day, self.count))

    def _moment(self, day: date) -> datetime:
        return datetime.combine(
            day, time(self.rng.randint(8, 21), self.rng.randrange(60), self.rng.randrange(60))
        )

    def _newcomer(self) -> str:
        if self.met < len(self.writers) and self.rng.random() < 0.5:
            self.met += 1
            return self.writers[self.met - 1]
        self.known.append(self._number(len(self.known)))
        return self.known[-1]

    def _come(self, at: datetime, event: Event, who: str) -> None:
        if event is Event.ADDED:
            self._notice(at, event, self._admin, who)
        else:
            self._notice(at, event, who)
        self.count += 1

    def _go(self, at: datetime) -> None:
        who = self.known.pop(self.rng.randrange(len(self.known)))
        self.known.append(self._number(1000 - len(self.lines) % 400))
        if self.rng.random() < 0.88:
            self._notice(at, Event.LEFT, who)
        else:
            self._notice(at, Event.REMOVED, self._admin, who)
        self.count -= 1

    def _housekeeping(self, day: date) -> None:
        """Now and then somebody changes the picture, the description, a number, or pins a message."""
        at, name = self._moment(day), self.group.space.name
        event = self.rng.choice(_HOUSEKEEPING)
        if event is Event.NUMBER:
            self._notice(at, event, self._number(700 + day.day), self._number(740 + day.day))
        elif event is Event.PROMOTED:
            self._notice(at, event, self._admin, self.writers[2])
        else:
            self._notice(at, event, self._admin, f"{name} ☀️")

    def _notice(self, at: datetime, event: Event, who: str = "", whom: str = "") -> None:
        self.lines.append(Line(at, who, whom, event))


_HOUSEKEEPING = (Event.SUBJECT, Event.DESCRIPTION, Event.ICON, Event.PROMOTED, Event.NUMBER, Event.PINNED)
