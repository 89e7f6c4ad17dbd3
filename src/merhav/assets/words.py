"""What a file would add, in words: acts by kind, numbers by measure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from merhav.core.periods import Month

_ACTS: dict[str, Callable[[int], str]] = {
    "Create/message": lambda times: ngettext("%(count)s message", "%(count)s messages", times),
    "Create/post": lambda times: ngettext("%(count)s post", "%(count)s posts", times),
    "Create/comment": lambda times: ngettext("%(count)s comment", "%(count)s comments", times),
    "Question/topic": lambda times: ngettext("%(count)s subject raised", "%(count)s subjects raised", times),
    "Create/poll": lambda times: ngettext("%(count)s poll or vote", "%(count)s polls or votes", times),
    "Create/meeting": lambda times: ngettext("%(count)s meeting", "%(count)s meetings", times),
    "Arrive/meeting": lambda times: ngettext("%(count)s attendance", "%(count)s attendances", times),
    "Accept/meeting": lambda times: ngettext("%(count)s registration", "%(count)s registrations", times),
    "View/page": lambda times: ngettext("%(count)s visit", "%(count)s visits", times),
    "Add/page": lambda times: ngettext("%(count)s page", "%(count)s pages", times),
    "Create/issue": lambda times: ngettext("%(count)s newsletter", "%(count)s newsletters", times),
    "Create/item": lambda times: ngettext("%(count)s item", "%(count)s items", times),
    "Read/issue": lambda times: ngettext("%(count)s opening", "%(count)s openings", times),
    "View/link": lambda times: ngettext("%(count)s click", "%(count)s clicks", times),
    "Follow/subscription": lambda times: ngettext("%(count)s new follower", "%(count)s new followers", times),
    "Leave/subscription": lambda times: ngettext("%(count)s who left", "%(count)s who left", times),
    "Reject/delivery": lambda times: ngettext("%(count)s returned", "%(count)s returned", times),
    "Question/inquiry": lambda times: ngettext("%(count)s inquiry", "%(count)s inquiries", times),
    "Accept/inquiry": lambda times: ngettext(
        "%(count)s inquiry answered", "%(count)s inquiries answered", times
    ),
    "Announce/meeting": lambda times: ngettext("%(count)s follow-up", "%(count)s follow-ups", times),
    "Create/registration": lambda times: ngettext("%(count)s registration", "%(count)s registrations", times),
    "Create/payment": lambda times: ngettext("%(count)s payment", "%(count)s payments", times),
    "Create/space": lambda times: ngettext("%(count)s space opened", "%(count)s spaces opened", times),
    "Like/message": lambda times: ngettext("%(count)s reaction", "%(count)s reactions", times),
    "Join/membership": lambda times: ngettext("%(count)s who joined", "%(count)s who joined", times),
    "Leave/membership": lambda times: ngettext("%(count)s who left", "%(count)s who left", times),
}
_MEASURES: dict[str, str | Promise] = {
    "visitors": _("visitors"),
    "visits": _("visits"),
    "engaged_seconds": _("seconds of attention"),
    "page_views": _("pages viewed"),
    "service_users_payment": _("people who paid online"),
    "service_users_registration": _("people who registered online"),
    "service_users_updates": _("people who signed up for updates"),
    "service_users_inquiry": _("people who sent an inquiry"),
    "service_pages": _("pages of services and contact"),
    "process_pages": _("pages of municipal processes"),
    "subscribers": _("subscribers"),
    "sent": _("sent"),
    "delivered": _("delivered"),
    "opens": _("people who opened"),
    "machine_opens": _("openings by machines"),
    "clickers": _("people who clicked"),
    "clicks": _("clicks"),
    "unsubscribes": _("unsubscribed"),
    "complaints": _("complaints"),
    "bounces": _("returned mails"),
    "reach": _("reach"),
    "views": _("views"),
    "reactions": _("reactions"),
    "comments": _("comments"),
    "shares": _("shares"),
    "engagement": _("reactions, comments and shares"),
    "followers": _("followers"),
    "followers_gained": _("new followers"),
    "page_visits": _("visits of the page"),
    "interactions": _("interactions"),
    "link_clicks": _("clicks on links"),
    "viewers_day": _("viewers of a day"),
    "members": _("members"),
    "active_people": _("active people"),
    "registrations": _("registrations"),
    "payments": _("payments"),
    "screen_views": _("screens viewed"),
}
_SHARES = "follower_share_"
"""Of followers, by age, sex or place: one measure for each word."""


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """Numbers of one measure that a file holds."""

    name: str
    times: int
    first: date
    last: date
    """The first day of the first month, and of the last."""


def said(counts: Mapping[str, Any]) -> list[str]:
    """What there is, the most frequent first: "31 posts", "62 numbers"."""
    acts = sorted(counts.get("acts", {}).items(), key=lambda act: -act[1])
    phrases = [_phrase(_ACTS[kind], times) for kind, times in acts if kind in _ACTS]
    others = sum(times for kind, times in acts if kind not in _ACTS)
    if others:
        phrases.append(
            _phrase(lambda n: ngettext("%(count)s other fact", "%(count)s other facts", n), others)
        )
    numbers = sum(told[0] for told in counts.get("measures", {}).values())
    if numbers:
        phrases.append(_phrase(lambda n: ngettext("%(count)s number", "%(count)s numbers", n), numbers))
    return phrases


def measure_lines(counts: Mapping[str, Any]) -> list[MeasureLine]:
    return [
        MeasureLine(
            _measure(measure),
            times,
            Month.parse(first).first_day,
            Month.parse(last).first_day,
        )
        for measure, (times, first, last) in counts.get("measures", {}).items()
    ]


def _measure(measure: str) -> str:
    if measure.startswith(_SHARES):
        part = measure.removeprefix(_SHARES).replace("_", " ")
        return gettext("share of followers: %(part)s") % {"part": part}
    return str(_MEASURES.get(measure, measure.replace("_", " ")))


def _phrase(words: Callable[[int], str], times: int) -> str:
    return words(times) % {"count": number_format(times, force_grouping=True)}
