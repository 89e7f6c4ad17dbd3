"""Facts made for the ledger's tests. An id fixes the moment and the actor."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from merhav.facts.tables import ACTIVITY, Table

START = datetime(2024, 1, 1, tzinfo=UTC)
ACTORS = 7

Row = dict[str, object]


def message(number: int, **changed: object) -> Row:
    """A message of three months' time; numbers fill the months evenly."""
    return {
        "id": number,
        "at": START + timedelta(hours=number * 7 % 2184),
        "verb": "Create",
        "object_type": "message",
        "actor": actor(number),
        "actor_role": "resident",
        "asset": "whatsapp",
        "space": 1,
        "segment_basis": "none",
        **changed,
    }


def actor(number: int) -> int:
    return number % ACTORS + 1


def messages(numbers: Iterable[int], **changed: object) -> list[tuple[Table, Row]]:
    return [(ACTIVITY, message(number, **changed)) for number in numbers]
