"""What a connector is called, and how sure one is, as people read it."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from merhav.connectors.registry import connectors

register = template.Library()


@register.filter
def connector(slug: str) -> str:
    """A connector's name; its slug where there is no such connector any more."""
    found = connectors().get(slug)
    return found.title.translated(gettext) if found else slug


@register.filter
def percent(share: float) -> SafeString:
    return format_html('<bdi class="num">{}%</bdi>', round(100 * share))
