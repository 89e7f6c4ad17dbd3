"""What the authority says once of its site's visitors, kept with the space: the same rules its reports and logs are read by."""

from merhav.communities.models import Space
from merhav.connectors.analytics.rules import SERVICE_PAGES, Rules
from merhav.connectors.base import Question, Told
from merhav.connectors.residents import NETWORKS, SHARE

ASKS: tuple[Question, ...] = (SHARE, NETWORKS, *SERVICE_PAGES.values())


def rules_of(space: Space) -> Rules:
    return Rules.told(Told(space.told))


def service_of(rules: Rules, path: str) -> str:
    """The service that a page is, or nothing."""
    return next((service for service, pages in rules.services.items() if pages.hold(path, "")), "")
