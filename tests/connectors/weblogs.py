"""Access logs in every format that has been met, about one morning on a town's site that is described once. People are fictional."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from urllib.parse import quote

from tests.connectors.chats import source

from merhav.connectors.base import Report, Told
from merhav.connectors.catalog.access_log import AccessLog
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
from merhav.facts.rows import Activity, Coverage, Observation, Row

CONNECTOR = AccessLog()
PEOPLE = Pseudonyms(b"a town")

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36"
GOOGLE = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
HOME, OFFICE = "203.0.113.7", "2001:db8::5"
MORNING = datetime(2026, 3, 10, 8, tzinfo=UTC)


@dataclass(frozen=True)
class Request:
    minute: float
    path: str = "/"
    address: str = HOME
    agent: str = FIREFOX
    method: str = "GET"
    status: int = 200

    @property
    def at(self) -> datetime:
        return MORNING + timedelta(minutes=self.minute)


DAY = (
    Request(0),
    Request(0.1, "/static/site.css?v=3"),
    Request(0.2, "/media/logo.PNG"),
    Request(1, "/", OFFICE, CHROME),
    Request(2, "/", "198.51.100.9", GOOGLE),
    Request(4, "/pay/arnona?year=2026"),
    Request(4.5, "/pay/arnona", method="POST"),
    Request(5, "/old", status=301),
    Request(6, "/nothing", status=404),
    Request(10, "/%D7%97%D7%93%D7%A9%D7%95%D7%AA/", status=304),
    Request(60, "/forms/camp.pdf"),
)
"""Of one browser at home two visits (three pages in ten minutes; a form an hour later), of
one in the office one."""

VISITS = [(0, 600), (1, 0), (60, 0)]
"""Minute and seconds of each visit of that morning."""


def combined(requests: Iterable[Request], ends: str = "", begins: str = "") -> str:
    return "".join(
        f"{begins}{each.address} - - [{each.at:%d/%b/%Y:%H:%M:%S} +0000]"
        f' "{each.method} {each.path} HTTP/1.1" {each.status} 512 "https://town.example.org/" "{each.agent}"{ends}\n'
        for each in requests
    )


def in_jerusalem(requests: Iterable[Request]) -> str:
    zone = timezone(timedelta(hours=2))
    return "".join(
        f"{each.address} - dana levi [{each.at.astimezone(zone):%d/%b/%Y:%H:%M:%S %z}]"
        f' "{each.method} {each.path} HTTP/2.0" {each.status} - "-" "{each.agent}"\n'
        for each in requests
    )


def common(requests: Iterable[Request]) -> str:
    return "".join(
        f'{each.address} - - [{each.at:%d/%b/%Y:%H:%M:%S} +0000] "{each.method} {each.path} HTTP/1.1" {each.status} 512\n'
        for each in requests
    )


def forwarded(requests: Iterable[Request]) -> str:
    """Nginx behind a proxy of its own, in the format that its packages come with."""
    return "".join(
        combined([each], f' "{each.address}, 10.0.0.2"').replace(each.address, "10.0.0.1", 1)
        for each in requests
    )


IIS = "date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus time-taken"


def iis(requests: Iterable[Request], fields: str = IIS) -> str:
    lines = [
        "#Software: Microsoft Internet Information Services 10.0",
        "#Version: 1.0",
        "#Date: 2026-03-10 08:00:00",
    ]
    lines.append(f"#Fields: {fields}")
    for each in requests:
        stem, _mark, query = each.path.partition("?")
        said = {
            "date": f"{each.at:%Y-%m-%d}",
            "time": f"{each.at:%H:%M:%S}",
            "cs-method": each.method,
            "cs-uri-stem": stem,
            "cs-uri-query": query or "-",
            "c-ip": each.address,
            "cs(User-Agent)": each.agent.replace(" ", "+"),
            "sc-status": str(each.status),
        }
        lines.append(" ".join(said.get(field, "-") for field in fields.split()))
    return "\r\n".join(lines) + "\r\n"


def cloudfront(requests: Iterable[Request]) -> str:
    fields = "date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query x-forwarded-for"
    lines = ["#Version: 1.0", f"#Fields: {fields}"]
    for each in requests:
        stem, _mark, query = each.path.partition("?")
        cells = [
            f"{each.at:%Y-%m-%d}",
            f"{each.at:%H:%M:%S}",
            "TLV50-C1",
            "512",
            each.address,
            each.method,
            "d1.cloudfront.example",
            stem,
            str(each.status),
            "-",
            quote(each.agent, safe="/():;,"),
            query or "-",
            "-",
        ]
        lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"


def balancer(requests: Iterable[Request], kind: str = "https ") -> str:
    return "".join(
        f"{kind}{each.at:%Y-%m-%dT%H:%M:%S}.186641Z app/town/50dc6c495c0c9188 {each.address}:2817 10.0.0.1:80 0.000 0.001"
        f' 0.000 {each.status} {each.status} 34 366 "{each.method} https://town.example.org:443{each.path} HTTP/1.1"'
        f' "{each.agent}" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:x "Root=1-5" "town.example.org" "-" 0\n'
        for each in requests
    )


def _json(requests: Iterable[Request], said: Callable[[Request], Mapping[str, Any]]) -> str:
    return "".join(json.dumps(said(each)) + "\n" for each in requests)


def nginx_json(requests: Iterable[Request]) -> str:
    return _json(
        requests,
        lambda each: {
            "time_iso8601": each.at.isoformat(),
            "remote_addr": each.address,
            "request": f"{each.method} {each.path} HTTP/1.1",
            "status": str(each.status),
            "request_time": "0.004",
            "http_user_agent": each.agent,
            "http_x_forwarded_for": "-",
        },
    )


def caddy(requests: Iterable[Request]) -> str:
    return _json(
        requests,
        lambda each: {
            "level": "info",
            "ts": each.at.timestamp() + 0.25,
            "logger": "http.log.access",
            "msg": "handled request",
            "request": {
                "remote_ip": each.address,
                "remote_port": "41342",
                "proto": "HTTP/2.0",
                "method": each.method,
                "host": "town.example.org",
                "uri": each.path,
                "headers": {"User-Agent": [each.agent], "Accept": ["*/*"]},
            },
            "duration": 0.0009,
            "status": each.status,
            "resp_headers": {"Server": ["Caddy"], "Date": ["Tue, 10 Mar 2026 08:00:00 GMT"]},
        },
    )


def traefik(requests: Iterable[Request]) -> str:
    return _json(
        requests,
        lambda each: {
            "ClientAddr": f"[{each.address}]:53122" if ":" in each.address else f"{each.address}:53122",
            "DownstreamStatus": each.status,
            "Duration": 4000123,
            "RequestMethod": each.method,
            "RequestPath": each.path,
            "StartUTC": f"{each.at:%Y-%m-%dT%H:%M:%S}.123456789Z",
            "request_User-Agent": each.agent,
        },
    )


def cloudflare(requests: Iterable[Request]) -> str:
    return _json(
        requests,
        lambda each: {
            "ClientIP": each.address,
            "ClientRequestMethod": each.method,
            "ClientRequestURI": each.path,
            "ClientRequestUserAgent": each.agent,
            "EdgeResponseStatus": each.status,
            "EdgeStartTimestamp": int(each.at.timestamp()) * 1_000_000_000,
        },
    )


FORMATS: dict[str, Callable[[Iterable[Request]], str]] = {
    "combined": combined,
    "combined of another zone, with a user": in_jerusalem,
    "combined of a host among others": lambda requests: combined(
        requests, begins="www.town.example.org:443 "
    ),
    "combined with more behind it": lambda requests: combined(
        requests, ' 17 "town@file" "http://10.0.0.1" 4ms'
    ),
    "combined behind a proxy": forwarded,
    "IIS": iis,
    "CloudFront": cloudfront,
    "application balancer": balancer,
    "classic balancer": lambda requests: balancer(requests, ""),
    "nginx JSON": nginx_json,
    "Caddy": caddy,
    "Traefik": traefik,
    "Cloudflare": cloudflare,
}


def rows(log: str | bytes | Source, report: Report | None = None, **told: str) -> list[Row]:
    file = log if isinstance(log, Source) else source(log, "access.log")
    return list(CONNECTOR.rows(file, Told(told), PEOPLE, Report() if report is None else report))


def views(log: str | bytes | Source, report: Report | None = None, **told: str) -> list[Activity]:
    return [row for row in rows(log, report, **told) if isinstance(row, Activity)]


def visits(log: str | bytes | Source, **told: str) -> list[tuple[float, int | None]]:
    """Minute and seconds of each visit, in their order."""
    found = [row for row in views(log, **told) if row.topic is None]
    return sorted(((row.at - MORNING).total_seconds() / 60, row.duration) for row in found)


def observed(told: Sequence[Row], measure: str) -> list[float]:
    return [row.value for row in told if isinstance(row, Observation) and row.measure == measure]


def covered(told: Sequence[Row]) -> list[Coverage]:
    return [row for row in told if isinstance(row, Coverage)]


def month(year: int, number: int, every: int = 6, **told: Any) -> list[Request]:
    """A page every so many hours through a whole month, by the clock of the street."""
    begins = datetime(year, number, 1, tzinfo=timezone(timedelta(hours=2)))
    first = (begins - MORNING).total_seconds() / 60
    return [Request(first + hour * 60, **told) for hour in range(0, 31 * 24, every)]
