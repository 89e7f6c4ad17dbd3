"""An issue that was sent, and the counts that a report gives of it, as facts.

An issue is known by its title and the day of its sending, whichever report tells of it: so a list of campaigns, the
report of one of them and a table of what its readers did speak of the same thing, and a later telling corrects an earlier one.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from merhav.connectors.moments import day_in_utc
from merhav.connectors.people import Pseudonyms, plain_name
from merhav.facts.rows import Activity, Observation, Row
from merhav.facts.words import Object, Role, Verb

from .dates import local_day

MEASURES = (
    "sent",
    "delivered",
    "opens",
    "machine_opens",
    "clickers",
    "clicks",
    "unsubscribes",
    "complaints",
    "bounces",
)
"""What is counted of an issue: addresses, but for `clicks`."""
SUBSCRIBERS = "subscribers"
CREATED = "Create/issue"


def title_id(people: Pseudonyms, title: str) -> int:
    return people.thing("newsletter", "title", plain_name(title))


def issue_id(people: Pseudonyms, title: int, sent_on: date | None) -> int:
    """The issue of that title (`title_id`) sent on that day of the street; by its title alone where nothing tells when."""
    return people.thing("newsletter", "issue", title, sent_on or "")


def created(issue: int, sent: datetime) -> Activity:
    return Activity(issue, sent, Verb.CREATE, Object.ISSUE, actor_role=Role.OFFICIAL, object_id=issue)


def counted(
    issue: int,
    sent: datetime,
    counts: Mapping[str, float],
    generations: Mapping[str, str],
    seen: datetime | None,
    people: Pseudonyms,
) -> Iterator[Row]:
    """One observation for each measure that is known of the issue, at noon of the day of its sending: two exports may know of
    different first moments, and are of one issue all the same.

    The number of subscribers is of the newsletter as a whole, when the issue was sent.
    """
    noon = day_in_utc(local_day(sent))
    for measure, value in counts.items():
        cell, at = (None, sent) if measure == SUBSCRIBERS else (issue, noon)
        generation = generations[measure]
        number = people.thing(generation, measure, issue, at.isoformat(), value)
        yield Observation(number, at, measure, generation, float(value), object_id=cell, seen=seen)
