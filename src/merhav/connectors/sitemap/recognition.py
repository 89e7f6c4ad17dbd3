"""Whether the first lines of a file are a map's, and of which site."""

import re

from merhav.connectors.heads import Head

_ROOT = re.compile(
    r"\A\s*+(?:<\?[^>]*+>\s*+|<!--(?>.*?-->)\s*+)*+<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", re.DOTALL
)
_HOST = re.compile(r"<(?:\w+:)?loc>\s*+(?:<!\[CDATA\[\s*+)?https?://(?:www\.)?([^/:\s<]+)", re.IGNORECASE)


def sure(head: Head) -> float:
    """The two roots that the protocol knows: 0.97 with its namespace, 0.9 without."""
    if not _ROOT.search(head.text[:5000]):
        return 0.0
    return 0.97 if "sitemaps.org/schemas/sitemap" in head.text[:5000] else 0.9


def site_in(head: Head) -> str:
    found = _HOST.search(head.text)
    return found[1].casefold() if found else ""
