from collections.abc import Iterable

from merhav.authorities.models import Authority
from merhav.facts.words import Role

from .models import ToldRole


def told_roles(authority: Authority, pseudonyms: Iterable[int] | None = None) -> dict[int, Role]:
    """Roles by pseudonym; who is not here is a resident."""
    rows = ToldRole.of.authority(authority)
    if pseudonyms is None:
        return {row.pseudonym: Role(row.role) for row in rows}
    wanted = set(pseudonyms)
    return {row.pseudonym: Role(row.role) for row in rows if row.pseudonym in wanted}
