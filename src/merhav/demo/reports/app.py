"""The municipal app and the 106 hotline, as their systems list what was done."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random

from merhav.core.periods import Month
from merhav.demo.days import Span
from merhav.demo.manifest import ExportFile, SpaceTold
from merhav.demo.seasons import Calendar
from merhav.demo.town import Trend, flat
from merhav.facts.words import Asset, RunBy, Writers

from .amounts import Flow, monthly
from .tables import day_after, quarters, table

APP = SpaceTold("גוונים שלי", Asset.APP, RunBy.AUTHORITY, Writers.OPEN)
HOTLINE = SpaceTold("מוקד 106", Asset.STREET, RunBy.AUTHORITY, Writers.OPEN)
_ACTS = {
    "כניסה": Flow(Trend(420, 980), Calendar.HEBREW),
    "הרשמה": Flow(Trend(40, 85)),
    "תשלום": Flow(Trend(70, 160)),
    "פתיחת מרחב": Flow(Trend(1, 3)),
    "הודעה במרחב": Flow(Trend(90, 240), Calendar.HEBREW),
}
_PEOPLE = Trend(360, 760)


def files(folder: Path, span: Span, seed: int) -> Iterator[ExportFile]:
    folder.mkdir(parents=True, exist_ok=True)
    yield from _app(folder, span, seed)
    yield from _hotline(folder, span, seed)


def _moment(month: Month, rng: Random) -> datetime:
    return datetime.combine(month.first_day, time()) + timedelta(
        days=rng.randrange(month.days), seconds=rng.randrange(25_000, 80_000)
    )


def _app(folder: Path, span: Span, seed: int) -> Iterator[ExportFile]:
    counts = {act: monthly(flow, span, f"{seed}/app/{act}") for act, flow in _ACTS.items()}
    for months in quarters(span.months):
        rows = sorted(row for month in months for row in _acts(month, span, counts, seed))
        path = folder / f"app_{months[-1]}.csv"
        path.write_text(table(("תאריך ושעה", "מזהה משתמש", "פעולה", "מרחב"), *rows), encoding="utf-8-sig")
        yield ExportFile(
            path, "app_table", APP, {},
            {"date_order": "dmy",
                "listed_since": span.first.first_day.isoformat(), "exported_on": day_after(months[-1]).isoformat()},
        )  # fmt: skip


def _acts(
    month: Month, span: Span, counts: dict[str, dict[Month, int]], seed: int
) -> Iterator[tuple[str, str, str, str]]:
    rng = Random(f"{seed}/app/{month}")
    people = round(_PEOPLE.at((month - span.first) / 23))
    for act, by_month in counts.items():
        for _time in range(by_month[month]):
            room = f"מרחב {rng.randrange(9)}" if "מרחב" in act else ""
            yield f"{_moment(month, rng):%d/%m/%Y %H:%M}", f"u{rng.randrange(people):05}", act, room


_CATEGORIES = ("תאורה", "ניקיון", "גינון", "חניה", "מפגעים", "חינוך")
_CHANNELS = ("טלפון", "אתר", "אפליקציה", "ווטסאפ")
_ASKED = Flow(flat(210), Calendar.HEBREW, alarming=0.2)
_HOURS = Trend(60, 26)
"""Hours to the answer, in the middle case: the hotline grew quicker."""


def _hotline(folder: Path, span: Span, seed: int) -> Iterator[ExportFile]:
    asked = monthly(_ASKED, span, f"{seed}/106")
    number = 100_000
    for months in quarters(span.months):
        rows: list[Sequence[object]] = []
        for month in months:
            rng = Random(f"{seed}/106/{month}")
            for _time in range(asked[month]):
                number += 1
                rows.append(_inquiry(number, month, (month - span.first) / 23, rng))
        path = folder / f"106_{months[-1]}.csv"
        path.write_bytes(
            table(("מספר פנייה", "תאריך פתיחה", "תאריך סגירה", "נושא", "מקור פנייה", "סטטוס"), *rows).encode(
                "cp1255"
            )
        )
        yield ExportFile(
            path, "hotline_table", HOTLINE, {},
            {"listed_since": span.first.first_day.isoformat(), "exported_on": (day_after(months[-1]) + timedelta(days=20)).isoformat()},
        )  # fmt: skip


def _inquiry(number: int, month: Month, share: float, rng: Random) -> Sequence[object]:
    opened = _moment(month, rng)
    hours = _HOURS.at(share) * rng.lognormvariate(0, 0.7)
    answered = rng.random() < 0.82 + 0.12 * share
    closed = f"{opened + timedelta(hours=hours):%d/%m/%Y %H:%M}" if answered else ""
    channel = rng.choices(_CHANNELS, (50, 25 + 15 * share, 10 + 15 * share, 15))[0]
    return (
        number,
        f"{opened:%d/%m/%Y %H:%M}",
        closed,
        rng.choice(_CATEGORIES),
        channel,
        "סגור" if answered else "פתוח",
    )
