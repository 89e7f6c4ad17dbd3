from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from merhav.authorities.models import Authority
from merhav.communities.services import describe_space, open_space
from merhav.facts.words import Asset, RunBy, Writers

from .models import Counter
from .rules import rules_of
from .tasks import close


@transaction.atomic
def open_counter(*, authority: Authority, site: str, hosts: str, told: Mapping[str, str]) -> Counter:
    """A counter for a site, or new rules for the one it has. Raises `Refusal` for a rule that is none."""
    space = open_space(authority=authority, asset=Asset.WEBSITE, name=site)
    described = {"writers": Writers.CLOSED.value, "run_by": RunBy.AUTHORITY.value}
    space.told = {name: word for name, word in space.told.items() if name not in told}
    describe_space(space, description=described, audience=space.audience, told=told)
    rules_of(space)
    now = timezone.now()
    counter = Counter.of.authority(authority).filter(space=space).first()
    if counter is None:
        counter = Counter(authority=authority, space=space, covered=now, next_at=now + timedelta(hours=1))
    counter.hosts = " ".join(hosts.replace(",", " ").casefold().split())
    counter.save()
    close.using(run_after=counter.next_at).enqueue(counter.pk)
    return counter


def due() -> list[int]:
    """Counters whose hour has come and whom nobody closed: for a worker that begins."""
    late = timezone.now() - timedelta(minutes=5)
    return list(Counter.of.everywhere().filter(next_at__lt=late).values_list("pk", flat=True))
