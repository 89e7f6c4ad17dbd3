"""Which opens and clicks machines make: picture proxies of mail providers, scanners of links, gateways that guard a mailbox.

Signs of one request. By user agent: Apple's Mail Privacy Protection says `Mozilla/5.0` and no more; Gmail's and Yahoo's
proxies name themselves; scanners and gateways say their name or that of a programmer's library. By address: the networks
that mail filters work from, where their makers publish them (Microsoft 365's endpoint sets 9 and 10, Barracuda's Email
Gateway Defense). By method: a person's program asks for the page, not for its HEAD alone. What only the clock shows is in `bursts`.
"""

import re
from enum import IntEnum
from functools import lru_cache
from ipaddress import ip_address, ip_network

from crawleruseragents import is_crawler

_APPLE = "mozilla/5.0"
_PROXIES = re.compile(
    r"googleimageproxy|ggpht\.com|yahoomailproxy|yahoocachesystem|yahoo.*slurp", re.IGNORECASE
)
_GATEWAYS = re.compile(
    r"barracuda|proofpoint|mimecast|safe ?links|existence discovery|protocol discovery|bingpreview|messagelabs"
    r"|symantec|fireeye|trend ?micro|sophos|cloudmark|forcepoint|websense|ironport|avanan|check ?point|fortimail"
    r"|fortiguard|zscaler|trustwave|spamtitan|mailguard|hornetsecurity|vade|google-safety|virustotal|urlscan|phish"
    r"|scanner|link ?check|prefetch|preview",
    re.IGNORECASE,
)
_NETWORKS = tuple(
    ip_network(text)
    for text in (
        # Microsoft 365, Exchange Online Protection
        *("40.92.0.0/15", "40.107.0.0/16", "52.100.0.0/14", "52.238.78.88/32", "104.47.0.0/17"),
        *("2a01:111:f400::/48", "2a01:111:f403::/48"),
        # Barracuda, Email Gateway Defense
        *(
            "3.24.133.128/25",
            "15.222.16.128/25",
            "35.157.190.224/27",
            "18.185.115.192/26",
            "18.184.203.224/27",
        ),
        *("13.200.136.128/25", "35.176.92.96/27", "18.133.136.128/26", "18.133.136.96/27", "209.222.82.0/24"),
    )
)


class Maker(IntEnum):
    """Who made an open or a click, as far as one request shows."""

    PERSON = 0
    PROXY = 1
    """A mail provider's proxy of pictures: it may load them before, or because, somebody opens the mail."""
    MACHINE = 2


def maker(agent: str, address: str, method: str) -> Maker:
    if method.strip().upper() == "HEAD" or (address and _is_filter(address.strip()[:50])):
        return Maker.MACHINE
    return _by_agent(agent.strip()[:500]) if agent else Maker.PERSON


@lru_cache(maxsize=20_000)
def _by_agent(agent: str) -> Maker:
    if _PROXIES.search(agent):
        return Maker.PROXY
    if agent.casefold() == _APPLE or _GATEWAYS.search(agent) or is_crawler(agent):
        return Maker.MACHINE
    return Maker.PERSON


@lru_cache(maxsize=20_000)
def _is_filter(address: str) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in _NETWORKS)
