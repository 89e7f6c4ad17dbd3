"""The page of sources: asset by asset, what feeds it and what is missing, the worst first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from merhav.authorities.labels import label
from merhav.authorities.models import Authority
from merhav.connectors.base import Connector
from merhav.connectors.registry import connectors
from merhav.facts.words import Asset

from .panels import Panel, panels
from .sources import FeedingSource, feeding

_NAMED = 3
"""Late sources that the sentence at the top names."""


@dataclass(frozen=True, slots=True)
class Section:
    """One asset, or the street."""

    asset: Asset
    sources: list[FeedingSource]
    missing: list[Connector]
    """What could feed it, and does not yet."""
    panels: list[Panel]

    @property
    def late(self) -> int:
        return sum(source.is_late for source in self.sources)

    @property
    def is_fed(self) -> bool:
        return bool(self.sources) or any(panel.feeds for panel in self.panels)

    @property
    def awaited(self) -> list[Connector]:
        """Whose next file is late."""
        slugs = {source.connector for source in self.sources if source.is_late}
        return [reader for slug, reader in connectors().items() if slug in slugs]

    @property
    def most_late(self) -> int:
        return max((source.days_late for source in self.sources), default=0)


def sections(authority: Authority, sources: Sequence[FeedingSource]) -> list[Section]:
    """What is late comes first, then what nothing feeds, then what is well."""
    made = [_section(authority, asset, sources) for asset in Asset]
    return sorted(made, key=lambda one: (-one.most_late, one.is_fed))


def answer(sources: Sequence[FeedingSource], made: Sequence[Section]) -> str:
    """The sentences a person came for: what is late, and of what nothing is known."""
    if not sources:
        return _("Nothing feeds the measures yet. Bring in one file, and they begin to speak.")
    silent = [label(one.asset) for one in made if not one.is_fed]
    if not silent:
        return _how_late(sources)
    names = pgettext("between the words of a list", ", ").join(silent)
    nothing = _("Nothing tells yet of: %(names)s.") % {"names": names}
    return f"{_how_late(sources)} {nothing}"


def _how_late(sources: Sequence[FeedingSource]) -> str:
    late = [source for source in sources if source.is_late]
    if not late:
        return ngettext(
            "The one source there is is up to date.", "All %(all)s sources are up to date.", len(sources)
        ) % {"all": len(sources)}
    words = ngettext(
        "%(late)s of %(all)s sources is late: %(names)s.",
        "%(late)s of %(all)s sources are late: %(names)s.",
        len(late),
    )
    return words % {"late": len(late), "all": len(sources), "names": _named(late)}


def page(authority: Authority) -> dict[str, object]:
    sources = feeding(authority)
    made = sections(authority, sources)
    return {"answer": answer(sources, made), "sections": made}


def _section(authority: Authority, asset: Asset, sources: Sequence[FeedingSource]) -> Section:
    own = [source for source in sources if source.asset is asset]
    fed = {source.connector for source in own}
    missing = [reader for slug, reader in connectors().items() if reader.asset is asset and slug not in fed]
    return Section(asset, own, missing, panels(authority, asset))


def _named(late: Sequence[FeedingSource]) -> str:
    words = [
        _("%(space)s (speaks until %(day)s)")
        % {"space": source.space, "day": date_format(source.last_day, "SHORT_DATE_FORMAT")}
        for source in late[:_NAMED]
    ]
    if len(late) > _NAMED:
        words.append(_("and %(more)s more") % {"more": len(late) - _NAMED})
    return "; ".join(words)
