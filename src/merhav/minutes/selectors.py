from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from merhav.assets.models import Import, Stage
from merhav.authorities.models import Authority
from merhav.communities.models import Space
from merhav.connectors.registry import connectors

from .models import Minute, MinuteLink
from .weeks import LENGTH, last_week, start


def links(authority: Authority) -> list[MinuteLink]:
    """The groups that have a weekly minute, by name."""
    rows = MinuteLink.of.authority(authority).filter(withdrawn=False).select_related("space", "authority")
    return list(rows.order_by("space__name"))


def link_of(authority: Authority, number: int) -> MinuteLink | None:
    return MinuteLink.of.authority(authority).select_related("space", "authority").filter(pk=number).first()


def told_in(link: MinuteLink, week: date) -> Minute | None:
    return Minute.of.authority(link.authority_id).filter(link=link, week=week).first()


def chat_covers(space: Space, week: date) -> bool:
    """Whether applied chats of the group speak for the whole week.

    One chat has to reach over it: an export holds all that came before it.
    """
    begins, ends = start(week), start(week + LENGTH)
    chats = [slug for slug, reader in connectors().items() if reader.is_group and reader.has_people]
    applied = Import.of.authority(space.authority_id).filter(
        space=space, connector__in=chats, stage__in=(Stage.MEASURING, Stage.APPLIED), first__lte=begins
    )
    return any(_reaches(one, ends.date()) or (one.last and one.last >= ends) for one in applied)


def _reaches(import_: Import, day: date) -> bool:
    exported = import_.answers.get("exported_on", "")
    try:
        return bool(exported) and date.fromisoformat(exported) >= day
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Standing:
    """How a group's minutes stand."""

    link: MinuteLink
    last: Minute | None
    late: bool
    """The last week that is over has not been told, and it is over for three days."""
    beside_chat: int
    """Weeks that an imported chat counts itself."""


_PATIENCE = timedelta(days=3)


def standings(authority: Authority) -> list[Standing]:
    """Every group with a minute, the late ones first."""
    told: dict[int, list[Minute]] = {}
    for minute in Minute.of.authority(authority).order_by("-week"):
        told.setdefault(minute.link_id, []).append(minute)
    found = [_standing(link, told.get(link.pk, [])) for link in links(authority)]
    return sorted(found, key=lambda one: (not one.late, one.link.space.name))


def _standing(link: MinuteLink, minutes: Sequence[Minute]) -> Standing:
    today = timezone.localdate()
    due = last_week(today)
    patient = today - (due + LENGTH) < _PATIENCE
    is_new = timezone.localdate(link.created_at) >= due + LENGTH
    told = any(minute.week >= due for minute in minutes)
    beside = sum(
        any(minute.recorded.get(name) != value for name, value in minute.figures.items())
        for minute in minutes
    )
    return Standing(link, minutes[0] if minutes else None, not (told or patient or is_new), beside)
