"""What no export of Facebook says, asked of the person who imports it, and put into the rows."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from merhav.connectors.base import Answer, Question, Told
from merhav.connectors.moments import day_in_utc
from merhav.connectors.people import Pseudonyms
from merhav.core.periods import LOCAL
from merhav.core.text import Refusal, _
from merhav.facts.rows import Coverage, Observation, Row

CALIFORNIA = ZoneInfo("America/Los_Angeles")

EXPORTED_ON = Question(
    "exported_on",
    _("On which day was it exported?"),
    Answer.DAY,
    help=_("The numbers of a post grow for weeks: of two exports, the one made later holds."),
)
COVERS_FROM = Question(
    "covers_from",
    _("Which was the first day chosen for the export?"),
    Answer.DAY,
    help=_(
        "So that quiet days at the beginning count as quiet. Empty: as the file's name or its first row says."
    ),
)
COVERS_UNTIL = Question(
    "covers_until",
    _("Which was the last day chosen for the export?"),
    Answer.DAY,
    help=_("So that quiet days at the end count as quiet. Empty: as the file's name or its last row says."),
)
CLOCK = Question(
    "post_clock",
    _("By which clock are the times in this file?"),
    Answer.CHOICE,
    choices=(("street", _("Israel's clock")), ("california", _("California's clock"))),
    help=_(
        "Meta exports some accounts' times by the clock of California, ten hours behind. Compare one post with the page."
    ),
    before=True,
    remembered=True,
)
SPAN = (EXPORTED_ON, COVERS_FROM, COVERS_UNTIL)


def clock_told(told: Told) -> ZoneInfo:
    """The clock of a file's times. Raises `Refusal` for an answer that is none of the choices."""
    answer = told.get(CLOCK.name) or "street"
    if answer not in {"street", "california"}:
        raise Refusal(_("%(answer)s is no clock; say street or california.", answer=answer))
    return CALIFORNIA if answer == "california" else LOCAL


def day_told(told: Told, name: str) -> date | None:
    text = told.get(name)
    if text is None:
        return None
    try:
        told_day = date.fromisoformat(text.strip())
    except ValueError:
        told_day = date.min
    if not is_plausible(told_day):
        raise Refusal(_("%(text)s is not a day; write it as in 2026-03-22.", text=text))
    return told_day


def is_plausible(day: date) -> bool:
    """Whether anything of Facebook's can be of that day."""
    return 2004 <= day.year <= 2100


def begin_of(day: date) -> datetime:
    """The first moment of a day, in UTC."""
    return datetime.combine(day, time(), LOCAL).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The first moment after a day, in UTC."""
    return begin_of(day + timedelta(days=1))


def covered(people: Pseudonyms, since: datetime, until: datetime, speaks_of: tuple[str, ...]) -> Coverage:
    """A coverage whose id is what it says."""
    words = " ".join(speaks_of)
    number = people.thing("facebook", "covered", since.isoformat(), until.isoformat(), words)
    return Coverage(number, since, until, from_birth=False, speaks_of=words)


def with_told(rows: Iterator[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
    """The rows with when they were seen, and coverage as far as the export was chosen.

    Raises `Refusal` where an answer is no day, or contradicts what the file holds.
    """
    exported = day_told(told, EXPORTED_ON.name)
    for row in rows:
        if isinstance(row, Coverage):
            yield _stretched(row, told, exported, people)
            continue
        if exported and row.at >= end_of(exported):
            raise Refusal(_("The file holds days later than the day of export that you gave."))
        if exported and isinstance(row, Observation):
            yield row._replace(seen=day_in_utc(exported))
        else:
            yield row


def _stretched(row: Coverage, told: Told, exported: date | None, people: Pseudonyms) -> Coverage:
    first, last = day_told(told, COVERS_FROM.name), day_told(told, COVERS_UNTIL.name)
    since = begin_of(first) if first else row.since
    until = end_of(last) if last else row.until
    if since > row.since or until < row.until:
        raise Refusal(_("The file holds days outside the days that you gave."))
    if exported:
        until = min(until, end_of(exported))
    return covered(people, since, max(since, until), tuple((row.speaks_of or "").split()))
