"""Groups on Facebook: nobody can export them, so their admins tell a weekly minute."""

from merhav.core.text import _
from merhav.facts.words import Asset, Object, RunBy, Verb
from merhav.indicators.definition import Direction, Facet, Indicator, Kind, Outcome, Part, Unit
from merhav.indicators.filters import RESIDENTS, SET, where
from merhav.indicators.measures import Count, Median, Share
from merhav.indicators.reported import Flow, Ratio, Stock

MINUTE = _(
    "Give the group's admin the link of the weekly minute: ten numbers a week, from a telephone or on paper."
)

FACEBOOK = where(asset=Asset.FACEBOOK)
OWN = FACEBOOK & where(run_by=RunBy.AUTHORITY)
OF_RESIDENTS = FACEBOOK & where(run_by=RunBy.RESIDENTS)
TOLD = ("minute",)
RAISED = FACEBOOK & where(verb=Verb.QUESTION, object_type=Object.TOPIC, actor_role=RESIDENTS)
ANSWERED_BY_AN_OFFICIAL = where(official_seconds=SET)

MEMBERS = Stock("members", of=OWN)
ANSWERED = Flow("answered", of=FACEBOOK, sources=TOLD)
BUSINESS = ("business_event", "business_shop", "business_marketing")

group_members = Indicator(
    slug="facebook.group_members",
    outcome=Outcome.SPACES,
    facet=Facet.GENERAL,
    asset=Asset.FACEBOOK,
    version=1,
    title=_("Members of the authority's groups"),
    question=_("Do more residents gather in the authority's groups on Facebook?"),
    explain=_(
        "Members last seen in each of the authority's groups in the month, added up; somebody in two groups counts twice, and "
        "members from elsewhere are in the number. Beside it: members as a share of the residents whom the group's subject "
        "concerns, over the groups for which both are told."
    ),
    unit=Unit.PEOPLE,
    reads={Kind.OBSERVATION: MEMBERS},
    beside={
        "of_concerned": Part(
            _("As a share of those whom the subject concerns"),
            Unit.SHARE,
            Ratio(MEMBERS, Stock("concerned", of=OWN), cells=False, any_source=True),
        ),
    },
    connect=MINUTE,
)

resident_posts = Indicator(
    slug="facebook.resident_posts",
    outcome=Outcome.SPACES,
    facet=Facet.AUTHORITY,
    asset=Asset.FACEBOOK,
    version=1,
    title=_("Posts that residents put up"),
    question=_("Do residents bring up things of their own in the groups?"),
    explain=_(
        "Posts of residents in groups, about as many as the admin counted week by week; a week belongs to the month of its "
        "Wednesday. Posts of people of the authority are not in it, and a week that nobody told is missing and not 0."
    ),
    unit=Unit.PER_MONTH,
    reads={Kind.OBSERVATION: Flow("posts", of=FACEBOOK, sources=TOLD)},
    awaits=(Kind.ACTIVITY,),
    connect=MINUTE,
)

officials_in_resident_groups = Indicator(
    slug="facebook.officials_in_resident_groups",
    outcome=Outcome.SPACES,
    facet=Facet.AUTHORITY,
    asset=Asset.FACEBOOK,
    version=1,
    title=_("The authority in residents' groups"),
    question=_("Do people of the authority show up and answer in groups that residents run?"),
    explain=_(
        "Posts and answers by people of the authority in groups that residents run, as the groups' admins counted week by week. "
        "Somebody who does not say that they are of the authority is not counted."
    ),
    unit=Unit.PER_MONTH,
    reads={Kind.REGISTER: Flow("official_posts", of=OF_RESIDENTS, sources=TOLD, protected=False)},
    awaits=(Kind.ACTIVITY,),
    connect=MINUTE,
)

peer_comments = Indicator(
    slug="facebook.peer_comments",
    outcome=Outcome.SPACES,
    facet=Facet.RESIDENTS,
    asset=Asset.FACEBOOK,
    version=1,
    title=_("Comments between residents"),
    question=_("Do residents answer each other in the groups?"),
    explain=_(
        "Comments of residents on posts of other residents in groups, about as many as the admin counted week by week. Comments "
        "on the authority's page are not in it, and a week that nobody told is missing and not 0."
    ),
    unit=Unit.PER_MONTH,
    reads={Kind.OBSERVATION: Flow("comments", of=FACEBOOK, sources=TOLD)},
    awaits=(Kind.ACTIVITY,),
    connect=MINUTE,
)

initiatives = Indicator(
    slug="facebook.initiatives",
    outcome=Outcome.SPACES,
    facet=Facet.RESIDENTS,
    asset=Asset.FACEBOOK,
    version=1,
    title=_("Initiatives born in the groups"),
    question=_("Do neighbours' events, help for older people and the like grow out of the groups?"),
    explain=_(
        "Community initiatives that were born in the authority's groups in the month, as their admins tell week by week. The "
        "first month above 0 is the month in which the first one was seen. What became of an initiative later is not counted."
    ),
    unit=Unit.PER_MONTH,
    reads={Kind.REGISTER: Flow("initiatives", of=OWN, sources=TOLD, protected=False)},
    awaits=(Kind.ACTIVITY,),
    connect=MINUTE,
)

topics_answered = Indicator(
    slug="facebook.topics_answered",
    outcome=Outcome.SPACES,
    facet=Facet.FURTHER,
    asset=Asset.FACEBOOK,
    version=1,
    title=_("Subjects in groups answered"),
    question=_("When residents raise a subject in a group, does an answer come?"),
    explain=_(
        "Of the questions and subjects that residents raised in groups, the share that was answered, over the weeks for which "
        "both are told. The weekly minute does not say who answered, so answers of neighbours are in it. Beside it: the number. "
        "Where a source tells the subjects one by one, only answers of people of the authority count, and the time to them is "
        "shown in the middle case."
    ),
    unit=Unit.SHARE,
    reads={
        Kind.OBSERVATION: Ratio(ANSWERED, Flow("questions", of=FACEBOOK, sources=TOLD)),
        Kind.ACTIVITY: Share(of=RAISED, having=ANSWERED_BY_AN_OFFICIAL),
    },
    beside={
        "number": Part(
            _("Subjects answered, number"),
            Unit.PER_MONTH,
            ANSWERED,
            also={Kind.ACTIVITY: Count(RAISED & ANSWERED_BY_AN_OFFICIAL)},
        ),
        "median_time": Part(
            _("Time to an official's first answer, middle case"),
            Unit.SECONDS,
            Median("official_seconds", where=RAISED),
            Direction.DOWN,
        ),
    },
    connect=MINUTE,
)


def _ties(measure: str | tuple[str, ...]) -> Flow:
    return Flow(measure, of=FACEBOOK, sources=TOLD, protected=False)


business_ties = Indicator(
    slug="facebook.business_ties",
    outcome=Outcome.SPACES,
    facet=Facet.FURTHER,
    asset=Asset.FACEBOOK,
    version=1,
    title=_("Business collaborations"),
    question=_("Do the groups bring local businesses and residents together?"),
    explain=_(
        "Business collaborations formed in groups in the month, as their admins tell week by week. Beside it: buying events at "
        "small local businesses, ties with a local online shop, and joint marketing and distribution. How much was bought is "
        "not counted, nor are advertisements."
    ),
    unit=Unit.PER_MONTH,
    reads={Kind.REGISTER: _ties(BUSINESS)},
    awaits=(Kind.ACTIVITY,),
    beside={
        "event": Part(
            _("Buying events at small local businesses"),
            Unit.PER_MONTH,
            _ties("business_event"),
            kind=Kind.REGISTER,
        ),
        "shop": Part(
            _("Ties with a local online shop"), Unit.PER_MONTH, _ties("business_shop"), kind=Kind.REGISTER
        ),
        "marketing": Part(
            _("Joint marketing and distribution"),
            Unit.PER_MONTH,
            _ties("business_marketing"),
            kind=Kind.REGISTER,
        ),
    },
    connect=MINUTE,
)
