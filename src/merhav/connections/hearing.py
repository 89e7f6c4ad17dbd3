"""Meetings that were told message by message, read as one file. Loads the ledger: for workers and commands."""

import io
from contextlib import suppress
from datetime import datetime

from django.db import transaction

from merhav.assets.applying import bring
from merhav.assets.importing import Described, given
from merhav.connectors.base import Report
from merhav.connectors.files import Source
from merhav.connectors.registry import connector
from merhav.core.text import Refusal
from merhav.ledger.store import Ledger

from .hooks import due
from .models import Heard, Hook
from .seal import opened_bytes


def read_meetings(ledger: Ledger, hook: Hook, now: datetime) -> int:
    """Bring in the meetings that are over; how many. Killed on the way, the next worker begins again with the same."""
    subjects = due(hook, now)
    for subject in subjects:
        _read(hook, subject)
    if subjects:
        bring(ledger, hook.authority)
    return len(subjects)


@transaction.atomic
def _read(hook: Hook, subject: str) -> None:
    messages = Heard.of.authority(hook.authority_id).filter(hook=hook, subject=subject)
    content = b"\n".join(opened_bytes(bytes(one.body)) for one in messages.order_by("at", "pk")) + b"\n"
    described = Described(authority=hook.authority.name, space=hook.space.name, answers=dict(hook.space.told))
    source = Source("events.jsonl", len(content), lambda: io.BytesIO(content))
    # Of a meeting nobody was in, or whose beginning was never told, there is nothing to count.
    with suppress(Refusal):
        given(connector(hook.connector), source, described, Report())
    messages.delete()
