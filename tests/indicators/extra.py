"""Indicators that only tests know, for measures that the catalogue does not need yet and for odd corners."""

from merhav.core.text import _
from merhav.facts.words import Asset
from merhav.indicators.definition import Facet, Indicator, Kind, Outcome, Part, Unit
from merhav.indicators.filters import EMPTY, RESIDENTS, SET, AtLeast, where
from merhav.indicators.measures import P90, Count, Median, People, PerPerson, Share, Sum, Things
from merhav.indicators.reported import Flow, PerResident, Ratio, Stock


def an_indicator(slug: str = "whatsapp.test", **changes: object) -> Indicator:
    declared = {
        "slug": slug,
        "outcome": Outcome.SPACES,
        "facet": Facet.GENERAL,
        "asset": Asset.WHATSAPP,
        "version": 1,
        "title": _("Title"),
        "question": _("Question?"),
        "explain": _("Explained."),
        "unit": Unit.PER_MONTH,
        "reads": {Kind.ACTIVITY: Count(where(verb="Create"))},
        "connect": _("Connect."),
    }
    return Indicator(**(declared | changes))


EXTRA = (
    an_indicator(
        "whatsapp.sums",
        reads={Kind.ACTIVITY: Sum("amount", where=where(actor_role=RESIDENTS))},
        beside={
            "seconds": Part(_("s"), Unit.SECONDS, Sum("duration", where=where(duration=AtLeast(100)))),
            "p90": Part(_("p"), Unit.SECONDS, P90("amount", where=where(asset=Asset.WHATSAPP))),
            "median": Part(_("m"), Unit.SECONDS, Median("amount", where=where(asset=Asset.WHATSAPP))),
        },
    ),
    an_indicator(
        "whatsapp.either",
        unit=Unit.SHARE,
        reads={
            Kind.ACTIVITY: Share(
                of=where(verb="Create", on_subject=SET) | where(verb="Like", on_subject=False),
                having=where(on_subject=True) | where(amount=AtLeast(2), replied_role=SET),
            )
        },
    ),
    an_indicator(
        "zoom.run_by",
        asset=Asset.ZOOM,
        unit=Unit.PEOPLE,
        reads={
            Kind.OBSERVATION: Stock(
                "members", of=where(asset=(Asset.ZOOM, Asset.WHATSAPP), run_by="authority")
            )
        },
    ),
)

# Reports: added up, divided by each other and by the residents; of one source, or of any.
ANYWHERE = where(asset=(Asset.WHATSAPP, Asset.ZOOM, Asset.FACEBOOK))
VISITORS = Flow("visitors", of=ANYWHERE)
VISITS = Flow("visits", of=ANYWHERE, behind=VISITORS)
MEMBERS = Stock("members", of=ANYWHERE)

REPORTED = (
    an_indicator(
        "whatsapp.reported",
        reads={
            Kind.OBSERVATION: VISITS,
            Kind.REGISTER: Flow(("visits", "members"), of=ANYWHERE, sources=("a",)),
        },
        beside={
            "seconds": Part(_("s"), Unit.SECONDS, VISITS),
            "each": Part(_("e"), Unit.SECONDS, Ratio(VISITS, VISITORS)),
            "by_space": Part(_("b"), Unit.SHARE, Ratio(VISITS, VISITORS, cells=False)),
            "of_those": Part(
                _("c"),
                Unit.SHARE,
                Ratio(MEMBERS, Stock("concerned", of=ANYWHERE), cells=False, any_source=True),
            ),
            "official": Part(
                _("o"), Unit.PER_MONTH, Flow("visits", of=ANYWHERE & where(writers="open"), protected=False)
            ),
            "residents": Part(
                _("r"), Unit.SHARE, PerResident(MEMBERS), also={Kind.REGISTER: PerResident(VISITORS)}
            ),
        },
    ),
    # Over all assets together, people once.
    an_indicator(
        "assets.together",
        asset=None,
        unit=Unit.PEOPLE,
        reads={
            Kind.ACTIVITY: People(where(actor_role=RESIDENTS)),
            Kind.ATTRIBUTION: People(where(origin="zoom", object_type=("message", "topic"))),
            Kind.OBSERVATION: MEMBERS,
        },
        beside={
            "things": Part(_("t"), Unit.PER_MONTH, Things(where(verb="Create", topic=EMPTY))),
            "each": Part(_("e"), Unit.SECONDS, PerPerson("duration", where(actor_role=RESIDENTS))),
            "meetings": Part(
                _("m"),
                Unit.PER_MONTH,
                Count(where(object_type="meeting"), protected=False),
                kind=Kind.REGISTER,
            ),
        },
    ),
)

# Enough different filters that their bits need a second word.
MANY = an_indicator(
    "whatsapp.many",
    reads={Kind.ACTIVITY: Count(where(amount=AtLeast(-1)))},
    beside={f"p{n}": Part(_("n"), Unit.PER_MONTH, Count(where(duration=AtLeast(n)))) for n in range(60)},
)
