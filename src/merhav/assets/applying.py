"""An import on its way: from staged rows through the ledger to readings.

The stage in the database says how far it has come; whoever carries it on begins there, so a process that was
killed is followed by one that finishes. Only workers and commands load this: it brings the ledger and the engine.
"""

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from merhav.authorities.models import Authority
from merhav.communities.models import Space
from merhav.connectors.base import Connector
from merhav.connectors.registry import connector
from merhav.core.text import Refusal, _
from merhav.facts.rows import Row
from merhav.ledger.store import Ledger
from merhav.measurement.services import measure
from merhav.recording.services import drain, hand_over

from . import staging
from .models import Import, Stage
from .services import stored_rows
from .signals import facts_changed


def carry_on(ledger: Ledger, batch: str) -> Import:
    """Bring one import to its end from wherever it stands.

    A refusal ends it, and the import says why. Anything else that breaks is written on the import, which keeps its
    stage, so that it can be tried again; and is raised, so that the worker's log has it.
    """
    import_ = Import.of.everywhere().select_related("authority", "space").get(batch=batch)
    try:
        if import_.stage == Stage.WAITING:
            _hand_over_staged(import_)
        if import_.stage in {Stage.APPLYING, Stage.MEASURING}:
            bring(ledger, import_.authority)
        if import_.stage == Stage.UNDOING:
            _take_back(ledger, import_)
    except Refusal as refusal:
        import_.failure = refusal.text.as_json()
        _reach(import_, Stage.FAILED)
    except Exception:
        broke = _("Something broke on the way. Nothing is lost or counted twice; it can be tried again.")
        Import.of.everywhere().filter(batch=batch).update(failure=broke.as_json())
        raise
    import_.refresh_from_db()
    return import_


def _hand_over_staged(import_: Import) -> None:
    if import_.space is None:
        raise Refusal(_("This import has no space."))
    reader = connector(import_.connector)
    give(import_, import_.space, reader, staging.kept(import_.batch, import_.variant))
    staging.forget(import_.batch)


def give(import_: Import, space: Space, reader: Connector, rows: Iterator[Row]) -> None:
    """Put the rows into the outbox, and say so in the same transaction."""
    with transaction.atomic():
        held = Import.of.authority(import_.authority_id).select_for_update().get(pk=import_.pk)
        if held.stage != Stage.WAITING:
            return  # another worker was faster
        hand_over(
            authority=import_.authority,
            batch=import_.batch,
            source=reader.slug,
            rows=stored_rows(rows, space=space, reader=reader, answers=import_.answers),
        )
        _reach(import_, Stage.APPLYING)


def bring(ledger: Ledger, authority: Authority) -> None:
    """What waits in the outbox goes into the ledger, and on into the authority's readings."""
    for batch, done in drain(ledger):
        Import.of.everywhere().filter(batch=batch).update(
            new=done.new, repeated=done.repeated, stage=Stage.MEASURING, changed_at=timezone.now()
        )
    arrived = Import.of.authority(authority).filter(stage=Stage.MEASURING)
    batches = list(arrived.values_list("batch", flat=True))
    measure(ledger, authority)
    with transaction.atomic():
        arrived.filter(batch__in=batches).update(stage=Stage.APPLIED, changed_at=timezone.now())
        for import_ in Import.of.authority(authority).filter(batch__in=batches):
            facts_changed.send(Import, import_=import_)


def _take_back(ledger: Ledger, import_: Import) -> None:
    ledger.undo(authority=import_.authority_id, batch=import_.batch)
    measure(ledger, import_.authority)
    with transaction.atomic():
        _reach(import_, Stage.UNDONE)
        facts_changed.send(Import, import_=import_)


def _reach(import_: Import, stage: Stage) -> None:
    import_.stage, import_.changed_at = stage, timezone.now()
    import_.save()
