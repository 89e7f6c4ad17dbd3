"""The town's Facebook page: Business Suite's monthly report of posts, and what its interface told of followers."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
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

SPACE = SpaceTold("עיריית גוונים - ألوان", Asset.FACEBOOK, RunBy.AUTHORITY, Writers.OPEN)
_FORGOTTEN = date(2025, 11, 15)
"""The day from which the platform told of follows and no longer of fans."""
_FANS, _FOLLOWS = Trend(8_900, 12_300), Trend(10_100, 13_900)
_POSTS = Flow(flat(22), Calendar.HEBREW)
_PROCESS = Trend(0.06, 0.26)
"""Share of the posts that share a municipal process and call on residents to influence it."""
_REACH, _COMMENTS = flat(2_900), Trend(7, 19)
_HEAD = (
    "Post ID", "Page ID", "Page name", "Title", "Description", "Duration (sec)", "Publish time", "Caption type",
    "Permalink", "Is crosspost", "Is share", "Post type", "Languages", "Custom labels", "Funded content status",
    "Data comment", "Date", "Views", "Reach", "Reactions, Comments and Shares", "Reactions", "Comments", "Shares",
    "Total clicks", "Link Clicks", "Other Clicks", "Matched Audience Targeting Consumption (Photo Click)",
    "Negative feedback from users: Hide all", "Seconds viewed", "Average Seconds viewed", "Estimated earnings (USD)",
    "Ad CPM (USD)", "Ad impressions",
)  # fmt: skip
_LABEL = "שיתוף ציבור"
_SUBJECTS = ("מה חדש בעיר", "פארק חדש נפתח", "הרשמה לחוגים", "عيد مبارك", "עבודות בכביש", "ערב קהילה")


def files(folder: Path, span: Span, seed: int) -> Iterator[ExportFile]:
    folder.mkdir(parents=True, exist_ok=True)
    yield from _posts(folder, span, seed)
    yield from _followers(folder, span, seed)


def _posts(folder: Path, span: Span, seed: int) -> Iterator[ExportFile]:
    counts = monthly(_POSTS, span, f"{seed}/posts")
    for place, month in enumerate(span.months):
        rng = Random(f"{seed}/posts/{month}")
        processes = round(counts[month] * _PROCESS.at(place / 23))
        rows = [_post(place, month, number, number < processes, rng) for number in range(counts[month])]
        path = folder / f"{month.first_day:%b-%d-%Y}_{month.last_day:%b-%d-%Y}_1039829{place:03}.csv"
        path.write_text(table(_HEAD, *rows), encoding="utf-8-sig")
        yield ExportFile(
            path, "facebook_posts", SPACE, {},
            {
                "process_label": _LABEL, "exported_on": day_after(month).isoformat(), "date_order": "mdy",
                "covers_from": month.first_day.isoformat(), "covers_until": month.last_day.isoformat(),
            },
        )  # fmt: skip


def _post(place: int, month: Month, number: int, process: bool, rng: Random) -> tuple[object, ...]:
    share = place / 23
    at = datetime.combine(month.first_day, time()) + timedelta(
        days=rng.randrange(month.days), seconds=rng.randrange(28_800, 72_000)
    )
    reach = round(_REACH.at(share) * rng.uniform(0.7, 1.3))
    comments = round(_COMMENTS.at(share) * rng.uniform(0.6, 1.4))
    reactions, shares, clicks = (
        round(reach * rng.uniform(0.02, 0.03)),
        rng.randrange(1, 9),
        round(reach * 0.04),
    )
    name = f"12215{place:03}{number:03}0000101"
    return (
        name, "100045700821521", SPACE.name, "" if number % 3 else rng.choice(_SUBJECTS), rng.choice(_SUBJECTS), 0,
        f"{at:%m/%d/%Y %H:%M}", "N/A", f"https://www.facebook.com/gvanim.example/posts/{name}", 0, 0, "Photos", "he",
        _LABEL if process else "", "N/A", "", "Lifetime", round(reach * 1.35), reach, reactions + comments + shares,
        reactions, comments, shares, clicks, clicks // 2, clicks - clicks // 2, 0, 0, 0, 0, 0, 0, 0,
    )  # fmt: skip


def _followers(folder: Path, span: Span, seed: int) -> Iterator[ExportFile]:
    """What the interface told of each day, a quarter at a time: fans until it forgot them, follows since."""
    rng = Random(f"{seed}/followers")
    days, whole = list(span.days), (span.last.last_day - span.first.first_day).days
    for months in quarters(span.months):
        told = [day for day in days if months[0].first_day <= day <= months[-1].last_day]
        fans = [_value(day, _FANS.at((day - days[0]).days / whole), rng) for day in told if day < _FORGOTTEN]
        follows = [
            _value(day, _FOLLOWS.at((day - days[0]).days / whole), rng) for day in told if day >= _FORGOTTEN
        ]
        path = folder / f"facebook_gvanim_{months[-1]}.json"
        path.write_text(json.dumps(_document(day_after(months[-1]), fans, follows)))
        yield ExportFile(path, "facebook_api", SPACE, {}, {})


def _value(day: date, number: float, rng: Random) -> dict[str, object]:
    """As the interface tells it: a day ends at midnight in California."""
    ends = f"{day + timedelta(days=1)}T07:00:00+0000"
    return {"end_time": ends, "value": round(number * rng.uniform(0.999, 1.001))}


def _document(
    asked: date, fans: list[dict[str, object]], follows: list[dict[str, object]]
) -> dict[str, object]:
    metrics = [
        {"name": name, "period": "day", "values": values}
        for name, values in (("page_fans", fans), ("page_follows", follows))
        if values
    ]
    refused = [] if fans else [{"name": "page_fans", "code": 100}]
    return {
        "source": "facebook_api", "asked_at": f"{asked}T06:00:00+00:00", "page": {"id": "100045700821521"},
        "metrics": metrics, "refused": refused,
    }  # fmt: skip
