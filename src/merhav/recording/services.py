"""Facts leave a feature in its own transaction, and reach the ledger exactly once.

`hand_over` writes the facts down durably and leaves a row in the outbox, which stands or falls with the caller's
transaction. `drain` appends each waiting batch and only then removes the row. A process killed between any two of
these steps leaves at worst a folder nobody asks for, or a batch that is appended again, which does nothing.
"""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from merhav.authorities.models import Authority
from merhav.ledger.append import Appended
from merhav.ledger.spool import Rows, Spool, write
from merhav.ledger.store import Ledger

from .models import Outgoing


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
    for waiting in Outgoing.of.everywhere().order_by("pk"):
        spool = Spool(_folder(waiting.batch))
        done = ledger.append(authority=waiting.authority_id, batch=waiting.batch, rows=spool)
        Outgoing.of.everywhere().filter(pk=waiting.pk).delete()
        spool.delete()
        yield waiting.batch, done
