"""All assets side by side."""

from merhav.core.text import _
from merhav.facts.words import Role, Verb
from merhav.indicators.definition import Facet, Indicator, Kind, Outcome, Unit
from merhav.indicators.filters import RESIDENTS, where
from merhav.indicators.measures import Level, Step

INFORMING = where(verb=Verb.CREATE, actor_role=Role.OFFICIAL)
TALKING = where(verb=Verb.CREATE, actor_role=RESIDENTS, replied_role=Role.OFFICIAL) | where(
    verb=Verb.CREATE, actor_role=Role.OFFICIAL, replied_role=RESIDENTS
)
TALKING_WITH_EACH_OTHER = where(verb=Verb.CREATE, actor_role=RESIDENTS, replied_role=RESIDENTS)

communication_level = Indicator(
    slug="assets.communication_level",
    outcome=Outcome.SPACES,
    facet=Facet.FURTHER,
    asset=None,
    version=1,
    title=_("Level of communication"),
    question=_(
        "In each asset, does the authority inform, do they talk, and do residents talk with each other too?"
    ),
    explain=_(
        "From what happened in the month. A: an official published at least once. B: in addition, at least three replies "
        "between residents and officials, either way. C: in addition, at least three replies of residents to residents."
    ),
    unit=Unit.LEVEL,
    reads={
        Kind.ACTIVITY: Level(
            steps=(
                Step(INFORMING, at_least=1),
                Step(TALKING, at_least=3),
                Step(TALKING_WITH_EACH_OTHER, at_least=3),
            )
        ),
    },
    connect=_("Connect any source of the asset."),
)
