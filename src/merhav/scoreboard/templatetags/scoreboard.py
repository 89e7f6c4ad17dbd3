from datetime import date

from django import template
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from merhav.authorities.labels import label
from merhav.facts.words import Asset
from merhav.scoreboard.numbers import NOTHING
from merhav.scoreboard.words import FACETS, VERDICTS

register = template.Library()


@register.inclusion_tag("scoreboard/_verdict.html")
def verdict(slug: str, good: bool = False) -> dict[str, object]:
    """The verdict as a word, an arrow and a hue; the hue follows what is good, the arrow what happens."""
    arrow, word = VERDICTS[slug]
    moves = slug in {"rising", "falling"}
    return {"arrow": arrow, "word": word, "hue": ("rising" if good else "falling") if moves else slug}


@register.filter
def family(slug: str) -> str:
    """The name of a family of indicators."""
    return label(Asset(slug)) if slug in set(Asset) else _("All assets together")


@register.filter
def month(day: date | None) -> SafeString:
    """A month and its year."""
    return format_html("<bdi>{}</bdi>", formats.date_format(day, "YEAR_MONTH_FORMAT")) if day else NOTHING


@register.filter
def percent(share: float | None) -> SafeString:
    return format_html('<bdi class="num">{}%</bdi>', round(100 * share)) if share is not None else NOTHING


@register.filter
def facet(value: str) -> str:
    return str(FACETS[value])  # type: ignore[index]


@register.inclusion_tag("scoreboard/_level.html")
def level(value: int | None) -> dict[str, object]:
    """Levels A, B and C as one, two and three linked circles."""
    sentences = (
        _("No level yet"),
        _("Level A: the authority informs"),
        _("Level B: residents and the authority talk"),
        _("Level C: residents talk with each other too"),
    )
    place = max(0, min(3, value or 0))
    return {"value": place, "sentence": sentences[place], "circles": range(place), "width": 14 * place + 4}
