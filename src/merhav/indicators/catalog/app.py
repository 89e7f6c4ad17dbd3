"""The municipal app: who is active in it, where residents meet in it, and what is done through it."""

from merhav.core.text import _
from merhav.facts.words import Asset, Object, Verb
from merhav.indicators.definition import Facet, Indicator, Kind, Outcome, Part, Unit
from merhav.indicators.filters import RESIDENTS, where
from merhav.indicators.measures import Count, People, Things
from merhav.indicators.reported import Flow

EVENTS = _(
    "Bring in the app's table of events, or its monthly numbers as its maker sends them, on the Import page."
)

APP = where(asset=Asset.APP)
BY_RESIDENTS = APP & where(actor_role=RESIDENTS)
OPENED = BY_RESIDENTS & where(verb=Verb.CREATE, object_type=Object.SPACE)
WRITTEN = BY_RESIDENTS & where(verb=Verb.CREATE, object_type=Object.MESSAGE)
REGISTERED = APP & where(verb=Verb.CREATE, object_type=Object.REGISTRATION)
PAID = APP & where(verb=Verb.CREATE, object_type=Object.PAYMENT)

active_residents = Indicator(
    slug="app.active_residents",
    outcome=Outcome.SPACES,
    facet=Facet.GENERAL,
    asset=Asset.APP,
    version=1,
    title=_("Residents active in the app"),
    question=_("Do residents use the municipal app?"),
    explain=_(
        "Residents who opened the app or did something in it, each once in the month, known by the app's own name for them. The app's "
        "maker or its statistics report a number of their own, which is shown apart; daily numbers are never added up. "
        "Having the app on the telephone is not using it."
    ),
    unit=Unit.PEOPLE,
    reads={Kind.ACTIVITY: People(BY_RESIDENTS), Kind.OBSERVATION: Flow("active_people", of=APP)},
    connect=EVENTS,
)

completed_services = Indicator(
    slug="app.completed_services",
    outcome=Outcome.SPACES,
    facet=Facet.AUTHORITY,
    asset=Asset.APP,
    version=1,
    title=_("Registrations and payments completed in the app"),
    question=_("Do people get done in the app what they came for?"),
    explain=_(
        "Registrations and payments that were completed in the app in the month, by whomever. Beside it: each of the two, and the "
        "residents who completed any, each once. What was begun and left is not counted, nor is how much was paid."
    ),
    unit=Unit.PER_MONTH,
    reads={
        Kind.ACTIVITY: Count(REGISTERED | PAID),
        Kind.OBSERVATION: Flow(("registrations", "payments"), of=APP),
    },
    beside={
        "registrations": Part(
            _("Registrations"),
            Unit.PER_MONTH,
            Count(REGISTERED),
            also={Kind.OBSERVATION: Flow("registrations", of=APP)},
        ),
        "payments": Part(
            _("Payments"), Unit.PER_MONTH, Count(PAID), also={Kind.OBSERVATION: Flow("payments", of=APP)}
        ),
        "people": Part(
            _("Residents who completed any"),
            Unit.PEOPLE,
            People((REGISTERED | PAID) & where(actor_role=RESIDENTS)),
        ),
    },
    connect=EVENTS,
)

community_spaces = Indicator(
    slug="app.community_spaces",
    outcome=Outcome.SPACES,
    facet=Facet.RESIDENTS,
    asset=Asset.APP,
    version=1,
    title=_("Community spaces in the app"),
    question=_("Do residents open spaces of their own in the app, and do they live?"),
    explain=_(
        "Community spaces of the app in which residents wrote in the month. Beside it: spaces that residents opened in the month. "
        "A space in which people only read counts as quiet."
    ),
    unit=Unit.PER_MONTH,
    reads={Kind.ACTIVITY: Things(WRITTEN)},
    beside={"opened": Part(_("Spaces opened"), Unit.PER_MONTH, Count(OPENED))},
    connect=EVENTS,
)
