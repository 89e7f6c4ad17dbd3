"""The number of residents goes to the ledger like any fact, so that shares of residents can be read."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from merhav.authorities.models import Authority
from merhav.authorities.selectors import pseudonym_key
from merhav.core.ids import keyed_id
from merhav.core.text import Refusal, _
from merhav.facts.rows import Population
from merhav.facts.tables import DIMENSIONS, POPULATION

from .services import hand_over

SOURCE = "population_told"


def tell_population(
    *,
    authority: Authority,
    year: int,
    people: int,
    now: datetime,
    segment: Mapping[str, str] | None = None,
) -> None:
    """Tell how many residents there are from the first day of a year on: of all, or of a segment (`{"society":
    "arab"}`). Told again for the same year, the later telling holds. The worker has to bring it in, as any facts.

    Raises `Refusal` for a number or a segment that cannot be.
    """
    segments = dict(segment or {})
    if people < 1:
        raise Refusal(_("A number of residents is one or more."))
    if len(segments) > 1 or not segments.keys() <= set(DIMENSIONS):
        raise Refusal(_("Residents are told of all, or of one segment at a time."))
    told = Population(
        id=keyed_id(
            pseudonym_key(authority), SOURCE, year, sorted(segments.items()), people, now.isoformat()
        ),
        year=year,
        since=date(year, 1, 1),
        people=people,
        seen=now,
        segments=segments,
    )
    rows = [(POPULATION, told.stored(authority.pk))]
    with transaction.atomic():
        if not segments:
            Authority.objects.filter(pk=authority.pk).update(population=people)
            authority.population = people
        hand_over(authority=authority, batch=secrets.token_hex(6), source=SOURCE, rows=rows)
