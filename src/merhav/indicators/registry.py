"""Every indicator that is declared: a file in `catalog/` is registered by being there, and so is what it holds."""

import pkgutil
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module

from merhav.core.text import Refusal, _

from . import catalog
from .definition import Indicator, Read
from .reading import Reading


@cache
def indicators() -> dict[str, Indicator]:
    """All indicators by slug, family by family, in the order of their pages."""
    return {indicator.slug: indicator for page in pages().values() for indicator in page}


@cache
def pages() -> dict[str, tuple[Indicator, ...]]:
    """The indicators of each family's file, as written; two of one name both stand, for `validate` to say so."""
    return {
        entry.name: _declared_in(f"{catalog.__name__}.{entry.name}")
        for entry in pkgutil.iter_modules(catalog.__path__)
    }


def _declared_in(name: str) -> tuple[Indicator, ...]:
    return tuple(value for value in vars(import_module(name)).values() if isinstance(value, Indicator))


def indicator(slug: str) -> Indicator:
    try:
        return indicators()[slug]
    except KeyError:
        raise Refusal(_("There is no indicator %(slug)s.", slug=slug)) from None


def reads_of(declared: Iterable[Indicator]) -> Callable[[Reading], Read | None]:
    """Finds the declaration that a reading was made by; None when its series is no longer declared."""
    known = {(each.slug, read.kind, read.part): read for each in declared for read in each.series}
    return lambda reading: known.get((reading.indicator, reading.kind, reading.part))
