"""A JSON document whose keys are data, as a stream of its small parts: neither its size nor its depth costs memory."""

from collections.abc import Callable, Iterator
from enum import Enum

import ijson

from merhav.connectors.documents import DEEPEST, LONGEST, Event, events
from merhav.connectors.files import Source
from merhav.core.text import Refusal, _

Path = tuple[str, ...]
"""Keys from the root; `IN_LIST` for whatever is in a list."""
IN_LIST = "[]"
IsPart = Callable[[Path], bool]

_MOST = 50_000
"""Events of one part."""
_DEPTH = {"start_map": 1, "start_array": 1, "end_map": -1, "end_array": -1}


class Opened(Enum):
    """In place of a value: a map or list begins here."""

    MAP = "{"
    LIST = "["


def parts(source: Source, is_part: IsPart) -> Iterator[tuple[Path, object]]:
    """Every map, list and value of the document with its path, in order. A map that `is_part` comes whole; of any other
    map or list only its `Opened`, and then what is in it.

    Raises `Refusal` for a document that is broken, or nested or large beyond any report.
    """
    path: list[str] = []
    met = events(source)
    for event, value in met:
        if event == "map_key":
            path[-1] = value
        elif event in {"start_map", "start_array"}:
            here = tuple(path)
            if event == "start_map" and is_part(here):
                yield here, _whole(met, source)
                continue
            if len(here) == DEEPEST:
                raise _too_large(source)
            yield here, Opened.MAP if event == "start_map" else Opened.LIST
            path.append("" if event == "start_map" else IN_LIST)
        elif event in {"end_map", "end_array"}:
            path.pop()
        else:
            yield tuple(path), value


def _whole(met: Iterator[Event], source: Source) -> object:
    """The map whose beginning has just been met."""
    builder = ijson.ObjectBuilder()
    builder.event("start_map", None)
    depth, size = 1, 0
    for number, (event, value) in enumerate(met):
        builder.event(event, value)
        depth += _DEPTH.get(event, 0)
        size += len(value) if isinstance(value, str) else 0
        if depth == 0:
            break
        if number > _MOST or depth > DEEPEST or size > LONGEST:
            raise _too_large(source)
    return builder.value


def _too_large(source: Source) -> Refusal:
    return Refusal(_("%(name)s holds a row that is larger than any of a report.", name=source.name))
