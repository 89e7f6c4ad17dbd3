"""A slope and its interval in words for whoever decides: amounts, no p-values."""

from dataclasses import dataclass

from merhav.core.text import Text, _

from .trend import Evidence, Judgement, Scale


@dataclass(frozen=True, slots=True)
class _Sentences:
    up: Text
    down: Text
    either: Text
    flat: Text


_MORE = _Sentences(
    up=_("about %(about)s more each month; between %(low)s and %(high)s more"),
    down=_("about %(about)s fewer each month; between %(low)s and %(high)s fewer"),
    either=_("each month something between %(fewer)s fewer and %(more)s more"),
    flat=_("the same each month"),
)
_HIGHER = _Sentences(
    up=_("about %(about)s higher each month; between %(low)s and %(high)s higher"),
    down=_("about %(about)s lower each month; between %(low)s and %(high)s lower"),
    either=_("each month something between %(fewer)s lower and %(more)s higher"),
    flat=_("the same each month"),
)
_LONGER = _Sentences(
    up=_("about %(about)s longer each month; between %(low)s and %(high)s longer"),
    down=_("about %(about)s shorter each month; between %(low)s and %(high)s shorter"),
    either=_("each month something between %(fewer)s shorter and %(more)s longer"),
    flat=_("the same each month"),
)
_SENTENCES: dict[Scale, _Sentences] = {"count": _MORE, "share": _HIGHER, "level": _HIGHER, "seconds": _LONGER}

_CLOCK = (
    (86400.0, _("%(number)s days")),
    (3600.0, _("%(number)s hours")),
    (60.0, _("%(number)s minutes")),
    (0.0, _("%(number)s seconds")),
)


def in_words(judgement: Judgement) -> Text:
    """How much it changes each month, and between what and what; why not, where nothing can be said."""
    item = judgement.evidence
    if item.slope is None:
        return judgement.why
    if item.low is None or item.high is None:
        return _("the months are too few to say how much it changes")
    return _sentence(item, item.slope, item.low, item.high)


def _sentence(item: Evidence, slope: float, low: float, high: float) -> Text:
    say = _SENTENCES[item.scale]
    if low == high == 0:
        return say.flat
    if low < 0 < high or slope == 0:
        return _(say.either.message, fewer=_amount(-low, item.scale), more=_amount(high, item.scale))
    near, far = sorted((abs(low), abs(high)))
    chosen = say.up if slope > 0 else say.down
    return _(
        chosen.message,
        about=_amount(abs(slope), item.scale),
        low=_amount(near, item.scale),
        high=_amount(far, item.scale),
    )


def _amount(size: float, scale: Scale) -> object:
    size = max(size, 0.0)
    if scale == "share":
        return _("%(number)s points", number=_number(100 * size))
    if scale == "seconds":
        unit, words = next(step for step in _CLOCK if size >= step[0])
        return _(words.message, number=_number(size / (unit or 1.0)))
    return _number(size)


def _number(size: float) -> str:
    """Two digits are all that an estimate from some months deserves."""
    return f"{size:.0f}" if size >= 10 else f"{size:.2g}"
