"""Ask a product what is new, keep its answer, and bring it in as any file is. Loads the ledger: for workers and commands."""

import io
import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from merhav.assets.applying import bring
from merhav.assets.importing import Described, given
from merhav.assets.models import Import
from merhav.connectors.base import Payload, Report, Told
from merhav.connectors.files import Source
from merhav.connectors.http import Http, Unreachable
from merhav.core.text import Refusal
from merhav.ledger.store import Ledger

from .answers import keep, kept, let_go_of_old
from .models import Connection, Pull
from .seal import opened
from .services import EVERY, pulled

log = logging.getLogger(__name__)

OVERLAP = timedelta(days=7)
"""Products correct the last days; what is told twice is counted once."""
_PATIENCE = 6
"""After so many failures one after the other only a person tries again, unless the product may come back by itself."""


def ask(ledger: Ledger, connection: Connection) -> bool:
    """Ask for what is new since the last time. Whether the product answered; if not, the connection says why."""
    now = timezone.now()
    since = (connection.reached or now) - OVERLAP
    http = Http(private=settings.MERHAV_PULL_PRIVATE)
    try:
        payload = pulled(connection.connector).fetch(http, told_of(connection), since, now)
        found = Pull.of.create(
            authority=connection.authority,
            connection=connection,
            since=since,
            until=now,
            file=keep(payload),
            name=payload.name[:120],
        )
        _bring_in(ledger, connection, found, payload)
    except Refusal as refusal:
        _failed(connection, refusal, now)
        return False
    finally:
        http.close()
    connection.reached, connection.failure, connection.failures = now, {}, 0
    _tried(connection, now, now + EVERY)
    let_go_of_old()
    return True


def read_again(ledger: Ledger, pull: Pull) -> Import:
    """Read a kept answer anew, after what reads it was mended. What it told before and tells again is counted once."""
    return _bring_in(ledger, pull.connection, pull, kept(pull))


def told_of(connection: Connection) -> Told:
    return Told({**connection.space.told, **connection.setup, **opened(connection.keys)})


def _bring_in(ledger: Ledger, connection: Connection, pull: Pull, payload: Payload) -> Import:
    reader = pulled(connection.connector)
    secret = opened(connection.keys)
    answers = {name: word for name, word in told_of(connection).answers.items() if name not in secret}
    described = Described(authority=connection.authority.name, space=connection.space.name, answers=answers)
    source = Source(payload.name, len(payload.content), lambda: io.BytesIO(payload.content))
    import_ = given(reader, source, described, Report())
    pull.batch = import_.batch
    pull.save()
    bring(ledger, connection.authority)
    return import_


def _failed(connection: Connection, refusal: Refusal, now: datetime) -> None:
    connection.failure, connection.failures = refusal.text.as_json(), connection.failures + 1
    permanent = not isinstance(refusal, Unreachable) or refusal.permanent
    given_up = permanent and connection.failures >= _PATIENCE
    _tried(connection, now, None if given_up else now + (EVERY if permanent else EVERY / 12))
    log.warning("connection %s was not answered: %s", connection.pk, refusal.text)


def _tried(connection: Connection, now: datetime, following: datetime | None) -> None:
    connection.tried_at, connection.next_at = now, following
    connection.save()
