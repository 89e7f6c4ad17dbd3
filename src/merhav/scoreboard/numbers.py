"""A reading's value in the reader's words: people, shares, times of waiting, levels."""

from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from merhav.indicators.definition import Unit

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


NOTHING = SafeString("–")


def bare(value: float | None, unit: Unit) -> SafeString:
    """The value for a table whose head says the unit."""
    if value is None or unit not in {Unit.PEOPLE, Unit.PER_MONTH, Unit.NUMBER}:
        return shown(value, unit)
    return _number(value, _places(value, unit))


def shown(value: float | None, unit: Unit) -> SafeString:
    """The value with its unit, left to right where it is a number."""
    if value is None:
        return NOTHING
    if unit is Unit.SHARE:
        return _number(value * 100, 0, "%")
    if unit is Unit.SECONDS:
        return waiting(value)
    if unit is Unit.LEVEL:
        return level_name(value)
    if unit is Unit.NUMBER:
        return _number(value, 0)
    words = ngettext("%s person", "%s people", round(value)) if unit is Unit.PEOPLE else _("%s a month")
    return _counted(value, words, _places(value, unit))


def _places(value: float, unit: Unit) -> int:
    """People are whole, also where a share of residents scaled their number."""
    return 0 if unit is Unit.PEOPLE or value == round(value) else 1


def level_name(value: float) -> SafeString:
    """The letter of a level as people write it here."""
    place = max(0, min(3, int(value)))
    return format_html("{}", (_("none"), _("A"), _("B"), _("C"))[place])


def waiting(seconds: float) -> SafeString:
    """A time of waiting in its natural unit."""
    if seconds < 1.5 * _MINUTE:
        return _counted(round(seconds), ngettext("%s second", "%s seconds", round(seconds)))
    if seconds < 1.5 * _HOUR:
        minutes = round(seconds / _MINUTE)
        return _counted(minutes, ngettext("%s minute", "%s minutes", minutes))
    if seconds < 2 * _DAY:
        return _counted(seconds / _HOUR, _("%s hours"), 1)
    return _counted(seconds / _DAY, _("%s days"), 1)


def _counted(value: float, words: str, places: int = 0) -> SafeString:
    before, _mark, after = words.partition("%s")
    return format_html("{}{}{}", before, _number(value, places), after)


def _number(value: float, places: int, after: str = "") -> SafeString:
    text = formats.number_format(round(value, places), places, force_grouping=True)
    return format_html('<bdi class="num">{}{}</bdi>', text, after)
