"""Rows between the preview and the moment they are applied: pseudonyms and times, never names or text."""

import gzip
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from merhav.facts.rows import Activity, Coverage, Observation, Row
from merhav.facts.words import Asset, Object, Role, Verb


def folder(batch: str) -> Path:
    """The folder of one batch; its name is ours, never a file's."""
    return Path(settings.MERHAV_STAGING) / batch


def keep(batch: str, variant: str, rows: Iterable[Row]) -> None:
    """Write rows down until somebody decides; whole or not at all."""
    path = _path(batch, variant)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    with gzip.open(unfinished, "wt", compresslevel=1, encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps([type(row).__name__, *row], default=_plain) + "\n")
    unfinished.replace(path)


def kept(batch: str, variant: str) -> Iterator[Row]:
    """The rows as they were written down."""
    with gzip.open(_path(batch, variant), "rt", encoding="utf-8") as file:
        for line in file:
            kind, *values = json.loads(line)
            row: Row = _READERS[kind](values)
            yield row


def variants(batch: str) -> list[str]:
    return sorted(path.name.split(".")[0] for path in folder(batch).glob("*.rows.gz"))


def let_go(batch: str) -> None:
    """The rows are on their way; what else was written down beside them stays."""
    for path in folder(batch).glob("*.rows.gz"):
        path.unlink(missing_ok=True)


def forget(batch: str) -> None:
    shutil.rmtree(folder(batch), ignore_errors=True)


def _path(batch: str, variant: str) -> Path:
    return folder(batch) / f"{variant}.rows.gz"


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _activity(values: list[Any]) -> Activity:
    row = Activity(*values)
    return row._replace(
        at=datetime.fromisoformat(values[1]),
        verb=Verb(row.verb),
        object_type=Object(row.object_type),
        actor_role=row.actor_role and Role(row.actor_role),
        asset=_asset(row.asset),
        replied_role=row.replied_role and Role(row.replied_role),
        answers=tuple((actor, seconds) for actor, seconds in row.answers),
    )


def _observation(values: list[Any]) -> Observation:
    row = Observation(*values)
    seen = datetime.fromisoformat(row.seen) if isinstance(row.seen, str) else None
    return row._replace(at=datetime.fromisoformat(values[1]), seen=seen, asset=_asset(row.asset))


def _coverage(values: list[Any]) -> Coverage:
    row = Coverage(*values)
    since, until = datetime.fromisoformat(values[1]), datetime.fromisoformat(values[2])
    return row._replace(since=since, until=until, asset=_asset(row.asset))


def _asset(word: str | None) -> Asset | None:
    return Asset(word) if word else None


_READERS: dict[str, Callable[[list[Any]], Row]] = {
    "Activity": _activity,
    "Observation": _observation,
    "Coverage": _coverage,
}
