"""The newsletter: whom it reaches, what it shares, and what comes back."""

from merhav.core.text import _
from merhav.facts.words import Asset, Object, Role, Verb
from merhav.indicators.brought import (
    TO_A_COMMUNITY,
    TO_A_GROUP,
    TO_AN_ACTIVITY,
    TO_AN_EVENT,
    TO_START_ONE,
)
from merhav.indicators.definition import Direction, Facet, Indicator, Kind, Outcome, Part, Unit
from merhav.indicators.filters import RESIDENTS, SET, where
from merhav.indicators.measures import Count, People, Sum
from merhav.indicators.reported import Flow, Ratio, Stock

REPORTS = _(
    "Export the campaigns' report or the audience from the newsletter system, and bring the file in on the Import page."
)
ITEMS = _("Bring in the table of the issues' items on the Import page: a line for each item, with its kind.")
ORIGINS = _(
    "Ask in forms of registration what brought people, and say of a group from where its people came when you bring it in."
)

NEWSLETTER = where(asset=Asset.NEWSLETTER)
BY_RESIDENTS = NEWSLETTER & where(actor_role=RESIDENTS)
SUBSCRIBING = BY_RESIDENTS & where(verb=Verb.FOLLOW, object_type=Object.SUBSCRIPTION)
LEAVING = BY_RESIDENTS & where(verb=Verb.LEAVE, object_type=Object.SUBSCRIPTION)
OPENING = BY_RESIDENTS & where(verb=Verb.READ, object_type=Object.ISSUE)
CLICKING = BY_RESIDENTS & where(verb=Verb.VIEW, object_type=Object.LINK)
BY_EMAIL = BY_RESIDENTS & where(verb=Verb.CREATE, object_type=Object.MESSAGE, replied_role=Role.OFFICIAL)
ITEM = NEWSLETTER & where(verb=Verb.CREATE, object_type=Object.ITEM, actor_role=Role.OFFICIAL)
OF_A_PROCESS = ITEM & where(stage=SET)

FROM_HERE = where(origin=Asset.NEWSLETTER)
REGISTERED = FROM_HERE & (
    where(verb=Verb.ACCEPT, object_type=Object.MEETING, actor_role=RESIDENTS)
    | where(verb=Verb.CREATE, object_type=Object.REGISTRATION, actor_role=RESIDENTS)
)
MOVED_TO_FACEBOOK = FROM_HERE & where(
    asset=Asset.FACEBOOK,
    verb=(Verb.JOIN, Verb.CREATE, Verb.VIEW),
    object_type=(Object.MEMBERSHIP, Object.COMMENT, Object.MESSAGE, Object.POST, Object.PAGE),
    actor_role=RESIDENTS,
)

DELIVERED = Flow("delivered", of=NEWSLETTER)

subscribers = Indicator(
    slug="newsletter.subscribers",
    outcome=Outcome.SPACES,
    facet=Facet.GENERAL,
    asset=Asset.NEWSLETTER,
    version=1,
    title=_("Subscribers to the newsletter"),
    question=_("Do more residents ask for the newsletter?"),
    explain=_(
        "Addresses on the list, as last seen in the month; lists are added up, and somebody on two of them counts twice. "
        "Addresses that were given up or that mail comes back from are not in it where the system tells them apart. Beside "
        "it, from the list itself: residents who subscribed in the month, and those who left."
    ),
    unit=Unit.PEOPLE,
    reads={
        Kind.OBSERVATION: Stock("subscribers", of=NEWSLETTER),
        Kind.ACTIVITY: People(SUBSCRIBING),
    },
    beside={
        "left": Part(_("Residents who left the list"), Unit.PEOPLE, People(LEAVING), Direction.DOWN),
    },
    connect=REPORTS,
)

open_rate = Indicator(
    slug="newsletter.open_rate",
    outcome=Outcome.SPACES,
    facet=Facet.GENERAL,
    asset=Asset.NEWSLETTER,
    version=1,
    title=_("Share of issues opened"),
    question=_("Is the newsletter opened by those who get it?"),
    explain=_(
        "Of all deliveries of the month's issues, the share that was opened, each issue by its own deliveries and in the month "
        "in which it was sent. Opens by mail programs that open everything are left out where the system tells them, and shown "
        "beside it; where it does not tell, they are in the share. Beside it, too: different residents who opened any issue "
        "in the month. Whoever reads without loading pictures is not seen."
    ),
    unit=Unit.SHARE,
    reads={Kind.OBSERVATION: Ratio(Flow("opens", of=NEWSLETTER), DELIVERED)},
    beside={
        "machines": Part(
            _("Opened by machines"), Unit.SHARE, Ratio(Flow("machine_opens", of=NEWSLETTER), DELIVERED)
        ),
        "openers": Part(_("Residents who opened an issue"), Unit.PEOPLE, People(OPENING)),
    },
    connect=REPORTS,
)

clickers = Indicator(
    slug="newsletter.clickers",
    outcome=Outcome.SPACES,
    facet=Facet.GENERAL,
    asset=Asset.NEWSLETTER,
    version=1,
    title=_("Residents who click a link"),
    question=_("Does the newsletter make residents go and look?"),
    explain=_(
        "Different people who clicked in each issue, added up over the month's issues: somebody who clicked in two of them "
        "counts twice. Beside it, where the system tells people apart: residents who clicked in any issue, each once in the "
        "month. Clicks of programs that try every link are left out where they are recognised."
    ),
    unit=Unit.PEOPLE,
    reads={
        Kind.OBSERVATION: Flow("clickers", of=NEWSLETTER),
        Kind.ACTIVITY: People(CLICKING),
    },
    connect=REPORTS,
)

process_transparency = Indicator(
    slug="newsletter.process_transparency",
    outcome=Outcome.SPACES,
    facet=Facet.AUTHORITY,
    asset=Asset.NEWSLETTER,
    version=1,
    title=_("Openness about processes"),
    question=_("Does the newsletter share municipal processes while there is still something to influence?"),
    explain=_(
        "Items of the month's issues that share a municipal process, added up with a weight for how early it is shared: an idea "
        "counts 1, options 0.8, a draft 0.6, a decision 0.3, execution 0.1. Beside it: how many such items there were. At "
        "which stage a process is says whoever enters the items; an item that does not say it is not counted."
    ),
    unit=Unit.PER_MONTH,
    reads={Kind.ACTIVITY: Sum("amount", where=OF_A_PROCESS, protected=False)},
    beside={
        "items": Part(_("Items that share a process"), Unit.PER_MONTH, Count(OF_A_PROCESS, protected=False)),
    },
    connect=ITEMS,
)


def _items(topic: str) -> Count:
    return Count(ITEM & where(topic=topic), protected=False)


participation_items = Indicator(
    slug="newsletter.participation_items",
    outcome=Outcome.SPACES,
    facet=Facet.AUTHORITY,
    asset=Asset.NEWSLETTER,
    version=1,
    title=_("Items that let residents take part, by kind"),
    question=_("To what does the newsletter invite residents, and how often?"),
    explain=_(
        "Items of the month's issues that share or invite, in seven kinds; of which kind an item is says whoever enters it. "
        "Beside it: each kind. An item without a kind is not counted, nor is how many read it."
    ),
    unit=Unit.PER_MONTH,
    reads={
        Kind.ACTIVITY: Count(
            ITEM
            & where(
                topic=(
                    "planning",
                    "education_partnership",
                    "events_programme",
                    "calls_tenders",
                    "bylaws",
                    "residents_meetings",
                    "other",
                )
            ),
            protected=False,
        )
    },
    beside={
        "planning": Part(_("Planning"), Unit.PER_MONTH, _items("planning")),
        "education": Part(_("Partnership in education"), Unit.PER_MONTH, _items("education_partnership")),
        "events": Part(_("Building the events programme"), Unit.PER_MONTH, _items("events_programme")),
        "calls": Part(_("Calls and tenders, residents first"), Unit.PER_MONTH, _items("calls_tenders")),
        "bylaws": Part(_("Changes of by-laws and rules"), Unit.PER_MONTH, _items("bylaws")),
        "meetings": Part(
            _("Invitations to residents' meetings"), Unit.PER_MONTH, _items("residents_meetings")
        ),
        "other": Part(_("Other items"), Unit.PER_MONTH, _items("other")),
    },
    connect=ITEMS,
)

responses = Indicator(
    slug="newsletter.responses",
    outcome=Outcome.SPACES,
    facet=Facet.AUTHORITY,
    asset=None,
    version=1,
    title=_("Reactions to the newsletter"),
    question=_("Does an issue move residents to do something, or to write back?"),
    explain=_(
        "What residents did in the month and what traces back to the newsletter: registered to an event, moved to a discussion "
        "on Facebook, answered by e-mail. Beside it: each of the three. Registrations and discussions are known where a form "
        "asked what brought people, or the group's people came from there; a click alone is no reaction."
    ),
    unit=Unit.PER_MONTH,
    reads={Kind.ATTRIBUTION: Count(REGISTERED | MOVED_TO_FACEBOOK | BY_EMAIL)},
    beside={
        "registered": Part(
            _("Registered to an event"), Unit.PER_MONTH, Count(REGISTERED), kind=Kind.ATTRIBUTION
        ),
        "facebook": Part(
            _("Moved to a discussion on Facebook"),
            Unit.PER_MONTH,
            Count(MOVED_TO_FACEBOOK),
            kind=Kind.ATTRIBUTION,
        ),
        "by_email": Part(_("Answered by e-mail"), Unit.PER_MONTH, Count(BY_EMAIL)),
    },
    connect=ORIGINS,
)

brought_to_community = Indicator(
    slug="newsletter.brought_to_community",
    outcome=Outcome.SPACES,
    facet=Facet.RESIDENTS,
    asset=None,
    version=1,
    title=_("Brought to the community by the newsletter"),
    question=_("Do residents find their way from the newsletter to each other?"),
    explain=_(
        "Residents who came to an event, joined an activity or a WhatsApp group, or opened one, and of whom it is known that "
        "the newsletter brought them (a form of registration asked, or the group's people came from there). Each once in the "
        "month, known by e-mail address, telephone or name. Beside it: each of the four, where one person may count in several. "
        "Whoever was not asked is not counted, so there are more."
    ),
    unit=Unit.PEOPLE,
    reads={Kind.ATTRIBUTION: People(TO_A_COMMUNITY & FROM_HERE)},
    awaits=(Kind.SURVEY,),
    beside={
        "event": Part(
            _("Came to an event or registered for one"),
            Unit.PEOPLE,
            People(TO_AN_EVENT & FROM_HERE),
            kind=Kind.ATTRIBUTION,
        ),
        "activity": Part(
            _("Joined a community's activity"),
            Unit.PEOPLE,
            People(TO_AN_ACTIVITY & FROM_HERE),
            kind=Kind.ATTRIBUTION,
        ),
        "group": Part(
            _("Joined a WhatsApp group"), Unit.PEOPLE, People(TO_A_GROUP & FROM_HERE), kind=Kind.ATTRIBUTION
        ),
        "started": Part(
            _("Opened a space of their own"),
            Unit.PEOPLE,
            People(TO_START_ONE & FROM_HERE),
            kind=Kind.ATTRIBUTION,
        ),
    },
    connect=ORIGINS,
)
