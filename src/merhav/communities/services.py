from collections.abc import Mapping

from merhav.authorities.models import Authority
from merhav.facts.words import Asset, Role

from .models import Space, ToldRole
from .selectors import plain_space_name


def tell_roles(*, authority: Authority, roles: Mapping[int, Role]) -> None:
    """Remember who is an official, a leader or a robot; a resident is whoever is not remembered."""
    residents = [pseudonym for pseudonym, role in roles.items() if role is Role.RESIDENT]
    ToldRole.of.authority(authority).filter(pseudonym__in=residents).delete()
    for pseudonym, role in roles.items():
        if role is not Role.RESIDENT:
            ToldRole.of.authority(authority).update_or_create(
                authority=authority, pseudonym=pseudonym, defaults={"role": role.value}
            )


def open_space(*, authority: Authority, asset: Asset, name: str) -> Space:
    """The authority's space of that name in that asset, made when it is not there yet."""
    space, _made = Space.of.authority(authority).get_or_create(
        authority=authority, asset=asset.value, name=plain_space_name(name)
    )
    return space


def describe_space(
    space: Space, *, description: Mapping[str, str], audience: Mapping[str, str], told: Mapping[str, str]
) -> None:
    """Keep what was told of a space: who writes and runs it, for whom it is, answers worth remembering.

    An answer told as empty is forgotten.
    """
    space.writers = description.get("writers") or space.writers
    space.run_by = description.get("run_by") or space.run_by
    space.grew_from = description.get("grew_from", space.grew_from) or ""
    space.audience = dict(audience)
    space.told = {name: value for name, value in {**space.told, **told}.items() if value}
    space.save()
