"""Visits that are over become facts: one by one where residents can be told apart, else only in the month's numbers."""

import secrets
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Max, QuerySet

from merhav.assets.services import place_of
from merhav.authorities.selectors import pseudonym_key
from merhav.connectors.analytics.rules import Rules
from merhav.connectors.analytics.services import SERVICES
from merhav.connectors.people import Pseudonyms
from merhav.core.periods import Month
from merhav.facts.rows import Activity, Coverage, Observation, Row, placed
from merhav.facts.tables import TABLES
from merhav.facts.words import Object, Role, Verb
from merhav.recording.services import hand_over

from .models import Counter, Hit, Total, Visitor
from .rules import rules_of
from .visits import SILENCE, Visit, visits

SOURCE = "counter"
EVERY = timedelta(hours=1)
_MEASURES = (
    "visitors",
    "visits",
    "engaged_seconds",
    "page_views",
    *(f"service_users_{name}" for name in SERVICES),
)
_KEPT = timedelta(days=3)
"""How long a month's visitors are known after its end."""


@transaction.atomic
def close_visits(counter: Counter, now: datetime) -> int:
    """Turn the visits that are over into facts; how many. Killed on the way, nothing has happened."""
    held = Counter.of.authority(counter.authority_id).select_for_update().get(pk=counter.pk)
    over = _over(held, now)
    found = list(visits(over.order_by("at", "pk").iterator(chunk_size=5000)))
    months = _tallied(held, found)
    rows = list(_rows(held, found, months, now))
    hand_over(
        authority=held.authority,
        batch=secrets.token_hex(6),
        source=SOURCE,
        rows=[
            (TABLES[type(row).__name__.lower()], placed(row, place_of(held.space), {}, SOURCE, _tells(held)))
            for row in rows
        ],
    )
    over.delete()
    _let_go(held, now)
    held.covered, held.next_at = now - SILENCE, now + EVERY
    held.save()
    return len(found)


def _over(counter: Counter, now: datetime) -> QuerySet[Hit]:
    """Hits of visitors who have been silent for half an hour."""
    waiting = Hit.of.authority(counter.authority_id).filter(counter=counter)
    still = (
        waiting.values("visitor").annotate(last=Max("at")).filter(last__gt=now - SILENCE).values("visitor")
    )
    return waiting.exclude(visitor__in=list(still.values_list("visitor", flat=True)))


def _tallied(counter: Counter, found: Iterable[Visit]) -> set[date]:
    """Add the visits to their months; which months those were."""
    months: set[date] = set()
    for visit in found:
        month = Month.of(visit.begins).first_day
        months.add(month)
        own: dict[str, Any] = {"authority": counter.authority, "counter": counter, "month": month}
        Total.of.authority(counter.authority_id).get_or_create(**own)
        Total.of.authority(counter.authority_id).filter(counter=counter, month=month).update(
            visits=F("visits") + 1, views=F("views") + visit.views, seconds=F("seconds") + visit.seconds
        )
        visitor, _made = Visitor.of.authority(counter.authority_id).get_or_create(**own, number=visit.visitor)
        if not set(visit.services) <= set(visitor.services):
            visitor.services = sorted({*visitor.services, *visit.services})
            visitor.save()
    return months


def _rows(counter: Counter, found: Iterable[Visit], months: Iterable[date], now: datetime) -> Iterator[Row]:
    people = Pseudonyms(pseudonym_key(counter.authority))
    rules = rules_of(counter.space)
    for visit in found:
        if visit.resident:
            yield from _acts(visit, people)
    for month in sorted(months):
        yield from _numbers(counter, month, rules, people, now)
    until = now - SILENCE
    yield Coverage(
        people.thing(SOURCE, "covered", counter.pk, until.isoformat()),
        counter.covered,
        max(until, counter.covered),
        from_birth=False,
    )


def _acts(visit: Visit, people: Pseudonyms) -> Iterator[Activity]:
    """The visit, and one act for each service that it was for."""
    for service in (None, *visit.services):
        yield Activity(
            id=people.thing(SOURCE, visit.visitor, visit.begins.isoformat(), service),
            at=visit.begins,
            verb=Verb.VIEW,
            object_type=Object.PAGE,
            actor=visit.visitor,
            actor_role=Role.RESIDENT,
            duration=visit.seconds if service is None else None,
            topic=service,
        )


def _numbers(
    counter: Counter, month: date, rules: Rules, people: Pseudonyms, now: datetime
) -> Iterator[Observation]:
    """The month so far: each hour's telling takes the place of the last."""
    total = Total.of.authority(counter.authority_id).get(counter=counter, month=month)
    visitors = Visitor.of.authority(counter.authority_id).filter(counter=counter, month=month)
    told = {
        "visitors": visitors.count(),
        "visits": total.visits,
        "engaged_seconds": total.seconds,
        "page_views": total.views,
    }
    used = [service for services in visitors.values_list("services", flat=True) for service in services]
    told |= {f"service_users_{name}": used.count(name) for name in SERVICES if name in rules.services}
    at = datetime.combine(month.replace(day=15), time(12), UTC)  # a moment inside, the same in every hour
    for measure, value in told.items():
        yield Observation(
            id=people.thing(SOURCE, counter.pk, measure, month, value, now.isoformat()),
            at=datetime.combine(month, at.time(), UTC).replace(
                day=15, hour=12, minute=0, second=0, microsecond=0
            ),
            measure=measure,
            generation=rules.residents.generation(f"{SOURCE}:{measure}"),
            value=rules.residents.scaled(value),
            object_id=people.thing(SOURCE, "month", month),
            seen=now,
        )


def _tells(counter: Counter) -> tuple[str, ...]:
    """Visits one by one are told only where the residents' networks are known."""
    apart = rules_of(counter.space).residents.networks
    return (*(("View/page",) if apart else ()), *_MEASURES)


def _let_go(counter: Counter, now: datetime) -> None:
    ended = Month.of(now - _KEPT).first_day
    Visitor.of.authority(counter.authority_id).filter(counter=counter, month__lt=ended).delete()
    Total.of.authority(counter.authority_id).filter(counter=counter, month__lt=ended).delete()
