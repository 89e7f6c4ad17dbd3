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
