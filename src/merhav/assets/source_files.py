"""Sources as plain values: for a spreadsheet, and for the command line."""

from collections.abc import Iterator
from typing import Any

from merhav.authorities.models import Authority
from merhav.core.spreadsheets import csv_lines

from .sources import FeedingSource, feeding

COLUMNS = (
    "asset", "space", "connector", "rhythm", "files", "facts", "last_import", "speaks_until", "late", "days_late",
)  # fmt: skip


def plain(source: FeedingSource) -> dict[str, Any]:
    return {
        "asset": source.asset.value,
        "space": source.space,
        "connector": source.connector,
        "rhythm": source.rhythm.value if source.rhythm else None,
        "files": source.files,
        "facts": source.facts,
        "last_import": source.brought_at.isoformat(),
        "speaks_until": source.until.isoformat(),
        "late": source.is_late,
        "days_late": source.days_late,
    }


def csv_of(authority: Authority) -> Iterator[str]:
    rows = [plain(source) for source in feeding(authority)]
    return csv_lines([COLUMNS, *([row[name] for name in COLUMNS] for row in rows)])
