"""What the page of sources shows of connected products."""

from merhav.assets.panels import Panel
from merhav.authorities.models import Authority
from merhav.facts.words import Asset

from .models import Hook
from .selectors import connections, offered


def panel(authority: Authority, asset: Asset) -> Panel | None:
    """The asset's connections, and the ways to make one; nothing for an asset whose products cannot be asked."""
    can_ask = any(reader.asset is asset for reader in offered())
    if not can_ask:
        return None
    own = [one for one in connections(authority) if one.space.asset == asset.value]
    hooks = list(Hook.of.authority(authority).filter(space__asset=asset.value).select_related("space"))
    context = {"connections": own, "hooks": hooks, "can_ask": can_ask, "can_tell": asset is Asset.ZOOM}
    return Panel("connections/_panel.html", context, feeds=bool(own or hooks))
