"""What one does with an import: tell what a file cannot say, apply it, undo it.

Each step may be repeated after a crash without counting anything twice.
"""

import logging
from collections.abc import Iterator, Mapping

from django.db import transaction
from django.utils import timezone

from merhav.authorities.selectors import pseudonym_key
from merhav.communities.models import Space
from merhav.communities.selectors import told_roles
from merhav.communities.services import describe_space, tell_roles
from merhav.connectors.base import Connector, Told
from merhav.connectors.people import Pseudonyms
from merhav.connectors.registry import connector
from merhav.core.text import Refusal, _
from merhav.facts.rows import Place, Row, placed
from merhav.facts.tables import TABLES, Table
from merhav.facts.words import Asset, Role, RunBy, Writers

from . import staging
from .models import Import, Stage
from .previews import ONLY
from .tasks import carry_on

log = logging.getLogger(__name__)


def tell(
    *,
    import_: Import,
    description: Mapping[str, str],
    audience: Mapping[str, str],
    roles: Mapping[int, Role],
    answers: Mapping[str, str],
) -> None:
    """Keep what the person told of a previewed file, and let the worker apply it.

    Raises `Refusal` when the answers cannot be true of the file; it waits for others then.
    """
    variant = _variant(import_, answers)
    _check(import_, variant, answers)
    with transaction.atomic():
        held = Import.of.authority(import_.authority_id).select_for_update().get(pk=import_.pk)
        if held.stage != Stage.PREVIEWED or held.space is None:
            raise Refusal(_("This file has already been applied or left."))
        tell_roles(authority=import_.authority, roles=roles)
        lasting = {question.name for question in connector(held.connector).asks if question.remembered}
        told = {name: value for name, value in {**held.answers, **answers}.items() if name in lasting}
        describe_space(held.space, description=description, audience=audience, told=told)
        held.stage, held.answers, held.variant = Stage.WAITING, {**held.answers, **answers}, variant
        held.save()
        carry_on.enqueue(held.batch)


def _check(import_: Import, variant: str, answers: Mapping[str, str]) -> None:
    """Let the connector look at the answers beside the rows, before anything is kept of them."""
    reader, space = connector(import_.connector), import_.space
    told = Told({**(space.told if space else {}), **import_.answers, **answers})
    people = Pseudonyms(pseudonym_key(import_.authority))
    for _row in reader.finished(staging.kept(import_.batch, variant), told, people):
        pass


def _variant(import_: Import, answers: Mapping[str, str]) -> str:
    if "date_order" not in import_.asks:
        return ONLY
    order = answers.get("date_order", "")
    if order not in staging.variants(import_.batch):
        raise Refusal(_("Say whether the day or the month comes first in this file."))
    return order


def leave(*, import_: Import) -> None:
    """The person looked and decided against it."""
    staging.forget(import_.batch)
    Import.of.authority(import_.authority_id).filter(pk=import_.pk, stage=Stage.PREVIEWED).delete()


def undo(*, import_: Import) -> None:
    """Take an applied import back, whole, as soon as a worker comes to it."""
    with transaction.atomic():
        begin_undo(import_)
        carry_on.enqueue(import_.batch)


def try_again(*, import_: Import) -> None:
    """Let a worker carry on an import that something broke."""
    if not import_.failure or not import_.on_its_way:
        raise Refusal(_("This import needs no second try."))
    with transaction.atomic():
        Import.of.authority(import_.authority_id).filter(pk=import_.pk).update(failure={})
        carry_on.enqueue(import_.batch)


def begin_undo(import_: Import) -> None:
    """Say that an applied import is to be taken back. Raises `Refusal` for one that is not applied."""
    changed = (
        Import.of.authority(import_.authority_id)
        .filter(pk=import_.pk, stage=Stage.APPLIED)
        .update(stage=Stage.UNDOING, changed_at=timezone.now())
    )
    if not changed:
        raise Refusal(_("Only an import that has been applied can be undone."))


def place_of(space: Space) -> Place:
    """Where the rows of this space's files happened, frozen at this moment."""
    return Place(
        authority=space.authority_id,
        asset=Asset(space.asset),
        space=space.pk,
        writers=Writers(space.writers) if space.writers else None,
        run_by=RunBy(space.run_by) if space.run_by else None,
        origin=space.grew_from or None,
        audience={dimension: word for dimension, word in space.audience.items() if word},
    )


def stored_rows(
    rows: Iterator[Row], *, space: Space, reader: Connector, answers: Mapping[str, str]
) -> Iterator[tuple[Table, dict[str, object]]]:
    """Table and row, as the ledger stores them, of rows as a connector drew them."""
    people = Pseudonyms(pseudonym_key(space.authority))
    place, roles = place_of(space), told_roles(space.authority)
    for row in reader.finished(rows, Told({**space.told, **answers}), people):
        yield TABLES[type(row).__name__.lower()], placed(row, place, roles, reader.slug, reader.tells)
