from django.db.models import Prefetch, QuerySet

from merhav.authorities.models import Authority
from merhav.connectors.base import Pulled
from merhav.connectors.registry import connectors

from .models import Connection, Pull


def connections(authority: Authority) -> QuerySet[Connection]:
    """What is asked, by space."""
    rows = Connection.of.authority(authority).select_related("space", "authority")
    return rows.prefetch_related(Prefetch("pulls", queryset=Pull.of.authority(authority))).order_by(
        "space__name"
    )


def connection_of(authority: Authority, number: int) -> Connection | None:
    return connections(authority).filter(pk=number).first()


def offered() -> list[Pulled]:
    """The connectors that can be asked."""
    return [reader for reader in connectors().values() if isinstance(reader, Pulled)]
