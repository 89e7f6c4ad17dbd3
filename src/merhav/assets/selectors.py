from datetime import datetime, timedelta

from django.db.models import Max, QuerySet
from django.utils import timezone

from merhav.authorities.models import Authority
from merhav.communities.models import Space
from merhav.connectors.base import Question
from merhav.connectors.registry import connector

from .models import ON_ITS_WAY, Import, Stage


def imports(authority: Authority, *, sought: str = "") -> QuerySet[Import]:
    """What was brought in, the newest first, of spaces whose name holds `sought`.

    Previews that nobody decided on are not listed.
    """
    rows = Import.of.authority(authority).exclude(stage=Stage.PREVIEWED).select_related("space", "by")
    return rows.filter(space__name__icontains=sought) if sought else rows


def unfinished() -> list[str]:
    """Batches that somebody began and nobody finished within a minute: a worker was ended on the way."""
    since = timezone.now() - timedelta(minutes=1)
    going = Import.of.everywhere().filter(stage__in=ON_ITS_WAY, changed_at__lt=since).order_by("pk")
    return list(going.values_list("batch", flat=True))


def questions(import_: Import) -> list[Question]:
    """What the file's connector asks, conditional questions only where this file raises them."""
    return [
        question
        for question in connector(import_.connector).asks
        if not question.before and (question.only_if is None or question.only_if in import_.asks)
    ]


def here_until(space: Space) -> datetime | None:
    """The last moment that applied imports of this space reach; what a longer export repeats is counted once."""
    applied = Import.of.authority(space.authority_id).filter(space=space, stage=Stage.APPLIED)
    reached: datetime | None = applied.aggregate(reached=Max("last"))["reached"]
    return reached


def space_names(authority: Authority) -> list[str]:
    return list(Space.of.authority(authority).order_by("name").values_list("name", flat=True).distinct())


def places(authority: Authority) -> list[str]:
    """Neighbourhoods that spaces have been said to serve."""
    told = Space.of.authority(authority).values_list("audience__neighbourhood", flat=True)
    return sorted({place for place in told if place})
