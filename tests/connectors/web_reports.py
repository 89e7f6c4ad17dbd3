"""Reports of web analytics from strings, and what is read out of them. Towns, sites and numbers are fictional."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.connectors.chats import source

from merhav.connectors.analytics.report import AnalyticsReport
from merhav.connectors.base import Report, Told
from merhav.connectors.catalog.ga4_api import Ga4Api
from merhav.connectors.catalog.ga4_report import Ga4Report
from merhav.connectors.catalog.matomo_export import MatomoExport
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
from merhav.core.periods import LOCAL, Month
from merhav.facts.rows import Coverage, Observation, Row

PEOPLE = Pseudonyms(b"a key for tests only, 32 bytes ..")
GA4_REPORT, GA4_API, MATOMO = Ga4Report(), Ga4Api(), MatomoExport()

RULE = "# ----------------------------------------"
PAGES = (
    "Page path and screen class",
    "Views",
    "Active users",
    "Views per active user",
    "Average engagement time per active user",
    "Event count",
    "Key events",
    "Total revenue",
)


@dataclass(frozen=True)
class Reading:
    """What one file told."""

    rows: list[Row]
    report: Report

    @property
    def observations(self) -> list[Observation]:
        return [row for row in self.rows if isinstance(row, Observation)]

    @property
    def coverage(self) -> list[Coverage]:
        return [row for row in self.rows if isinstance(row, Coverage)]

    @property
    def ids(self) -> set[int]:
        return {row.id for row in self.rows}

    def value(self, measure: str, month: str = "2025-01") -> float | None:
        """The number of a month, or None; there is never more than one of a series."""
        found = [row.value for row in self.observations if (row.measure, _month(row)) == (measure, month)]
        assert len(found) < 2, found
        return found[0] if found else None

    def series(self, measure: str) -> str:
        (found,) = {row.generation for row in self.observations if row.measure == measure}
        return found

    @property
    def told(self) -> dict[str, float]:
        """The numbers of a file of one month."""
        assert len({_month(row) for row in self.observations}) == 1
        return {row.measure: row.value for row in self.observations}

    @property
    def days(self) -> list[tuple[date, date]]:
        """From which day on the file speaks, and the first day of which it does not."""
        return [tuple(at.astimezone(LOCAL).date() for at in (row.since, row.until)) for row in self.coverage]  # type: ignore[misc]

    @property
    def notes(self) -> str:
        return "\n".join(str(note) for note in self.report.notes)

    @property
    def problems(self) -> list[tuple[int, str]]:
        return [(problem.line, str(problem.why)) for problem in self.report.problems]


def _month(row: Observation) -> str:
    return str(Month.of(row.at))


def file(content: str | bytes | Source, name: str = "report.csv") -> Source:
    return content if isinstance(content, Source) else source(content, name)


def read(connector: AnalyticsReport, content: str | bytes | Source, **told: str) -> Reading:
    """All of an import: read, and finished with the same answers."""
    report = Report()
    drawn = connector.rows(file(content), Told(told), PEOPLE, report)
    return Reading(list(connector.finished(drawn, Told(told), PEOPLE)), report)


def items(connector: AnalyticsReport, content: str | bytes | Source, **told: str) -> list[dict[str, Any]]:
    return [dict(item) for item in connector.items(file(content), Told(told), Report())]


def table(*rows: Sequence[object]) -> str:
    """Rows as CSV; what holds a comma is quoted, as Google does."""
    return "".join(",".join(map(_cell, row)) + "\n" for row in rows)


def _cell(value: object) -> str:
    text = str(value)
    return f'"{text}"' if "," in text else text


def ga4(
    *tables: str,
    since: str = "20250101",
    until: str = "20250131",
    title: str = "Pages and screens: Page path and screen class",
    part: str = "All Users",
) -> str:
    """A report as Google Analytics writes it; each further table under its own dates, as in a snapshot."""
    head = [
        RULE,
        f"# {title}",
        "# Account: Tel Shaked",
        "# Property: Tel Shaked, the site",
        RULE,
        "# ",
        f"# {part}",
    ]
    dates = [f"# Start date: {since}", f"# End date: {until}"]
    return "\n".join(head) + "\n" + "\n".join("\n".join(dates) + "\n" + each for each in tables)


def pages(*rows: Sequence[object], head: Sequence[str] = PAGES) -> str:
    return table(head, *rows)


def page(path: str, views: object, users: object, seconds: object) -> tuple[object, ...]:
    """A row of Pages and screens."""
    return (path, views, users, "1.5", seconds, "900", "0", "0")


JANUARY = ga4(
    pages(
        page("", "12,345", "3,000", "40.5"),
        page("/", "5,000", "2,000", "30.25"),
        page("/pay/arnona", 300, 200, 50),
        page("/pay/water, sewage", 200, 150, 40),
        page("/news", 800, 500, 20),
        page("(not set)", 5, 5, 1),
    )
)
"""A month of a site, with the row of totals."""


def utf16(text: str) -> bytes:
    return ("\ufeff" + text).encode("utf-16-le")


def lines_of(texts: Iterable[str]) -> bytes:
    return "\r\n".join(texts).encode()
