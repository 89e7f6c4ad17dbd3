"""An import on its way: from staged rows through the ledger to readings.

The stage in the database says how far it has come; whoever carries it on begins there, so a process that was
killed is followed by one that finishes. Only workers and commands load this: it brings the ledger and the engine.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from merhav.authorities.models import Authority
from merhav.communities.models import Space
from merhav.connectors.base import Connector
from merhav.connectors.registry import connector
from merhav.core.text import Refusal, _
from merhav.facts.rows import Row
from merhav.facts.tables import COVERAGE, Table
from merhav.ledger.store import Ledger
from merhav.measurement.services import measure
from merhav.recording.services import drain, hand_over

from . import staging
from .models import ON_ITS_WAY, Import, Stage
from .reading import in_utc
from .services import stored_rows
from .signals import facts_changed


def carry_on(ledger: Ledger, batch: str) -> Import:
    """Bring one import to its end from wherever it stands.

    A refusal of its own ends it, and the import says why. Anything else that breaks is written on the import, which keeps
    its stage, so that it can be tried again; and is raised, so that the worker's log has it.
    """
    carry_on_all(ledger, [batch])
    return Import.of.everywhere().get(batch=batch)


def carry_on_bundle(ledger: Ledger, code: str) -> None:
    """Bring what is on its way of a bundle to its end."""
    going = Import.of.everywhere().filter(bundle__code=code, stage__in=ON_ITS_WAY)
    carry_on_all(ledger, list(going.values_list("batch", flat=True)))


def carry_on_all(ledger: Ledger, batches: Sequence[str]) -> None:
    """Bring imports of one authority to their end, and measure once for all; a refusal of one does not end the others."""
    going = Import.of.everywhere().filter(batch__in=batches, stage__in=ON_ITS_WAY).order_by("pk")
    imports = list(going.select_related("authority", "space"))
    try:
        for import_ in imports:
            _begin(ledger, import_)
        if any(import_.stage in {Stage.APPLYING, Stage.MEASURING} for import_ in imports):
            bring(ledger, imports[0].authority)
        taken = [import_ for import_ in imports if import_.stage == Stage.UNDOING]
        if taken:
            _taken_back(ledger, taken)
    except Exception as broken:
        broke = _("Something broke on the way. Nothing is lost or counted twice; it can be tried again.")
        failure = broken.text if isinstance(broken, Refusal) else broke
        going.update(failure=failure.as_json())
        raise


def _begin(ledger: Ledger, import_: Import) -> None:
    """The steps that each takes alone; a refusal here ends it."""
    try:
        if import_.stage == Stage.WAITING:
            _hand_over_staged(import_)
        elif import_.stage == Stage.UNDOING:
            ledger.undo(authority=import_.authority_id, batch=import_.batch)
    except Refusal as refusal:
        import_.failure = refusal.text.as_json()
        _reach(import_, Stage.FAILED)


def _hand_over_staged(import_: Import) -> None:
    if import_.space is None:
        raise Refusal(_("This import has no space."))
    reader = connector(import_.connector)
    give(import_, import_.space, reader, staging.kept(import_.batch, import_.variant))
    staging.let_go(import_.batch)


def give(import_: Import, space: Space, reader: Connector, rows: Iterator[Row]) -> None:
    """Put the rows into the outbox, and say so in the same transaction."""
    with transaction.atomic():
        held = Import.of.authority(import_.authority_id).select_for_update().get(pk=import_.pk)
        if held.stage != Stage.WAITING:
            return  # another worker was faster
        ends = Ends()
        stored = stored_rows(rows, space=space, reader=reader, answers=import_.answers)
        hand_over(
            authority=import_.authority,
            batch=import_.batch,
            source=reader.slug,
            rows=ends.seen(stored),
        )
        import_.until = ends.until
        _reach(import_, Stage.APPLYING)


class Ends:
    """Until when the facts that pass speak."""

    def __init__(self) -> None:
        self.until: datetime | None = None

    def seen(
        self, rows: Iterator[tuple[Table, dict[str, object]]]
    ) -> Iterator[tuple[Table, dict[str, object]]]:
        for table, row in rows:
            if table is COVERAGE and isinstance(until := row["until"], datetime):
                ends = in_utc(until)
                self.until = max(self.until or ends, ends)
            yield table, row


def bring(ledger: Ledger, authority: Authority) -> None:
    """What waits in the outbox goes into the ledger, and on into the authority's readings."""
    for _batch, _done in drain(ledger):
        pass
    _note_arrivals(ledger, authority)
    arrived = Import.of.authority(authority).filter(stage=Stage.MEASURING)
    batches = list(arrived.values_list("batch", flat=True))
    measure(ledger, authority)
    with transaction.atomic():
        arrived.filter(batch__in=batches).update(stage=Stage.APPLIED, changed_at=timezone.now())
        for import_ in Import.of.authority(authority).filter(batch__in=batches):
            facts_changed.send(Import, import_=import_)


def _note_arrivals(ledger: Ledger, authority: Authority) -> None:
    """The ledger says what has arrived, whoever brought it there and whatever became of them."""
    marks = {mark.batch: mark for mark in ledger.batches(authority.pk)}
    going = Import.of.authority(authority).filter(stage=Stage.APPLYING)
    for batch in going.values_list("batch", flat=True):
        if mark := marks.get(batch):
            going.filter(batch=batch).update(
                new=mark.new, repeated=mark.repeated, stage=Stage.MEASURING, changed_at=timezone.now()
            )


def _taken_back(ledger: Ledger, imports: list[Import]) -> None:
    measure(ledger, imports[0].authority)
    for import_ in imports:
        with transaction.atomic():
            _reach(import_, Stage.UNDONE)
            facts_changed.send(Import, import_=import_)
        staging.forget(import_.batch)


def _reach(import_: Import, stage: Stage) -> None:
    import_.stage, import_.changed_at = stage, timezone.now()
    import_.save()
