"""Asking Facebook's interface (Graph API) for a page's numbers: metric by metric, at most ninety days at a time.

Meta retires metrics, and a request that names a retired one is refused whole, without saying which. So each is asked
alone: what is refused is named in the document, and the others are there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import parse_qsl

from merhav.connectors.http import Http, Unreachable
from merhav.core.text import _

from .access import Page, Refused, answer
from .insights import METRICS, Metric, list_in, mapping_in
from .told import CALIFORNIA

WINDOW = timedelta(days=90)
KEPT = timedelta(days=730)
"""How far back the interface remembers."""
_HOPS = 20
"""Further pages of one answer."""


@dataclass(slots=True)
class _Series:
    metric: Metric
    values: dict[str, object] = field(default_factory=dict)
    """By the end of the day."""
    code: int | None = None
    """Of the refusal, where there was one."""


def asked(http: Http, page: Page, since: datetime, until: datetime) -> dict[str, Any]:
    """Everything that the interface tells of the page from `since` to `until`, and what it refuses.

    Raises `Unreachable`: permanent for a token that has run out, a missing permission or an unknown page, passing for a
    limit that was reached.
    """
    since = max(since, until - KEPT)
    about = answer(http, page, f"{page.root}/{page.number}", {"fields": "id,name,followers_count"})
    series = [_series(http, page, metric, since, until) for metric in METRICS if _is_asked(metric, since)]
    told = [each for each in series if each.values or each.code is None]
    if not told and "followers_count" not in about:
        raise Unreachable(_("Facebook refuses every metric of this page."), permanent=True)
    return {
        "source": "facebook_api",
        "asked_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "since": since.isoformat(),
        "until": until.isoformat(),
        "page": {name: about.get(name) for name in ("id", "name", "followers_count")},
        "metrics": [_written(each) for each in told],
        "refused": [{"name": each.metric.name, "code": each.code} for each in series if each not in told],
    }


def _written(series: _Series) -> dict[str, Any]:
    values = [{"end_time": end, "value": value} for end, value in sorted(series.values.items())]
    return {"name": series.metric.name, "period": "day", "values": values}


def _series(http: Http, page: Page, metric: Metric, since: datetime, until: datetime) -> _Series:
    series = _Series(metric)
    if metric.asked_until:
        until = min(until, _end(metric.asked_until))
    try:
        for begin, end in windows(since, until):
            for each in _pages(http, page, metric, begin, end):
                series.values.update(each)
    except Refused as refused:
        series.code = refused.code
    return series


def _is_asked(metric: Metric, since: datetime) -> bool:
    return metric.asked_until is None or since < _end(metric.asked_until)


def _end(day: date) -> datetime:
    """When a day begins in California."""
    return datetime.combine(day, time(), CALIFORNIA).astimezone(UTC)


def windows(since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The time in pieces that one request may ask for; nothing, where it ends before it begins."""
    while since < until:
        yield since, min(since + WINDOW, until)
        since += WINDOW


def _pages(
    http: Http, page: Page, metric: Metric, since: datetime, until: datetime
) -> Iterator[Mapping[str, object]]:
    """Values by the end of their day, one answer after the other, as long as the next is of the same time."""
    url = f"{page.root}/{page.number}/insights"
    asking = {
        "metric": metric.name,
        "period": "day",
        "since": str(int(since.timestamp())),
        "until": str(int(until.timestamp())),
    }
    for _hop in range(_HOPS):
        told = answer(http, page, url, asking)
        values = dict(_values(told, until))
        yield values
        following = _following(told, url, until)
        if not values or following is None or _is_last(values, until):
            return
        asking = following


def _values(told: Mapping[str, Any], until: datetime) -> Iterator[tuple[str, object]]:
    for series in map(mapping_in, list_in(told.get("data"))):
        for each in map(mapping_in, list_in(series.get("values"))):
            end = each.get("end_time")
            if isinstance(end, str) and _ends_by(end, until):
                yield end, each.get("value")


def _ends_by(text: str, until: datetime) -> bool:
    """Whether a day had ended by then; what cannot be read is left to whoever reads the document."""
    try:
        return datetime.fromisoformat(text) <= until
    except (ValueError, TypeError):
        return True


def _is_last(ends: Iterable[str], until: datetime) -> bool:
    """Whether no whole day is left after the last that was told."""
    return any(_ends_by(end, until) and not _ends_by(end, until - timedelta(days=1)) for end in ends)


def _following(told: Mapping[str, Any], url: str, until: datetime) -> dict[str, str] | None:
    """What the next page is asked by. Only the same address is asked again, and the token never stands in it."""
    link = mapping_in(told.get("paging")).get("next")
    if not isinstance(link, str):
        return None
    path, _mark, query = link.partition("?")
    asking = {name: value for name, value in parse_qsl(query) if name != "access_token"}
    begins = asking.get("since", "")
    is_later = begins.isdecimal() and len(begins) < 12 and int(begins) >= until.timestamp()
    return None if path != url or is_later else asking
