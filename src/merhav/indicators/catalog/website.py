"""The site: who comes, what for, and whether it answers."""

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
from merhav.indicators.filters import EMPTY, RESIDENTS, where
from merhav.indicators.measures import Count, Median, People, PerPerson, Share, Sum
from merhav.indicators.reported import Flow, Ratio, Stock

STATISTICS = _(
    "Put Merhav's counter on the site, or bring in its statistics (Google Analytics, Matomo) or its access log on the "
    "Import page."
)
MAP = _("Connect the site by the address of its map (sitemap.xml), and say which pages are of what.")
INQUIRIES = _("Connect the hotline (Open311), or bring in its table of inquiries on the Import page.")
ORIGINS = _(
    "Ask in forms of registration what brought people, and say of a group from where its people came when you bring it in."
)

SITE = where(asset=Asset.WEBSITE)
VIEWS = SITE & where(verb=Verb.VIEW, object_type=Object.PAGE, actor_role=RESIDENTS)
VISITS = VIEWS & where(topic=EMPTY)
"""Of a visit there is one fact without a topic, and one for each service it was for."""
SERVICES = ("payment", "registration", "updates", "inquiry")
PUBLISHED = SITE & where(verb=Verb.ADD, object_type=Object.PAGE, actor_role=Role.OFFICIAL)
ASKED = SITE & where(verb=Verb.QUESTION, object_type=Object.INQUIRY)
ANSWERED = SITE & where(verb=Verb.ACCEPT, object_type=Object.INQUIRY, actor_role=Role.OFFICIAL)
FROM_HERE = where(origin=Asset.WEBSITE)

VISITORS_TOLD = Flow("visitors", of=SITE)
SECONDS_TOLD = Flow("engaged_seconds", of=SITE, behind=VISITORS_TOLD)

visitors = Indicator(
    slug="website.visitors",
    outcome=Outcome.SPACES,
    facet=Facet.GENERAL,
    asset=Asset.WEBSITE,
    version=1,
    title=_("Residents who visit the site"),
    question=_("How many residents come to the site?"),
    explain=_(
        "Different people in the month, as the site's statistics count them; daily numbers are never added up. Somebody "
        "who uses two devices counts twice, and with several sites somebody who visits two of them does. Numbers are of "
        "residents where the authority told their share or their networks; otherwise of all visitors. Beside it, from the "
        "counter or the log: residents seen one by one, whom nobody follows into the next month."
    ),
    unit=Unit.PEOPLE,
    reads={Kind.OBSERVATION: VISITORS_TOLD, Kind.ACTIVITY: People(VIEWS)},
    connect=STATISTICS,
)

visits = Indicator(
    slug="website.visits",
    outcome=Outcome.SPACES,
    facet=Facet.GENERAL,
    asset=Asset.WEBSITE,
    version=1,
    title=_("Visits to the site"),
    question=_("How often do residents come to the site?"),
    explain=_(
        "Visits of the month, however many pages were read in each; half an hour of silence ends a visit. Robots are left "
        "out where the source knows them. Of residents where the authority told who they are, otherwise of all visitors."
    ),
    unit=Unit.PER_MONTH,
    reads={Kind.OBSERVATION: Flow("visits", of=SITE), Kind.ACTIVITY: Count(VISITS)},
    connect=STATISTICS,
)

time_on_site = Indicator(
    slug="website.time_on_site",
    outcome=Outcome.SPACES,
    facet=Facet.GENERAL,
    asset=Asset.WEBSITE,
    version=1,
    title=_("Time on the site"),
    question=_("Do residents stay and read, or leave at once?"),
    explain=_(
        "The time of all visits of the month divided by the different people who came, both from the same source. Beside it: "
        "the time of all of them together. Each source measures time in its own way (a log does not know how long the last "
        "page was read), so two sources are two lines."
    ),
    unit=Unit.SECONDS,
    reads={
        Kind.OBSERVATION: Ratio(SECONDS_TOLD, VISITORS_TOLD, cells=False),
        Kind.ACTIVITY: PerPerson("duration", where=VISITS),
    },
    beside={
        "total": Part(
            _("Time of all visits together"),
            Unit.SECONDS,
            Sum("duration", where=VISITS),
            also={Kind.OBSERVATION: SECONDS_TOLD},
        ),
    },
    connect=STATISTICS,
)

service_pages = Indicator(
    slug="website.service_pages",
    outcome=Outcome.SPACES,
    facet=Facet.GENERAL,
    asset=Asset.WEBSITE,
    version=1,
    title=_("Service and contact pages"),
    question=_("Does the site grow in what it does for residents, and in ways to reach the authority?"),
    explain=_(
        "Pages that serve residents or open a way to make contact, as many as stood on the site when its map was last read in "
        "the month; which pages are such is told once, by their addresses. Beside it: pages added in the month; a page is "
        "new when it was first met, or on the day of change that the map tells. Pages are counted, not their use."
    ),
    unit=Unit.NUMBER,
    reads={Kind.REGISTER: Stock("service_pages", of=SITE, protected=False)},
    beside={
        "added": Part(
            _("Service and contact pages added"),
            Unit.PER_MONTH,
            Count(PUBLISHED & where(topic=("service", "contact")), protected=False),
            kind=Kind.REGISTER,
        ),
    },
    connect=MAP,
)

processes_published = Indicator(
    slug="website.processes_published",
    outcome=Outcome.SPACES,
    facet=Facet.GENERAL,
    asset=Asset.WEBSITE,
    version=1,
    title=_("Municipal processes published"),
    question=_("Does the site tell of municipal processes while they are under way?"),
    explain=_(
        "Pages about a municipal process (planning, education and others) that were put on the site in the month; which pages "
        "are such is told once, by their addresses. The first month above 0 is the month in which it started. Beside it: how "
        "many such pages stood on the site when its map was last read. How openly a page speaks is not counted."
    ),
    unit=Unit.PER_MONTH,
    reads={Kind.ACTIVITY: Count(PUBLISHED & where(topic="process"), protected=False)},
    beside={
        "live": Part(
            _("Pages on processes that stand on the site"),
            Unit.NUMBER,
            Stock("process_pages", of=SITE, protected=False),
        ),
    },
    connect=MAP,
)


def _users(service: str) -> tuple[People, dict[Kind, Flow]]:
    """Of one service: residents one by one, and the number that a source reports."""
    return People(VIEWS & where(topic=service)), {Kind.OBSERVATION: Flow(f"service_users_{service}", of=SITE)}


PAYING, REGISTERING, FOLLOWING, ASKING = (_users(service) for service in SERVICES)

service_users = Indicator(
    slug="website.service_users",
    outcome=Outcome.SPACES,
    facet=Facet.AUTHORITY,
    asset=Asset.WEBSITE,
    version=1,
    title=_("Residents who use the site's services"),
    question=_("Do residents pay, register, stay informed and ask through the site?"),
    explain=_(
        "Residents who opened a page of payment, of registration, of updates or of inquiries, each once in the month whatever "
        "they used; which pages are of which service is told once. Beside it: each of the four, where somebody who used two "
        "counts in both. Statistics report the four alone, and a number of all cannot be made of them. That the service "
        "was completed is not known."
    ),
    unit=Unit.PEOPLE,
    reads={Kind.ACTIVITY: People(VIEWS & where(topic=SERVICES))},
    beside={
        "payment": Part(_("To pay"), Unit.PEOPLE, PAYING[0], also=PAYING[1]),
        "registration": Part(_("To register"), Unit.PEOPLE, REGISTERING[0], also=REGISTERING[1]),
        "updates": Part(_("To stay informed"), Unit.PEOPLE, FOLLOWING[0], also=FOLLOWING[1]),
        "inquiry": Part(_("To ask or report"), Unit.PEOPLE, ASKING[0], also=ASKING[1]),
    },
    connect=STATISTICS,
)

brought_to_community = Indicator(
    slug="website.brought_to_community",
    outcome=Outcome.SPACES,
    facet=Facet.RESIDENTS,
    asset=None,
    version=1,
    title=_("Brought to the community by the site"),
    question=_("Do residents find their way from the site to each other?"),
    explain=_(
        "Residents who came to an event, joined an activity or a WhatsApp group, or opened one, and of whom it is known that "
        "the site brought them (a form of registration asked, or the group's people came from there). Each once in the month, "
        "known by e-mail address, telephone or name. Beside it: each of the four, where one person may count in several. "
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

inquiries_answered = Indicator(
    slug="website.inquiries_answered",
    outcome=Outcome.SPACES,
    facet=Facet.FURTHER,
    asset=Asset.WEBSITE,
    version=1,
    title=_("Inquiries through the site answered"),
    question=_("Does whoever writes to the authority through the site get an answer, and how soon?"),
    explain=_(
        "Of the inquiries that were raised through the site in the month, the share that the authority has answered by now; an "
        "answer counts in the month of its inquiry, so the newest months still rise. Beside it: the number of answers, and "
        "the time to the first one in the middle case (to closing, where the file does not tell of answers). Whether the answer "
        "helped is not known."
    ),
    unit=Unit.SHARE,
    reads={Kind.ACTIVITY: Share(of=ASKED, having=ANSWERED, apart=True, protected=False)},
    beside={
        "number": Part(_("Inquiries answered, number"), Unit.PER_MONTH, Count(ANSWERED, protected=False)),
        "median_time": Part(
            _("Time to the first answer, middle case"),
            Unit.SECONDS,
            Median("answered_seconds", where=ANSWERED, protected=False),
            Direction.DOWN,
        ),
    },
    connect=INQUIRIES,
)
