"""What one does with a connection: open it, pause it, ask the product, read an old answer anew."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from merhav.authorities.models import Authority
from merhav.communities.services import describe_space, open_space
from merhav.connectors.base import Answer, Pulled
from merhav.connectors.registry import connector
from merhav.core.text import Refusal, _
from merhav.facts.words import RunBy, Writers

from .models import Connection
from .seal import sealed
from .tasks import pull

FIRST_REACH = timedelta(days=365)
"""How far back the first asking goes; a product that keeps less says so."""
EVERY = timedelta(days=1)


def pulled(slug: str) -> Pulled:
    """A connector that can be asked. Raises `Refusal` for any other."""
    found = connector(slug)
    if not isinstance(found, Pulled):
        raise Refusal(_("%(slug)s cannot be asked; it reads files.", slug=slug))
    return found


@transaction.atomic
def open_connection(
    *, authority: Authority, slug: str, space: str, told: Mapping[str, str], since: datetime | None = None
) -> Connection:
    """Keep how a product is asked, and ask it soon. A connection of the same space is told anew."""
    reader = pulled(slug)
    place = open_space(authority=authority, asset=reader.asset, name=space)
    describe_space(
        place,
        description={
            "writers": place.writers or Writers.CLOSED.value,
            "run_by": place.run_by or RunBy.AUTHORITY.value,
            "grew_from": place.grew_from,
        },
        audience=place.audience,
        told={},
    )
    secret = {question.name for question in reader.setup if question.answer is Answer.SECRET}
    found = Connection.of.authority(authority).filter(space=place, connector=slug).first()
    connection = found or Connection(authority=authority, space=place, connector=slug)
    connection.setup = {name: value for name, value in told.items() if name not in secret and value}
    connection.keys = sealed({name: told[name] for name in secret if told.get(name)})
    connection.paused, connection.failure, connection.failures = False, {}, 0
    connection.reached = connection.reached or since or timezone.now() - FIRST_REACH
    connection.save()
    ask_soon(connection)
    return connection


def ask_soon(connection: Connection) -> None:
    """Put the next asking into the queue."""
    Connection.of.authority(connection.authority_id).filter(pk=connection.pk).update(next_at=timezone.now())
    pull.enqueue(connection.pk)


def pause(connection: Connection, *, paused: bool) -> None:
    """Stop asking, or begin again."""
    Connection.of.authority(connection.authority_id).filter(pk=connection.pk).update(paused=paused)
    if not paused:
        ask_soon(connection)


def close(connection: Connection) -> None:
    """Forget the keys and answers of a product; the facts it told stay, and can be undone import by import."""
    connection.delete()


def due() -> list[int]:
    """Connections whose hour has come and whom nobody asked: for a worker that begins."""
    late = timezone.now() - timedelta(minutes=5)
    rows = Connection.of.everywhere().filter(paused=False, next_at__lt=late)
    return list(rows.values_list("pk", flat=True))
