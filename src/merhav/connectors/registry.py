"""Every connector that is there: a file in `catalog/` is registered by being there."""

import inspect
import pkgutil
from functools import cache
from importlib import import_module

from merhav.core.text import Refusal, _

from . import catalog
from .base import Connector


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
