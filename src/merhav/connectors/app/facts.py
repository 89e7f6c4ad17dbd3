"""Acts in the app as facts."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from merhav.connectors.base import Item, Report, Told
from merhav.connectors.files import Source
from merhav.connectors.listed import Listing, listing
from merhav.connectors.people import Pseudonyms
from merhav.connectors.spans import Span, covered
from merhav.connectors.stamps import Stamp
from merhav.core.text import Refusal, _
from merhav.facts.rows import Activity, Row
from merhav.facts.words import Asset, Role

from .acts import MESSAGE, SPACE, Act, Acts
from .heads import DATES, FIELDS, HOURS

_REMEMBERED = 50_000


class Done(NamedTuple):
    """One row of the table."""

    stamp: Stamp
    act: Act
    person: str
    space: str


def done(source: Source, told: Told, report: Report) -> Iterator[Done]:
    """Every row whose act is known; the others are the report's problems."""
    table, acts = listing(source, FIELDS, DATES, HOURS, told, report), Acts()
    for line, row in table.rows():
        found = _read(table, acts, line, row, report)
        if found is not None:
            report.items += 1
            report.spans(found.stamp.at)
            yield found
    if not report.items:
        raise Refusal(_("%(name)s lists nothing that is known to be done in an app.", name=source.name))


def _read(table: Listing, acts: Acts, line: int, row: Sequence[str], report: Report) -> Done | None:
    stamp, word = table.stamp(row, "time"), table.cell(row, "action")
    act = acts[word]
    if not isinstance(stamp, Stamp):
        report.problem(line, ",".join(row), _("A time in this row was not understood."))
    elif act is None:
        report.problem(line, ",".join(row), _("What was done is not known: %(word)s", word=word[:60] or "-"))
    else:
        return Done(stamp, act, table.cell(row, "person").casefold(), table.cell(row, "space"))
    return None


def item(one: Done) -> Item:
    return {
        "at": one.stamp.at.isoformat(),
        "action": f"{one.act.verb}/{one.act.object_type}",
        "person": one.person or None,
        "space": one.space or None,
    }


def rows(read: Iterator[Done], people: Pseudonyms) -> Iterator[Row]:
    """A fact for each row, and from when to when the table speaks."""
    span, acts, again = Span(), set[Act](), _Again()
    for one in read:
        span.meets(one.stamp.day)
        acts.add(one.act)
        yield _fact(one, people, again)
    # A table of payments alone says nothing of registrations.
    only = tuple(f"{act.verb}/{act.object_type}" for act in acts) if len(acts) == 1 else ()
    yield from covered(span.since, span.until, [Asset.APP], people, only)


def _fact(one: Done, people: Pseudonyms, again: "_Again") -> Activity:
    space = people.thing("app", "space", one.space.casefold()) if one.space else None
    at = one.stamp.at.isoformat() if one.stamp.clocked else one.stamp.day.isoformat()
    number = people.thing("app", at, *one.act, one.person, space)
    return Activity(
        id=people.thing("app again", number, nth) if (nth := again.nth(number)) else number,
        at=one.stamp.at,
        verb=one.act.verb,
        object_type=one.act.object_type,
        actor=people.person(one.person) if one.person else None,
        actor_role=None if one.person else Role.VISITOR,
        object_id=space if one.act in {MESSAGE, SPACE} else None,
        asset=Asset.APP,
    )


class _Again:
    """The same once more: two messages on one day, in a table that tells no hours. The last ones are remembered."""

    def __init__(self) -> None:
        self._times: OrderedDict[int, int] = OrderedDict()

    def nth(self, number: int) -> int:
        """How often it has come before."""
        times = self._times.pop(number, -1) + 1
        if len(self._times) >= _REMEMBERED:
            self._times.popitem(last=False)
        self._times[number] = times
        return times
