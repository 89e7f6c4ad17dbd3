"""Two groups on Facebook that nobody can export, as their admins tell them: a minute every week."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from merhav.demo.days import Span
from merhav.demo.manifest import MinutesTold, SpaceTold
from merhav.demo.town import YASMIN, Trend, flat
from merhav.facts.words import Asset, RunBy, Society, Writers

_PARENTS = SpaceTold(
    "הורי גוונים", Asset.FACEBOOK, RunBy.RESIDENTS, Writers.OPEN, audience={"society": "general"}
)
_ORCHARD = SpaceTold(
    "سوق الياسمين",
    Asset.FACEBOOK,
    RunBy.RESIDENTS,
    Writers.OPEN,
    audience={"society": Society.ARAB.value, "neighbourhood": YASMIN},
)
_TOWN = SpaceTold(
    "גוונים מדברים", Asset.FACEBOOK, RunBy.AUTHORITY, Writers.OPEN, audience={"society": "general"}
)
_GROUPS: tuple[tuple[SpaceTold, int, dict[str, Trend]], ...] = (
    (
        _PARENTS,
        5200,
        {
            "members": Trend(1450, 2380), "posts": Trend(34, 61), "comments": Trend(120, 240), "questions": Trend(11, 17),
            "answered": Trend(8, 14.5), "official_posts": Trend(0.6, 2.4), "initiatives": Trend(0.2, 0.8),
            "business_event": Trend(0.05, 0.3), "business_shop": flat(0.2), "business_marketing": flat(0.1),
        },
    ),
    (
        _ORCHARD,
        3100,
        {
            "members": Trend(620, 980), "posts": flat(28), "comments": flat(75), "questions": flat(6), "answered": flat(4),
            "official_posts": Trend(0.3, 1.2), "initiatives": flat(0.25), "business_event": Trend(0.2, 0.9),
            "business_shop": Trend(0.1, 0.4), "business_marketing": Trend(0.1, 0.3),
        },
    ),
    (
        _TOWN,
        33_000,
        {
            "members": Trend(3900, 5600), "posts": Trend(40, 66), "comments": Trend(160, 230), "questions": Trend(15, 21),
            "answered": Trend(9, 18), "official_posts": flat(9), "initiatives": Trend(0.3, 0.9),
            "business_event": flat(0.1), "business_shop": flat(0.1), "business_marketing": flat(0.1),
        },
    ),
)  # fmt: skip


def told(span: Span, seed: int) -> Iterator[MinutesTold]:
    """Every week of the two years, of each group."""
    for space, concerned, trends in _GROUPS:
        rng = Random(f"{seed}/{space.name}")
        yield MinutesTold(space, concerned, {week: _week(week, span, trends, rng) for week in _weeks(span)})


def _weeks(span: Span) -> Iterator[date]:
    """Sundays of weeks that lie in the two years whole."""
    first = span.first.first_day
    week = first + timedelta(days=(6 - first.weekday()) % 7)
    while week + timedelta(days=6) <= span.last.last_day:
        yield week
        week += timedelta(days=7)


def _week(week: date, span: Span, trends: dict[str, Trend], rng: Random) -> dict[str, int]:
    share = span.share(week)
    figures = {name: _whole(trend.at(share), rng) for name, trend in trends.items()}
    figures["members"] = round(trends["members"].at(share) * rng.uniform(0.995, 1.005))
    return figures | {"answered": min(figures["answered"], figures["questions"])}


def _whole(amount: float, rng: Random) -> int:
    """A whole number that is right in the mean, however small the amount."""
    if amount < 5:
        return int(amount + rng.random())
    return round(amount * rng.uniform(0.96, 1.04))
