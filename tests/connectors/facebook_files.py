"""Exports of a fictional town's Facebook page, written from the facts of their formats."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from merhav.connectors.base import Connector, Report, Told
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
from merhav.facts.rows import Activity, Coverage, Observation, Row

PEOPLE = Pseudonyms(b"a town's key, for tests only")
PAGE, PAGE_NUMBER = "עיריית תל־שקד", "100045700821521"
LINK = "https://www.facebook.com/shaked/posts/"
AUGUST = "Aug-01-2025_Aug-31-2025_1039829308656930.csv"

BEFORE = (
    "Post ID", "Page ID", "Page name", "Title", "Description", "Duration (sec)", "Publish time", "Caption type",
    "Permalink", "Is crosspost", "Is share", "Post type", "Languages", "Custom labels", "Funded content status",
    "Data comment", "Date",
)  # fmt: skip
COUNTS = (
    "Views",
    "Reach",
    "Reactions, Comments and Shares",
    "Reactions",
    "Comments",
    "Shares",
    "Total clicks",
)
AFTER = (
    "Link Clicks", "Other Clicks", "Matched Audience Targeting Consumption (Photo Click)",
    "Negative feedback from users: Hide all", "Seconds viewed", "Average Seconds viewed", "Estimated earnings (USD)",
    "Ad CPM (USD)", "Ad impressions",
)  # fmt: skip
ENGLISH = (*BEFORE, *COUNTS, *AFTER)
SWEDISH = {
    "Post ID": "Publicerings-id", "Page ID": "Sid-id", "Page name": "Sidnamn", "Title": "Titel",
    "Description": "Beskrivning", "Publish time": "Publiceringstid", "Permalink": "Permalänk", "Post type": "Inläggstyp",
    "Date": "Datum", "Views": "Visningar", "Reach": "Räckvidd",
    "Reactions, Comments and Shares": "Reaktioner, kommentarer och delningar", "Reactions": "Reaktioner",
    "Comments": "Kommentarer", "Shares": "Delningar", "Total clicks": "Totalt antal klick",
    "Link Clicks": "Länkklick", "Other Clicks": "Övriga klick",
}  # fmt: skip


@dataclass(frozen=True)
class Made:
    """A post, and what its row says."""

    number: str
    at: str
    title: str = "שלום לכולם"
    kind: str = "Photos"
    link: str = ""
    views: int = 270
    reach: int = 200
    reactions: int = 5
    comments: int = 3
    shares: int = 1
    clicks: int = 12
    also: Mapping[str, str] = field(default_factory=dict)
    """Cells by head, over all that is said before."""

    def cells(self, clock: str) -> dict[str, str]:
        engaged = self.reactions + self.comments + self.shares
        return {
            "Post ID": self.number,
            "Page ID": PAGE_NUMBER,
            "Page name": PAGE,
            "Title": self.title,
            "Duration (sec)": "0",
            "Publish time": datetime.fromisoformat(self.at).strftime(clock),
            "Caption type": "N/A",
            "Permalink": self.link or f"{LINK}pfbid{self.number[-4:]}",
            "Is crosspost": "0",
            "Is share": "0",
            "Post type": self.kind,
            "Date": "Lifetime",
            "Views": str(self.views),
            "Reach": str(self.reach),
            "Reactions, Comments and Shares": str(engaged),
            "Reactions": str(self.reactions),
            "Comments": str(self.comments),
            "Shares": str(self.shares),
            "Total clicks": str(self.clicks),
            "Link Clicks": "2",
            "Other Clicks": str(self.clicks - 3),
            "Matched Audience Targeting Consumption (Photo Click)": "1",
            **self.also,
        }


STRANGE = '𝐓𝐨𝐰𝐧 𝐡𝐚𝐥𝐥, "שאלה"\nשורה שנייה; ועוד, פסיק\r\n#תושבים_מחליטים 🍁'
POSTS = (
    Made("122158000000000101", "2025-08-05 18:12", STRANGE),
    Made("122158000000000102", "2025-08-09 09:00", "مرحبا بالجميع", "Videos", views=1024, reach=800),
    Made(
        "122158000000000103",
        "2025-08-29 20:30",
        "Hello all",
        "Reels",
        reactions=0,
        comments=0,
        shares=0,
    ),
)
MONTH_FIRST, DAY_FIRST, ISO = "%m/%d/%Y %H:%M", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M:%S"


def written(rows: Iterable[Sequence[str]], *, separator: str = ",", encoding: str = "utf-8-sig") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n", delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


def export(
    posts: Iterable[Made],
    *,
    columns: Sequence[str] = ENGLISH,
    heads: Mapping[str, str] | None = None,
    clock: str = MONTH_FIRST,
    **how: str,
) -> bytes:
    """An export of posts; `heads`: what the columns are called instead."""
    rows = [[post.cells(clock).get(column, "") for column in columns] for post in posts]
    return written([[(heads or {}).get(column, column) for column in columns], *rows], **how)


def damaged(post: Made, *, link: str = "") -> Made:
    """The post after a spreadsheet has saved it."""
    return replace(post, number=f"{float(post.number):.5E}", link=link)


def page_daily(blocks: Mapping[str, Mapping[str, int | str]], *, encoding: str = "utf-16") -> bytes:
    """A page's numbers by day: by title, values by day."""
    lines = ["sep=,"]
    for title, days in blocks.items():
        lines += [f'"{title}"', '"Date","Primary"']
        lines += [f'"{day}T00:00:00","{value}"' for day, value in days.items()]
        lines.append("")
    return "\r\n".join(lines).encode(encoding)


def days(first: str, number: int, value: int = 20) -> dict[str, int]:
    begin = date.fromisoformat(first)
    return {(begin + timedelta(days=step)).isoformat(): value + step for step in range(number)}


AUDIENCE = """sep=,
"Age & gender"
"","Men","Women"
"18-24","5","6.5"
"25-34","12.1","18.4"
"65+","22","36"

"Top cities"
"Shaked, Israel","Tel Aviv, Israel","Haifa, Israel"
"61.5","8.1","3"

"Top countries"
"Israel","United States"
"93.2","2.1"

"Top pages"
"Some Paper","Some Band"
"240","180"

"Follows"
"Date","Primary"
"2025-08-30T00:00:00","3"
"2025-08-31T00:00:00","4"
""".encode("utf-16")


def source(content: bytes, name: str = AUGUST) -> Source:
    return Source(name, len(content), lambda: io.BytesIO(content))


def rows(
    reader: Connector, content: bytes | Source, report: Report | None = None, name: str = AUGUST, **told: str
) -> list[Row]:
    file = content if isinstance(content, Source) else source(content, name)
    drawn = reader.rows(file, Told(told), PEOPLE, report or Report())
    return list(reader.finished(drawn, Told(told), PEOPLE))


def items(reader: Connector, content: bytes, name: str = AUGUST, **told: str) -> list[dict[str, Any]]:
    return [dict(item) for item in reader.items(source(content, name), Told(told), Report())]


def acts(found: Iterable[Row]) -> list[Activity]:
    return [row for row in found if isinstance(row, Activity)]


def told_of(found: Iterable[Row], measure: str) -> list[float]:
    return [row.value for row in found if isinstance(row, Observation) and row.measure == measure]


def observed(found: Iterable[Row]) -> list[Observation]:
    return [row for row in found if isinstance(row, Observation)]


def covered(found: Sequence[Row]) -> Coverage:
    assert isinstance(found[-1], Coverage)
    return found[-1]
