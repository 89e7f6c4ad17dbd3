"""What the page of sources shows of weekly minutes."""

from merhav.assets.panels import Panel
from merhav.authorities.models import Authority
from merhav.facts.words import Asset

from .selectors import standings


def panel(authority: Authority, asset: Asset) -> Panel | None:
    if asset not in {Asset.FACEBOOK, Asset.WHATSAPP}:
        return None
    own = [one for one in standings(authority) if one.link.space.asset == asset.value]
    return Panel("minutes/_panel.html", {"standings": own}, feeds=any(one.last for one in own))
