"""Newsletters' files from strings, as rows and items; their people and places are fictional."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from tests.connectors.chats import PEOPLE, source

from merhav.connectors.base import Connector, Report, Told
from merhav.connectors.files import Source
from merhav.connectors.registry import connectors
from merhav.core.periods import LOCAL
from merhav.facts.rows import Activity, Coverage, Observation, Row

__all__ = ["PEOPLE", "source"]


READERS = connectors()
"""Found while this is loaded, not while a test is timed."""


def reader(slug: str) -> Connector:
    return READERS[slug]


def rows(slug: str, content: str | bytes | Source, report: Report | None = None, **told: str) -> list[Row]:
    """The facts of a file, with what was told, as they go to the ledger."""
    file = content if isinstance(content, Source) else source(content, "export.csv")
    connector = reader(slug)
    drawn = connector.rows(file, Told(told), PEOPLE, report if report is not None else Report())
    found = list(connector.finished(drawn, Told(told), PEOPLE))
    assert isinstance(found[-1], Coverage)
    assert {word_of(row) for row in found[:-1]} <= set(connector.tells)
    assert set((found[-1].speaks_of or "").split()) <= set(connector.tells)
    return found


def items(
    slug: str, content: str | bytes | Source, report: Report | None = None, **told: str
) -> list[dict[str, Any]]:
    file = content if isinstance(content, Source) else source(content, "export.csv")
    return [dict(item) for item in reader(slug).items(file, Told(told), report or Report())]


def word_of(row: Row) -> str:
    assert not isinstance(row, Coverage)
    return row.measure if isinstance(row, Observation) else f"{row.verb}/{row.object_type}"


def words(found: Iterable[Row]) -> Counter[str]:
    return Counter(word_of(row) for row in found if not isinstance(row, Coverage))


def done(found: Iterable[Row], word: str) -> list[Activity]:
    return [row for row in found if isinstance(row, Activity) and word_of(row) == word]


def counts(found: Iterable[Row]) -> dict[str, float]:
    """The counts of the one issue that rows tell of."""
    told = [row for row in found if isinstance(row, Observation)]
    assert len({row.object_id for row in told if row.object_id}) <= 1
    return {row.measure: row.value for row in told}


def held(tellings: Iterable[Iterable[Row]]) -> dict[tuple[int | None, str], float]:
    """What holds after several exports, as the engine has it: of each cell the telling that was seen last."""
    last: dict[tuple[int | None, str, int], Observation] = {}
    for row in (row for told in tellings for row in told if isinstance(row, Observation)):
        cell = (row.object_id, row.measure, row.at.month)
        if cell not in last or key(last[cell]) < key(row):
            last[cell] = row
    return {(issue, measure): row.value for (issue, measure, _month), row in last.items()}


def key(row: Observation) -> tuple[datetime, datetime, int]:
    assert row.seen is not None
    return row.at, row.seen, row.id


def person(email: str) -> int:
    return PEOPLE.person(email)


def at(text: str) -> datetime:
    """A moment of the street's clock."""
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


def ids(found: Iterable[Row]) -> set[int]:
    return {row.id for row in found if not isinstance(row, Coverage)}


def unspoken(found: Iterable[Row], *secrets: str) -> bool:
    """Whether nothing of what is personal is left in the facts."""
    told = repr(list(found))
    return not any(secret in told for secret in secrets)
