"""Which definition of a platform's measure a line follows, in words; and where one definition gave way to the next."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from merhav.measurement.models import Series

_SOURCES: dict[str, str | Promise] = {
    "ga4": "Google Analytics",
    "matomo": "Matomo",
    "log": gettext_lazy("the site's log"),
    "counter": gettext_lazy("Merhav's own counter"),
    "sitemap": gettext_lazy("the site's map"),
    "mailchimp": "Mailchimp",
    "mailerlite": "MailerLite",
    "table": gettext_lazy("a table"),
    "delivery": gettext_lazy("delivery reports"),
    "facebook": "Facebook",
    "facebook_api": "Facebook",
    "facebook_old": gettext_lazy("Facebook until 2021"),
    "minute": gettext_lazy("weekly minutes"),
    "asked": gettext_lazy("read off the group itself"),
    "told": gettext_lazy("told by a person"),
    "zoom": "Zoom",
    "app": gettext_lazy("the app's table"),
}
"""Where numbers come from. What stands behind the colon of a generation is the product's own name of its metric."""


def source_of(generation: str) -> str:
    return generation.partition(":")[0]


def generation_label(generation: str) -> str:
    """`ga4:active_users:62%` as people read it; a product's metric keeps the product's name."""
    source, _colon, rest = generation.partition(":")
    metric, _colon, rule = rest.partition(":")
    words = [str(_SOURCES.get(source, source))]
    if metric and metric != "told":
        words.append(f"\u2068{metric.replace('_', ' ')}\u2069")
    if rule.startswith("cities"):
        words.append(_("of the authority's own cities"))
    elif rule:
        words.append(_("of which %(share)s are taken for residents") % {"share": rule})
    return " · ".join(words)


def living(series: Iterable[Series]) -> list[Series]:
    """Of each source the line that goes on: where a definition gave way to another, the newer one."""
    newest: dict[tuple[str, str, str, str], Series] = {}
    for one in series:
        key = (one.kind, one.asset, one.part, source_of(one.generation))
        held = newest.get(key)
        if held is None or _last(one) >= _last(held):
            newest[key] = one
    return list(newest.values())


def breaks(series: Sequence[Series]) -> list[date]:
    """Months in which a source began to measure by another definition."""
    found = set()
    for one in series:
        for other in series:
            if one is not other and _follows(one, other):
                found.add(_first(one))
    return sorted(found)


def _follows(one: Series, other: Series) -> bool:
    same = (one.kind, one.asset, source_of(one.generation)) == (
        other.kind,
        other.asset,
        source_of(other.generation),
    )
    return same and _first(one) > _first(other) and _last(one) > _last(other)


def _first(series: Series) -> date:
    return min((reading.month for reading in series.readings.all()), default=date.max)


def _last(series: Series) -> date:
    return max((reading.month for reading in series.readings.all()), default=date.min)
