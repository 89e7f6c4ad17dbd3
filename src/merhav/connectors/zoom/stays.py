"""Who was in a meeting, from when and for how long: re-joins of one person merged, names as they are known."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from merhav.connectors.base import Report
from merhav.connectors.people import INVISIBLE, Pseudonyms, plain_name
from merhav.core.periods import LOCAL

from .tables import Line, Meeting

Span = tuple[datetime, datetime]
Occasion = tuple[Meeting, list[Line]]

_HOST = re.compile(
    r"\s*[(\[](?:co-?)?(?:host|хост|организатор|מארח|מארחת|مضيف|المضيف|hôte|anfitrión|gastgeber)[^)\]]*[)\]]",
    re.IGNORECASE,
)
_LONGEST_NAME = 300
_ORIGINAL = re.compile(r"^(.*\S)\s*\((.*)\)$")

APART = timedelta(hours=1)
"""In a list of many meetings' participants the same number stands for every occasion of a meeting that recurs; an
hour with nobody there lies between two."""
MOST_FACES = 100_000
"""People who are told apart, or shown by name, in one file; twice as many as any webinar holds."""


@dataclass(slots=True)
class Person:
    """Somebody in one meeting; moments in UTC."""

    actor: int
    name: str
    spans: list[Span] = field(default_factory=list)
    minutes: int = 0
    """The longest of the rows that say no times."""
    may_be_official: bool = False
    """Hosts, or belongs to the account that held the meeting."""

    @property
    def seconds(self) -> int:
        inside = sum((until - since for since, until in merged(self.spans)), timedelta())
        return max(int(inside.total_seconds()), self.minutes * 60)

    @property
    def joined(self) -> datetime | None:
        return min((since for since, _until in self.spans), default=None)


def own_name(shown: str) -> str:
    """`Dana Levi (Host)` and `Dana Levi (iPhone)` are Dana Levi: the brackets hold a part or the name she came with."""
    bare = _HOST.sub("", _shown(shown)).strip()
    renamed = _ORIGINAL.match(bare)
    return renamed[1] if renamed else bare


def _shown(name: str) -> str:
    """Zoom's names have 64 letters at most; what is longer was made to be looked through for hours."""
    return name[:_LONGEST_NAME].translate(INVISIBLE)


def is_host(line: Line) -> bool:
    host = plain_name(line.meeting.host)
    return (
        line.is_host
        or bool(_HOST.search(_shown(line.name)))
        or (host != "" and host in {plain_name(own_name(line.name)), plain_name(line.email)})
    )


def merged(spans: Iterable[Span]) -> Iterator[Span]:
    """The union of the spans, so that a minute on two devices is one minute."""
    open_: Span | None = None
    for since, until in sorted(spans):
        if open_ is not None and since <= open_[1]:
            open_ = (open_[0], max(open_[1], until))
            continue
        if open_ is not None:
            yield open_
        open_ = (since, until)
    if open_ is not None:
        yield open_


def occasions(lines: Sequence[Line]) -> Iterator[Occasion]:
    """The lines of each meeting that was held, in the order of the file."""
    held: dict[int, Occasion] = {}
    for line in lines:
        held.setdefault(id(line.meeting), (line.meeting, []))[1].append(line)
    for meeting, present in held.values():
        if meeting.flat:
            yield from ((meeting, part) for part in _parted(present))
        else:
            yield meeting, present


def _parted(lines: list[Line]) -> Iterator[list[Line]]:
    part: list[Line] = []
    end: datetime | None = None
    for line in sorted(lines, key=lambda line: line.joined or datetime.min):  # noqa: DTZ901 - local clock
        if part and end and line.joined and line.joined - end > APART:
            yield part
            part, end = [], None
        part.append(line)
        if line.left and (end is None or line.left > end):
            end = line.left
    if part:
        yield part


@dataclass(slots=True)
class Faces:
    """Who is who in one file.

    A person is known by name, as everywhere in Merhav where roles are told by name; one e-mail address is one
    person whatever the name beside it, and two addresses under one name are two.
    """

    people: Pseudonyms
    _by_email: dict[str, int] = field(default_factory=dict)
    _emails: dict[int, str] = field(default_factory=dict)

    def actor(self, name: str, email: str) -> int:
        """Of somebody with a name or an address."""
        email = email.strip().casefold()
        actor = self._by_email.get(email) if email else None
        if actor is None:
            actor = self.people.person(name or email)
            if email and self._emails.get(actor, email) != email:
                actor = self.people.person(email)
        if email:
            if len(self._emails) > MOST_FACES:
                self._by_email.clear()
                self._emails.clear()
            self._by_email[email] = actor
            self._emails.setdefault(actor, email)
        return actor


def meet(report: Report, actor: int, name: str) -> None:
    """Note somebody for the preview, as long as a person could look at the list."""
    if actor in report.senders or len(report.senders) < MOST_FACES:
        report.met(actor, name)


def present(lines: Sequence[Line], people: Pseudonyms) -> list[Person]:
    """Everybody who was there, once each."""
    met: dict[int, Person] = {}
    faces = Faces(people)
    for line in sorted(lines, key=lambda line: line.joined or datetime.min):  # noqa: DTZ901 - local clock
        name = own_name(line.name) or line.email
        actor = faces.actor(name, line.email)
        _add(met.setdefault(actor, Person(actor, name)), line)
    return list(met.values())


def _add(person: Person, line: Line) -> None:
    if line.joined and line.left:
        person.spans.append((in_utc(line.joined), in_utc(line.left)))
    else:
        person.minutes = max(person.minutes, line.minutes or 0)
    person.may_be_official |= is_host(line) or line.guest is False


def in_utc(local: datetime) -> datetime:
    return local.replace(tzinfo=LOCAL).astimezone(UTC)
