"""Mailchimp's list of campaigns: which column is which, and what its numbers are called."""

from collections.abc import Sequence

from merhav.connectors.files import Source
from merhav.connectors.heads import Head
from merhav.connectors.tables import Header, rows
from merhav.core.text import Refusal, _

from .counts import Layout

_MARKS = ("successful deliveries", "unique opens", "send date")
"""Heads that stand together in this list only."""
_TITLE, _SENT = ("title", "subject"), ("send date",)
AUDIENCE = ("list", "audience")
_COUNTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "sent": (("total recipients",),),
    "delivered": (("successful deliveries",),),
    "opens": (("unique opens",),),
    "machine_opens": (
        ("machine opens", "unique machine opens", "apple mpp opens", "unique apple mpp opens", "mpp opens"),
    ),
    "clickers": (("unique clicks",),),
    "clicks": (("total clicks",),),
    "unsubscribes": (("unsubscribes",),),
    "complaints": (("abuse complaints",),),
    "bounces": (("total bounces",),),
}
_PARTS_OF_BOUNCES = (("soft bounces",), ("hard bounces",))

_METRICS = {
    "sent": "total_recipients",
    "delivered": "successful_deliveries",
    "opens": "unique_opens",
    "machine_opens": "machine_opens",
    "clickers": "unique_clicks",
    "clicks": "total_clicks",
    "unsubscribes": "unsubscribes",
    "complaints": "abuse_complaints",
    "bounces": "total_bounces",
}
GENERATIONS = {measure: f"mailchimp:{metric}" for measure, metric in _METRICS.items()}
BY_PEOPLE = {"opens": "mailchimp:opens_by_people"}
"""Opens without those by machines are another series than opens of which that is not known."""


def is_list(head: Head) -> bool:
    return head.header(*_MARKS)


def header_of(source: Source) -> tuple[int, Header]:
    """The line of the list's head, and the head. Raises `Refusal` where there is none."""
    for number, row in rows(source):
        header = Header(row)
        if all(header.has(mark) for mark in _MARKS):
            return number, header
        if number > 50:
            break
    raise Refusal(_("%(name)s is no list of Mailchimp's campaigns, and no report of one.", name=source.name))


def layout_of(header: Header) -> Layout:
    counts: dict[str, tuple[int, ...]] = {}
    for measure, columns in _COUNTS.items():
        if places := _places(header, columns):
            counts[measure] = places
    if "bounces" not in counts and (parts := _places(header, _PARTS_OF_BOUNCES)):
        counts["bounces"] = parts
    return Layout(header.place(*_SENT) or 0, header.place(*_TITLE), counts)


def audience_in(head: Head) -> str:
    """The audience that all campaigns at the head of a list went to; nothing where there were several."""
    for number, row in enumerate(head.rows):
        header = Header(row)
        if all(header.has(mark) for mark in _MARKS):
            return _only(head.rows[number + 1 :], header.place(*AUDIENCE))
    return ""


def _only(rows_: Sequence[Sequence[str]], place: int | None) -> str:
    names = {row[place].strip() for row in rows_ if place is not None and place < len(row)}
    return names.pop() if len(names) == 1 else ""


def _places(header: Header, columns: Sequence[tuple[str, ...]]) -> tuple[int, ...]:
    return tuple(place for names in columns if (place := header.place(*names)) is not None)
