"""The authority's page, and what is told of page and groups together."""

from merhav.core.text import _
from merhav.facts.words import Asset, Object, Role, RunBy, Verb
from merhav.indicators.definition import Facet, Indicator, Kind, Outcome, Part, Unit
from merhav.indicators.filters import where
from merhav.indicators.measures import Count, Share
from merhav.indicators.reported import Flow, PerResident, Ratio, Stock

FOLLOWERS = _(
    "Connect the page on the page of connected products, or bring in the page's export from Meta Business Suite."
)
POSTS = _("Export the page's posts in Meta Business Suite, and bring the file in on the Import page.")
SURVEY = _("Only residents can tell: it will be read from the answers to a survey.")

FACEBOOK = where(asset=Asset.FACEBOOK)
OWN_GROUPS = FACEBOOK & where(run_by=RunBy.AUTHORITY)
OF_THE_PAGE = ("facebook", "facebook_api")
"""Sources that tell of pages; groups are told of by the weekly minute."""
POSTED = FACEBOOK & where(verb=Verb.CREATE, object_type=Object.POST, actor_role=Role.OFFICIAL)
OF_A_PROCESS = where(topic="process")

PAGE_FOLLOWERS = Stock("followers", of=FACEBOOK)
ENGAGEMENT = Flow("engagement", of=FACEBOOK, sources=OF_THE_PAGE)

follower_share = Indicator(
    slug="facebook.follower_share",
    outcome=Outcome.SPACES,
    facet=Facet.GENERAL,
    asset=Asset.FACEBOOK,
    version=1,
    title=_("Followers of the page, as a share of residents"),
    question=_("Does the page reach more of the town?"),
    explain=_(
        "Followers of the authority's pages as last seen in the month, divided by the number of residents that the authority "
        "told for that year. Followers from elsewhere are in it, and somebody who follows two pages counts twice, so it can be "
        "more than all. Beside it: the number of followers. Without the number of residents there is nothing to divide by."
    ),
    unit=Unit.SHARE,
    reads={Kind.OBSERVATION: PerResident(PAGE_FOLLOWERS)},
    beside={"followers": Part(_("Followers of the page"), Unit.PEOPLE, PAGE_FOLLOWERS)},
    connect=FOLLOWERS,
)

engagement_rate = Indicator(
    slug="facebook.engagement_rate",
    outcome=Outcome.SPACES,
    facet=Facet.GENERAL,
    asset=Asset.FACEBOOK,
    version=1,
    title=_("Engagement"),
    question=_("Of those who see what the authority posts, how many do something with it?"),
    explain=_(
        "Reactions, comments and shares of the page's posts, divided by the people whom each post reached, over the posts of the "
        "month for which both are told. Beside it, apart: the same divided by views; and in the authority's groups residents' posts "
        "and answers divided by members. Reach is people and views are not, so the two are never one line; a post goes on being "
        "seen, so the newest month still moves. Whether those who react are residents is not known."
    ),
    unit=Unit.SHARE,
    reads={Kind.OBSERVATION: Ratio(ENGAGEMENT, Flow("reach", of=FACEBOOK, sources=OF_THE_PAGE))},
    awaits=(Kind.ACTIVITY,),
    beside={
        "by_views": Part(
            _("Page: engagement by views"),
            Unit.SHARE,
            Ratio(ENGAGEMENT, Flow("views", of=FACEBOOK, sources=OF_THE_PAGE)),
        ),
        "groups": Part(
            _("Groups: posts and answers for each member"),
            Unit.SHARE,
            Ratio(
                Flow(("posts", "comments"), of=OWN_GROUPS, sources=("minute",)),
                Stock("members", of=OWN_GROUPS),
                cells=False,
                any_source=True,
            ),
        ),
    },
    connect=POSTS,
)

process_sharing = Indicator(
    slug="facebook.process_sharing",
    outcome=Outcome.SPACES,
    facet=Facet.GENERAL,
    asset=Asset.FACEBOOK,
    version=1,
    title=_("Sharing that calls residents to influence"),
    question=_("Does the page share municipal processes, and call on residents to influence them?"),
    explain=_(
        "Posts of the authority that share a municipal process openly and call on residents to influence it: those that carry "
        "the label, or the words, that were agreed for it when the posts were brought in. Beside it: their share of all posts. "
        "A post that nobody labelled is not counted."
    ),
    unit=Unit.PER_MONTH,
    reads={Kind.ACTIVITY: Count(POSTED & OF_A_PROCESS, protected=False)},
    beside={
        "share": Part(
            _("Their share of all posts"), Unit.SHARE, Share(of=POSTED, having=OF_A_PROCESS, protected=False)
        ),
    },
    connect=POSTS,
)

resident_comments = Indicator(
    slug="facebook.resident_comments",
    outcome=Outcome.SPACES,
    facet=Facet.AUTHORITY,
    asset=Asset.FACEBOOK,
    version=1,
    title=_("Residents' comments on the page"),
    question=_("Do residents talk back to what the page posts?"),
    explain=_(
        "Comments on the page's posts, in the month in which the post was published; later comments raise that month when the "
        "posts are brought in again. Facebook does not say who commented: the page's own answers and people from elsewhere "
        "are in the number. Groups are not."
    ),
    unit=Unit.PER_MONTH,
    reads={Kind.OBSERVATION: Flow("comments", of=FACEBOOK, sources=OF_THE_PAGE)},
    awaits=(Kind.ACTIVITY,),
    connect=POSTS,
)

relevance_felt = Indicator(
    slug="facebook.relevance_felt",
    outcome=Outcome.SPACES,
    facet=Facet.AUTHORITY,
    asset=Asset.FACEBOOK,
    version=1,
    title=_("Relevance felt"),
    question=_("Do the subjects on page and groups matter to residents' lives?"),
    explain=_(
        "Of the residents who use the page or its groups, the share who feel that the subjects there matter to their lives. What "
        "they click or write is not taken for an answer."
    ),
    unit=Unit.SHARE,
    reads={},
    awaits=(Kind.SURVEY,),
    connect=SURVEY,
)
