"""How numbers, days and sentences are written on a page: left to right where they must be, in the reader's words."""

from collections.abc import Iterable
from datetime import date, datetime

from django import template
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from merhav.authorities.labels import label
from merhav.core.text import Text
from merhav.facts.words import Asset

register = template.Library()

NOTHING = SafeString("–")


@register.filter
def say(text: object) -> str:
    """A sentence of a plain package, or one kept as JSON, in the reader's language."""
    if isinstance(text, dict) and "message" in text:
        text = Text.from_json(text)
    return text.translated(gettext) if isinstance(text, Text) else str(text)


@register.filter
def asset(slug: str) -> str:
    """An asset's name."""
    return label(Asset(slug))


@register.filter
def number(value: float | None, places: int = 0) -> SafeString:
    """A number with the reader's separators, kept left to right."""
    if value is None:
        return NOTHING
    return format_html(
        '<bdi class="num">{}</bdi>', formats.number_format(round(value, places), places, force_grouping=True)
    )


@register.filter
def day(moment: date | datetime | None, style: str = "DATE_FORMAT") -> SafeString:
    """A day as it is written here; `SHORT_DATE_FORMAT` where room is short."""
    if moment is None:
        return NOTHING
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()
    text = formats.date_format(moment, style)
    return format_html('<time datetime="{}"><bdi>{}</bdi></time>', moment.isoformat(), text)


@register.filter
def listed(words: Iterable[object]) -> str:
    """Words one after the other, with the comma of the reader's script."""
    return pgettext("between the words of a list", ", ").join(str(word) for word in words)
