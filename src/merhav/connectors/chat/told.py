"""What people tell of a chat after it was read: the day of its export, and how many members the group has."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from merhav.connectors.answers import day_in
from merhav.connectors.base import Answer, Question, Told
from merhav.connectors.people import Pseudonyms
from merhav.core.periods import LOCAL
from merhav.core.text import Refusal, _
from merhav.facts.rows import Coverage, Observation, Row

EXPORTED_ON = Question(
    "exported_on",
    _("On which day was the chat exported?"),
    Answer.DAY,
    help=_(
        "So that quiet days at the end count as quiet. Without it the file speaks until its last message."
    ),
)
MEMBERS = Question(
    "members",
    _("How many members has the group today?"),
    Answer.NUMBER,
    help=_("It stands in the group's info; the file does not hold it."),
)
TOPICS = Question(
    "topics",
    _("Label messages by subject?"),
    Answer.CHOICE,
    choices=(("off", _("No")), ("on", _("Yes, by a short list of words"))),
    help=_("Only the label is kept. Off unless you choose it."),
    before=True,
    remembered=True,
)


def with_told(rows: Iterator[Row], told: Told, people: Pseudonyms, messenger: str) -> Iterator[Row]:
    """The rows; the coverage reaches to the end of the day of export, and members are an observation of that day.

    `messenger`: the word of which ids are made.
    """
    exported, members = _exported(told), _members(told)
    for row in rows:
        if not isinstance(row, Coverage):
            yield row
            continue
        until = _end_of(exported) if exported else row.until
        if until < row.until:
            raise Refusal(_("The chat holds messages later than the day of export that you gave."))
        if members is not None:
            thing = people.thing(messenger, "members", row.id, until.isoformat())
            yield Observation(thing, until - timedelta(seconds=1), "members", "asked", members)
        reached = people.thing(messenger, "exported", row.id, until.isoformat()) if exported else row.id
        yield row._replace(id=reached, until=until)


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), LOCAL).astimezone(UTC)


def _exported(told: Told) -> date | None:
    answer = told.get("exported_on")
    if answer is None:
        return None
    day = day_in(answer)
    if day is None:
        raise Refusal(_("The day of export is written like 2026-11-23, not %(answer)s.", answer=answer))
    return day


def _members(told: Told) -> float | None:
    answer = told.get("members")
    if answer is None:
        return None
    if not answer.isdecimal() or int(answer) == 0:
        raise Refusal(_("The number of members is a whole number, not %(answer)s.", answer=answer))
    return float(answer)
