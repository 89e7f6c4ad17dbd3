"""Many files in one: a zip of exports opened into its files, each a `Source` that is read in its place."""

from collections.abc import Iterator
from functools import partial
from pathlib import PurePath
from typing import BinaryIO

from merhav.core.text import Refusal, _

from .archives import members, opened_member
from .files import Source

READABLE = frozenset(
    {".txt", ".csv", ".tsv", ".json", ".jsonl", ".log", ".gz", ".bz2", ".xml", ".zip", ".eml", ".mbox"}
)
"""Endings of files that some connector may read; what a zip holds besides (pictures, voices) is passed over."""
MOST = 500
"""Files of one bundle."""


def unbundled(source: Source) -> Iterator[Source]:
    """The files that `source` holds: itself, unless it is a zip of several.

    A zip that holds one readable file (a chat with its pictures) is that file, and connectors read it as it is. Raises
    `Refusal` for a zip that is broken, hostile, or holds nothing to read.
    """
    with source.open() as stream:
        if stream.read(2) != b"PK":
            yield source
            return
        stream.seek(0)
        found = members(stream, source.name, _is_readable)
    if not found:
        raise Refusal(_("The zip %(name)s holds no file that can be read.", name=source.name))
    if len(found) > MOST:
        raise Refusal(_("The zip %(name)s holds more than %(most)s files.", name=source.name, most=MOST))
    if len(found) == 1 and PurePath(found[0][0]).suffix.casefold() != ".zip":
        yield source
        return
    for member, size in found:
        yield Source(PurePath(member.replace("\\", "/")).name, size, partial(_opened, source, member))


def _opened(source: Source, member: str) -> BinaryIO:
    return opened_member(source.open(), source.name, member)


def _is_readable(name: str) -> bool:
    ending = PurePath(name).suffix.casefold()
    # Web servers number the logs they put away: access.log.1
    return ending in READABLE or (ending[1:].isdigit() and ".log" in name.casefold())
