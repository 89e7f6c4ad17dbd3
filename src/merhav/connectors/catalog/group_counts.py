"""How many members a group, a broadcast list or a channel has: a table that somebody keeps by hand."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import ClassVar

from merhav.connectors.base import Answer, Connector, Item, Question, Report, Told
from merhav.connectors.counts import DAY, FIELDS, GROUP, HEAD, MEMBERS, Count, counts
from merhav.connectors.evidence import ORDER
from merhav.connectors.files import Source
from merhav.connectors.heads import Head, plain_word
from merhav.connectors.mapping import questions
from merhav.connectors.moments import day_in_utc
from merhav.connectors.people import Pseudonyms
from merhav.connectors.tables import Header, cell
from merhav.core.periods import LOCAL
from merhav.core.text import Refusal, Text, _
from merhav.facts.rows import Coverage, Observation, Row
from merhav.facts.words import Asset

MEASURE, GENERATION = "members", "asked"

EXPORTED_ON = Question(
    "exported_on",
    _("On which day was the table made?"),
    Answer.DAY,
    help=_("Of two tables that tell the same day the later made one holds."),
)

_OF_MEMBERS = MEMBERS.usual[:13]
"""Heads that speak of a group; followers and subscribers are counted elsewhere, too."""


class GroupCounts(Connector):
    """Members of one space by day, for spaces whose chat cannot be exported: announcement groups of communities, broadcast
    lists, channels.

    A count is a stock: the last of a month is the month's. A table of several groups is refused, because each group is
    a space with an audience of its own.
    """

    slug = "group_counts"
    asset = Asset.WHATSAPP
    title = _("Member counts of a group")
    reads: ClassVar[Text] = _(
        "A table of one group, broadcast list or channel with a day and a number of members in each row: a .csv file."
    )
    how: ClassVar[tuple[Text, ...]] = (
        _(
            "In WhatsApp open the announcement group or channel and tap its name: the number of members or followers stands below it."
        ),
        _(
            "Write the day and the number into a table with two columns, a new row each month, one table for each group."
        ),
        _("Save the table as CSV (File › Download › Comma-separated values), and drop it here."),
    )
    suffixes = (".csv", ".zip")
    tells = (MEASURE,)
    is_group = True
    asks: ClassVar[tuple[Question, ...]] = (*questions(FIELDS), ORDER, EXPORTED_ON)

    def recognises(self, head: Head) -> float:
        """A table as others have it too; surer where it has nothing but what is read here."""
        for row in head.rows[:HEAD]:
            header = Header(row)
            if header.has(*DAY.usual) and header.has(*_OF_MEMBERS):
                known = {plain_word(name) for field in FIELDS for name in field.usual}
                only = all(plain_word(name) in known for name in row if name.strip())
                return 0.7 if only else 0.5
        return 0.0

    def space_in(self, head: Head) -> str:
        """The group's name, where a column says it."""
        for place, row in enumerate(head.rows[:HEAD]):
            header = Header(row)
            if header.has(*DAY.usual) and header.has(*GROUP.usual):
                following = head.rows[place + 1 : place + 2]
                return cell(following[0], header.place(*GROUP.usual)) if following else ""
        return ""

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        """`day` (ISO 8601) and `members`: one for each row."""
        for count in counts(source, told, report):
            yield {"day": count.day.isoformat(), "members": count.members}

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        """One observation of members for each day; of a day that is told twice the later row holds."""
        days: dict[date, Count] = {}
        for count in counts(source, told, report):
            before = days.get(count.day)
            if before is not None and before.members != count.members:
                why = _("Another row tells this day, too; the later row holds.")
                report.problem(before.line, f"{before.day} {before.members}", why)
            days[count.day] = count
        if not days:
            raise Refusal(_("%(name)s tells no day with a number of members.", name=source.name))
        for count in sorted(days.values(), key=lambda count: count.day):
            report.spans(day_in_utc(count.day))
            yield _observation(count, people)
        yield _coverage(min(days), max(days), people)

    def finished(self, rows: Iterator[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
        """The rows with the day on which the table was made. Raises `Refusal` where it tells later days than that."""
        del people
        made_on = _made_on(told)
        for row in rows:
            if isinstance(row, Observation) and made_on is not None:
                if row.at > day_in_utc(made_on):
                    raise Refusal(_("The table tells days later than the one on which it was made."))
                yield row._replace(seen=day_in_utc(made_on))
            else:
                yield row


def _observation(count: Count, people: Pseudonyms) -> Observation:
    at = day_in_utc(count.day)
    number = people.thing("counts", MEASURE, count.day.isoformat(), count.members)
    return Observation(number, at, MEASURE, GENERATION, float(count.members))


def _coverage(first: date, last: date, people: Pseudonyms) -> Coverage:
    since, until = _midnight(first), _midnight(last + timedelta(days=1))
    number = people.thing("counts", "coverage", since.isoformat(), until.isoformat())
    return Coverage(number, since, until, from_birth=False)


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), LOCAL).astimezone(UTC)


def _made_on(told: Told) -> date | None:
    text = told.get(EXPORTED_ON.name)
    if text is None:
        return None
    try:
        made_on = date.fromisoformat(text.strip())
    except ValueError:
        made_on = date.min
    if not 2000 <= made_on.year < 2100:
        raise Refusal(_("%(text)s is not a day; write it as in 2026-03-22.", text=text))
    return made_on
