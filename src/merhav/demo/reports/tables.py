"""Rows as the CSV of a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from merhav.core.periods import Month


def table(*rows: Sequence[object]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def quarters(months: Sequence[Month]) -> Iterable[Sequence[Month]]:
    """The months by threes."""
    return [months[at : at + 3] for at in range(0, len(months), 3)]


def day_after(month: Month) -> date:
    """The day on which the month's report is downloaded: the second of the next."""
    return month.next.first_day.replace(day=2)
