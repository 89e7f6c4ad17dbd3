"""What other features show of an asset on the page of sources: each adds a function here when its app is ready."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from merhav.authorities.models import Authority
from merhav.facts.words import Asset


@dataclass(frozen=True, slots=True)
class Panel:
    """A piece of the page: a template, and what it needs to know (as `panel` in it)."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    feeds: bool = False
    """Whether something tells of the asset already; else the panel only offers a way."""


PANELS: list[Callable[[Authority, Asset], Panel | None]] = []
"""Asked in turn for each asset; None where there is nothing to show."""


def panels(authority: Authority, asset: Asset) -> list[Panel]:
    return [panel for make in PANELS if (panel := make(authority, asset)) is not None]
