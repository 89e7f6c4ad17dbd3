"""What one does with an import: tell what a file cannot say, apply it, undo it.

Each step may be repeated after a crash without counting anything twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from merhav.authorities.selectors import pseudonym_key
from merhav.communities.models import Space
from merhav.communities.selectors import plain_space_name, space_named, told_roles
from merhav.communities.services import describe_space, open_space, tell_roles
from merhav.connectors.base import Connector, Told
from merhav.connectors.people import Pseudonyms
from merhav.connectors.registry import connector
from merhav.core.text import Refusal, _
from merhav.facts.rows import Place, Row, placed
from merhav.facts.tables import TABLES, Table
from merhav.facts.words import Asset, Role, RunBy, Writers

from . import sealed, staging
from .models import Import, Stage
from .previews import forget, without_secrets
from .reading import DATE_ORDER, ONLY
from .tasks import carry_on, carry_on_bundle


@dataclass(frozen=True, slots=True)
class Telling:
    """What a person tells of a file that was looked at."""

    space: str
    description: Mapping[str, str]
    """Who writes in the space and who runs it, and what it grew from."""
    audience: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[int, Role] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)


def tell(*, import_: Import, told: Telling) -> None:
    """Keep what the person told of a previewed file, and let the worker apply it.

    Raises `Refusal` when the answers cannot be true of the file; it waits for others then.
    """
    if not plain_space_name(told.space):
        raise Refusal(_("Say by which name your staff know this space."))
    reader = connector(import_.connector)
    variant = _variant(import_, told.answers)
    _check(import_, reader, variant, told)
    with transaction.atomic():
        held = Import.of.authority(import_.authority_id).select_for_update().get(pk=import_.pk)
        if held.stage != Stage.PREVIEWED:
            raise Refusal(_("This file has already been applied or left."))
        tell_roles(authority=import_.authority, roles=told.roles)
        held.space = open_space(authority=import_.authority, asset=reader.asset, name=told.space)
        answers = without_secrets(reader, {**held.answers, **told.answers})
        lasting = {question.name for question in reader.asks if question.remembered}
        kept = {name: value for name, value in answers.items() if name in lasting}
        describe_space(held.space, description=told.description, audience=told.audience, told=kept)
        held.stage, held.answers, held.variant = Stage.WAITING, answers, variant
        held.save()
        _put_in_queue(held)
    sealed.forget(import_.batch)


def _put_in_queue(import_: Import) -> None:
    """The files of a bundle are carried on together: they are measured once."""
    if import_.bundle is None:
        carry_on.enqueue(import_.batch)
    else:
        carry_on_bundle.enqueue(import_.bundle.code)


def _check(import_: Import, reader: Connector, variant: str, told: Telling) -> None:
    """Let the connector look at the answers beside the rows, before anything is kept of them."""
    space = space_named(import_.authority, reader.asset, told.space)
    answers = Told({**(space.told if space else {}), **import_.answers, **told.answers})
    people = Pseudonyms(pseudonym_key(import_.authority))
    for _row in reader.finished(staging.kept(import_.batch, variant), answers, people):
        pass


def _variant(import_: Import, answers: Mapping[str, str]) -> str:
    staged = staging.variants(import_.batch)
    if ONLY in staged:
        return ONLY
    order = answers.get(DATE_ORDER, "")
    if order not in staged:
        raise Refusal(_("Say whether the day or the month comes first in this file."))
    return order


def leave(*, import_: Import) -> None:
    """The person looked and decided against it."""
    forget(import_)


def undo(*, import_: Import) -> None:
    """Take an applied import back, whole, as soon as a worker comes to it."""
    with transaction.atomic():
        begin_undo(import_)
        carry_on.enqueue(import_.batch)


def usual_description(reader: Connector, space: Space | None) -> dict[str, str]:
    """How the space was described; where nobody did, a group is still to be described, and anything else is the
    authority's own, in which it alone writes.
    """
    known = {"writers": "", "run_by": "", "grew_from": ""} if space is None else described(space)
    if reader.is_group:
        return known
    return {
        **known,
        "writers": known["writers"] or Writers.CLOSED.value,
        "run_by": known["run_by"] or RunBy.AUTHORITY.value,
    }


def described(space: Space) -> dict[str, str]:
    return {"writers": space.writers, "run_by": space.run_by, "grew_from": space.grew_from}


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
