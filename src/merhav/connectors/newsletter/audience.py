"""Mailchimp's export of an audience: one line for each member, in files of those subscribed, unsubscribed and cleaned."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from merhav.connectors.base import Report
from merhav.connectors.heads import Head, plain_word
from merhav.connectors.tables import Header, cell
from merhav.core.text import Refusal, _

from .dates import at_utc
from .people import address

RATING = "member_rating"
"""The first of the columns that Mailchimp adds; what stands before it are fields that the town itself named, which may
have the same names."""
_OWN = ((RATING,), ("optin_time", "confirm_time"), ("leid", "euid"))
"""One of each stands in every export."""
_EMAIL = (
    "email address",
    "email",
    "e-mail",
    "כתובת אימייל",
    'כתובת דוא"ל',
    "כתובת דוא״ל",
    "אימייל",
    'דוא"ל',
    "דוא״ל",
    "عنوان البريد الإلكتروني",
    "البريد الإلكتروني",
    "адрес электронной почты",
    "электронная почта",
    "adresse e-mail",
    "dirección de correo electrónico",
    "e-mail-adresse",
)


class Status(StrEnum):
    SUBSCRIBED = "subscribed"
    UNSUBSCRIBED = "unsubscribed"
    CLEANED = "cleaned"
    """Mail to the address came back for good, so nothing is sent to it any more."""
    OTHER = "nonsubscribed"
    """Known to the authority, and never subscribed."""


@dataclass(frozen=True, slots=True)
class Member:
    email: str
    status: Status
    joined: datetime | None
    """Confirmed, or where nobody had to confirm, opted in."""
    gone: datetime | None
    """Unsubscribed, or cleaned."""
    changed: datetime | None
    tags: tuple[str, ...] = ()


def is_audience(head: Head) -> bool:
    return head.header(*_OWN)


TIMES = ("optin_time", "confirm_time", "unsub_time", "clean_time", "last_changed")
_NAMES = (*TIMES, "tags")


@dataclass(slots=True)
class Columns:
    """Where the export says what."""

    own: int
    """The first column of Mailchimp's own."""
    places: Mapping[str, int]
    usual: Status
    """Whom the file is of, by its columns, else by its name."""
    email: int | None = None

    @classmethod
    def of(cls, cells: Sequence[str], name: str) -> "Columns":
        words = [plain_word(text) for text in cells]
        own = words.index(RATING)
        after = Header([text if place >= own else "" for place, text in enumerate(cells)])
        places = {each: place for each in _NAMES if (place := after.place(each)) is not None}
        found = next((place for place, word in enumerate(words) if word in _EMAIL), None)
        return cls(own, places, _usual(places, name), found)

    def cell(self, row: Sequence[str], *names: str) -> str:
        """The first of Mailchimp's own columns that holds something."""
        texts = (cell(row, self.places.get(name)) for name in names)
        return next(filter(None, texts), "")

    def status(self, row: Sequence[str]) -> Status:
        if self.cell(row, "clean_time"):
            return Status.CLEANED
        return Status.UNSUBSCRIBED if self.cell(row, "unsub_time") else self.usual


def _usual(places: Mapping[str, int], name: str) -> Status:
    if "clean_time" in places:
        return Status.CLEANED
    if "unsub_time" in places:
        return Status.UNSUBSCRIBED
    begins = plain_word(name).replace("-", "").replace("_", "")
    return next((status for status in Status if begins.startswith(status)), Status.SUBSCRIBED)


def columns_of(lines: Iterable[tuple[int, Sequence[str]]], name: str) -> tuple[int, Columns]:
    """The line of the head, and its columns. Raises `Refusal` for a table that is no export of an audience."""
    for number, row in lines:
        words = {plain_word(text) for text in row}
        if all(words.intersection(marks) for marks in _OWN):
            return number, Columns.of(row, name)
        if number > 50:
            break
    raise Refusal(_("%(name)s is not an export of a Mailchimp audience.", name=name))


def members(
    lines: Iterable[tuple[int, Sequence[str]]], columns: Columns, order: str, report: Report
) -> Iterator[Member]:
    for number, row in lines:
        email = _email(row, columns)
        if not email:
            report.problem(number, ",".join(row), _("This row names no e-mail address."))
            continue
        report.items += 1
        yield _member(email, number, row, columns, order, report)


def _email(row: Sequence[str], columns: Columns) -> str:
    """Where the head of the column was translated or renamed, the first column that holds an address is the one."""
    if columns.email is None:
        columns.email = next((place for place, text in enumerate(row[: columns.own]) if address(text)), None)
    return address(cell(row, columns.email))


def _member(
    email: str, number: int, row: Sequence[str], columns: Columns, order: str, report: Report
) -> Member:
    def moment(*names: str) -> datetime | None:
        text = columns.cell(row, *names)
        read = at_utc(text, order) if text else None
        if text and read is None:
            report.problem(number, ",".join(row), _("A time in this row was not understood."))
        return read

    return Member(
        email,
        columns.status(row),
        moment("confirm_time", "optin_time"),
        moment("unsub_time", "clean_time"),
        moment("last_changed"),
        _tags(columns.cell(row, "tags")),
    )


def _tags(text: str) -> tuple[str, ...]:
    """`"VIP","Blog"`, as it stands in its cell."""
    try:
        return tuple(tag.strip() for tag in next(csv.reader([text]), []) if tag.strip())
    except csv.Error:
        return ()
