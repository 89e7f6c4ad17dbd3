"""Write the demo town's export files, and say what was written.

    manifest = generate(Path("files"), seed=2026, last_month=Month(2026, 10))

The same seed and last month give the same bytes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from merhav.core.periods import Month
from merhav.facts.words import Role

from .chats import Chat, chat
from .days import Span
from .groups import GROUPS
from .manifest import ExportFile, Manifest
from .meetings import HOST, HOST_AR, OFFICIALS, Meeting, meetings
from .phones import Line, file_name, written, zipped
from .reports import app, around, newsletter, page, site, weeks
from .town import NAME, NAMES, NEIGHBOURHOODS, POPULATION
from .truths import truths
from .zoom_reports import file_name as report_name
from .zoom_reports import report

MONTHS = 24


@dataclass(frozen=True, slots=True)
class Story:
    """Two years of the town before they are written to files; what was meant is in it, thread by thread."""

    span: Span
    chats: tuple[Chat, ...]
    meetings: tuple[Meeting, ...]


def story(*, seed: int = 2026, last_month: Month) -> Story:
    span = Span(last_month + (1 - MONTHS), last_month)
    return Story(span, tuple(chat(group, span, seed) for group in GROUPS), tuple(meetings(span, seed)))


def generate(folder: Path, *, seed: int = 2026, last_month: Month) -> Manifest:
    """Write 24 whole months of files, the last of them `last_month`, into `folder`; it is made where missing."""
    told = story(seed=seed, last_month=last_month)
    files = [
        *_chat_files(folder / "whatsapp", told),
        around.announced(folder / "whatsapp", told.span, seed),
        *_zoom_files(folder / "zoom", told, seed),
        *around.files(folder / "zoom", told.span, told.meetings, seed),
        *site.files(folder / "website", told.span, seed),
        *newsletter.files(folder / "newsletter", told.span, seed),
        *page.files(folder / "facebook", told.span, seed),
        *app.files(folder / "app", told.span, seed),
    ]
    return Manifest(
        name=NAME,
        names=NAMES,
        population=POPULATION,
        neighbourhoods=NEIGHBOURHOODS,
        first_month=told.span.first,
        last_month=told.span.last,
        files=tuple(files),
        member_counts={chat.group.space.name: chat.member_counts for chat in told.chats},
        minutes=tuple(weeks.told(told.span, seed)),
        truths=truths(),
    )


def _chat_files(folder: Path, told: Story) -> Iterator[ExportFile]:
    exports = [
        ((told.span.first + months).first_day, chat)
        for chat in told.chats
        for months in (*chat.group.cuts, MONTHS)
    ]
    for exported, one in sorted(exports, key=lambda export: export[0]):
        yield _chat_file(folder / exported.isoformat(), one, exported)


def _chat_file(folder: Path, chat: Chat, exported: date) -> ExportFile:
    """A chat as it stood on the morning of `exported`."""
    group = chat.group
    lines = [line for line in chat.lines if line.at.date() < exported]
    content = written(group.phone, group.space.name, lines, exported=exported)
    path = folder / file_name(group.phone, group.space.name)
    if group.phone.is_ios:
        content = zipped("_chat.txt", content, exported=exported)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    members = max((day, number) for day, number in chat.member_counts if day < exported)[1]
    return ExportFile(
        path=path,
        connector="whatsapp_export",
        space=group.space,
        roles=_met(chat.roles, lines),
        told={
            "members": str(members),
            "exported_on": exported.isoformat(),
            "date_order": group.phone.date_order,
        },
    )


def _met(roles: dict[str, Role], lines: list[Line]) -> dict[str, Role]:
    """Only who wrote by then can be asked about."""
    writers = {line.who for line in lines if line.event is None}
    return {name: role for name, role in roles.items() if name in writers}


def _zoom_files(folder: Path, told: Story, seed: int) -> Iterator[ExportFile]:
    folder.mkdir(parents=True, exist_ok=True)
    for meeting in told.meetings:
        path = folder / report_name(meeting)
        path.write_bytes(report(meeting, seed))
        yield ExportFile(
            path=path,
            connector="zoom_report",
            space=meeting.space,
            roles=_present(meeting),
            told=_told(meeting, told.span),
        )


def _present(meeting: Meeting) -> dict[str, Role]:
    there = {meeting.host, *meeting.officials}
    return {name: Role.OFFICIAL for name in (HOST, HOST_AR, *OFFICIALS) if name in there}


def _told(meeting: Meeting, span: Span) -> dict[str, str]:
    told = {
        "initiator": meeting.space.run_by.value,
        "all_since": span.first.first_day.isoformat(),
    }
    if meeting.follow_up is not None:
        day, asset = meeting.follow_up
        told |= {"follow_up_on": day.isoformat(), "follow_up_asset": asset.value}
    return told
