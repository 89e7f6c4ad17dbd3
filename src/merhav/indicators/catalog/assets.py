"""All assets side by side, and together."""

from merhav.core.text import _
from merhav.facts.words import Asset, Object, Role, RunBy, Verb
from merhav.indicators.brought import TO_AN_EVENT
from merhav.indicators.definition import Facet, Indicator, Kind, Outcome, Part, Unit
from merhav.indicators.filters import RESIDENTS, where
from merhav.indicators.measures import Level, People, Step

SURVEY = _("Only residents can tell: it will be read from the answers to a survey.")

DIGITAL = where(asset=tuple(asset for asset in Asset if asset is not Asset.STREET))
INFORMING = where(verb=Verb.CREATE, actor_role=Role.OFFICIAL) | where(
    verb=Verb.ADD, object_type=Object.PAGE, actor_role=Role.OFFICIAL
)
TALKING = (
    where(verb=Verb.CREATE, actor_role=RESIDENTS, replied_role=Role.OFFICIAL)
    | where(verb=Verb.CREATE, actor_role=Role.OFFICIAL, replied_role=RESIDENTS)
    | where(verb=Verb.ACCEPT, object_type=Object.INQUIRY, actor_role=Role.OFFICIAL, replied_role=RESIDENTS)
)
TALKING_WITH_EACH_OTHER = where(verb=Verb.CREATE, actor_role=RESIDENTS, replied_role=RESIDENTS)

TO_THE_AUTHORITY = TO_AN_EVENT & where(run_by=RunBy.AUTHORITY)

communication_level = Indicator(
    slug="assets.communication_level",
    outcome=Outcome.SPACES,
    facet=Facet.GENERAL,
    asset=None,
    version=2,
    title=_("Level of communication"),
    question=_(
        "In each asset, does the authority inform, do they talk, and do residents talk with each other too?"
    ),
    explain=_(
        "From what happened in the month. A: an official published at least once (a message, a post, an issue, a page of the site). "
        "B: in addition, at least three replies between residents and officials, either way; an inquiry answered is one. C: in "
        "addition, at least three replies of residents to residents. What a weekly minute reports in numbers is not counted, "
        "so a group that only has a minute reaches no level here."
    ),
    unit=Unit.LEVEL,
    reads={
        Kind.ACTIVITY: Level(
            steps=(
                Step(DIGITAL & INFORMING, at_least=1),
                Step(DIGITAL & TALKING, at_least=3),
                Step(DIGITAL & TALKING_WITH_EACH_OTHER, at_least=3),
            )
        ),
    },
    connect=_("Connect any source of the asset."),
)

brought_to_activities = Indicator(
    slug="assets.brought_to_activities",
    outcome=Outcome.SPACES,
    facet=Facet.FURTHER,
    asset=None,
    version=1,
    title=_("Brought to the authority's activities by site and newsletter"),
    question=_("Do site and newsletter bring residents to what the authority holds?"),
    explain=_(
        "Residents who came to, or registered for, a meeting or event of the authority, and of whom it is known that the site or the "
        "newsletter brought them (a form of registration asked). Each once in the month, also when both brought them. Beside "
        "it: each of the two, where such a person counts in both. Whoever was not asked is not counted, so there are more."
    ),
    unit=Unit.PEOPLE,
    reads={Kind.ATTRIBUTION: People(TO_THE_AUTHORITY & where(origin=(Asset.WEBSITE, Asset.NEWSLETTER)))},
    awaits=(Kind.SURVEY,),
    beside={
        "site": Part(
            _("By the site"),
            Unit.PEOPLE,
            People(TO_THE_AUTHORITY & where(origin=Asset.WEBSITE)),
            kind=Kind.ATTRIBUTION,
        ),
        "newsletter": Part(
            _("By the newsletter"),
            Unit.PEOPLE,
            People(TO_THE_AUTHORITY & where(origin=Asset.NEWSLETTER)),
            kind=Kind.ATTRIBUTION,
        ),
    },
    connect=_("Ask in the form of registration to a meeting what brought people to it."),
)

digital_literacy = Indicator(
    slug="assets.digital_literacy",
    outcome=Outcome.SPACES,
    facet=Facet.FURTHER,
    asset=None,
    version=1,
    title=_("Digital literacy"),
    question=_("Do the authority's digital spaces make residents more at home in the digital world?"),
    explain=_(
        "Of the residents who use any of the digital spaces, the share who can do more online than before thanks to them. That "
        "somebody uses a space is not taken for having learned."
    ),
    unit=Unit.SHARE,
    reads={},
    awaits=(Kind.SURVEY,),
    connect=SURVEY,
)

wider_use = Indicator(
    slug="assets.wider_use",
    outcome=Outcome.SPACES,
    facet=Facet.FURTHER,
    asset=None,
    version=1,
    title=_("Wider use"),
    question=_("Do residents do more things online, for more needs, thanks to the digital spaces?"),
    explain=_(
        "Of the residents who use any of the digital spaces, the share who use the digital space more, or for more needs, thanks to "
        "them. More visits or messages are not taken for it."
    ),
    unit=Unit.SHARE,
    reads={},
    awaits=(Kind.SURVEY,),
    connect=SURVEY,
)

measurement_participation = Indicator(
    slug="assets.measurement_participation",
    outcome=Outcome.SPACES,
    facet=Facet.FURTHER,
    asset=None,
    version=1,
    title=_("Taking part in the measuring"),
    question=_("Do residents take part in measuring itself, by answering and by coming to focus groups?"),
    explain=_(
        "Residents who answer surveys, as a share of those who were asked, and residents who come to focus groups. Being counted by "
        "a platform is no taking part."
    ),
    unit=Unit.SHARE,
    reads={},
    awaits=(Kind.ACTIVITY,),
    connect=_("It will be read from surveys and focus groups once they are held from here."),
)
