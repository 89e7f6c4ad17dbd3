from datetime import datetime, timedelta

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from merhav.authorities.models import Authority
from merhav.communities.models import Space
from merhav.connectors.base import Connector, Question
from merhav.connectors.registry import connectors

from .models import ON_ITS_WAY, UNDECIDED, Bundle, Import, Stage


def imports(authority: Authority, *, sought: str = "") -> QuerySet[Import]:
    """What was brought in, the newest first, of spaces whose name holds `sought`.

    What nobody decided on yet is not listed.
    """
    rows = Import.of.authority(authority).exclude(stage__in=UNDECIDED).select_related("space", "by")
    return rows.filter(space__name__icontains=sought) if sought else rows


def undecided(authority: Authority) -> QuerySet[Import]:
    """Files that were looked at alone and wait for a decision, the newest first."""
    waiting = Import.of.authority(authority).filter(stage__in=UNDECIDED, bundle=None)
    return waiting.select_related("space")


def undecided_bundles(authority: Authority) -> QuerySet[Bundle]:
    """Bundles of which some files wait for a decision, each with their number (`waiting`)."""
    waiting = Count("imports", filter=Q(imports__stage__in=UNDECIDED))
    return Bundle.of.authority(authority).annotate(waiting=waiting).filter(waiting__gt=0)


def unfinished() -> list[str]:
    """Batches that somebody began and nobody finished within a minute: a worker was ended on the way."""
    since = timezone.now() - timedelta(minutes=1)
    going = Import.of.everywhere().filter(stage__in=ON_ITS_WAY, changed_at__lt=since).order_by("pk")
    return list(going.values_list("batch", flat=True))


def questions(import_: Import) -> list[Question]:
    """What the file's connector asks after it was read; a conditional question only where this file raises it, and
    nobody answered it before it could be read.
    """
    reader = connectors().get(import_.connector)
    raised = set(import_.asks) - set(import_.answers)
    return [
        question
        for question in (reader.asks if reader else ())
        if not question.before and (question.only_if is None or question.only_if in raised)
    ]


def only_space(authority: Authority, reader: Connector) -> str:
    """The name of the one space that this connector's files speak of here; nothing where there are several, or none."""
    applied = Import.of.authority(authority).filter(stage=Stage.APPLIED, connector=reader.slug)
    names = list(applied.values_list("space__name", flat=True).order_by().distinct()[:2])
    return names[0] if len(names) == 1 else ""


def here_until(space: Space) -> datetime | None:
    """The last moment that applied imports of this space reach; what a longer export repeats is counted once."""
    applied = Import.of.authority(space.authority_id).filter(space=space, stage=Stage.APPLIED)
    reached: datetime | None = applied.aggregate(reached=Max("last"))["reached"]
    return reached


def space_names(authority: Authority) -> list[str]:
    """Names of the spaces that are here, for a form to offer."""
    return list(Space.of.authority(authority).order_by("name").values_list("name", flat=True).distinct())


def places(authority: Authority) -> list[str]:
    """Neighbourhoods that spaces have been said to serve."""
    told = Space.of.authority(authority).values_list("audience__neighbourhood", flat=True)
    return sorted({place for place in told if place})
