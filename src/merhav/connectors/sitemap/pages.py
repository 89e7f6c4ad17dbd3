"""From the entries of a map to the pages of a site, each known by its address however it is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from merhav.connectors.base import Report
from merhav.connectors.files import Source, binary
from merhav.connectors.paths import readable
from merhav.core.text import Refusal, _

from .document import Map, is_address
from .tags import Tag, Tags


@dataclass(frozen=True, slots=True)
class Page:
    address: str
    changed: datetime | None
    tag: Tag | None

    @property
    def identity(self) -> str:
        """Host and path: the same page with or without `www.`, encryption or a last stroke."""
        parts = urlsplit(self.address)
        host = (parts.hostname or "").removeprefix("www.")
        return host + readable(_path(self.address).encode("utf-8", "replace")).rstrip("/")


def pages(source: Source, site: Map, tags: Tags, report: Report) -> Iterator[Page]:
    """The pages in the map's order. What is no address of the web is a problem.

    Raises `Refusal` for a map that names no page, as one of maps alone.
    """
    maps = 0
    with binary(source, ".xml", None) as stream:
        for entry in site.entries(stream):
            if entry.is_map:
                maps += 1
            elif (path := _path(entry.address)) and is_address(entry.address):
                report.items += 1
                yield Page(entry.address, entry.changed, tags.tag(path))
            else:
                report.problem(
                    entry.number, entry.address, _("This entry of the map is no address of the web.")
                )
    if maps and not report.items:
        raise Refusal(
            _(
                "%(name)s lists other maps only: give one of them, or connect the site by its address.",
                name=source.name,
            )
        )
    if not report.items:
        raise Refusal(_("%(name)s names no page.", name=source.name))


def _path(address: str) -> str:
    """Path and query; nothing for what is no address."""
    try:
        parts = urlsplit(address)
        known = bool(parts.hostname)
    except ValueError:
        return ""
    return ((parts.path or "/") + (f"?{parts.query}" if parts.query else "")) if known else ""
