"""What one does with minutes: open a link, tell one, take the link back. A worker counts what was told (`counting`)."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from merhav.authorities.models import Authority
from merhav.communities.services import describe_space, open_space
from merhav.core.text import Refusal, _
from merhav.facts.words import Asset

from .models import Minute, MinuteLink, Mode
from .tasks import reconcile
from .weeks import offered, week_of

MOST_TELLINGS = 20
"""Of one week: an address that became known must not fill the ledger."""


@transaction.atomic
def open_link(
    *,
    authority: Authority,
    asset: Asset,
    name: str,
    description: Mapping[str, str],
    language: str,
    concerned: int | None = None,
) -> MinuteLink:
    """The weekly minute of a group; a link that was withdrawn comes back under a new address."""
    space = open_space(authority=authority, asset=asset, name=name)
    describe_space(space, description=description, audience=space.audience, told={})
    link = MinuteLink.of.authority(authority).filter(space=space).first()
    if link is None:
        link = MinuteLink.of.create(authority=authority, space=space)
    elif link.withdrawn:
        link.withdrawn, link.issue = False, link.issue + 1
    link.language = language
    link.concerned = concerned or link.concerned
    link.save()
    return link


def withdraw(*, link: MinuteLink) -> None:
    """End the address; what was told stays."""
    MinuteLink.of.authority(link.authority_id).filter(pk=link.pk).update(withdrawn=True)


@transaction.atomic
def tell_minute(
    *,
    link: MinuteLink,
    week: date,
    figures: Mapping[str, int],
    subject: str = "",
    mode: Mode = Mode.LINK,
) -> Minute:
    """Keep what was told of a week, and count it; told again, the later holds.

    Raises `Refusal` for a week that is none of the last few, for more answers than questions, for an empty minute, and
    when one week was told too often.
    """
    _check(week, figures)
    now = timezone.now()
    MinuteLink.of.authority(link.authority_id).select_for_update().get(pk=link.pk)
    minute = Minute.of.authority(link.authority_id).filter(link=link, week=week).first()
    if minute is None:
        minute = Minute(authority=link.authority, link=link, week=week)
    if minute.times >= MOST_TELLINGS:
        raise Refusal(
            _("This week was told %(times)s times; ask the coordinator to mend it.", times=minute.times)
        )
    minute.figures, minute.subject = dict(figures), " ".join(subject.split())[:60]
    minute.mode, minute.told_at, minute.times = mode, now, minute.times + 1
    minute.save()
    reconcile.enqueue(link.space_id)
    return minute


def _check(week: date, figures: Mapping[str, int]) -> None:
    if week != week_of(week) or week not in offered(timezone.localdate()):
        raise Refusal(_("Only the last six weeks can be told."))
    if not figures:
        raise Refusal(_("Write at least one number."))
    questions, answered = figures.get("questions"), figures.get("answered")
    if questions is not None and answered is not None and answered > questions:
        raise Refusal(_("More were answered than were asked; look at the two numbers again."))
