"""Every connector that is there: a file in `catalog/` is registered by being there."""

import inspect
import pkgutil
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from merhav.core.text import Refusal, _

from . import catalog
from .base import Connector
from .files import Source
from .heads import Head, head

SURE_ENOUGH = 0.5
"""Below it a file is nobody's."""
_APART = 0.05
"""Two connectors nearer than this cannot be told apart."""


@cache
def connectors() -> dict[str, Connector]:
    """All connectors by slug, in the order of their slugs."""
    found: dict[str, Connector] = {}
    for entry in pkgutil.iter_modules(catalog.__path__):
        module = import_module(f"{catalog.__name__}.{entry.name}")
        for _name, kind in inspect.getmembers(module, inspect.isclass):
            if issubclass(kind, Connector) and kind.__module__ == module.__name__:
                found[kind.slug] = kind()
    return dict(sorted(found.items()))


def connector(slug: str) -> Connector:
    try:
        return connectors()[slug]
    except KeyError:
        raise Refusal(
            _("There is no connector %(slug)s. There are: %(all)s.", slug=slug, all=", ".join(connectors()))
        ) from None


@dataclass(frozen=True, slots=True)
class Recognised:
    """Whose file it is, how sure that is (0 to 1), and what it seems to speak of."""

    connector: Connector
    sure: float
    space: str


def recognised(source: Source) -> Recognised:
    """The connector whose file this is.

    Raises `Refusal` in one sentence for what nobody knows, for what two know equally well, and for what is no text.
    """
    seen = head(source)
    found = opinions(seen)
    if not found or found[0][0] < SURE_ENOUGH:
        raise Refusal(
            _(
                "What %(name)s is cannot be told from its first lines; say which connector it is for.",
                name=source.name,
            )
        )
    sure, reader = found[0]
    if len(found) > 1 and sure - found[1][0] < _APART:
        raise Refusal(
            _(
                "%(name)s may be for %(one)s or for %(other)s; say which.",
                name=source.name,
                one=reader.slug,
                other=found[1][1].slug,
            )
        )
    return Recognised(reader, sure, reader.space_in(seen).strip())


def opinions(seen: Head) -> list[tuple[float, Connector]]:
    """What each connector makes of a file, the surest first; those that do not know it are left out."""
    asked = ((reader.recognises(seen), reader) for reader in connectors().values())
    return sorted(((sure, reader) for sure, reader in asked if sure > 0), key=lambda one: -one[0])
