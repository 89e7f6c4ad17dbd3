"""What is left of a meeting besides its report: the saved chat, who registered and why; and a list of an announcement group."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from zlib import crc32

from merhav.core.periods import Month
from merhav.demo.days import Span
from merhav.demo.manifest import ExportFile, SpaceTold
from merhav.demo.meetings import Meeting
from merhav.demo.people import names
from merhav.demo.town import Trend, flat
from merhav.facts.words import Asset, Role, RunBy, Writers

from .tables import day_after, table

_WRITE = Trend(0.32, 0.6)
"""Share of those present who write in the chat."""
_BROUGHT = {"Newsletter": Trend(0.28, 0.46), "Website": flat(0.22), "Facebook": Trend(0.2, 0.1)}
"""Share of those who register whom each asset brought; the others were told by a friend."""
_ABSENT = 1.2
"""Those who registered and did not come, as a share of those who came."""
ANNOUNCED = SpaceTold("הודעות קהילת גוונים", Asset.WHATSAPP, RunBy.AUTHORITY, Writers.CLOSED)
_FOLLOWING = Trend(1180, 1960)


def files(folder: Path, span: Span, meetings: Sequence[Meeting], seed: int) -> Iterator[ExportFile]:
    for place, meeting in enumerate(meetings):
        rng = Random(f"{seed}/around/{place}")
        share = span.share(meeting.at.date())
        yield _chat(folder / "chats", meeting, share, rng, span.first.first_day)
        if not meeting.by_residents:
            yield _registration(folder / "registrations", meeting, share, rng)


def _chat(folder: Path, meeting: Meeting, share: float, rng: Random, since: date) -> ExportFile:
    """The chat as Zoom saves it: in a folder named by day, hour and topic, which says when it was."""
    path = folder / f"{meeting.at:%Y-%m-%d %H.%M.%S} {meeting.number}" / "meeting_saved_chat.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    writers = rng.sample(meeting.residents, round(len(meeting.residents) * _WRITE.at(share)))
    at, lines = meeting.at, []
    for who in [meeting.host, *writers, *rng.sample(writers, len(writers) // 2)]:
        at += timedelta(seconds=rng.randrange(20, 100))
        lines.append(f"{at:%H:%M:%S} From {who} to Everyone:\n\tשלום לכולם\n")
    path.write_text("".join(lines), encoding="utf-8")
    roles = {} if meeting.by_residents else {meeting.host: Role.OFFICIAL}
    told = {"meeting_start": f"{meeting.at:%Y-%m-%d %H:%M}", "chats_since": since.isoformat()}
    return ExportFile(path, "zoom_chat", meeting.space, roles, told)


def _registration(folder: Path, meeting: Meeting, share: float, rng: Random) -> ExportFile:
    """Who registered: all who came, and some who did not. It is downloaded with the month's other reports."""
    folder.mkdir(parents=True, exist_ok=True)
    made_on = day_after(Month.of(meeting.at))
    rows = [_registrant(who, meeting, share, rng) for who in (*meeting.residents, *_absent(meeting, rng))]
    path = folder / f"{meeting.number}_RegistrationReport.csv"
    path.write_text(_registration_report(meeting, made_on, rows), encoding="utf-8-sig")
    exported = {"exported_on": made_on.isoformat()}
    return ExportFile(path, "zoom_registration", meeting.space, {}, exported)


def _absent(meeting: Meeting, rng: Random) -> list[str]:
    others = names("he_full", len(meeting.residents) * 3, rng)
    return [who for who in others if who not in meeting.residents][: round(len(meeting.residents) * _ABSENT)]


def _registrant(who: str, meeting: Meeting, share: float, rng: Random) -> Sequence[object]:
    first, _blank, last = who.partition(" ")
    days = rng.randrange(min(9, meeting.at.day))  # in the month of the meeting, which is then told of whole
    at = meeting.at - timedelta(days=days, minutes=rng.randrange(20, 600))
    mail = f"{crc32(who.encode()):08x}@example.org"
    return first, last, mail, _moment(at), "approved", _source(share, rng)


def _registration_report(meeting: Meeting, made_on: date, rows: Sequence[Sequence[object]]) -> str:
    held = (meeting.topic, meeting.number, _moment(meeting.at), meeting.minutes, len(rows))
    head = ("First Name", "Last Name", "Email", "Registration Time", "Approval Status", "Source Name")
    return "".join(
        (
            "Registration Report\r\n",
            table(("Report generated time", _moment(datetime.combine(made_on, time(9))))),
            table(("Topic", "Meeting ID", "Scheduled time", "Duration (minutes)", "# Registered"), held),
            "Attendee details\r\n",
            table(head, *rows),
        )
    )


def _moment(at: datetime) -> str:
    return f"{at:%b %d, %Y %H:%M:%S}"


def _source(share: float, rng: Random) -> str:
    luck = rng.random()
    for source, trend in _BROUGHT.items():
        luck -= trend.at(share)
        if luck < 0:
            return source
    return "friend"


def announced(folder: Path, span: Span, seed: int) -> ExportFile:
    """How many follow the community's announcement group, which no chat can be exported of."""
    rng = Random(f"{seed}/announced")
    rows = [
        (f"{month.last_day:%d/%m/%Y}", round(_FOLLOWING.at(place / 23) * rng.uniform(0.99, 1.01)))
        for place, month in enumerate(span.months)
    ]
    path = folder / "announcement_group.csv"
    path.write_text(table(("תאריך", "חברים"), *rows), encoding="utf-8-sig")
    return ExportFile(path, "group_counts", ANNOUNCED, {}, {"exported_on": day_after(span.last).isoformat()})
