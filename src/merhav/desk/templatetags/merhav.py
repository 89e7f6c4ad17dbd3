"""How numbers, days and sentences are written on a page: left to right where they must be, in the reader's words."""

from datetime import date, datetime

from django import template
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from merhav.authorities.labels import label
from merhav.core.text import Text
from merhav.facts.words import Asset

register = template.Library()


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
        return format_html("<bdi>–</bdi>")
    return format_html('<bdi class="num">{}</bdi>', formats.number_format(value, places, force_grouping=True))


@register.filter
def day(moment: date | datetime | None) -> SafeString:
    """A day as it is written here."""
    if moment is None:
        return format_html("<bdi>–</bdi>")
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()
    return format_html(
        '<time datetime="{}"><bdi>{}</bdi></time>',
        moment.isoformat(),
        formats.date_format(moment, "DATE_FORMAT"),
    )
