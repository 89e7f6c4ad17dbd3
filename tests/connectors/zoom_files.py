"""Zoom reports in every variant that has been met, about one meeting that is described once. People are fictional."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from merhav.connectors.base import Report, Told
from merhav.connectors.catalog.zoom_report import ZoomReport
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
from merhav.facts.rows import Activity, Row
from merhav.facts.words import Verb

KEY = b"a town"
AMERICAN, PLAIN, ISO = "%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S"
DAY_FIRST, DOTTED, NAMED = "%d/%m/%Y %H:%M:%S", "%d.%m.%Y %H:%M:%S", "%b %d, %Y %H:%M:%S"

CLASSIC = ("Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)", "Guest")
NEWER = (
    "Name (original name)",
    "Email",
    "Join time",
    "Leave time",
    "Duration (minutes)",
    "Guest",
    "In waiting room",
)


@dataclass(frozen=True)
class Stay:
    name: str
    email: str
    joined: datetime
    left: datetime
    guest: bool = True

    @property
    def minutes(self) -> int:
        return -(-int((self.left - self.joined).total_seconds()) // 60)

    def cells(self, clock: str) -> list[str]:
        times = [self.joined.strftime(clock), self.left.strftime(clock)]
        return [self.name, self.email, *times, str(self.minutes), "Yes" if self.guest else "No"]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


STAYS = (
    Stay(
        "עיריית תל־שקד (Host)",
        "zoom@shaked.example",
        at("2025-03-22 18:55:03"),
        at("2025-03-22 20:31:10"),
        guest=False,
    ),
    Stay('נועה "נוני" כהן, ועד', "", at("2025-03-22 18:58:40"), at("2025-03-22 19:20:40")),
    Stay("سميرة حداد", "samira@mail.example", at("2025-03-22 19:01:00"), at("2025-03-22 20:30:00")),
    Stay('נועה "נוני" כהן, ועד', "", at("2025-03-22 19:15:00"), at("2025-03-22 20:10:00")),
    Stay("Galaxy A12 (Ольга Левина)", "", at("2025-03-22 19:02:00"), at("2025-03-22 19:32:00")),
)
NAMES = ("עיריית תל־שקד", 'נועה "נוני" כהן, ועד', "سميرة حداد", "Galaxy A12")


def written(
    rows: Sequence[Sequence[str]], *, end: str = "\n", encoding: str = "utf-8", separator: str = ","
) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator=end, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


def totals(stays: Sequence[Stay]) -> bytes:
    """(a): no times, one row a person."""
    head = ("Name (Original Name)", "User Email", "Total Duration (Minutes)", "Guest", "Recording Consent")
    people = {stay.name: stay for stay in stays}
    return written(
        [head, *((s.name, s.email, str(s.minutes), "Yes" if s.guest else "No", "") for s in people.values())]
    )


def classic(stays: Sequence[Stay], clock: str = AMERICAN) -> bytes:
    """(b)"""
    return written([CLASSIC, *(stay.cells(clock) for stay in stays)])


def consent(stays: Sequence[Stay]) -> bytes:
    """(b) with the columns that came later, and somebody in the waiting room."""
    waiting = ["מחכה בחוץ", "", "", "", "", "Yes", "", "Yes"]
    rows = [[*stay.cells(PLAIN), "Y", "No"] for stay in stays]
    return written([(*CLASSIC, "Recording Consent", "In Waiting Room"), waiting, *rows])


def newer(stays: Sequence[Stay]) -> bytes:
    """(c): a byte order mark, CRLF, and a waiting room with times of its own."""
    waiting = ["מחכה בחוץ", "", *stays[0].cells(AMERICAN)[2:5], "Yes", "Yes"]
    rows = [[*stay.cells(AMERICAN), "No"] for stay in stays]
    return written([NEWER, waiting, *rows], end="\r\n", encoding="utf-8-sig")


def usage(stays: Sequence[Stay]) -> bytes:
    """(d)"""
    head = (
        "Meeting ID",
        "Topic",
        "Start Time",
        "End Time",
        "User Email",
        "Duration (Minutes)",
        "Participants",
    )
    data = (
        "891 2345 6789",
        "שיתוף ציבור, הפארק",
        "03/22/2025 06:55:03 PM",
        "03/22/2025 08:31:10 PM",
        "zoom@shaked.example",
        "97",
        "4",
    )
    return written([head, data, (), CLASSIC, *(stay.cells(AMERICAN) for stay in stays)], encoding="utf-8-sig")


def usage_newer(stays: Sequence[Stay]) -> bytes:
    head = ("Topic", "ID", "Host", "Duration (minutes)", "Start time", "End time", "Participants")
    data = (
        "שיתוף ציבור",
        "891 2345 6789",
        "עיריית תל־שקד",
        "97",
        "03/22/2025 06:55:03 PM",
        "03/22/2025 08:31:10 PM",
        "4",
    )
    rows = [[*stay.cells(AMERICAN), "No"] for stay in stays]
    return written([head, data, (), NEWER, *rows], end="\r\n", encoding="utf-8-sig")


def flat(stays: Sequence[Stay]) -> bytes:
    """(e)"""
    return written(
        [("Topic", "Meeting ID", *CLASSIC), *(["שיתוף", "891 2345 6789", *stay.cells(ISO)] for stay in stays)]
    )


def flat_wide(stays: Sequence[Stay]) -> bytes:
    """(e) as account owners get it: the host's name, address and the meeting's length stand before the participant's."""
    host = (
        "Topic",
        "MeetingID",
        "User_Name",
        "User_Email_1",
        "Department",
        "Start_Time",
        "End_Time",
        "Duration_Minutes_1",
        "Participants",
    )
    person = (
        "NameOriginalName",
        "User_Email_2",
        "Join_Time",
        "Leave_Time",
        "Duration_Minutes_2",
        "Guest",
        "InWaitingRoom",
    )
    about = [
        "שיתוף",
        "891 2345 6789",
        "עיריית תל־שקד",
        "zoom@shaked.example",
        "",
        "03/22/2025 18:55",
        "03/22/2025 20:31",
        "97",
        "4",
    ]
    return written([(*host, *person), *([*about, *stay.cells(PLAIN), "No"] for stay in stays)])


def webinar(stays: Sequence[Stay]) -> bytes:
    """Blocks, empty cells as `--`, rows padded with commas, and a NUL byte."""
    short = (
        "Attended",
        "User Name (Original Name)",
        "Email",
        "Join Time",
        "Leave Time",
        "Time in Session (minutes)",
        "Is Guest",
        "Country/Region Name",
    )
    long = (
        "Attended",
        "User Name (Original Name)",
        "First Name",
        "Last Name",
        "Email",
        "Phone",
        "Registration Time",
        "Approval Status",
        "Join Time",
        "Leave Time",
        "Time in Session (minutes)",
        "Is Guest",
        "למה באת?",
        "Country/Region Name",
    )
    pad = ("",) * 5
    host, *guests = stays
    rows: list[Sequence[str]] = [
        ("Attendee Report", *pad),
        ("Report generated time", "Mar 23, 2025 08:00:01"),
        ("Topic", "Webinar ID", "Actual Start Time", "Actual Duration (minutes)", "# Registrants", "Unique Viewers", "Total Users"),
        ("הרצאה", "891 2345 6789", "Mar 22, 2025 18:55:03", "97", "9", "3", "4"),
        ("Host Details", *pad),
        short,
        ("Yes", host.name.removesuffix(" (Host)"), host.email, host.joined.strftime(NAMED), host.left.strftime(NAMED), "97", "No", "Israel"),
        ("Attendee Details", *pad),
        long,
        *(
            ("Yes", s.name, "--", "--", s.email or "--", "--", "Mar 20, 2025 10:00:00", "approved", s.joined.strftime(NAMED),
             s.left.strftime(NAMED), str(s.minutes), "Yes", "\0", "Israel", *pad)
            for s in guests
        ),
        ("No", "מי שנרשם ולא בא", "--", "--", "no@mail.example", "--", "Mar 20, 2025 10:00:00", "approved", "--", "--", "--", "--", "--", "--"),
    ]  # fmt: skip
    return written(rows, encoding="utf-8-sig")


def russian(stays: Sequence[Stay]) -> bytes:
    head = (
        "Имя (настоящее имя)",
        "Электронная почта пользователя",
        "Время входа",
        "Время выхода",
        "Продолжительность (минуты)",
        "Гость",
    )
    return written([head, *(stay.cells(DOTTED) for stay in stays)])


def unknown_language(stays: Sequence[Stay]) -> bytes:
    head = ("כותרת", "אחרת", "לגמרי", "ועוד", "אחת", "וזהו")
    return written([head, *(stay.cells(AMERICAN) for stay in stays)])


def spreadsheet(stays: Sequence[Stay]) -> bytes:
    """Saved again by a spreadsheet as text with tabs."""
    return written([CLASSIC, *(stay.cells(ISO) for stay in stays)], separator="\t", encoding="utf-16")


def semicolons(stays: Sequence[Stay]) -> bytes:
    return written([CLASSIC, *(stay.cells(DAY_FIRST) for stay in stays)], separator=";")


def webhook_like(stays: Sequence[Stay]) -> bytes:
    """Times in UTC with a Z."""
    zoned = [
        [s.name, s.email, _utc(s.joined), _utc(s.left), str(s.minutes), "Yes" if s.guest else "No"]
        for s in stays
    ]
    return written([CLASSIC, *zoned])


def _utc(local: datetime) -> str:
    """In March of 2025, before summer time, two hours behind the street."""
    return replace_hour(local, -2).isoformat() + "Z"


def replace_hour(moment: datetime, by: int) -> datetime:
    return moment.replace(hour=moment.hour + by)


TIMED = (
    classic,
    consent,
    newer,
    usage,
    usage_newer,
    flat,
    flat_wide,
    webinar,
    russian,
    unknown_language,
    spreadsheet,
    semicolons,
    webhook_like,
)
"""Every variant that says times."""


def source(content: bytes, name: str = "participants_89123456789.csv") -> Source:
    return Source(name, len(content), lambda: io.BytesIO(content))


def items(content: bytes, report: Report | None = None, **told: str) -> list[dict[str, object]]:
    return [dict(item) for item in ZoomReport().items(source(content), Told(told), report or Report())]


def rows(
    content: bytes, report: Report | None = None, name: str = "participants_89123456789.csv", **told: str
) -> list[Row]:
    reader, people = ZoomReport(), Pseudonyms(KEY)
    read: Iterator[Row] = reader.rows(source(content, name), Told(told), people, report or Report())
    return list(reader.finished(read, Told(told), people))


def done(found: Sequence[Row], verb: Verb) -> list[Activity]:
    return [row for row in found if isinstance(row, Activity) and row.verb is verb]


def known(name: str) -> int:
    return Pseudonyms(KEY).person(name)
