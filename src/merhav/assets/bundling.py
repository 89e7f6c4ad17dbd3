"""Many files at once: looked at in one list, applied and undone together or one by one."""

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from merhav.authorities.models import Authority, Staff
from merhav.connectors.bundles import MOST
from merhav.connectors.files import Source
from merhav.connectors.registry import connector
from merhav.core.text import Refusal, Text, _

from . import sealed
from .arrivals import arrivals
from .models import Bundle, Import, Stage
from .previews import Look, Said, forget, forget_undecided, look, look_again
from .readiness import Ground, lacking
from .services import Telling, tell, usual_description
from .tasks import carry_on_bundle
from .tasks import forget_undecided as forget_later

EXPORTED_ON = "exported_on"


@dataclass(frozen=True, slots=True)
class Brought:
    """What was brought in: one look, or a bundle of several."""

    looks: list[Look]
    bundle: Bundle | None


def bring(
    *, authority: Authority, sources: Iterable[Source], said: Said, key: str, by: Staff | None = None
) -> Brought:
    """Look at each file, also inside a zip of them. Raises `Refusal`, and keeps nothing, when they are too many."""
    forget_undecided()
    forget_later.using(run_after=timezone.now() + sealed.PATIENCE).enqueue()
    files = list(arrivals(sources, recognise=not said.connector))
    if len(files) > MOST:
        raise Refusal(_("These are more than %(most)s files; bring them in in parts.", most=MOST))
    bundle = None
    if len(files) > 1:
        bundle = Bundle.of.create(authority=authority, code=secrets.token_hex(6), by=by)
    looks: list[Look] = []
    try:
        for file in files:
            most = sealed.LARGEST - sum(seen.size for seen in looks)
            looks.append(
                look(authority=authority, file=file, said=said, key=key, by=by, bundle=bundle, most=most)
            )
    except Refusal:
        for seen in looks:
            forget(seen.import_)
        raise
    return Brought(looks, bundle)


def read_changed(*, bundle: Bundle, said: Mapping[str, Said], key: str) -> list[Look]:
    """Read those files anew of which a person says that they are something else."""
    looks = []
    for import_ in files_of(bundle):
        now = said.get(import_.batch)
        if now and import_.is_undecided and now.connector and now.connector != import_.connector:
            looks.append(look_again(import_=import_, said=now, key=key))
    return looks


def apply_ready(
    *, bundle: Bundle, said: Mapping[str, Said], but: Collection[str] = (), exported_on: str = ""
) -> dict[str, Text]:
    """Let every file on its way of which nothing has to be told any more, `but` some; the refusals of others, by batch.

    The space of a file is as is `said`, else as it is known. Roles are those that are remembered.
    """
    refusals: dict[str, Text] = {}
    ground = Ground.of(bundle.authority)
    for import_ in files_of(bundle).filter(stage=Stage.PREVIEWED).exclude(batch__in=but):
        name = said[import_.batch].space if import_.batch in said else ""
        name = name or (import_.space.name if import_.space else "")
        if lacking(import_, name, ground):
            continue
        try:
            tell(import_=import_, told=_told(import_, name, exported_on, ground))
        except Refusal as refusal:
            refusals[import_.batch] = refusal.text
    return refusals


def undo_bundle(*, bundle: Bundle) -> None:
    """Take back all of its files that are applied, as soon as a worker comes to it."""
    with transaction.atomic():
        applied = files_of(bundle).filter(stage=Stage.APPLIED)
        if not applied.update(stage=Stage.UNDOING, changed_at=timezone.now()):
            raise Refusal(_("Nothing of this bundle has been applied."))
        carry_on_bundle.enqueue(bundle.code)


def leave_bundle(*, bundle: Bundle) -> None:
    """The person decided against what is still undecided of it."""
    for import_ in files_of(bundle):
        if import_.is_undecided:
            forget(import_)
    if not files_of(bundle).exists():
        bundle.delete()


def files_of(bundle: Bundle) -> QuerySet[Import]:
    """Its files, in the order in which they were brought in."""
    rows = Import.of.authority(bundle.authority_id).filter(bundle=bundle)
    return rows.select_related("space", "authority", "bundle").order_by("pk")


def _told(import_: Import, name: str, exported_on: str, ground: Ground) -> Telling:
    reader = connector(import_.connector)
    space = ground.space(reader.asset, name)
    asked = {question.name for question in reader.asks if not question.before}
    return Telling(
        space=name,
        description=usual_description(reader, space),
        audience=space.audience if space else {},
        answers={EXPORTED_ON: exported_on} if exported_on and EXPORTED_ON in asked else {},
    )
