"""What Zoom's reports cannot say, asked of the person who imports them, and put into the rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from merhav.connectors.base import Answer, Question, Told
from merhav.connectors.people import Pseudonyms
from merhav.core.periods import LOCAL, Month
from merhav.core.text import Refusal, _
from merhav.facts.rows import Activity, Coverage, Row
from merhav.facts.words import Asset, Object, Role, Verb

from .tables import may_be

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands in rows of a report without times until the person has said when the meeting began."""

_INITIATORS = {"authority": Role.OFFICIAL, "residents": Role.RESIDENT}

ASKS = (
    Question(
        "initiator",
        _("Who called this meeting?"),
        Answer.CHOICE,
        choices=(("authority", _("the authority")), ("residents", _("residents"))),
        required=True,
        remembered=True,
    ),
    Question(
        "meeting_start",
        _("When did the meeting begin?"),
        Answer.TEXT,
        help=_("This report says no times. Write the day and the hour, as in 2026-03-22 19:30."),
        required=True,
        only_if="meeting_start",
    ),
    Question(
        "follow_up_on",
        _("When did the authority answer what was raised in the meeting?"),
        Answer.DAY,
        help=_(
            "The day on which residents were told what became of it; leave empty if they have not been told."
        ),
    ),
    Question(
        "follow_up_asset",
        _("Where did it answer?"),
        Answer.CHOICE,
        choices=(
            (Asset.NEWSLETTER.value, _("newsletter")),
            (Asset.WEBSITE.value, _("website")),
            (Asset.FACEBOOK.value, _("Facebook")),
            (Asset.WHATSAPP.value, _("WhatsApp")),
        ),
    ),
    Question(
        "all_since",
        _("From which day on are the reports of all meetings imported here?"),
        Answer.DAY,
        help=_(
            "Then a month without a report is a month without a meeting. Empty: this meeting's month alone."
        ),
        remembered=True,
    ),
    Question("exported_on", _("On which day was the report made?"), Answer.DAY),
)


@dataclass(frozen=True, slots=True)
class Held:
    """When a meeting was held, in UTC."""

    id: int
    begins: datetime
    ends: datetime

    @classmethod
    def of(cls, meeting: Activity) -> "Held":
        return cls(meeting.id, meeting.at, meeting.at + timedelta(seconds=meeting.duration or 0))

    @property
    def day(self) -> date:
        return self.begins.astimezone(LOCAL).date()


def with_told(
    rows: Iterable[Row], told: Told, people: Pseudonyms, *, speaks_for_itself: bool = False
) -> Iterator[Row]:
    """The rows with who called the meeting, when it was, when it was followed up, and what that covers.

    `speaks_for_itself`: the source knows from when to when it speaks, and nobody is asked.
    Raises `Refusal` when an answer is no day, when the start of an undated meeting is not told, or when a follow-up
    lies before every meeting.
    """
    role, start = _INITIATORS.get(told.get("initiator") or ""), start_told(told)
    follow_up, followed = day_told(told, "follow_up_on"), False
    meetings: list[Held] = []
    for row in rows:
        if not isinstance(row, Activity):
            if speaks_for_itself:
                yield row
            continue  # else coverage follows from the meetings and from what is told
        placed = _dated(row, start, people) if row.at == UNDATED else row
        if placed.verb is not Verb.CREATE:
            yield placed._replace(replied_role=role or placed.replied_role)
            continue
        yield placed._replace(actor_role=role or placed.actor_role)
        held = Held.of(placed)
        meetings.append(held)
        if follow_up and follow_up >= held.day:
            followed = True
            yield _follow_up(held, follow_up, told, people)
    if follow_up and not followed:
        raise Refusal(_("The answer of %(day)s is earlier than the meeting.", day=follow_up.isoformat()))
    if not speaks_for_itself:
        yield from covered(meetings, told, people)


def _dated(row: Activity, start: datetime | None, people: Pseudonyms) -> Activity:
    if start is None:
        raise Refusal(_("This report says no times: say when the meeting began."))

    def then(number: int | None) -> int | None:
        return None if number is None else people.thing("zoom", "dated", number, start.isoformat())

    return row._replace(
        id=people.thing("zoom", "dated", row.id, start.isoformat()),
        at=start,
        object_id=then(row.object_id),
        in_reply_to=then(row.in_reply_to),
    )


def _follow_up(held: Held, day: date, told: Told, people: Pseudonyms) -> Activity:
    return Activity(
        id=people.thing("zoom", "followed up", held.id),
        at=held.begins,
        verb=Verb.ANNOUNCE,
        object_type=Object.MEETING,
        actor_role=Role.OFFICIAL,
        object_id=held.id,
        in_reply_to=held.id,
        answered_seconds=(day - held.day).days * 86_400,
        origin=told.get("follow_up_asset"),
    )


def covered(meetings: Iterable[Held], told: Told, people: Pseudonyms) -> Iterator[Coverage]:
    """What the report speaks for: the meeting's month, or all time since the day that is told, to its month's end.

    Not beyond the day on which the report was made, for a later meeting of that month would not be known here.
    """
    all_since, exported_on = day_told(told, "all_since"), day_told(told, "exported_on")
    for month, last in sorted({Month.of(held.begins): held for held in meetings}.items()):
        since = _midnight(all_since) if all_since else month.start
        until = min(month.end, _midnight(exported_on)) if exported_on else month.end
        until = max(until, last.ends)
        since = min(since, last.begins)
        yield Coverage(
            id=people.thing("zoom", "covered", last.id, since.isoformat(), until.isoformat()),
            since=since,
            until=until,
            from_birth=False,
        )


EXPORTED_ON = Question(
    "exported_on", _("On which day was the report made?"), Answer.DAY, only_if="exported_on"
)


@dataclass(slots=True)
class Months:
    """The months of a report whose rows have moments of their own, and what it covers of them."""

    people: Pseudonyms
    kind: str
    _held: dict[Month, Held] = field(default_factory=dict)

    def add(self, at: datetime) -> None:
        month = Month.of(at)
        known = self._held.get(month)
        if known is None:
            self._held[month] = Held(self.people.thing("zoom", self.kind, at.isoformat()), at, at)
        elif not known.begins <= at <= known.ends:
            self._held[month] = replace(known, begins=min(known.begins, at), ends=max(known.ends, at))

    def coverage(self, made_on: date | None) -> Iterator[Coverage]:
        """Each month whole, not beyond the day on which the report was made."""
        told = Told({"exported_on": made_on.isoformat()} if made_on else {})
        return covered(self._held.values(), told, self.people)


def capped(rows: Iterable[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
    """The rows; what they cover ends on the day on which the report was made, where that was told since."""
    made_on = day_told(told, "exported_on")
    latest: dict[Month, datetime] = {}
    for row in rows:
        if isinstance(row, Activity):
            month = Month.of(row.at)
            latest[month] = max(row.at, latest.get(month, row.at))
        elif isinstance(row, Coverage) and made_on is not None:
            end = max(_midnight(made_on), latest.get(Month.of(row.since), row.since))
            if end < row.until:
                yield row._replace(id=people.thing("zoom", "capped", row.id, end.isoformat()), until=end)
                continue
        yield row


def day_told(told: Told, name: str) -> date | None:
    text = told.get(name)
    if text is None:
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        day = date.min
    if not may_be(day):
        raise Refusal(_("%(text)s is not a day; write it as in 2026-03-22.", text=text))
    return day


def start_told(told: Told) -> datetime | None:
    """The start that is told, in UTC; noon when only its day is."""
    text = told.get("meeting_start")
    if text is None:
        return None
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError:
        read = datetime.min  # noqa: DTZ901 - refused below
    if not may_be(read):
        raise Refusal(_("%(text)s is not a moment; write it as in 2026-03-22 19:30.", text=text))
    if len(text.strip()) <= 10:
        read = datetime.combine(read.date(), time(12))
    return (read if read.tzinfo else read.replace(tzinfo=LOCAL)).astimezone(UTC)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL).astimezone(UTC)
