from collections.abc import Iterable

from merhav.authorities.models import Authority
from merhav.facts.words import Asset, Role

from .models import Space, ToldRole


def told_roles(authority: Authority, pseudonyms: Iterable[int] | None = None) -> dict[int, Role]:
    """Roles by pseudonym; who is not here is a resident."""
    rows = ToldRole.of.authority(authority)
    if pseudonyms is None:
        return {row.pseudonym: Role(row.role) for row in rows}
    wanted = set(pseudonyms)
    return {row.pseudonym: Role(row.role) for row in rows if row.pseudonym in wanted}


def space_named(authority: Authority, asset: Asset, name: str) -> Space | None:
    """The space of that name in that asset, if it is here."""
    return Space.of.authority(authority).filter(asset=asset.value, name=plain_space_name(name)).first()


def plain_space_name(name: str) -> str:
    """A name of a space in one spelling of its blanks."""
    return " ".join(name.split())[:120]
