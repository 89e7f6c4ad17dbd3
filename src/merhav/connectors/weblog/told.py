"""What a log cannot say: which of the site's pages are which service, and who of the visitors is a resident."""

from merhav.connectors.base import Answer, Question, Told
from merhav.connectors.paths import Patterns
from merhav.connectors.residents import NETWORKS, SHARE
from merhav.core.text import Text, _

_HELP = _(
    "What follows the site's name in the address, with * for anything, as in /pay/* or /ארנונה*; several with blanks between them."
)


def _paths(service: str, text: Text) -> Question:
    return Question(f"paths_{service}", text, Answer.TEXT, help=_HELP, remembered=True, before=True)


SERVICES = {
    "payment": _paths("payment", _("On which pages do residents pay?")),
    "registration": _paths("registration", _("On which pages do residents register?")),
    "updates": _paths("updates", _("On which pages do residents keep themselves informed?")),
    "inquiry": _paths("inquiry", _("On which pages do residents make an inquiry?")),
}
"""By the topic that facts carry."""

ASKS = (*SERVICES.values(), SHARE, NETWORKS)


def services(told: Told) -> dict[str, Patterns]:
    """The patterns of each service whose pages were told."""
    found = {service: Patterns.of(told.get(question.name)) for service, question in SERVICES.items()}
    return {service: patterns for service, patterns in found.items() if patterns.told}
