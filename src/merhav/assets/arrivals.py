"""What comes when files are brought in: each by itself, and each inside a zip of many.

A zip that one connector reads as a whole (an audience in three tables, a mailbox of five hundred reports) stays one file.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePath

from merhav.connectors.base import Connector, Report, Told, Untold
from merhav.connectors.bundles import unbundled
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
from merhav.connectors.registry import Recognised, recognised
from merhav.core.text import Refusal

_CHAT = "_chat.txt"
"""The name that an iPhone gives to every chat; which one it is, the zip around it says."""
_NEARLY_ALL = 0.8
"""The share of a zip's files that one connector knows, where it is that connector's zip."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file, and whose it is where that is known already."""

    source: Source
    connector: str = ""
    sure: float | None = None


def arrivals(sources: Iterable[Source], *, recognise: bool = True) -> Iterator[Arrival]:
    """Every file that came. A zip that cannot be opened comes as it is: reading it will say what is wrong with it.

    Without `recognise` a zip of several is always taken apart: whose its files are has been said.
    """
    for source in sources:
        try:
            inside = list(unbundled(source))
        except Refusal:
            inside = [source]
        whole = _whole(source, inside) if recognise and len(inside) > 1 else None
        if whole is not None:
            yield Arrival(source, whole.connector.slug, whole.sure)
        else:
            yield from (Arrival(replace(file, name=_name(file.name, source.name))) for file in inside)


def _whole(source: Source, inside: Sequence[Source]) -> Recognised | None:
    """Whose zip it is, where nearly all its files are one connector's and that connector reads it as it is."""
    known = [found for file in inside if (found := _known(file)) is not None]
    readers = Counter(found.connector.slug for found in known)
    if len(readers) != 1 or len(known) < _NEARLY_ALL * len(inside):
        return None
    surest = max(known, key=lambda found: found.sure)
    return surest if _reads(surest.connector, source) else None


def _known(file: Source) -> Recognised | None:
    try:
        return recognised(file)
    except Refusal:
        return None


def _reads(reader: Connector, source: Source) -> bool:
    """Whether the connector begins to read it, or asks something before it does."""
    try:
        for _row in islice(reader.rows(source, Told(), Pseudonyms(b"looked at"), Report()), 1):
            pass
    except Untold:
        return True
    except Refusal:
        return False
    return True


def _name(name: str, zipped_as: str) -> str:
    return f"{PurePath(zipped_as).stem}.txt" if name == _CHAT and name != zipped_as else name
