"""One page looked at: who it was becomes a number of this month, and is forgotten."""

from dataclasses import dataclass
from datetime import datetime

import crawleruseragents
from django.core.cache import cache

from merhav.authorities.selectors import pseudonym_key
from merhav.core.ids import derived_key, keyed_id
from merhav.core.periods import Month
from merhav.facts.words import Role

from .models import Counter, Hit
from .rules import rules_of, service_of

LONGEST = 1800
"""Seconds on one page that are believed; who stays longer has gone for coffee."""
MOST_WAITING = 500_000
"""Hits of one counter that may wait; what comes beyond it is somebody's game."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a browser sent."""

    address: str
    agent: str
    path: str
    seconds: int | None


def hear(counter: Counter, heard: Heard, now: datetime) -> bool:
    """Keep it until the visit is over. Whether it was kept: robots are not, nor what floods in."""
    if not heard.agent or crawleruseragents.is_crawler(heard.agent) or _is_full(counter):
        return False
    rules = rules_of(counter.space)
    Hit.of.create(
        authority=counter.authority,
        counter=counter,
        at=now,
        visitor=visitor_number(counter, heard, Month.of(now)),
        resident=rules.residents.role(heard.address) is Role.RESIDENT,
        service=service_of(rules, heard.path),
        seconds=None if heard.seconds is None else max(0, min(heard.seconds, LONGEST)),
    )
    return True


def visitor_number(counter: Counter, heard: Heard, month: Month) -> int:
    """A number for an address and a browser that means something in one month only."""
    key = derived_key(pseudonym_key(counter.authority), f"counter {counter.pk} {month}")
    return keyed_id(key, heard.address, heard.agent)


def _is_full(counter: Counter) -> bool:
    """Looked at once a minute: counting rows at every page would cost more than the page."""
    counted = cache.get(f"counter-full-{counter.pk}")
    if counted is None:
        counted = Hit.of.authority(counter.authority_id).filter(counter=counter).count() >= MOST_WAITING
        cache.set(f"counter-full-{counter.pk}", counted, 60)
    return bool(counted)
