"""Words of the scoreboard: outcomes, families, verdicts, kinds of sources."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from merhav.indicators.definition import Facet, Kind, Outcome

OUTCOMES: dict[Outcome, str | Promise] = {
    Outcome.SPACES: _("Street and screen"),
    Outcome.POLICY: _("Policy"),
    Outcome.ETHICS: _("Right and ethical use"),
    Outcome.SOCIETIES: _("Fitted to each society"),
    Outcome.AIMS: _("Resilience and quality of life"),
}

OUTCOME_LINES: dict[Outcome, str | Promise] = {
    Outcome.SPACES: _("Are the street and the screen one, and do people talk in many dimensions?"),
    Outcome.POLICY: _("Is there a policy, a role holder, a budget, and do routines hold?"),
    Outcome.ETHICS: _("Are residents partners, and are the assets run openly and neutrally?"),
    Outcome.SOCIETIES: _("Does each society meet the authority in its own language and way?"),
    Outcome.AIMS: _("Do social capital, attachment and mobility grow, which all the rest is for?"),
}

FACETS: dict[Facet, str | Promise] = {
    Facet.GENERAL: _("in general"),
    Facet.AUTHORITY: _("residents and the authority"),
    Facet.RESIDENTS: _("residents among themselves"),
    Facet.FURTHER: _("further"),
}

KINDS: dict[Kind, str | Promise] = {
    Kind.ACTIVITY: _("counted from what people did"),
    Kind.OBSERVATION: _("reported by the platform or its manager"),
    Kind.SURVEY: _("from a survey"),
    Kind.REGISTER: _("from the coordinator's register"),
    Kind.ATTRIBUTION: _("traced back to what brought people"),
}

VERDICTS: dict[str, tuple[str, str | Promise]] = {
    "rising": ("↗", _("rising")),
    "steady": ("→", _("steady")),
    "falling": ("↘", _("falling")),
    "cannot_tell": ("…", _("cannot tell yet")),
    "no_source": ("○", _("no source")),
}

FLAGS: dict[str, str | Promise] = {
    "too_few": _("too few people to show"),
    "complementary": _("withheld, so that a small group cannot be worked out"),
    "partial": _("part of the month only"),
    "nothing_to_count": _("nothing to count"),
}
