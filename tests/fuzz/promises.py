"""What holds of everything that a connector gives, whatever the file: what the preview shows and the ledger stores."""

import json
import math
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from merhav.connectors.base import Connector, Report
from merhav.core.text import Refusal, Text
from merhav.facts.rows import Activity, Coverage, Observation, Place, Row, placed
from merhav.facts.tables import TABLES, Table
from merhav.facts.words import Asset
from merhav.ledger.spool import fill

PLACE = Place(authority=1, asset=Asset.STREET, space=1)
_FIRST, _LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
_IDS = range(1, 1 << 63)
_WHOLE = ("duration", "replied_seconds", "answered_seconds")


class Broken(Exception):  # noqa: N818 - a promise is
    """Something that must not happen."""


def keeps(is_so: object, what: str, of: object) -> None:
    if not is_so:
        raise Broken(f"{what}: {of!r:.400}")


def refusal(refused: Refusal) -> None:
    said = str(refused)
    keeps("\n" not in said and said.strip() and len(said) < 2_000, "no sentence", said)
    _sayable(refused.text)


def report(filled: Report) -> None:
    """It can be shown and kept."""
    for note in filled.notes:
        _sayable(note)
    for problem in filled.problems:
        _sayable(problem.why)
        keeps("\n" not in str(problem.why) and isinstance(problem.line, int), "no problem", problem)
    keeps(filled.not_understood >= len(filled.problems), "problems that are not counted", filled)
    keeps(
        not filled.first or not filled.last or filled.first <= filled.last, "an end before its begin", filled
    )


def _sayable(text: Text) -> None:
    keeps(
        str(Text.from_json(json.loads(json.dumps(text.as_json())))) == str(text),
        "a text that is not kept",
        text,
    )


def item(given: object) -> None:
    json.dumps(given)


def rows(given: Iterable[Row], reader: Connector) -> list[Row]:
    """The rows, each as it has to be; the last is a coverage."""
    drawn = list(given)
    keeps(drawn and isinstance(drawn[-1], Coverage), "no coverage at the end", drawn[-1:])
    for row in drawn:
        _row(row, reader)
    return drawn


def _row(row: Row, reader: Connector) -> None:
    keeps(row.id in _IDS, "no id", row)
    if isinstance(row, Coverage):
        keeps(_FIRST <= row.since <= row.until < _LAST, "no span", row)
        words = (row.speaks_of or "").split()
    else:
        keeps(_FIRST <= row.at < _LAST, "no moment", row)
        words = [row.measure if isinstance(row, Observation) else f"{row.verb}/{row.object_type}"]
    if isinstance(row, Observation):
        keeps(math.isfinite(row.value) and row.value >= 0, "no number", row)
    if isinstance(row, Activity):
        _seconds(row)
    keeps(not reader.tells or set(words) <= set(reader.tells), "told of what it does not tell", row)


def _seconds(row: Activity) -> None:
    for name in _WHOLE:
        told = getattr(row, name)
        keeps(
            told is None or (isinstance(told, int) and 0 <= told < timedelta(days=36_500).total_seconds()),
            name,
            row,
        )
    keeps(row.topic is None or 0 < len(row.topic) <= 200, "a topic that is a text", row)


def stored(given: Iterable[Row], reader: Connector) -> None:
    """They are written as the ledger writes them, each with its owner."""
    facts: list[tuple[Table, dict[str, object]]] = [
        (TABLES[type(row).__name__.lower()], placed(row, PLACE, {}, reader.slug, reader.tells))
        for row in given
    ]
    for _table, row in facts:
        keeps(row["authority"] == 1 and row["asset"] and row["id"], "a fact of nobody", row)
    with TemporaryDirectory() as folder:
        fill(Path(folder), facts)
