"""What a resident does with a newsletter, as facts: each is the same fact in whichever export it is met again."""

from datetime import datetime
from email.utils import parseaddr

from merhav.connectors.people import Pseudonyms
from merhav.facts.rows import Activity
from merhav.facts.words import Object, Verb

from .dates import local_day

PERMANENT, TEMPORARY = "permanent", "temporary"
FOLLOWED, LEFT, RETURNED = "Follow/subscription", "Leave/subscription", "Reject/delivery"


def address(cell: str) -> str:
    """The e-mail address in a cell, in one spelling: bare, or as `Dana <dana@example.org>`; nothing for what is none."""
    bare = cell.strip().casefold()
    if " " in bare or "<" in bare:
        bare = parseaddr(bare[:400])[1]
    name, at, domain = bare.partition("@")
    return bare if name and at and domain and len(bare) <= 320 else ""


def followed(person: int, moment: datetime, people: Pseudonyms) -> Activity:
    return _once_a_day("follow", Verb.FOLLOW, Object.SUBSCRIPTION, person, moment, people)


def left(person: int, moment: datetime, people: Pseudonyms) -> Activity:
    return _once_a_day("leave", Verb.LEAVE, Object.SUBSCRIPTION, person, moment, people)


def returned(
    person: int, moment: datetime, kind: str, people: Pseudonyms, issue: int | None = None
) -> Activity:
    """Mail to the person came back; `kind` is permanent or temporary. Whoever tells it, it is one fact a day and kind."""
    fact = _once_a_day(f"returned {kind}", Verb.REJECT, Object.DELIVERY, person, moment, people)
    return fact._replace(topic=kind, in_reply_to=issue)


def _once_a_day(
    what: str, verb: Verb, object_type: Object, person: int, moment: datetime, people: Pseudonyms
) -> Activity:
    number = people.thing("newsletter", what, person, local_day(moment))
    return Activity(number, moment, verb, object_type, actor=person)
