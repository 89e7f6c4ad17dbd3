"""An inquiry, and what it is in facts: one of whoever asked, and one of the answer."""

from collections.abc import Iterator
from dataclasses import dataclass

from merhav.connectors.base import Report
from merhav.connectors.people import Pseudonyms
from merhav.connectors.stamps import Stamp, seconds_between
from merhav.core.text import _
from merhav.facts.rows import Activity
from merhav.facts.words import Asset, Object, Role, Verb

TELLS = ("Question/inquiry", "Accept/inquiry")


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What a resident asked or reported."""

    line: int
    number: str
    opened: Stamp
    answered: Stamp | None
    """When it was first answered; where that is not told, when it was closed."""
    is_closed: bool
    asset: Asset
    topic: str | None = None
    person: str = ""
    """Whoever asked, as the file calls them: forgotten in `facts`."""


def facts(inquiry: Inquiry, people: Pseudonyms, report: Report) -> Iterator[Activity]:
    """A Question, and an Accept at the same moment once it was answered: so the answer falls into the inquiry's month.

    Numbers begin anew each year in many hotlines, so an inquiry is known by its number and the day on which it was
    opened; any later export tells both alike. `answered_seconds` is empty where the file cannot be believed.
    """
    number = people.thing("inquiry", inquiry.number, inquiry.opened.day.isoformat())
    asked = Activity(
        id=number,
        at=inquiry.opened.at,
        verb=Verb.QUESTION,
        object_type=Object.INQUIRY,
        actor=people.person(inquiry.person) if inquiry.person else None,
        actor_role=Role.RESIDENT,
        object_id=number,
        topic=inquiry.topic,
        asset=inquiry.asset,
    )
    yield asked
    if inquiry.answered or inquiry.is_closed:
        yield asked._replace(
            id=people.thing("inquiry answered", number),
            verb=Verb.ACCEPT,
            actor=None,
            actor_role=Role.OFFICIAL,
            in_reply_to=number,
            replied_role=Role.RESIDENT,
            answered_seconds=_seconds(inquiry, report),
        )


def _seconds(inquiry: Inquiry, report: Report) -> int | None:
    if inquiry.answered is None:
        return None
    took = seconds_between(inquiry.opened, inquiry.answered)
    if took is None:
        why = _(
            "It was answered before it was opened, or in the same moment: how long that took is left out."
        )
        report.problem(inquiry.line, inquiry.number, why)
    return took
