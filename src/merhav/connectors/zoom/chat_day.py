"""On which day a saved chat was written: its folder or file says it, or a person does.

Zoom saves `meeting_saved_chat.txt` into a folder named by the meeting's start, as `2026-03-22 19.30.11 Topic 81234567890`; the
chat of a recording in the cloud carries the start in UTC, as `GMT20260322-173011_Recording.txt`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from itertools import chain

from merhav.connectors.archives import members
from merhav.connectors.base import Answer, Question, Report, Told, Untold
from merhav.connectors.files import Source, text_lines
from merhav.core.periods import LOCAL
from merhav.core.text import Refusal, _

from .chat_lines import Said, messages
from .tables import may_be
from .told import start_told

MEETING_START = Question(
    "meeting_start",
    _("When did the meeting begin?"),
    Answer.TEXT,
    help=_("A saved chat tells hours and no day. Write the day and the hour, as in 2026-03-22 19:30."),
    required=True,
    only_if="meeting_start",
)
ALL_CHATS = Question(
    "chats_since",
    _("From which day on are the chats of all meetings brought in here?"),
    Answer.DAY,
    help=_(
        "Then a month without a chat is a month in which nobody wrote. Empty: this meeting's month alone."
    ),
    before=True,
    remembered=True,
)

_FOLDER = re.compile(r"(\d{4})-(\d\d)-(\d\d)[ _](\d\d)[.:_-](\d\d)[.:_-](\d\d)")
_CLOUD = re.compile(r"GMT(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)")
_TOPIC = re.compile(_FOLDER.pattern + r"[ _](?P<topic>[^/\\]+?)(?:[ _]\d{9,11})?(?:\.zip)?(?:[/\\]|$)")


def paths(source: Source) -> list[str]:
    """The file's name; of a zip, also the paths of the texts inside."""
    with source.open() as stream:
        if stream.read(2) != b"PK":
            return [source.name]
        stream.seek(0)
        try:
            inside = members(stream, source.name, lambda name: name.casefold().endswith(".txt"))
        except Refusal:
            return [source.name]  # whoever reads it says what is wrong with it
    return [*(path for path, _size in inside), source.name]


def start_in(names: list[str]) -> datetime | None:
    """The meeting's start that a path tells, by the clock of the street."""
    for name in names:
        for shape, zone in ((_FOLDER, LOCAL), (_CLOUD, UTC)):
            if (found := shape.search(name)) and (start := _moment(found, zone)):
                return start
    return None


def opened(source: Source, told: Told, report: Report) -> tuple[datetime | None, Iterator[Said]]:
    """When the meeting began, by the clock of the street, where the file or its path says it; and the messages.

    Raises `Refusal` for what is no chat, and `Untold` for a recording's chat of unknown start: its times count from there.
    """
    said = messages(text_lines(source, suffix=".txt", drop_nul=True), report)
    first = next(said, None)
    if first is None:
        raise Refusal(_("%(name)s is no chat that Zoom saved.", name=source.name))
    everything = chain([first], said)
    if first.day:
        return datetime.combine(first.day, time()), everything
    begun = start_in(paths(source))
    if first.counted:
        begun = begun or _told(told, report)
        return begun, _counted(everything, begun)
    return begun, everything


def _told(told: Told, report: Report) -> datetime:
    answer = start_told(told)
    if answer is None:
        report.asks.add(MEETING_START.name)
        raise Untold(
            _("The times of this chat count from the meeting's start: say when it began."),
            (replace(MEETING_START, before=True),),
        )
    return answer.astimezone(LOCAL).replace(tzinfo=None)


def _counted(said: Iterator[Said], begun: datetime) -> Iterator[Said]:
    since = begun.hour * 3600 + begun.minute * 60 + begun.second
    for message in said:
        message.seconds += since
        yield message


def topic_in(name: str) -> str:
    """The meeting's topic out of the folder's name."""
    found = _TOPIC.search(name)
    return found["topic"].strip() if found else ""


def _moment(found: re.Match[str], zone: object) -> datetime | None:
    try:
        read = datetime(*(int(part) for part in found.groups()[:6]))  # type: ignore[arg-type]  # noqa: DTZ001 - its zone is given
    except ValueError:
        return None
    if not may_be(read):
        return None
    return read.replace(tzinfo=UTC).astimezone(LOCAL).replace(tzinfo=None) if zone is UTC else read
