"""The town's newsletter: Mailchimp's list and reports, the items of its issues, and who opened and clicked."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random

from merhav.core.periods import Month
from merhav.demo.days import Span
from merhav.demo.manifest import ExportFile, SpaceTold
from merhav.demo.town import Trend, flat
from merhav.facts.words import Asset, RunBy, Writers

from .amounts import Flow, monthly
from .tables import day_after, quarters, table

SPACE = SpaceTold("גוונים בתיבה", Asset.NEWSLETTER, RunBy.AUTHORITY, Writers.CLOSED)
_BEFORE = 900
"""Subscribed before the two years began."""
_JOINS, _LEAVES = Flow(Trend(60, 95)), Flow(flat(22))
_OPENS = Trend(0.31, 0.42)
"""Share of the delivered that people open."""
_MACHINES = 0.14
"""Share of the delivered that a machine opens."""
_CLICKS = Trend(0.045, 0.075)
_ITEMS = (
    ("calls_tenders", "idea", Flow(Trend(1, 3))),
    ("planning", "draft", Flow(flat(2))),
    ("residents_meetings", "", Flow(Trend(1, 4))),
    ("events_programme", "options", Flow(flat(1))),
    ("education_partnership", "decision", Flow(flat(1))),
    ("bylaws", "execution", Flow(flat(1))),
)
_KINDS = {
    "calls_tenders": "קול קורא",
    "planning": "תכנון",
    "residents_meetings": "מפגש תושבים",
    "events_programme": "תוכנית אירועים",
    "education_partnership": "שותפות בחינוך",
    "bylaws": "חוקי עזר",
}
_STAGES = {
    "": "",
    "idea": "רעיון",
    "options": "חלופות",
    "draft": "טיוטה",
    "decision": "החלטה",
    "execution": "ביצוע",
}


def files(folder: Path, span: Span, seed: int) -> Iterator[ExportFile]:
    folder.mkdir(parents=True, exist_ok=True)
    people = _People(span, seed)
    yield from _audience(folder, span, people)
    yield from _campaigns(folder, span, people, seed)
    yield from _events(folder, span, people, seed)
    yield from _items(folder, span, seed)


def _file(path: Path, connector: str, text: str, **told: str) -> ExportFile:
    path.write_text(text, encoding="utf-8")
    return ExportFile(path=path, connector=connector, space=SPACE, roles={}, told=told)


class _People:
    """Who subscribed when, and who left."""

    def __init__(self, span: Span, seed: int) -> None:
        rng = Random(f"{seed}/subscribers")
        joins, leaves = monthly(_JOINS, span, f"{seed}/joins"), monthly(_LEAVES, span, f"{seed}/leaves")
        begun = datetime.combine(span.first.first_day, time(9))
        self.joined = {
            f"reader{n}@example.org": begun - timedelta(days=rng.randrange(30, 900)) for n in range(_BEFORE)
        }
        self.left: dict[str, datetime] = {}
        self.held: dict[Month, int] = {}
        for month in span.months:
            for _new in range(joins[month]):
                self.joined[f"reader{len(self.joined)}@example.org"] = _within(month, rng)
            here = [
                one for one, at in self.joined.items() if one not in self.left and at.date() < month.first_day
            ]
            for one in rng.sample(here, leaves[month]):
                self.left[one] = _within(month, rng)
            self.held[month] = len(self.joined) - len(self.left)


def _within(month: Month, rng: Random) -> datetime:
    return datetime.combine(month.first_day, time()) + timedelta(
        days=rng.randrange(month.days), seconds=rng.randrange(28_000, 75_000)
    )


_HEAD = (
    "Email Address",
    "First Name",
    "Last Name",
    "MEMBER_RATING",
    "OPTIN_TIME",
    "OPTIN_IP",
    "CONFIRM_TIME",
    "CONFIRM_IP",
)
_TAIL = ("LAST_CHANGED", "LEID", "EUID", "NOTES", "TAGS")
_GONE = ("UNSUB_TIME", "UNSUB_CAMPAIGN_TITLE", "UNSUB_CAMPAIGN_ID", "UNSUB_REASON", "UNSUB_REASON_OTHER")


def _audience(folder: Path, span: Span, people: _People) -> Iterator[ExportFile]:
    """The list as it stood at the end of each month; those who left come in a file of their own at the last."""
    for month in span.months:
        end = datetime.combine(month.next.first_day, time())
        here = [
            (one, at) for one, at in people.joined.items() if at < end and people.left.get(one, end) >= end
        ]
        rows = [_member(one, at) for one, at in here]
        yield _file(
            folder / f"subscribed_members_export_{month}.csv", "mailchimp_audience",
            table((*_HEAD, *_TAIL), *rows), exported_on=day_after(month).isoformat(),
        )  # fmt: skip
    rows = [
        (*_member(one, people.joined[one]), f"{at:%Y-%m-%d %H:%M:%S}", "גיליון", "c1", "NORMAL", "")
        for one, at in sorted(people.left.items(), key=lambda pair: pair[1])
    ]
    yield _file(
        folder / "unsubscribed_members_export.csv", "mailchimp_audience",
        table((*_HEAD, *_TAIL, *_GONE), *rows), exported_on=day_after(span.last).isoformat(),
    )  # fmt: skip


def _member(one: str, at: datetime) -> tuple[object, ...]:
    moment = f"{at:%Y-%m-%d %H:%M:%S}"
    return (
        one,
        "",
        "",
        2,
        moment,
        "192.0.2.1",
        moment,
        "192.0.2.1",
        moment,
        one[6:-12],
        "e" + one[6:-12],
        "",
        "",
    )


_REPORT = (
    "Title", "Subject", "List", "Send Date", "Send Weekday", "Total Recipients", "Successful Deliveries",
    "Soft Bounces", "Hard Bounces", "Total Bounces", "Times Forwarded", "Forwarded Opens", "Unique Opens", "Open Rate",
    "Total Opens", "Machine Opens", "Unique Clicks", "Click Rate", "Total Clicks", "Unsubscribes", "Abuse Complaints",
    "Times Liked on Facebook", "Folder Id", "Unique Id",
)  # fmt: skip


def _campaigns(folder: Path, span: Span, people: _People, seed: int) -> Iterator[ExportFile]:
    """Two issues a month; the report of each half year lists all issues so far."""
    rng = Random(f"{seed}/campaigns")
    rows: list[tuple[object, ...]] = []
    for place, month in enumerate(span.months):
        rows += [_issue(place, month, half, people.held[month], rng) for half in (0, 1)]
        if place % 6 == 5:
            yield _file(
                folder / f"campaigns_{month}.csv", "mailchimp_campaigns", table(_REPORT, *rows),
                exported_on=day_after(month).isoformat(), issues_since=span.first.first_day.isoformat(),
                opens_include_machines="no",
            )  # fmt: skip


def _issue(place: int, month: Month, half: int, held: int, rng: Random) -> tuple[object, ...]:
    at = datetime.combine(month.first_day + timedelta(days=4 + 14 * half), time(9, 30))
    soft, hard = rng.randrange(4, 14), rng.randrange(2, 7)
    arrived = held - soft - hard
    opened = round(arrived * _OPENS.at(place / 23) * rng.uniform(0.97, 1.03))
    clicked = round(arrived * _CLICKS.at(place / 23) * rng.uniform(0.95, 1.05))
    return (
        f"גיליון {place * 2 + half + 1}", "מה חדש בגוונים", "גוונים בתיבה", f"{at:%b %d, %Y %I:%M %p}".lower().capitalize(),
        f"{at:%A}", held, arrived, soft, hard, soft + hard, 0, 0, opened, f"{opened / arrived:.2%}", round(opened * 1.4),
        round(arrived * _MACHINES), clicked, f"{clicked / arrived:.2%}", round(clicked * 1.6), rng.randrange(4, 12), 0, 0, "",
        f"c{place:02}{half}",
    )  # fmt: skip


def _events(folder: Path, span: Span, people: _People, seed: int) -> Iterator[ExportFile]:
    """Who opened, clicked and answered, as a second system lists it: a sample of readers, robots among them."""
    clickers, replies = (
        monthly(Flow(Trend(60, 118)), span, f"{seed}/clickers"),
        monthly(Flow(Trend(12, 30)), span, f"{seed}/replies"),
    )
    for months in quarters(span.months):
        rows: list[tuple[object, ...]] = []
        for month in months:
            rng = Random(f"{seed}/events/{month}")
            here = sorted(one for one, at in people.joined.items() if at.date() < month.first_day)
            at = datetime.combine(month.first_day + timedelta(days=4), time(9, 30))
            for one in rng.sample(here, clickers[month]):
                moment = at + timedelta(minutes=rng.randrange(3, 3000))
                rows.append(
                    (
                        f"{moment:%Y-%m-%d %H:%M:%S}",
                        "גיליון",
                        one,
                        "clicked",
                        f"https://www.gvanim.example/{rng.randrange(9)}",
                    )
                )
            for one in rng.sample(here, replies[month]):
                moment = at + timedelta(minutes=rng.randrange(30, 4000))
                rows.append((f"{moment:%Y-%m-%d %H:%M:%S}", "גיליון", one, "replied", ""))
        yield _file(
            folder / f"events_{months[-1]}.csv", "newsletter_table",
            table(("Time", "Campaign", "Email", "Event", "Link"), *sorted(rows)),
            exported_on=day_after(months[-1]).isoformat(), issues_since=span.first.first_day.isoformat(),
        )  # fmt: skip


def _items(folder: Path, span: Span, seed: int) -> Iterator[ExportFile]:
    rows: list[tuple[object, ...]] = []
    for kind, stage, flow in _ITEMS:
        for month, count in monthly(flow, span, f"{seed}/items/{kind}").items():
            day = month.first_day + timedelta(days=4)
            rows += [
                (f"{day:%d/%m/%Y}", _KINDS[kind], _STAGES[stage], f"{_KINDS[kind]} {number}")
                for number in range(count)
            ]
    yield _file(
        folder / "items.csv", "newsletter_items", table(("תאריך", "סוג", "שלב", "כותרת"), *rows),
        exported_on=day_after(span.last).isoformat(), date_order="dmy", issues_since=span.first.first_day.isoformat(),
    )  # fmt: skip
