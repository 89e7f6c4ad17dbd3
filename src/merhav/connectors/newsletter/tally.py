"""Counts of issues as they are told, row by row, and what is known of each issue once all rows have been read.

What several rows tell of one issue is of parts of it (lists, the arms of a test), and adds up; a row that stands twice
counts once.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from merhav.connectors.numbers import whole
from merhav.connectors.people import Pseudonyms
from merhav.core.text import Refusal, _
from merhav.facts.rows import Row

from .dates import local_day
from .issues import CREATED, MEASURES, SUBSCRIBERS, counted, created, issue_id, title_id
from .store import put, temporary

_ALL = (*MEASURES, SUBSCRIBERS)
_SCHEMA = (
    "CREATE TABLE part (row INTEGER PRIMARY KEY, issue INTEGER, sent_at INTEGER, "
    + ", ".join(f"{measure} REAL" for measure in _ALL)
    + ")"
)
_PUT = f"INSERT OR IGNORE INTO part VALUES ({', '.join('?' * (3 + len(_ALL)))})"  # noqa: S608 - signs, no values
_ISSUES = (
    "SELECT issue, min(sent_at), "  # noqa: S608 - the names are this module's own
    + ", ".join(f"{'max' if measure == SUBSCRIBERS else 'sum'}({measure})" for measure in _ALL)
    + " FROM part GROUP BY issue ORDER BY 2, 1"
)
_MOST = 1_000_000_000
"""Nobody writes to so many; a larger number is a slip."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """What a report says of one sending."""

    title: str
    sent: datetime
    counts: Mapping[str, float]
    row: tuple[str, ...] = ()
    """The cells it was read from."""
    latest: datetime | None = None
    """The latest moment that the report itself speaks of: the last open, the last click."""


def count_in(text: str) -> float | None:
    """The number of people or clicks in `1,751` or `350 (35.18%)`; None for what is no such number."""
    return _count_in(text[:60])


@lru_cache(maxsize=20_000)
def _count_in(text: str) -> float | None:
    value = whole(text.split("(", maxsplit=1)[0])
    return float(value) if value is not None and 0 <= value < _MOST else None


def facts(
    campaigns: Iterable[Campaign], generations: Mapping[str, str], name: str, people: Pseudonyms
) -> Iterator[Row]:
    """The issue, and its counts, of every campaign.

    Raises `Refusal` when there is none.
    """
    with temporary(_SCHEMA) as con:
        latest = _Latest()
        put(con, _PUT, (_part(one, people) for one in latest.passing(campaigns)))
        if latest.moment is None:
            raise Refusal(_("%(name)s tells of no issue that was sent.", name=name))
        for issue, sent, values in _issues(con):
            counts = {
                measure: value for measure, value in zip(_ALL, values, strict=True) if value is not None
            }
            yield created(issue, sent)
            yield from counted(issue, sent, counts, generations, _seen(latest.moment, counts), people)


def speaks_of(measures: Iterable[str]) -> str:
    return " ".join((CREATED, *measures))


@dataclass(slots=True)
class _Latest:
    """The last moment that a file speaks of: it cannot have been exported before."""

    moment: datetime | None = None

    def passing(self, campaigns: Iterable[Campaign]) -> Iterator[Campaign]:
        for campaign in campaigns:
            spoken = max(campaign.sent, campaign.latest or campaign.sent)
            self.moment = spoken if self.moment is None else max(self.moment, spoken)
            yield campaign


def _part(campaign: Campaign, people: Pseudonyms) -> tuple[object, ...]:
    issue = issue_id(people, title_id(people, campaign.title), local_day(campaign.sent))
    return (
        people.thing(*campaign.row),
        issue,
        int(campaign.sent.timestamp()),
        *(campaign.counts.get(measure) for measure in _ALL),
    )


def _issues(con: sqlite3.Connection) -> Iterator[tuple[int, datetime, list[float | None]]]:
    for issue, sent, *values in con.execute(_ISSUES):
        yield issue, datetime.fromtimestamp(sent, UTC), values


def _seen(latest: datetime, counts: Mapping[str, float]) -> datetime:
    """No earlier than the file's last moment; and of two files that end alike, the one with more is the later, because
    opens and clicks of an issue only grow.
    """
    grown = sum(counts.get(measure, 0.0) for measure in ("opens", "machine_opens", "clickers", "clicks"))
    return latest + timedelta(microseconds=min(grown, 1e6))
