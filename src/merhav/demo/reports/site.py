"""The town's site: Google's monthly snapshot, the server's log, the map of its pages."""

import gzip
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from merhav.core.periods import LOCAL, Month
from merhav.demo.days import Span
from merhav.demo.manifest import ExportFile, SpaceTold
from merhav.demo.seasons import Calendar
from merhav.demo.town import Trend, flat
from merhav.facts.words import Asset, RunBy, Writers

from .amounts import Flow, monthly
from .tables import day_after, table

SPACE = SpaceTold("אתר העירייה", Asset.WEBSITE, RunBy.AUTHORITY, Writers.CLOSED)
HOST = "www.gvanim.example"
_RULE = "# ----------------------------------------"
_USERS = Flow(Trend(4100, 7200), Calendar.HEBREW, alarming=0.4)
_PAY = Flow(Trend(620, 1850))
_REGISTER = Flow(flat(430), Calendar.HEBREW)
_UPDATES = Flow(Trend(900, 1500), alarming=0.8)
_INQUIRE = Flow(flat(260))
_PAGES = {
    "payment": "/pay/arnona",
    "registration": "/register/chugim",
    "updates": "/news",
    "inquiry": "/contact/106",
}
RULES = {f"service_{name}": f"{path.rsplit('/', 1)[0] or path}/* {path}" for name, path in _PAGES.items()}
_LOG_RULES = {f"paths_{name}": words for name, words in ((name, RULES[f"service_{name}"]) for name in _PAGES)}


def files(folder: Path, span: Span, seed: int) -> Iterator[ExportFile]:
    folder.mkdir(parents=True, exist_ok=True)
    yield from _analytics(folder, span, seed)
    yield from _logs(folder, span, seed)
    yield from _maps(folder, span)


def _file(path: Path, connector: str, **told: str) -> ExportFile:
    return ExportFile(path=path, connector=connector, space=SPACE, roles={}, told=told)


def _analytics(folder: Path, span: Span, seed: int) -> Iterator[ExportFile]:
    users = monthly(_USERS, span, f"{seed}/users")
    used = {
        name: monthly(flow, span, f"{seed}/{name}")
        for name, flow in zip(_PAGES, (_PAY, _REGISTER, _UPDATES, _INQUIRE), strict=True)
    }
    for month in span.months:
        path = folder / f"Pages_and_screens_{month}.csv"
        path.write_text(
            _snapshot(month, users[month], {name: used[name][month] for name in used}), encoding="utf-8-sig"
        )
        yield _file(
            path, "ga4_report", resident_share="64", exported_on=day_after(month).isoformat(), **RULES
        )


def _snapshot(month: Month, users: int, used: dict[str, int]) -> str:
    """Two tables of one month, as a snapshot has them."""
    front, other = round(users * 0.71), round(users * 0.35)
    pages = [
        ("/", front * 2, front, 41.5),
        *((_PAGES[name], people * 2, people, 74.0) for name, people in used.items()),
        ("/events", other * 2, other, 58.2),
    ]
    views = sum(page[1] for page in pages)
    head = [
        "Page path and screen class", "Views", "Active users", "Views per active user",
        "Average engagement time per active user", "Event count", "Key events", "Total revenue",
    ]  # fmt: skip
    rows = [
        [path, seen, people, round(seen / people, 2), time, seen * 3, 0, 0]
        for path, seen, people, time in pages
    ]
    total = ["Total", views, users, round(views / users, 2), 93.5, views * 3, 0, 0]
    sessions = round(users * 1.9)
    sources = [
        ["Organic Search", round(sessions * 0.6), round(users * 0.6)],
        ["Direct", sessions - round(sessions * 0.6), round(users * 0.55)],
        ["Total", sessions, users],
    ]
    return "".join(
        (
            _comment("Pages and screens: Page path and screen class", month),
            table(head, rows[0], *rows[1:], total),
            "\r\n",
            _comment("Traffic acquisition: Session primary channel group (Default Channel Group)", month),
            table(
                ["Session primary channel group (Default Channel Group)", "Sessions", "Active users"],
                *sources,
            ),
        )
    )


def _comment(title: str, month: Month) -> str:
    lines = (
        _RULE, f"# {title}", "# Account: Gvanim", "# Property: www.gvanim.example", _RULE, "# ", "# All Users",
        f"# Start date: {month.first_day:%Y%m%d}", f"# End date: {month.last_day:%Y%m%d}",
    )  # fmt: skip
    return "".join(f"{line}\r\n" for line in lines)


_AGENTS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
    (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 "
        "Mobile/15E148 Safari/604.1"
    ),
    (
        "Mozilla/5.0 (Linux; Android 15; SM-A556E) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile "
        "Safari/537.36"
    ),
)
_ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
_HOME = Flow(Trend(150, 265), Calendar.HEBREW)
"""Visits from the town's own networks."""


def _logs(folder: Path, span: Span, seed: int) -> Iterator[ExportFile]:
    """The log of each month, packed as servers put it away. Only the town's own networks tell residents apart."""
    visits = monthly(_HOME, span, f"{seed}/log")
    for month in span.months:
        rng = Random(f"{seed}/log/{month}")
        lines = [line for _visit in range(visits[month]) for line in _visit_lines(month, rng, "192.0.2.")]
        lines += [line for _visit in range(40) for line in _visit_lines(month, rng, "198.51.100.")]
        lines += _watched(month)
        path = folder / f"access.log-{month.last_day:%Y%m%d}.gz"
        text = "".join(line for _at, line in sorted(lines))
        path.write_bytes(gzip.compress(text.encode(), mtime=0))
        yield _file(path, "access_log", resident_networks="192.0.2.0/24", **_LOG_RULES)


def _visit_lines(month: Month, rng: Random, network: str) -> Iterator[tuple[datetime, str]]:
    address, agent = f"{network}{rng.randrange(1, 250)}", rng.choice(_AGENTS)
    at = datetime(month.year, month.number, 1, tzinfo=LOCAL) + timedelta(
        days=rng.randrange(month.days), hours=rng.randrange(6, 23), seconds=rng.randrange(3600)
    )
    wanted = rng.choices([*_PAGES.values(), "/events", "/parks"], (6, 3, 4, 2, 3, 3), k=rng.randrange(1, 4))
    for page in ("/", *wanted):
        yield at, _line(at, address, agent, page, 200)
        yield at, _line(at + timedelta(seconds=1), address, agent, "/assets/site.css", 200)
        at += timedelta(seconds=rng.randrange(15, 160))
    if rng.random() < 0.1:
        yield at, _line(at, "203.0.113.9", _ROBOT, "/events", 200)
        yield at, _line(at, address, agent, "/old-page", 404)


def _watched(month: Month) -> list[tuple[datetime, str]]:
    """A service that looks whether the site is up, from the month's first minute to its last."""
    begins = datetime(month.year, month.number, 1, tzinfo=LOCAL)
    moments = (begins + timedelta(seconds=20), month.end.astimezone(LOCAL) - timedelta(seconds=20))
    return [(at, _line(at, "203.0.113.20", "UptimeRobot/2.0", "/", 200)) for at in moments]


def _line(at: datetime, address: str, agent: str, page: str, status: int) -> str:
    return f'{address} - - [{at:%d/%b/%Y:%H:%M:%S %z}] "GET {page} HTTP/1.1" {status} 5120 "-" "{agent}"\n'


def _maps(folder: Path, span: Span) -> Iterator[ExportFile]:
    """The map of the site as it was read every month: pages of service and of municipal processes are added."""
    for place, month in enumerate(span.months):
        at = month.first_day.replace(day=5)
        pages = [f"/service/s{number}" for number in range(34 + place * 2)]
        pages += [f"/process/plan-{number}" for number in range(3 + place // 2)]
        pages += ["/contact/106", "/contact/mayor", "/", "/events", "/parks"]
        body = "".join(f"<url><loc>https://{HOST}{page}</loc></url>" for page in pages)
        path = folder / f"sitemap-{month}.xml"
        path.write_text(
            f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{body}</urlset>\n'
        )
        yield _file(
            path, "sitemap", exported_on=at.isoformat(), service_pages="/service/*", contact_pages="/contact/*",
            process_pages="/process/*",
        )  # fmt: skip
