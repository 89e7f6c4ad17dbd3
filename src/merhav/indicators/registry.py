"""Every indicator that is declared: a file in `catalog/` is registered by being there, and so is what it holds."""

import pkgutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module

from merhav.core.text import Refusal, _

from . import catalog
from .definition import Facet, Indicator, Read
from .reading import Reading


@cache
def indicators() -> dict[str, Indicator]:
    """All indicators by slug, family by family, in the order of their pages."""
    return {indicator.slug: indicator for page in pages().values() for indicator in page}


@cache
def pages() -> dict[str, tuple[Indicator, ...]]:
    """The indicators of each family's file, facet by facet, else as written. Two of one name both stand, for
    `validate` to say so.
    """
    order = list(Facet)
    return {
        entry.name: tuple(
            sorted(_declared_in(f"{catalog.__name__}.{entry.name}"), key=lambda each: order.index(each.facet))
        )
        for entry in pkgutil.iter_modules(catalog.__path__)
    }


def _declared_in(name: str) -> Iterator[Indicator]:
    """Of a file, or of the files of a folder where a family has grown too large for one."""
    module = import_module(name)
    yield from (value for value in vars(module).values() if isinstance(value, Indicator))
    for entry in pkgutil.iter_modules(getattr(module, "__path__", ())):
        yield from _declared_in(f"{name}.{entry.name}")


def indicator(slug: str) -> Indicator:
    try:
        return indicators()[slug]
    except KeyError:
        raise Refusal(_("There is no indicator %(slug)s.", slug=slug)) from None


def reads_of(declared: Iterable[Indicator]) -> Callable[[Reading], Read | None]:
    """Finds the declaration that a reading was made by; None when its series is no longer declared."""
    known = {(each.slug, read.kind, read.part): read for each in declared for read in each.series}
    return lambda reading: known.get((reading.indicator, reading.kind, reading.part))
