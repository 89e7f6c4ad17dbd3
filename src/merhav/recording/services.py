"""Facts leave a feature in its own transaction, and reach the ledger exactly once.

`hand_over` writes the facts down durably and leaves a row in the outbox, which stands or falls with the caller's
transaction. `drain` appends the waiting batches and only then removes their rows. A process killed between any two of
these steps leaves at worst a folder nobody asks for, or a batch that is appended again, which does nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from django.conf import settings

from merhav.authorities.models import Authority
from merhav.core.text import Refusal
from merhav.ledger.append import Appended
from merhav.ledger.spool import Rows, Spool, write
from merhav.ledger.store import Ledger

from .models import Outgoing

_BATCHES, _BYTES = 100, 20_000_000
"""What shares a commit, at most; a larger batch has one of its own."""


def _folder(batch: str) -> Path:
    return Path(settings.MERHAV_STAGING) / "outbox" / batch


def hand_over(*, authority: Authority, batch: str, source: str, rows: Rows) -> None:
    """Give a batch of facts to the outbox. Call it inside the transaction that makes them true."""
    folder = _folder(batch)
    Spool(folder).delete()  # left by a try whose transaction did not come through
    folder.parent.mkdir(parents=True, exist_ok=True)
    write(folder, rows)
    Outgoing.of.create(authority=authority, batch=batch, source=source)


def drain(ledger: Ledger) -> Iterator[tuple[str, Appended]]:
    """Append what waits, the oldest first; yields each batch as it is done. Any number of drainers may run: the
    ledger lets one write at a time and knows the batches it has.
    """
    for waiting in _together(Outgoing.of.everywhere().order_by("pk")):
        yield from _delivered(ledger, waiting)


def _together(waiting: Iterable[Outgoing]) -> Iterator[list[Outgoing]]:
    """Neighbours of one authority, as many as may share a commit: one of many is much dearer than one for all."""
    held: list[Outgoing] = []
    room = 0
    for one in waiting:
        size = Spool(_folder(one.batch)).size()
        if held and (one.authority_id != held[0].authority_id or len(held) == _BATCHES or size > room):
            yield held
            held = []
        room = (room if held else _BYTES) - size
        held.append(one)
    if held:
        yield held


def _delivered(ledger: Ledger, waiting: Sequence[Outgoing]) -> Iterator[tuple[str, Appended]]:
    spools = {one.batch: Spool(_folder(one.batch)) for one in waiting}
    try:
        done = ledger.append_all(authority=waiting[0].authority_id, batches=spools)
    except Exception as broken:
        if len(waiting) == 1 or isinstance(broken, Refusal):
            raise
        for one in waiting:  # one that cannot be appended holds up none that came before it
            yield from _delivered(ledger, [one])
        return
    for one in waiting:
        Outgoing.of.everywhere().filter(pk=one.pk).delete()
        spools[one.batch].delete()
        yield one.batch, done[one.batch]
