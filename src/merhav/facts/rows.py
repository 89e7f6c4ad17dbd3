"""The rows that connectors write: an `Activity`, `Observation` or `Coverage` before its place and people are known.

A row names a sender only by pseudonym. What a file cannot say (roles, the space, its audience) is told by people
and put in by `placed`, in one place for every connector.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from types import MappingProxyType
from typing import Any, NamedTuple

from .words import Asset, Basis, Object, Role, RunBy, Verb, Writers


class Activity(NamedTuple):
    """Somebody did something. `id` and `actor` are keyed ids; roles are filled in by `placed`."""

    id: int
    at: datetime
    verb: Verb
    object_type: Object
    actor: int | None = None
    actor_role: Role | None = None
    """Told by the source itself; else the role that people told of the actor."""
    object_id: int | None = None
    in_reply_to: int | None = None
    replied_actor: int | None = None
    """Whoever is answered; needed to freeze the role, never stored."""
    replied_role: Role | None = None
    """Told by the source itself (who called a meeting); else the role of `replied_actor`."""
    replied_seconds: int | None = None
    on_subject: bool | None = None
    answered_actor: int | None = None
    """Whoever answered first; needed to freeze the role, never stored."""
    answered_seconds: int | None = None
    answers: tuple[tuple[int, int], ...] = ()
    """Of a topic: (actor, seconds) of the first answer by each who answered, so that the first official's can
    be found once roles are told; never stored."""
    origin: str | None = None
    duration: int | None = None
    amount: float | None = None
    topic: str | None = None
    language: str | None = None
    asset: Asset | None = None
    """Where a source speaks of several assets (a hotline that is reached by site, app and telephone); else the
    connector's own."""
    stage: str | None = None
    """The stage of the municipal process that it concerns."""
    process: int | None = None


class Observation(NamedTuple):
    """An aggregate that the source, or a person who looked at it, reports.

    `at` is the moment it speaks of (the day of a daily row, the publishing of a post, the end of a period) and fixes
    the month. `object_id` names the day, post or issue, where it is not the space as a whole: of several tellings of
    the same, the one `seen` last holds, so a later export of the same month corrects it and nothing is added twice.
    So that a later telling is a fact of its own, its `id` is made of what it tells too: measure, object, value.
    """

    id: int
    at: datetime
    measure: str
    generation: str
    """Which definition of the measure: `<source>:<its metric>`, as in `facebook:page_follows`; another definition
    is another series, and no line is drawn over the change."""
    value: float
    object_id: int | None = None
    seen: datetime | None = None
    """When the source was read or exported; empty where nothing tells."""
    asset: Asset | None = None


class Coverage(NamedTuple):
    """From when to when the file speaks; `from_birth` when the space began at `since`."""

    id: int
    since: datetime
    until: datetime
    from_birth: bool
    asset: Asset | None = None
    speaks_of: str | None = None
    """What this file tells of, where it tells less than others of its connector (one metric of a page): the words of
    `Connector.tells`, separated by spaces."""


class Population(NamedTuple):
    """How many residents there are: of all, or of a segment. A census table tells it, no source of an asset."""

    id: int
    year: int
    since: date
    """From this day on it holds, until another does."""
    people: int
    seen: datetime
    """When it was told: of two tellings of one margin the later holds."""
    segments: Mapping[str, str] = MappingProxyType({})
    """Segment column → word; none for all residents."""

    def stored(self, authority: int) -> dict[str, object]:
        """The row as the ledger stores it, but for its batch. It has no place, so `placed` is not for it."""
        row = self._asdict()
        return {"authority": authority, **row.pop("segments"), **row}


Row = Activity | Observation | Coverage


@dataclass(frozen=True, slots=True)
class Place:
    """Where the rows of one import happened and for whom the space is: what a file cannot say itself."""

    authority: int
    asset: Asset
    space: int | None = None
    community: int | None = None
    writers: Writers | None = None
    run_by: RunBy | None = None
    origin: str | None = None
    """What brought this space's people together (a Zoom meeting, a poster); rows without an origin carry it."""
    audience: Mapping[str, str] = field(default_factory=dict)
    """Segment column → word, for people the source does not know."""


def placed(
    row: Row, place: Place, roles: Mapping[int, Role], source: str, tells: tuple[str, ...] = ()
) -> dict[str, object]:
    """The row as the ledger stores it, but for its batch: roles and audience frozen, helper columns gone.

    `tells`: what its source can tell, for coverage to say; nothing means whatever happens in the space.
    """
    stored: dict[str, object] = {
        "authority": place.authority,
        "asset": place.asset.value,
        "space": place.space,
        "community": place.community,
        "writers": place.writers,
        "run_by": place.run_by,
        "segment_basis": Basis.SPACE if place.audience else Basis.NONE,
        **place.audience,
        **row._asdict(),
    }
    stored["asset"] = (row.asset or place.asset).value
    for name in _IDS & stored.keys():
        stored[name] = _in_space(stored[name], place.space)
    if isinstance(row, Activity):
        _freeze_roles(stored, row, roles)
        stored["origin"] = row.origin or place.origin
    elif isinstance(row, Coverage):
        stored["source"] = source
        stored["speaks_of"] = row.speaks_of or " ".join(tells) or None
    return stored


_IDS = {"id", "in_reply_to", "object_id"}


def _in_space(number: Any, space: int | None) -> int | None:
    """A fact's id inside its space: an official who writes to five groups in one minute has written five times.

    A connector does not know the space, so its ids are turned here; the same space turns them the same way.
    """
    if number is None or space is None:
        return None if number is None else int(number)
    return int(number) ^ _turn(space)


@lru_cache(maxsize=1024)
def _turn(space: int) -> int:
    return int.from_bytes(sha256(f"space {space}".encode()).digest()[:8], "big") >> 1


def _freeze_roles(stored: dict[str, object], row: Activity, roles: Mapping[int, Role]) -> None:
    for helper in ("replied_actor", "answered_actor", "answers"):
        del stored[helper]

    def role(actor: int | None) -> Role | None:
        return None if actor is None else roles.get(actor, Role.RESIDENT)

    stored["actor_role"] = row.actor_role or role(row.actor) or Role.SYSTEM
    stored["replied_role"] = row.replied_role or role(row.replied_actor)
    stored["answered_role"] = role(row.answered_actor)
    stored["official_seconds"] = min(
        (seconds for actor, seconds in row.answers if role(actor) is Role.OFFICIAL), default=None
    )
