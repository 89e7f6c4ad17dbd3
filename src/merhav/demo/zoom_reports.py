"""Reports of meetings as Zoom's site gives them, in the variants that are met: one CSV file a meeting."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from zlib import crc32

from .meetings import Meeting

_CLASSIC = ("Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)", "Guest")
_NEWER = (
    "Name (original name)",
    "Email",
    "Join time",
    "Leave time",
    "Duration (minutes)",
    "Guest",
    "In waiting room",
)
_AMERICAN, _PLAIN, _ISO = "%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S"
_WEBINAR_CLOCK = "%b %d, %Y %H:%M:%S"


@dataclass(frozen=True, slots=True)
class Stay:
    """From joining to leaving; somebody who lost the connection has several."""

    name: str
    email: str
    joined: datetime
    left: datetime
    is_guest: bool
    waited: bool = False

    @property
    def minutes(self) -> int:
        return max(1, -(-int((self.left - self.joined).total_seconds()) // 60))


def file_name(meeting: Meeting) -> str:
    return f"{'attendee' if _is_webinar(meeting) else 'participants'}_{meeting.number}.csv"


def report(meeting: Meeting, seed: int) -> bytes:
    """The meeting's file; which of the variants it has depends on its place in the row of meetings."""
    stays = list(_stays(meeting, Random(f"{seed}/zoom/{meeting.number}")))
    if _is_webinar(meeting):
        return _webinar(meeting, stays)
    variants = (_classic, _newer, _with_preamble, _newer_with_preamble, _flat, _with_consent)
    return variants[meeting.index % len(variants)](meeting, stays)


def _is_webinar(meeting: Meeting) -> bool:
    return not meeting.by_residents and meeting.index in {9, 24, 25}


def _stays(meeting: Meeting, rng: Random) -> Iterator[Stay]:
    everybody = dict.fromkeys((meeting.host, *meeting.officials, *meeting.residents))
    residents = set(meeting.residents)
    for place, name in enumerate(everybody):
        is_official = name not in residents
        email = _email(name, is_official=is_official)
        late = rng.randint(-4, 3) if place < 4 else int(rng.expovariate(1 / 7)) - 2
        joined = meeting.at + timedelta(minutes=late, seconds=rng.randrange(60))
        left = meeting.at + timedelta(minutes=meeting.minutes - rng.choice((0, 0, 0, 1, 2, 9, 25)))
        shown = f"{name} (Host)" if place == 0 else name if is_official else _shown(name, rng)
        if rng.random() < 0.12:
            yield Stay(shown, email, joined - timedelta(minutes=2), joined, not is_official, waited=True)
        yield from _rejoined(Stay(shown, email, joined, max(left, joined), not is_official), rng)


def _rejoined(stay: Stay, rng: Random) -> Iterator[Stay]:
    """One in six loses the connection and comes back, sometimes from a second device before the first is gone."""
    if rng.random() > 0.17 or stay.minutes < 20:
        yield stay
        return
    cut = stay.joined + timedelta(minutes=rng.randint(5, stay.minutes - 10), seconds=rng.randrange(60))
    back = cut + timedelta(seconds=rng.randint(-60, 240))
    yield Stay(stay.name, stay.email, stay.joined, cut, stay.is_guest)
    yield Stay(stay.name, stay.email, back, stay.left, stay.is_guest)


def _email(name: str, *, is_official: bool) -> str:
    """Of those who signed in with an account; always the same for the same person."""
    mark = crc32(name.encode())
    if is_official:
        return f"staff{mark % 100_000}@gvanim.example"
    return f"resident{mark}@mail.example" if mark % 3 == 0 else ""


def _shown(name: str, rng: Random) -> str:
    """Some change their name in the meeting; the report keeps the one they came with in brackets."""
    return f"{name} ({name.split(maxsplit=1)[0]} iPhone)" if rng.random() < 0.06 else name


def _row(stay: Stay, clock: str) -> tuple[str, ...]:
    guest = "Yes" if stay.is_guest else "No"
    if stay.waited:
        return (stay.name, stay.email, "", "", "", guest)
    return (
        stay.name,
        stay.email,
        stay.joined.strftime(clock),
        stay.left.strftime(clock),
        str(stay.minutes),
        guest,
    )


def _seated(stays: list[Stay]) -> list[Stay]:
    return [stay for stay in stays if not stay.waited]


def _written(rows: list[tuple[str, ...]], *, end: str = "\n", mark: bool = False) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator=end).writerows(rows)
    return text.getvalue().encode("utf-8-sig" if mark else "utf-8")


def _classic(_meeting: Meeting, stays: list[Stay]) -> bytes:
    return _written([_CLASSIC, *(_row(stay, _AMERICAN) for stay in _seated(stays))])


def _newer_rows(stays: list[Stay]) -> list[tuple[str, ...]]:
    return [_NEWER, *((*_row(stay, _AMERICAN), "Yes" if stay.waited else "No") for stay in stays)]


def _newer(_meeting: Meeting, stays: list[Stay]) -> bytes:
    return _written(_newer_rows(stays), end="\r\n", mark=True)


def _with_preamble(meeting: Meeting, stays: list[Stay]) -> bytes:
    head = (
        "Meeting ID",
        "Topic",
        "Start Time",
        "End Time",
        "User Email",
        "Duration (Minutes)",
        "Participants",
    )
    begin, end = _ends(meeting)
    data = (
        _spaced(meeting.number), meeting.topic, begin.strftime(_AMERICAN), end.strftime(_AMERICAN),
        "zoom@gvanim.example", str(meeting.minutes), str(len({stay.name for stay in stays})),
    )  # fmt: skip
    return _written(
        [head, data, (), _CLASSIC, *(_row(stay, _AMERICAN) for stay in _seated(stays))], mark=True
    )


def _newer_with_preamble(meeting: Meeting, stays: list[Stay]) -> bytes:
    head = ("Topic", "ID", "Host", "Duration (minutes)", "Start time", "End time", "Participants")
    begin, end = _ends(meeting)
    data = (
        meeting.topic, _spaced(meeting.number), meeting.host, str(meeting.minutes), begin.strftime(_AMERICAN),
        end.strftime(_AMERICAN), str(len({stay.name for stay in stays})),
    )  # fmt: skip
    return _written([head, data, (), *_newer_rows(stays)], end="\r\n", mark=True)


def _flat(meeting: Meeting, stays: list[Stay]) -> bytes:
    rows = [(meeting.topic, _spaced(meeting.number), *_row(stay, _ISO)) for stay in _seated(stays)]
    return _written([("Topic", "Meeting ID", *_CLASSIC), *rows])


def _with_consent(_meeting: Meeting, stays: list[Stay]) -> bytes:
    rows = [
        (*_row(stay, _PLAIN), "" if stay.waited else "Y", "Yes" if stay.waited else "No") for stay in stays
    ]
    return _written([(*_CLASSIC, "Recording Consent", "In Waiting Room"), *rows], end="\r\n")


def _ends(meeting: Meeting) -> tuple[datetime, datetime]:
    return meeting.at - timedelta(minutes=5), meeting.at + timedelta(minutes=meeting.minutes)


def _spaced(number: int) -> str:
    text = str(number)
    return f"{text[:3]} {text[3:7]} {text[7:]}"


def _webinar(meeting: Meeting, stays: list[Stay]) -> bytes:
    """The attendees' report of a webinar: blocks one under the other, empty cells as `--`."""
    begin, _end = _ends(meeting)
    people = {stay.name for stay in stays}
    staff = ("Attended", "User Name (Original Name)", "Email", "Join Time", "Leave Time")
    hosts = [stay for stay in _seated(stays) if not stay.is_guest]
    rows: list[tuple[str, ...]] = [
        ("Attendee Report",),
        ("Report generated time", begin.strftime(_WEBINAR_CLOCK)),
        ("Topic", "Webinar ID", "Actual Start Time", "Actual Duration (minutes)", "# Registrants", "Unique Viewers", "Total Users"),
        (meeting.topic, _spaced(meeting.number), begin.strftime(_WEBINAR_CLOCK), str(meeting.minutes), str(len(people) + 9),
         str(len(people)), str(len(stays))),
        ("Host Details",),
        (*staff, "Time in Session (minutes)", "Is Guest", "Country/Region Name"),
        *(_panelist(stay) for stay in hosts[:1]),
        ("Panelist Details",),
        (*staff, "Time in Session (minutes)", "Is Guest", "Country/Region Name"),
        *(_panelist(stay) for stay in hosts[1:]),
        ("Attendee Details",),
        ("Attended", "User Name (Original Name)", "First Name", "Last Name", "Email", "Phone", "Registration Time",
         "Approval Status", "Join Time", "Leave Time", "Time in Session (minutes)", "Is Guest", "Country/Region Name"),
        *(_attendee(stay, begin) for stay in _seated(stays) if stay.is_guest),
        *(_absent(place, begin) for place in range(9)),
    ]  # fmt: skip
    return _written(rows, mark=True)


def _panelist(stay: Stay) -> tuple[str, ...]:
    clock = _WEBINAR_CLOCK
    return (
        "Yes", stay.name, stay.email, stay.joined.strftime(clock), stay.left.strftime(clock), str(stay.minutes), "No",
        "Israel",
    )  # fmt: skip


def _attendee(stay: Stay, begin: datetime) -> tuple[str, ...]:
    first, last = (*stay.name.split(maxsplit=1), "--")[:2]
    clock = _WEBINAR_CLOCK
    return (
        "Yes", stay.name, first, last, stay.email or "--", "--", (begin - timedelta(days=2)).strftime(clock), "approved",
        stay.joined.strftime(clock), stay.left.strftime(clock), str(stay.minutes), "Yes", "Israel",
    )  # fmt: skip


def _absent(place: int, begin: datetime) -> tuple[str, ...]:
    """Somebody who registered and did not come."""
    signed = (begin - timedelta(days=3, minutes=place)).strftime(_WEBINAR_CLOCK)
    return (
        "No", f"נרשם {place + 1}", "נרשם", str(place + 1), f"signed{place}@mail.example", "--", signed, "approved", "--", "--",
        "--", "--", "--",
    )  # fmt: skip
