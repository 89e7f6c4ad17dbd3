"""What the page of sources shows of the site's own counter."""

from merhav.assets.panels import Panel
from merhav.authorities.models import Authority
from merhav.facts.words import Asset

from .models import Counter


def panel(authority: Authority, asset: Asset) -> Panel | None:
    if asset is not Asset.WEBSITE:
        return None
    counters = list(Counter.of.authority(authority).select_related("space"))
    return Panel("counter/_panel.html", {"counters": counters}, feeds=any(one.heard_at for one in counters))
