"""The policy of government and authority, and what it does for contact with residents."""

from merhav.core.text import _
from merhav.facts.words import Asset, Object, Verb
from merhav.indicators.definition import Facet, Indicator, Kind, Outcome, Part, Unit
from merhav.indicators.filters import RESIDENTS, where
from merhav.indicators.measures import People
from merhav.indicators.reported import Flow, Stock

SOURCES = _("Connect sources of several assets: the more of them name people, the truer the number.")

NAMED = tuple(asset for asset in Asset if asset not in {Asset.WEBSITE, Asset.STREET})
"""Digital assets whose sources tell people apart from month to month and from each other."""
USED = where(
    asset=NAMED,
    actor_role=RESIDENTS,
    verb=tuple(verb for verb in Verb if verb not in {Verb.LEAVE, Verb.REJECT}),
) | where(asset=Asset.WEBSITE, actor_role=RESIDENTS, verb=Verb.QUESTION, object_type=Object.INQUIRY)
"""Mail that came back, and leaving, is no use; visits to the site are of people without a name."""
VISITING = where(asset=Asset.WEBSITE, actor_role=RESIDENTS, verb=Verb.VIEW, object_type=Object.PAGE)

residents_in_spaces = Indicator(
    slug="policy.residents_in_spaces",
    outcome=Outcome.POLICY,
    facet=Facet.GENERAL,
    asset=None,
    version=1,
    title=_("Residents in the authority's digital spaces"),
    question=_("How many residents use any of the authority's digital spaces?"),
    explain=_(
        "Residents who wrote, read, came, joined or asked in any digital asset in the month, each once. Somebody known in two assets "
        "by the same e-mail address or telephone number is one person; known by name alone, only where the names are the "
        "same, so some count twice. Visits to the site have no names and stand beside it, as do the numbers that platforms "
        "report: nobody can tell how much those overlap, so they are never added. An asset that is connected later raises the "
        "number from then on."
    ),
    unit=Unit.PEOPLE,
    reads={Kind.ACTIVITY: People(USED)},
    beside={
        "site_visits": Part(_("Visited the site"), Unit.PEOPLE, People(VISITING)),
        "site_visitors": Part(
            _("The site's statistics"), Unit.PEOPLE, Flow("visitors", of=where(asset=Asset.WEBSITE))
        ),
        "subscribers": Part(
            _("Subscribers to the newsletter"),
            Unit.PEOPLE,
            Stock("subscribers", of=where(asset=Asset.NEWSLETTER)),
        ),
        "followers": Part(
            _("Followers of the page"), Unit.PEOPLE, Stock("followers", of=where(asset=Asset.FACEBOOK))
        ),
        "facebook_members": Part(
            _("Members of groups on Facebook"),
            Unit.PEOPLE,
            Stock("members", of=where(asset=Asset.FACEBOOK)),
        ),
        "whatsapp_members": Part(
            _("Members of groups on WhatsApp"),
            Unit.PEOPLE,
            Stock("members", of=where(asset=Asset.WHATSAPP)),
        ),
        "app_people": Part(
            _("The app's own number"), Unit.PEOPLE, Flow("active_people", of=where(asset=Asset.APP))
        ),
    },
    connect=SOURCES,
)
