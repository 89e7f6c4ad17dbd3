"""Opens by people, in reports that know how many were made by machines.

Apple's Mail Privacy Protection and some providers load every picture of a mail, whether anybody looks at it or not. Where
a report counts those apart, some products leave them in the number of opens and some do not; the report does not say.
"""

from collections.abc import Iterable, Mapping

from merhav.connectors.base import Answer, Question, Report, Told, Untold
from merhav.core.text import Refusal, _

INCLUDED = Question(
    "opens_include_machines",
    _("Are opens made by machines part of the number of opens in this report?"),
    Answer.CHOICE,
    choices=(("yes", _("yes, they are part of it")), ("no", _("no, they are counted apart only"))),
    help=_("Apple's Mail Privacy Protection opens every mail. They are shown apart, and never as people's."),
    required=True,
    only_if="opens_include_machines",
    before=True,
    remembered=True,
)
OPENS, MACHINES = "opens", "machine_opens"


def included(counts: Iterable[Mapping[str, float]], told: Told, report: Report) -> bool:
    """Whether the report's opens hold its machine opens: told, or disproved by an issue with more of these than of those.

    Raises `Untold` when both are there and nothing tells.
    """
    answer = told.get(INCLUDED.name)
    if answer is not None:
        if answer not in {"yes", "no"}:
            raise Refusal(_("%(text)s is neither yes nor no.", text=answer))
        return answer == "yes"
    matters = False
    for one in counts:
        if OPENS in one and one.get(MACHINES):
            if one[MACHINES] > one[OPENS]:
                return False
            matters = True
    if matters:
        report.asks.add(INCLUDED.name)
        raise Untold(
            _("Say whether opens made by machines are part of the opens (opens_include_machines)."),
            (INCLUDED,),
        )
    return False


def by_people(counts: Mapping[str, float], *, holds_machines: bool) -> dict[str, float]:
    """The counts with opens by people alone."""
    own = dict(counts)
    if holds_machines and OPENS in own and MACHINES in own:
        own[OPENS] = max(own[OPENS] - own[MACHINES], 0)
    return own
