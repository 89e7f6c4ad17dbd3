"""What an authority says once of its site's reports: who is a resident, which pages are which service, site or app."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2s

from merhav.connectors.answers import chosen
from merhav.connectors.base import Answer, Question, Told
from merhav.connectors.letters import one_spelling
from merhav.connectors.residents import SHARE, ResidentRule
from merhav.core.text import Text, _
from merhav.facts.words import Asset

from .services import SERVICES, Pages

_PAGES = _(
    "Paths of pages or names of events as the report writes them, separated by blanks or commas; a star stands for "
    "anything, as in /pay/* payment_done."
)

ASSET_OF = Question(
    "asset_of",
    _("What does this property measure?"),
    Answer.CHOICE,
    choices=((Asset.WEBSITE.value, _("the website")), (Asset.APP.value, _("the municipal app"))),
    before=True,
    remembered=True,
)
CITIES = Question(
    "resident_cities",
    _("Which cities of the report are the authority's own?"),
    Answer.TEXT,
    help=_(
        "As the report spells them, separated by commas. Where a table tells cities, numbers are of these alone."
    ),
    before=True,
    remembered=True,
)
SERVICE_WORDS: Mapping[str, Text] = {
    "payment": _("payment"),
    "registration": _("registration"),
    "updates": _("staying informed"),
    "inquiry": _("inquiries"),
}
_TEXTS: Mapping[str, Text] = {
    "payment": _("Which pages or events are for paying?"),
    "registration": _("Which pages or events are for registering?"),
    "updates": _("Which pages or events are for staying informed?"),
    "inquiry": _("Which pages or events are for making an inquiry?"),
}
SERVICE_PAGES = {
    service: Question(
        f"service_{service}", _TEXTS[service], Answer.TEXT, help=_PAGES, before=True, remembered=True
    )
    for service in SERVICES
}
ASKS = (ASSET_OF, SHARE, CITIES, *SERVICE_PAGES.values())


@dataclass(frozen=True, slots=True)
class Rules:
    residents: ResidentRule
    cities: frozenset[str]
    services: Mapping[str, Pages]
    is_app: bool

    @classmethod
    def told(cls, told: Told) -> "Rules":
        """The rules as they were told. Raises `Refusal` for what is no share of residents, or no asset."""
        listed = {service: Pages.listed(told.get(asked.name)) for service, asked in SERVICE_PAGES.items()}
        return cls(
            ResidentRule.told(told),
            frozenset(_cities(told.get(CITIES.name) or "")),
            {service: pages for service, pages in listed.items() if pages},
            chosen(told, ASSET_OF) == Asset.APP,
        )

    @property
    def asset(self) -> Asset | None:
        return Asset.APP if self.is_app else None

    def has_city(self, name: str) -> bool:
        return city(name) in self.cities

    def series(self, base: str, *, by_city: bool) -> str:
        """The series of a number: of the cities' people, of the share that are residents, or of everybody."""
        if not by_city:
            return self.residents.generation(base)
        listed = blake2s("\n".join(sorted(self.cities)).encode(), digest_size=3).hexdigest()
        return f"{base}:cities:{listed}"

    def scaled(self, value: float, *, by_city: bool) -> float:
        return value if by_city else self.residents.scaled(value)


def city(name: str) -> str:
    """A city's name in one spelling: `Tel Aviv-Yafo` and `tel aviv yafo`."""
    letters = one_spelling(name).casefold()
    return " ".join(re.sub(r"['’`׳״\"]", "", letters).replace("-", " ").replace("־", " ").split())


def _cities(text: str) -> list[str]:
    return [plain for name in re.split(r"[,;\n\u060c]", text) if (plain := city(name))]
