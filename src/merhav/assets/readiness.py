"""What a file that was looked at still asks before it can be applied without anybody looking at it."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from merhav.authorities.models import Authority
from merhav.communities.models import Space
from merhav.communities.selectors import plain_space_name
from merhav.connectors.base import Connector
from merhav.connectors.registry import connectors
from merhav.facts.words import Asset

from .models import Import, Stage
from .previews import ROLES
from .selectors import questions


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known of an authority's spaces, asked once for many files."""

    spaces: dict[tuple[str, str], Space]
    fed: set[tuple[int, str]]
    """Space and connector of what was applied: its people's roles were told then."""

    @classmethod
    def of(cls, authority: Authority) -> "Ground":
        applied = Import.of.authority(authority).filter(stage=Stage.APPLIED).order_by()
        return cls(
            {(space.asset, space.name): space for space in Space.of.authority(authority)},
            set(applied.values_list("space_id", "connector").distinct()),
        )

    def space(self, asset: Asset, name: str) -> Space | None:
        return self.spaces.get((asset.value, plain_space_name(name)))

    def names(self, asset: str) -> list[str]:
        return sorted(name for of, name in self.spaces if of == asset)


def lacking(import_: Import, name: str, ground: Ground) -> list[str]:
    """What has to be told of a file in the space of that name; nothing when it is ready."""
    reader = connectors().get(import_.connector)
    if reader is None:
        return [_("what it is")]
    space = ground.space(reader.asset, name)
    asks = [] if name else [_("the name of its space")]
    told = {**(space.told if space else {}), **import_.answers}
    asks += [
        question.text.translated(gettext)
        for question in questions(import_)
        if (question.required or question.only_if) and not told.get(question.name)
    ]
    if reader.is_group and not (space and space.writers and space.run_by):
        asks.append(_("who writes and who runs it"))
    if ROLES in import_.asks or (reader.has_people and not _is_known(space, reader, ground)):
        asks.append(_("who is an official"))
    return asks


def _is_known(space: Space | None, reader: Connector, ground: Ground) -> bool:
    return space is not None and (space.pk, reader.slug) in ground.fed
