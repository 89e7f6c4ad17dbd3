"""Events of a table as facts: of each person's deeds as they come, of each issue once all its readers are known."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import groupby

from merhav.connectors.base import Report
from merhav.connectors.moments import day_in_utc
from merhav.connectors.people import Pseudonyms
from merhav.core.text import _
from merhav.facts.rows import Row

from .actions import Act
from .deeds import Deed, Deeds, Gathered, clock
from .issues import CREATED, MEASURES, counted, created, issue_id
from .people import FOLLOWED, LEFT, RETURNED
from .readers import Day, Machines, Reader, Rule, Share

READ, CLICKED, REPLIED = "Read/issue", "View/link", "Create/message"
_OF_ACTS: dict[Act, tuple[str, ...]] = {
    Act.SENT: ("sent",),
    Act.DELIVERED: ("delivered",),
    Act.OPENED: (READ, "opens"),
    Act.CLICKED: (CLICKED, "clickers", "clicks"),
    Act.REPLIED: (REPLIED,),
    Act.BOUNCED: (RETURNED, "bounces"),
    Act.BOUNCED_FOR_NOW: (RETURNED, "bounces"),
    Act.LEFT: (LEFT, "unsubscribes"),
    Act.COMPLAINED: ("complaints",),
    Act.FOLLOWED: (FOLLOWED,),
}
"""What a table tells that has such rows."""
_RETURNED = {Act.BOUNCED, Act.BOUNCED_FOR_NOW}


@dataclass(frozen=True, slots=True)
class Telling:
    """What a table tells, and what its numbers are called."""

    gathered: Gathered
    rule: Rule
    tells_machines: bool
    tells_bounces: bool

    @property
    def words(self) -> tuple[str, ...]:
        """`Verb/object` and measures."""
        acts = self.gathered.acts
        words = [CREATED, *(word for act in Act if act in acts for word in _OF_ACTS.get(act, ()))]
        if Act.OPENED in acts and self.tells_machines:
            words.append("machine_opens")
        if self._infers_delivered:
            words.append("delivered")
        return tuple(dict.fromkeys(words))

    @property
    def generations(self) -> dict[str, str]:
        names = {measure: f"table:{measure}" for measure in MEASURES if measure in self.words}
        if self._infers_delivered:
            names["delivered"] = "table:sent_less_bounced"
        if "machine_opens" in names:
            whom = "people_and_proxies" if self.rule.proxies_are_people else "people"
            names["opens"] = f"table:opens_by_{whom}"
        return names

    @property
    def _infers_delivered(self) -> bool:
        """What was sent and did not come back arrived, where the table does not say what did."""
        acts = self.gathered.acts
        return Act.DELIVERED not in acts and Act.SENT in acts and self.tells_bounces


@dataclass(slots=True)
class _Sum:
    """An issue's counts."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(MEASURES, 0))
    sent: int | None = None

    def add(self, share: Share) -> None:
        acts, counts = share.acts, self.counts
        came_back = bool(acts & _RETURNED)
        counts["sent"] += Act.SENT in acts
        counts["delivered"] += Act.DELIVERED in acts
        counts["bounces"] += came_back
        counts["opens"] += Act.OPENED in acts
        counts["machine_opens"] += share.opened_by_machine and Act.OPENED not in acts
        counts["clickers"] += Act.CLICKED in acts
        counts["clicks"] += share.clicks
        counts["unsubscribes"] += Act.LEFT in acts
        counts["complaints"] += Act.COMPLAINED in acts
        if share.sent is not None:
            self.sent = share.sent if self.sent is None else min(self.sent, share.sent)


def facts(deeds: Deeds, telling: Telling, people: Pseudonyms, report: Report) -> Iterator[Row]:
    """Facts of people, and after those of each title the issues that were sent under it with their counts.

    An issue whose sending the table does not tell has no counts: nobody knows of how many they are.
    """
    machines = Machines()
    for title, of_title in groupby(deeds.in_order(), key=lambda deed: deed.title):
        issue, sums = partial(_issue, people, title), dict[Day, _Sum]()
        for _person, deeds_of in groupby(of_title, key=lambda deed: deed.person):
            reader = Reader(people, telling.rule, machines, issue)
            yield from _of_person(reader, deeds_of)
            for day, share in reader.shares.items():
                sums.setdefault(day, _Sum()).add(share)
        for day, found in sums.items():
            if day is not None:
                yield from _counted(issue(day), day, found, telling, people)
    _tell(machines, telling, report)


def _issue(people: Pseudonyms, title: int, day: Day) -> int:
    return issue_id(people, title, None if day is None else date.fromordinal(day))


def _of_person(reader: Reader, deeds: Iterator[Deed]) -> Iterator[Row]:
    for deed in deeds:
        yield from reader.did(deed)
    yield from reader.done()


def _counted(issue: int, day: int, found: _Sum, telling: Telling, people: Pseudonyms) -> Iterator[Row]:
    sent = day_in_utc(date.fromordinal(day)) if found.sent is None else clock(found.sent)
    generations = telling.generations
    if generations.get("delivered") == "table:sent_less_bounced":
        found.counts["delivered"] = max(found.counts["sent"] - found.counts["bounces"], 0)
    counts = {measure: float(found.counts[measure]) for measure in generations}
    yield created(issue, sent)
    yield from counted(issue, sent, counts, generations, telling.gathered.seen, people)


def _tell(machines: Machines, telling: Telling, report: Report) -> None:
    notes = report.notes
    if machines.opens:
        notes.append(_("%(rows)s opens were made by machines; they are counted apart.", rows=machines.opens))
    if machines.proxies and not telling.rule.proxies_are_people:
        notes.append(
            _(
                "%(rows)s of the opens came through the picture proxies of Gmail or Yahoo, which may or may not mean that "
                "somebody looked; they are counted with those by machines (image_proxies).",
                rows=machines.proxies,
            )
        )
    if machines.clicks:
        notes.append(
            _("%(rows)s clicks were made by scanners of links; they are not counted.", rows=machines.clicks)
        )
    if Act.CLICKED in telling.gathered.acts and not telling.rule.exact:
        notes.append(
            _("The times have no seconds, so that scanners of links show by their program and address only.")
        )
