"""Tables of a hotline and of an app from strings: as sources, as facts. Towns and people are fictional."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from tests.connectors.chats import PEOPLE, source

from merhav.connectors.base import Connector, Report, Told
from merhav.connectors.files import Source
from merhav.connectors.registry import connectors
from merhav.facts.rows import Activity, Coverage, Observation, Row
from merhav.facts.words import Verb


def table(*rows: Sequence[object], mark: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=mark, lineterminator="\n").writerows(rows)
    return text.getvalue()


class Reading:
    """One connector's way of reading, for tests."""

    def __init__(self, slug: str) -> None:
        self.connector: Connector = connectors()[slug]

    def rows(self, content: str | bytes | Source, report: Report | None = None, **told: str) -> list[Row]:
        drawn = self.connector.rows(_source(content), Told(told), PEOPLE, report or Report())
        return list(self.connector.finished(drawn, Told(told), PEOPLE))

    def items(
        self, content: str | bytes | Source, report: Report | None = None, **told: str
    ) -> list[dict[str, Any]]:
        read = self.connector.items(_source(content), Told(told), report or Report())
        return [dict(item) for item in read]

    def report(self, content: str | bytes | Source, **told: str) -> Report:
        report = Report()
        self.rows(content, report, **told)
        return report


def _source(content: str | bytes | Source) -> Source:
    return content if isinstance(content, Source) else source(content, "table.csv")


def activities(rows: Iterable[Row]) -> list[Activity]:
    return [row for row in rows if isinstance(row, Activity)]


def done(rows: Iterable[Row], verb: Verb) -> list[Activity]:
    return [row for row in activities(rows) if row.verb is verb]


def observed(rows: Iterable[Row]) -> list[Observation]:
    return [row for row in rows if isinstance(row, Observation)]


def covered(rows: Iterable[Row]) -> list[Coverage]:
    return [row for row in rows if isinstance(row, Coverage)]


def whys(report: Report) -> list[str]:
    """The line and the reason of each problem."""
    return [f"{problem.line}: {problem.why}" for problem in report.problems]
