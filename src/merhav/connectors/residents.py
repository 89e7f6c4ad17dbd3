"""Who of a site's visitors is a resident: the authority's own rule, told once and remembered.

A counter of visits knows no residents. An authority may know the addresses of its own networks (then each visit is told
apart), or the share of residents among its visitors from a survey or a report by city (then numbers are scaled). Without a
rule, numbers are of all visitors and their series says so.
"""

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from merhav.core.text import Refusal, _
from merhav.facts.words import Role

from .base import Answer, Question, Told
from .numbers import share as read_share

SHARE = Question(
    "resident_share",
    _("Which share of the visitors are residents, in percent?"),
    Answer.TEXT,
    help=_(
        "From your own survey, or from the report by city. Numbers are scaled by it. Empty: all visitors are shown."
    ),
    remembered=True,
    before=True,
)
NETWORKS = Question(
    "resident_networks",
    _("From which network addresses do residents come?"),
    Answer.TEXT,
    help=_(
        "Where it is known, as in 192.0.2.0/24 198.51.100.0/24. Visits from elsewhere are then not counted as residents'."
    ),
    remembered=True,
    before=True,
)


@dataclass(frozen=True, slots=True)
class ResidentRule:
    """`share` scales aggregates; `networks` tell single visits apart."""

    share: float | None = None
    networks: tuple[IPv4Network | IPv6Network, ...] = ()

    @classmethod
    def told(cls, told: Told) -> "ResidentRule":
        """The rule as it was told. Raises `Refusal` for what is no share or no network."""
        return cls(_share(told.get(SHARE.name)), _networks(told.get(NETWORKS.name)))

    def role(self, address: str) -> Role:
        """Resident, where the address is of the residents' networks; else a visitor."""
        if not self.networks:
            return Role.VISITOR
        try:
            found = ip_address(address)
        except ValueError:
            return Role.VISITOR
        return Role.RESIDENT if any(found in network for network in self.networks) else Role.VISITOR

    def generation(self, base: str) -> str:
        """The series of a number under this rule: another rule is another series, and nothing is spliced."""
        return base if self.share is None else f"{base}:{self.share:.0%}"

    def scaled(self, value: float) -> float:
        return value if self.share is None else value * self.share


def _share(text: str | None) -> float | None:
    if text is None:
        return None
    read = read_share(text if "%" in text else f"{text}%")
    if read is None or not 0 < read <= 1:
        raise Refusal(_("%(text)s is no share; write it in percent, as in 62.", text=text))
    return read


def _networks(text: str | None) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        return tuple(ip_network(word, strict=False) for word in (text or "").replace(",", " ").split())
    except ValueError as error:
        raise Refusal(_("%(text)s is no network address.", text=str(error).split(" does")[0])) from None
