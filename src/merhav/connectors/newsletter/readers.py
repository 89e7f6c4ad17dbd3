"""One person and the issues of one title: what they did with each, told apart from what machines did in their name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from merhav.connectors.people import Pseudonyms
from merhav.facts.rows import Activity
from merhav.facts.words import Object, Role, Verb

from .actions import Act
from .agents import Maker
from .bursts import Burst, Click, is_instant
from .deeds import Deed, clock
from .people import PERMANENT, TEMPORARY, followed, left, returned

Day = int | None
"""The day on which an issue was sent; None where nothing tells."""


@dataclass(slots=True)
class Machines:
    """Machines met in a file, for the preview."""

    opens: int = 0
    proxies: int = 0
    clicks: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """How machines are told from people in a file."""

    exact: bool
    """Its clock has seconds."""
    proxies_are_people: bool


@dataclass(slots=True)
class Share:
    """What one person did with one issue."""

    acts: set[Act] = field(default_factory=set)
    opened_by_machine: bool = False
    clicks: int = 0
    sent: int | None = None
    arrived: int | None = None
    """When it was last said to be sent or delivered: what follows at once is no person's."""

    def came(self, at: int) -> None:
        self.sent = at if self.sent is None else self.sent
        self.arrived = at


@dataclass(slots=True)
class Reader:
    """A person's deeds, one after another."""

    people: Pseudonyms
    rule: Rule
    machines: Machines
    issue: Callable[[Day], int]
    """The id of the issue sent on that day."""
    shares: dict[Day, Share] = field(default_factory=dict)
    _sent_on: Day = None
    _said_by: Act | None = None
    _burst: Burst = field(default_factory=Burst)
    _burst_of: tuple[Day, int] = (None, 0)

    def did(self, deed: Deed) -> Iterator[Activity]:
        """The facts that are certain once this deed is known."""
        self._begins(deed)
        day = self._sent_on if deed.day is None else deed.day
        share = self.shares.setdefault(day, Share())
        if deed.act is Act.OPENED:
            yield from self._opened(deed, share, day)
        elif deed.act is Act.CLICKED:
            yield from self._clicked(deed, share, day)
        else:
            share.acts.add(deed.act)
            if deed.act in {Act.SENT, Act.DELIVERED}:
                share.came(deed.at)
            yield from _facts(deed, self.issue(day), self.people)

    def done(self) -> Iterator[Activity]:
        """The clicks that were held back, unless a scanner made them."""
        held, self._burst = self._burst, Burst()
        if self.rule.exact and held.is_scan:
            self.machines.clicks += sum(click.times for click in held.clicks)
            return
        day, person = self._burst_of
        for click in held.clicks:
            share = self.shares[day]
            share.acts.add(Act.CLICKED)
            share.clicks += click.times
            yield _click(click, person, self.issue(day), self.people)

    def _begins(self, deed: Deed) -> None:
        """A sending begins an issue; an arrival does where sendings are not told. So a bulletin that bears one title every
        week is a new issue every week.
        """
        if deed.act is Act.SENT or (deed.act is Act.DELIVERED and self._said_by is not Act.SENT):
            self._sent_on, self._said_by = deed.local_day, deed.act

    def _opened(self, deed: Deed, share: Share, day: Day) -> Iterator[Activity]:
        if self._is_machine(deed, share):
            share.opened_by_machine = True
            self.machines.opens += 1
        elif Act.OPENED not in share.acts:
            share.acts.add(Act.OPENED)
            issue = self.issue(day)
            number = self.people.thing("newsletter", "read", issue, deed.person)
            yield Activity(
                number, deed.moment, Verb.READ, Object.ISSUE, deed.person, object_id=issue, in_reply_to=issue
            )

    def _clicked(self, deed: Deed, share: Share, day: Day) -> Iterator[Activity]:
        if self._is_machine(deed, share):
            self.machines.clicks += deed.times
            return
        if self._burst_of[0] != day or not self._burst.goes_on(deed.at):
            yield from self.done()
        self._burst_of = day, deed.person
        self._burst.clicks.append(Click(deed.at, deed.link, deed.times))

    def _is_machine(self, deed: Deed, share: Share) -> bool:
        if deed.maker is Maker.PROXY:
            self.machines.proxies += deed.act is Act.OPENED
            return not self.rule.proxies_are_people
        return deed.maker is Maker.MACHINE or (self.rule.exact and is_instant(deed.at, share.arrived))


def _facts(deed: Deed, issue: int, people: Pseudonyms) -> Iterator[Activity]:
    match deed.act:
        case Act.LEFT:
            yield left(deed.person, deed.moment, people)
        case Act.FOLLOWED:
            yield followed(deed.person, deed.moment, people)
        case Act.BOUNCED:
            yield returned(deed.person, deed.moment, PERMANENT, people, issue)
        case Act.BOUNCED_FOR_NOW:
            yield returned(deed.person, deed.moment, TEMPORARY, people, issue)
        case Act.REPLIED:
            yield _reply(deed, issue, people)


def _reply(deed: Deed, issue: int, people: Pseudonyms) -> Activity:
    number = people.thing("newsletter", "reply", issue, deed.person, deed.at)
    return Activity(
        number,
        deed.moment,
        Verb.CREATE,
        Object.MESSAGE,
        deed.person,
        in_reply_to=issue,
        replied_role=Role.OFFICIAL,
    )


def _click(click: Click, person: int, issue: int, people: Pseudonyms) -> Activity:
    number = people.thing("newsletter", "click", issue, person, click.link, click.at)
    return Activity(
        number,
        clock(click.at),
        Verb.VIEW,
        Object.LINK,
        person,
        object_id=click.link or None,
        in_reply_to=issue,
    )
