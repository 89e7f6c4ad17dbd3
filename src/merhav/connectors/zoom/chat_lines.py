"""A saved chat as messages: who wrote to whom at which hour. The file knows no day.

`11:10:01 From NAME to Everyone:` with the text on the lines below (newer), `11:10:01<tab> From  NAME : TEXT` and the same with
`to  Everyone` (older), and of a recording in the cloud `00:10:01<tab>NAME:<tab>TEXT`, whose times count from its start.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from merhav.connectors.base import Report
from merhav.connectors.people import INVISIBLE
from merhav.core.text import _

from .stays import own_name

LONGEST = 100_000
"""Characters of one message; Zoom's hold a few thousand."""

_DAY = 86_400
_FROM = r"(?:(?:from|מאת|من|от|від|de|von|da|van)[ \t]+|מ-)"
_TO = r"(?:[ \t]{1,4}(?:to|אל|إلى|الى|кому|до|для|к|à|a|an|para|aan)[ \t]{1,4}|[ \t]{1,4}ל-?(?=כול|כל))"
_EVERYONE = (
    r"(?:everyone(?: in (?:the )?(?:meeting|waiting room))?|all(?: panelists and attendees)?|meeting group chat|"
    r"waiting room participants|כולם|כולן|כל המשתתפים|الجميع|الكل|جميع المشاركين|все|всем|всі|всім|tous|tout le monde|"
    r"todos|todas|todo el mundo|alle|allen|tutti|iedereen)"
)
_TIME = r"(?:(?P<date>\d{4}-\d\d-\d\d)[ T])?(?P<hour>\d{1,2}):(?P<minute>\d\d):(?P<second>\d\d)(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?"
_LINE = re.compile(rf"{_TIME}[ \t]+{_FROM}(?P<rest>\S.*)", re.IGNORECASE)
_OF_RECORDING = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d):(?P<second>\d\d)\t(?P<name>[^\t]{1,200}):\t(?P<text>.*)"
)
_TO_EVERYONE = re.compile(rf"(?P<name>[^:]{{1,120}}){_TO}{_EVERYONE}[ \t]{{0,4}}:(?P<text>.*)", re.IGNORECASE)
_TO_SOMEBODY = re.compile(
    rf"(?P<name>[^:]{{1,120}}){_TO}(?P<to>[^:]{{1,160}}?)[ \t]{{0,4}}:(?P<text>.*)", re.IGNORECASE
)
_TO_NOBODY = re.compile(r"(?P<name>[^:]{1,120}?)[ \t]{1,4}:[ \t](?P<text>.*)")
_SELF = {
    "me",
    "you",
    "אני",
    "את/ה",
    "أنا",
    "أنت",
    "я",
    "вы",
    "ви",
    "moi",
    "vous",
    "yo",
    "tú",
    "ich",
    "io",
    "eu",
}


@dataclass(slots=True)
class Said:
    """One message. `seconds`: since midnight before the first, or since a recording's start."""

    seconds: int
    name: str
    """Empty for whoever saved the chat, where Zoom writes `Me`."""
    to: str
    """Whom a direct message went to; empty for a message to everyone."""
    lines: list[str] = field(default_factory=list)
    day: date | None = None
    """In the few files that write it on each line."""
    counted: bool = False
    """The time counts from the start of a recording."""
    length: int = 0

    def add(self, line: str) -> None:
        if self.length < LONGEST:
            self.lines.append(line[:LONGEST].removeprefix("\t"))
            self.length += len(line)

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()


def plain(line: str) -> str:
    return line.translate(INVISIBLE).replace("\u00a0", " ").replace("\u202f", " ")


def read(line: str) -> Said | None:
    """The message whose first line this is; None for any other line."""
    begun = _LINE.match(line)
    if begun is None:
        return None
    rest = begun["rest"]
    found = _TO_EVERYONE.match(rest) or _TO_SOMEBODY.match(rest) or _TO_NOBODY.match(rest)
    seconds = _seconds(begun, begun["half"] or "")
    if found is None or seconds is None:
        return None
    name = own_name(found["name"].strip())
    said = Said(seconds, "" if name.casefold() in _SELF else name, found.groupdict().get("to") or "")
    if begun["date"]:
        said.day = _day(begun["date"])
    if found["text"].strip():
        said.add(found["text"].strip())
    return said


def of_recording(line: str) -> Said | None:
    """The same of a recording's chat."""
    found = _OF_RECORDING.match(line)
    seconds = _seconds(found, "") if found else None
    if found is None or seconds is None:
        return None
    said = Said(seconds, own_name(found["name"].strip()), "", counted=True)
    said.add(found["text"])
    return said


def messages(lines: Iterable[str], report: Report) -> Iterator[Said]:
    """Every message with its text, times going on over midnight. What is part of no message is reported."""
    current: Said | None = None
    days, last = 0, 0
    for number, raw in enumerate(lines, start=1):
        line = plain(raw)
        said = read(line) or of_recording(line)
        if said is None and current is not None and not _LINE.match(line):
            current.add(line)
            continue
        if current is not None:
            yield current
        current = said
        if said is not None:
            days += said.seconds < last - _DAY // 2
            last = said.seconds
            said.seconds += days * _DAY
        elif line.strip():
            report.problem(number, line, _("This line is no part of a chat."))
    if current is not None:
        yield current


def _seconds(found: re.Match[str], half: str) -> int | None:
    hour, minute, second = (int(found[part]) for part in ("hour", "minute", "second"))
    if half:
        hour = hour % 12 + 12 * (half in "Pp")
    return hour * 3600 + minute * 60 + second if hour < 24 and minute < 60 and second < 60 else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def clock(seconds: int) -> str:
    """The hour as it stands in the file."""
    return f"{seconds // 3600 % 24:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
