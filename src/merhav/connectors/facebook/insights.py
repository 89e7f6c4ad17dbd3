"""What Facebook's interface answers of a page, as facts: metric by metric, day by day.

The document is ours (`graph.asked`) or an answer of the interface that somebody saved: `{"data": [{"name", "period",
"values": [{"end_time", "value"}]}]}`. A day's value ends at midnight in California.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from math import isfinite
from typing import Any, NamedTuple

from merhav.connectors.base import Report
from merhav.connectors.files import Source, text_pieces
from merhav.core.text import Refusal, _

from .counts import MOST
from .told import CALIFORNIA, is_plausible

LARGEST = 8 << 20
"""Characters of a document; two years of every metric are a twentieth of it."""
_METRIC = re.compile(r"[a-z0-9_]{1,80}")
FOLLOWERS = "followers"


class Metric(NamedTuple):
    """What a metric of the interface is here."""

    name: str
    measure: str
    generation: str
    asked_until: date | None = None
    """The day on which the interface was to forget it: it is not asked for later days."""


METRICS = (
    Metric("page_fans", FOLLOWERS, "facebook:page_fans", date(2025, 11, 15)),
    Metric("page_follows", FOLLOWERS, "facebook:page_follows"),
    Metric("page_impressions", "page_views", "facebook_api:page_impressions", date(2025, 11, 15)),
    Metric("page_media_view", "page_views", "facebook_api:page_media_view"),
    Metric(
        "page_impressions_unique", "viewers_day", "facebook_api:page_impressions_unique", date(2026, 6, 15)
    ),
    Metric("page_total_media_view_unique", "viewers_day", "facebook_api:page_total_media_view_unique"),
    Metric("page_views_total", "page_visits", "facebook_api:page_views_total"),
    Metric("page_post_engagements", "interactions", "facebook_api:page_post_engagements"),
    Metric("page_daily_follows", "followers_gained", "facebook_api:page_daily_follows"),
)
"""Where Meta changed a definition, both stand here, each with a generation of its own."""
COUNTED = Metric("followers_count", FOLLOWERS, "facebook:followers_count")
"""The page's own count, for pages too small to be told of day by day."""
_BY_NAME = {metric.name: metric for metric in METRICS}


class Value(NamedTuple):
    """One value of one day."""

    metric: Metric
    day: date
    ends: datetime
    value: float


@dataclass(frozen=True, slots=True)
class Document:
    """An answer, and what the interface refused."""

    values: tuple[Value, ...]
    refused: tuple[str, ...]
    """Names of metrics that the interface would not tell."""
    unknown: tuple[str, ...]
    """Names of metrics that are not read here."""
    followers: float | None
    """As the page itself says it, on the day of asking."""
    asked_at: datetime | None


def document(source: Source, report: Report) -> Document:
    """The answer in a file. Raises `Refusal` for what is none."""
    read = _loaded(source)
    page = mapping_in(read.get("page"))
    series = [mapping_in(each) for each in list_in(read.get("metrics", read.get("data")))]
    known = [each for each in series if _name(each) in _BY_NAME]
    if not known and "page" not in read:
        raise Refusal(_("%(name)s is no answer of Facebook about a page.", name=source.name))
    return Document(
        values=tuple(_values(known, report)),
        refused=tuple(filter(None, map(_name, list_in(read.get("refused"))))),
        unknown=tuple(sorted(set(filter(None, map(_name, series))) - _BY_NAME.keys())),
        followers=_number(page.get("followers_count")),
        asked_at=_moment(read.get("asked_at")),
    )


def _loaded(source: Source) -> Mapping[str, Any]:
    text, length = [], 0
    for piece in text_pieces(source):
        text.append(piece)
        length += len(piece)
        if length > LARGEST:
            raise Refusal(_("%(name)s is larger than any answer of Facebook.", name=source.name))
    try:
        read = json.loads("".join(text))
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        raise Refusal(_("%(name)s is no answer of Facebook about a page.", name=source.name))
    return read


def _values(series: Sequence[Mapping[str, Any]], report: Report) -> Iterator[Value]:
    for place, each in enumerate(series, start=1):
        metric = _BY_NAME[_name(each)]
        if not isinstance(period := each.get("period", "day"), str) or period not in {"day", "lifetime"}:
            report.notes.append(_("%(metric)s over several days was left out.", metric=metric.name))
            continue
        for told in map(mapping_in, list_in(each.get("values"))):
            ends, value = _moment(told.get("end_time")), _number(told.get("value"))
            if ends is None or value is None:
                why = _("A value of %(metric)s was not understood.", metric=metric.name)
                report.problem(place, _excerpt(told), why)
                continue
            yield Value(metric, (ends - timedelta(seconds=1)).astimezone(CALIFORNIA).date(), ends, value)


def _excerpt(told: Mapping[str, Any]) -> str:
    pairs = ((name, told.get(name)) for name in ("end_time", "value"))
    return " ".join(
        f"{name}={each if isinstance(each, int | float) else ascii(each)[:60]}"
        for name, each in pairs
        if isinstance(each, str | int | float)
    )


def _name(read: object) -> str:
    """The metric's name, if it has one that a metric can have."""
    name = mapping_in(read).get("name")
    return name if isinstance(name, str) and _METRIC.fullmatch(name) else ""


def mapping_in(read: object) -> Mapping[str, Any]:
    return read if isinstance(read, dict) else {}


def list_in(read: object) -> Sequence[Any]:
    return read if isinstance(read, list) else ()


def _number(read: object) -> float | None:
    if isinstance(read, bool) or not isinstance(read, int | float):
        return None
    return float(read) if abs(read) <= MOST and isfinite(read) and read >= 0 else None


def _moment(read: object) -> datetime | None:
    """`2026-09-04T07:00:00+0000`, as Facebook writes it."""
    if not isinstance(read, str) or len(read) > 40:
        return None
    try:
        found = datetime.fromisoformat(read)
    except ValueError:
        return None
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return found.astimezone(UTC) if is_plausible(found.date()) else None
