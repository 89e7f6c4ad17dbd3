"""Zoom: participation meetings, residents' meetings, and what follows them."""

from merhav.core.text import _
from merhav.facts.words import Asset, Object, Role, Verb
from merhav.indicators.definition import Direction, Facet, Indicator, Kind, Outcome, Part, Unit
from merhav.indicators.filters import RESIDENTS, where
from merhav.indicators.measures import Count, Median, People, Share

SURVEY = _("Only residents can tell: it will be read from the answers to a survey.")
REPORT = _(
    "Download the participants' report of the meeting from the Zoom site, and bring the file in on the Import page."
)

CHAT = _(
    "Save the meeting's chat, and download the report of its polls from the Zoom site; bring both files in on the Import page."
)

ON_ZOOM = where(asset=Asset.ZOOM)
RESIDENTS_HERE = ON_ZOOM & where(actor_role=RESIDENTS)
HELD = ON_ZOOM & where(verb=Verb.CREATE, object_type=Object.MEETING)
PRESENT = ON_ZOOM & where(verb=Verb.ARRIVE, object_type=Object.MEETING)
FOLLOWED_UP = ON_ZOOM & where(verb=Verb.ANNOUNCE, object_type=Object.MEETING)
BETWEEN_RESIDENTS = where(
    verb=Verb.CREATE, object_type=Object.MESSAGE, actor_role=RESIDENTS, replied_role=RESIDENTS
)
GREW_OUT_OF_A_MEETING = where(origin="zoom")

meetings = Indicator(
    slug="zoom.meetings",
    outcome=Outcome.SPACES,
    facet=Facet.GENERAL,
    asset=Asset.ZOOM,
    version=1,
    title=_("Meetings held"),
    question=_("How many meetings with residents were held on Zoom?"),
    explain=_(
        "Meetings whose report was imported, in the month they began. Beside it: those that residents called."
    ),
    unit=Unit.PER_MONTH,
    reads={Kind.ACTIVITY: Count(HELD, protected=False)},
    awaits=(Kind.REGISTER,),
    beside={
        "by_residents": Part(
            _("Called by residents"),
            Unit.PER_MONTH,
            Count(HELD & where(actor_role=RESIDENTS), protected=False),
        ),
    },
    connect=REPORT,
)

attendees = Indicator(
    slug="zoom.attendees",
    outcome=Outcome.SPACES,
    facet=Facet.GENERAL,
    asset=Asset.ZOOM,
    version=1,
    title=_("Residents present"),
    question=_("How many residents came to meetings on Zoom?"),
    explain=_(
        "Residents who were in a meeting, each once in the month whatever the number of meetings and re-joins; the waiting "
        "room does not count, nor do officials. Beside it: how often somebody came, and how long they stayed in the "
        "middle case."
    ),
    unit=Unit.PEOPLE,
    reads={Kind.ACTIVITY: People(PRESENT & where(actor_role=RESIDENTS))},
    beside={
        "attendances": Part(_("Attendances"), Unit.PER_MONTH, Count(PRESENT & where(actor_role=RESIDENTS))),
        "median_stay": Part(
            _("Time present, middle case"),
            Unit.SECONDS,
            Median("duration", where=PRESENT & where(actor_role=RESIDENTS)),
        ),
    },
    connect=REPORT,
)

involvement = Indicator(
    slug="zoom.involvement",
    outcome=Outcome.SPACES,
    facet=Facet.GENERAL,
    asset=Asset.ZOOM,
    version=1,
    title=_("Residents who take part"),
    question=_("Do residents speak up in meetings, or only listen?"),
    explain=_(
        "Residents who wrote, asked, reacted or answered a poll in a meeting on Zoom, each once in the month. Beside it: those who "
        "wrote or asked, those who reacted, and those who answered a poll; one person may count in all three. What is said "
        "aloud is not counted."
    ),
    unit=Unit.PEOPLE,
    reads={
        Kind.ACTIVITY: People(
            RESIDENTS_HERE
            & where(
                verb=(Verb.CREATE, Verb.LIKE, Verb.QUESTION),
                object_type=(Object.MESSAGE, Object.TOPIC, Object.POLL),
            )
        ),
    },
    awaits=(Kind.SURVEY,),
    beside={
        "wrote": Part(
            _("Wrote or asked"),
            Unit.PEOPLE,
            People(
                RESIDENTS_HERE
                & where(verb=(Verb.CREATE, Verb.QUESTION), object_type=(Object.MESSAGE, Object.TOPIC))
            ),
        ),
        "reacted": Part(
            _("Reacted"),
            Unit.PEOPLE,
            People(RESIDENTS_HERE & where(verb=Verb.LIKE, object_type=Object.MESSAGE)),
        ),
        "polled": Part(
            _("Answered a poll"),
            Unit.PEOPLE,
            People(RESIDENTS_HERE & where(verb=Verb.CREATE, object_type=Object.POLL)),
        ),
    },
    connect=CHAT,
)

follow_ups = Indicator(
    slug="zoom.follow_ups",
    outcome=Outcome.SPACES,
    facet=Facet.GENERAL,
    asset=Asset.ZOOM,
    version=1,
    title=_("Meetings followed up"),
    question=_("After a meeting, do residents hear what became of it?"),
    explain=_(
        "Of the meetings held in the month, the share after which the authority answered through newsletter, site, "
        "Facebook or WhatsApp. Beside it: how many, and how long it took in the middle case."
    ),
    unit=Unit.SHARE,
    reads={Kind.ACTIVITY: Share(of=HELD, having=FOLLOWED_UP, apart=True, protected=False)},
    beside={
        "count": Part(_("Meetings followed up, number"), Unit.PER_MONTH, Count(FOLLOWED_UP, protected=False)),
        "median_time": Part(
            _("Time to the follow-up, middle case"),
            Unit.SECONDS,
            Median("answered_seconds", where=FOLLOWED_UP, protected=False),
            Direction.DOWN,
        ),
    },
    connect=_("Say in the import of the meeting's report when it was followed up, or mark it later."),
)

influence_awareness = Indicator(
    slug="zoom.influence_awareness",
    outcome=Outcome.SPACES,
    facet=Facet.AUTHORITY,
    asset=Asset.ZOOM,
    version=1,
    title=_("Awareness of the right to influence"),
    question=_("Do residents know that they have a right to influence what the authority decides?"),
    explain=_(
        "Of the residents who were in meetings, the share who know that they have a right to influence municipal processes. Coming "
        "to a meeting is not taken for knowing it."
    ),
    unit=Unit.SHARE,
    reads={},
    awaits=(Kind.SURVEY,),
    connect=SURVEY,
)

officials_at_resident_meetings = Indicator(
    slug="zoom.officials_at_resident_meetings",
    outcome=Outcome.SPACES,
    facet=Facet.AUTHORITY,
    asset=Asset.ZOOM,
    version=1,
    title=_("Officials at residents' meetings"),
    question=_("Do people of the authority come when residents call a meeting?"),
    explain=_("Officials who were in a meeting that a resident called, each once in the month."),
    unit=Unit.PEOPLE,
    reads={
        Kind.ACTIVITY: People(
            PRESENT & where(actor_role=Role.OFFICIAL, replied_role=RESIDENTS), protected=False
        ),
    },
    awaits=(Kind.REGISTER,),
    connect=REPORT,
)

peer_interactions = Indicator(
    slug="zoom.peer_interactions",
    outcome=Outcome.SPACES,
    facet=Facet.RESIDENTS,
    asset=Asset.ZOOM,
    version=1,
    title=_("Residents in touch after a meeting"),
    question=_("Do residents who met on Zoom go on talking with each other?"),
    explain=_(
        "Messages of residents that reply to another resident, on Zoom or in a space that grew out of a Zoom meeting "
        "(said when the space is imported)."
    ),
    unit=Unit.PER_MONTH,
    reads={Kind.ACTIVITY: Count(BETWEEN_RESIDENTS & (ON_ZOOM | GREW_OUT_OF_A_MEETING))},
    awaits=(Kind.SURVEY,),
    connect=_("When you import a group that grew out of a Zoom meeting, say so."),
)

partnership_felt = Indicator(
    slug="zoom.partnership_felt",
    outcome=Outcome.SPACES,
    facet=Facet.FURTHER,
    asset=Asset.ZOOM,
    version=1,
    title=_("Partnership and answer felt"),
    question=_("Do residents feel that they are partners, and that the authority answers them?"),
    explain=_(
        "Of the residents who were in meetings, the share who feel partners in the processes and feel answered by the authority. "
        "Whether a meeting was followed up is counted elsewhere; here residents say whether they felt it."
    ),
    unit=Unit.SHARE,
    reads={},
    awaits=(Kind.SURVEY,),
    connect=SURVEY,
)
