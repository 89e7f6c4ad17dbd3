"""WhatsApp: updates groups, open groups, and the two-way line."""

from merhav.core.text import _
from merhav.facts.words import Asset, Object, Role, Verb, Writers
from merhav.indicators.definition import Direction, Facet, Indicator, Kind, Outcome, Part, Unit
from merhav.indicators.filters import RESIDENTS, SET, AtLeast, where
from merhav.indicators.measures import P90, Count, Median, People, Share
from merhav.indicators.reported import Flow, Ratio, Stock

EXPORT = _("Export the group's chat without media in WhatsApp, and bring the file in on the Import page.")

CHAT_OR_MINUTE = _(
    "Export the group's chat without media in WhatsApp, and bring the file in on the Import page; of a group that cannot be "
    "exported its admin tells a weekly minute."
)
ORIGINS = _("Say of a group, a room or a meeting that it grew out of a WhatsApp group when you bring it in.")
SURVEY = _("Only residents can tell: it will be read from the answers to a survey.")

WHATSAPP = where(asset=Asset.WHATSAPP)
ELSEWHERE = tuple(asset for asset in Asset if asset is not Asset.WHATSAPP)
BY_RESIDENTS = where(asset=Asset.WHATSAPP, actor_role=RESIDENTS)
WRITING = where(verb=Verb.CREATE, object_type=Object.MESSAGE)
JOINING = where(verb=Verb.JOIN, object_type=Object.MEMBERSHIP)
CLOSED = where(writers=Writers.CLOSED)
OPEN = where(writers=Writers.OPEN)

TO_OFFICIALS = BY_RESIDENTS & WRITING & where(replied_role=Role.OFFICIAL)
TO_RESIDENTS = BY_RESIDENTS & WRITING & where(replied_role=RESIDENTS)
RAISED = BY_RESIDENTS & where(verb=Verb.QUESTION, object_type=Object.TOPIC)
ANSWERED = where(answered_seconds=SET)
BY_AN_OFFICIAL = where(official_seconds=SET)
OUTSIDE = where(origin=Asset.WHATSAPP, asset=ELSEWHERE, actor_role=RESIDENTS)
MEETING = OUTSIDE & where(verb=Verb.CREATE, object_type=Object.MEETING)
INTERACTING = OUTSIDE & where(
    verb=Verb.CREATE, object_type=(Object.MESSAGE, Object.COMMENT), replied_role=RESIDENTS
)
COMING = OUTSIDE & where(verb=Verb.ARRIVE, object_type=Object.MEETING)


def _told(measure: str, *, in_open_groups: bool = False) -> Flow:
    """What the admins of groups tell in their weekly minutes."""
    return Flow(measure, of=WHATSAPP & OPEN if in_open_groups else WHATSAPP, sources=("minute",))


closed_group_members = Indicator(
    slug="whatsapp.closed_group_members",
    outcome=Outcome.SPACES,
    facet=Facet.GENERAL,
    asset=Asset.WHATSAPP,
    version=1,
    title=_("Residents in updates groups"),
    question=_("How many residents get the authority's updates in groups where only admins write?"),
    explain=_(
        "The number of members last seen in each closed group in the month, added up; somebody in two groups counts "
        "twice, because a member count has no names. Beside it, from the chats: residents who joined or wrote that "
        "month, each once. Officials and robots are in the member count and not in the second number."
    ),
    unit=Unit.PEOPLE,
    reads={
        Kind.OBSERVATION: Stock("members", of=where(asset=Asset.WHATSAPP) & CLOSED),
        Kind.ACTIVITY: People(BY_RESIDENTS & CLOSED & (WRITING | JOINING)),
    },
    connect=EXPORT,
)

open_group_members = Indicator(
    slug="whatsapp.open_group_members",
    outcome=Outcome.SPACES,
    facet=Facet.GENERAL,
    asset=Asset.WHATSAPP,
    version=1,
    title=_("Residents in open groups"),
    question=_("How many residents are in groups where everyone may write?"),
    explain=_(
        "The number of members last seen in each open group in the month, added up; somebody in two groups counts "
        "twice, because a member count has no names. Beside it, from the chats: residents who joined or wrote that "
        "month, each once. Officials and robots are in the member count and not in the second number."
    ),
    unit=Unit.PEOPLE,
    reads={
        Kind.OBSERVATION: Stock("members", of=where(asset=Asset.WHATSAPP) & OPEN),
        Kind.ACTIVITY: People(BY_RESIDENTS & OPEN & (WRITING | JOINING)),
    },
    connect=EXPORT,
)

responses = Indicator(
    slug="whatsapp.responses",
    outcome=Outcome.SPACES,
    facet=Facet.AUTHORITY,
    asset=Asset.WHATSAPP,
    version=1,
    title=_("Residents' responses to the authority"),
    question=_("Do residents respond to what the authority writes to them?"),
    explain=_(
        "Messages of residents that reply to a message of an official. Who answers whom is told by the chat where it "
        "is, and inferred where it is not. Beside it: how many different residents responded, and, of the responses "
        "of which it is known, the share that stays on the subject."
    ),
    unit=Unit.PER_MONTH,
    reads={Kind.ACTIVITY: Count(TO_OFFICIALS)},
    beside={
        "people": Part(_("Residents who responded"), Unit.PEOPLE, People(TO_OFFICIALS)),
        "on_subject": Part(
            _("Responses on the subject"),
            Unit.SHARE,
            Share(of=TO_OFFICIALS & where(on_subject=SET), having=where(on_subject=True)),
        ),
    },
    connect=EXPORT,
)

resident_topics = Indicator(
    slug="whatsapp.resident_topics",
    outcome=Outcome.SPACES,
    facet=Facet.AUTHORITY,
    asset=Asset.WHATSAPP,
    version=1,
    title=_("Subjects residents raise"),
    question=_("Do residents bring up subjects of their own in open groups?"),
    explain=_(
        "Subjects that residents raise in groups where everyone may write, once it is known whether somebody answered "
        "or nobody did. Beside it: the share that others answered, and the share that three people or more took part in. Of "
        "groups that cannot be exported, apart: the subjects that their admins counted week by week."
    ),
    unit=Unit.PER_MONTH,
    reads={
        Kind.ACTIVITY: Count(RAISED & OPEN),
        Kind.OBSERVATION: _told("questions", in_open_groups=True),
    },
    beside={
        "answered": Part(
            _("Answered by others"),
            Unit.SHARE,
            Share(of=RAISED & OPEN, having=ANSWERED),
            also={
                Kind.OBSERVATION: Ratio(
                    _told("answered", in_open_groups=True), _told("questions", in_open_groups=True)
                )
            },
        ),
        "drew_three": Part(
            _("Drew three people or more"),
            Unit.SHARE,
            Share(of=RAISED & OPEN, having=where(amount=AtLeast(3))),
        ),
    },
    connect=CHAT_OR_MINUTE,
)

trust = Indicator(
    slug="whatsapp.trust",
    outcome=Outcome.SPACES,
    facet=Facet.AUTHORITY,
    asset=Asset.WHATSAPP,
    version=1,
    title=_("Trust and satisfaction"),
    question=_(
        "Do residents in WhatsApp trust the authority, and are they content with how it sees to problems?"
    ),
    explain=_(
        "Of the residents in the authority's WhatsApp groups, the share who trust the authority and are content with its attention "
        "to problems. It is asked, and never guessed from what people write."
    ),
    unit=Unit.SHARE,
    reads={},
    awaits=(Kind.SURVEY,),
    connect=SURVEY,
)

peer_replies = Indicator(
    slug="whatsapp.peer_replies",
    outcome=Outcome.SPACES,
    facet=Facet.RESIDENTS,
    asset=Asset.WHATSAPP,
    version=1,
    title=_("Replies between residents"),
    question=_("Do residents answer each other?"),
    explain=_(
        "Messages of residents that reply to a message of another resident; leaders are residents too. Of groups that cannot be "
        "exported, apart: the answers that their admins counted week by week."
    ),
    unit=Unit.PER_MONTH,
    reads={Kind.ACTIVITY: Count(TO_RESIDENTS), Kind.OBSERVATION: _told("comments")},
    connect=CHAT_OR_MINUTE,
)

meetings_outside = Indicator(
    slug="whatsapp.meetings_outside",
    outcome=Outcome.SPACES,
    facet=Facet.RESIDENTS,
    asset=None,
    version=1,
    title=_("Meetings outside WhatsApp"),
    question=_("Do residents who met on WhatsApp meet elsewhere, too, online or face to face?"),
    explain=_(
        "What residents did in spaces and meetings of which it was said that they grew out of a WhatsApp group: meetings that "
        "they called, and messages in which they answered each other. Beside it: each of the two, and the residents who came to "
        "such meetings. What nobody brought in or told is not seen, so there are more."
    ),
    unit=Unit.PER_MONTH,
    reads={Kind.ATTRIBUTION: Count(MEETING | INTERACTING)},
    awaits=(Kind.REGISTER, Kind.SURVEY),
    beside={
        "meetings": Part(
            _("Meetings that residents called"),
            Unit.PER_MONTH,
            Count(MEETING, protected=False),
            kind=Kind.ATTRIBUTION,
        ),
        "interactions": Part(
            _("Answers of residents to each other"),
            Unit.PER_MONTH,
            Count(INTERACTING),
            kind=Kind.ATTRIBUTION,
        ),
        "people": Part(_("Residents who came"), Unit.PEOPLE, People(COMING), kind=Kind.ATTRIBUTION),
    },
    connect=ORIGINS,
)

belonging = Indicator(
    slug="whatsapp.belonging",
    outcome=Outcome.SPACES,
    facet=Facet.RESIDENTS,
    asset=Asset.WHATSAPP,
    version=1,
    title=_("Belonging, mutual responsibility, sense of community"),
    question=_("Do residents in open groups feel that they belong, and that they are there for each other?"),
    explain=_(
        "Of the residents in open groups, the share who feel that they belong, that people are responsible for each other, and that "
        "they are a community: three scores that are shown apart. They are asked, and never guessed from what people write."
    ),
    unit=Unit.SHARE,
    reads={},
    awaits=(Kind.SURVEY,),
    connect=SURVEY,
)

answers = Indicator(
    slug="whatsapp.answers",
    outcome=Outcome.SPACES,
    facet=Facet.FURTHER,
    asset=Asset.WHATSAPP,
    version=1,
    title=_("Residents' messages answered"),
    question=_("When a resident raises something, does an answer come, and how soon?"),
    explain=_(
        "Of the subjects that residents raise, the share that anybody answered. Beside it: how long the first answer "
        "took, in the middle case and for nine of ten; the share that an official answered, and how long that took. "
        "Times are of subjects that were answered; those left alone are in the share. Of groups that cannot be exported, apart: "
        "the share by the admins' weekly minutes, which do not tell who answered or when."
    ),
    unit=Unit.SHARE,
    reads={
        Kind.ACTIVITY: Share(of=RAISED, having=ANSWERED),
        Kind.OBSERVATION: Ratio(_told("answered"), _told("questions")),
    },
    awaits=(Kind.SURVEY,),
    beside={
        "median_time": Part(
            _("Time to the first answer, middle case"),
            Unit.SECONDS,
            Median("answered_seconds", where=RAISED),
            Direction.DOWN,
        ),
        "p90_time": Part(
            _("Time within which nine of ten are answered"),
            Unit.SECONDS,
            P90("answered_seconds", where=RAISED),
            Direction.DOWN,
        ),
        "by_official": Part(
            _("Answered by an official"), Unit.SHARE, Share(of=RAISED, having=BY_AN_OFFICIAL)
        ),
        "official_time": Part(
            _("Time to an official's first answer, middle case"),
            Unit.SECONDS,
            Median("official_seconds", where=RAISED),
            Direction.DOWN,
        ),
    },
    connect=CHAT_OR_MINUTE,
)
