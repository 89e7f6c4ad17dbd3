"""What newsletters' files cannot say: the day of the export, and since when all of them are brought here.

From it follow which of two tellings is the later one, and from when to when a file speaks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from merhav.connectors.base import Answer, Question, Told
from merhav.connectors.moments import day_in_utc
from merhav.connectors.people import Pseudonyms
from merhav.core.periods import Month
from merhav.core.text import Refusal, _
from merhav.facts.rows import Activity, Coverage, Observation, Row
from merhav.facts.words import Object, Verb

from .dates import day_told, end_of, local_day, midnight

EXPORTED_ON = Question(
    "exported_on",
    _("On which day was it exported?"),
    Answer.DAY,
    help=_(
        "Of two exports the later one holds: opens and clicks go on for weeks. Without it the file speaks until its "
        "last line."
    ),
)
ALL_SINCE = Question(
    "issues_since",
    _("From which day on is every issue brought here?"),
    Answer.DAY,
    help=_(
        "Then a month without an issue is a month in which none was sent. Empty: only what the file shows."
    ),
    remembered=True,
)

_MOMENT = timedelta(seconds=1)
_ISSUES = {Object.ISSUE, Object.ITEM}


def of_an_issue(row: Activity) -> bool:
    """Whether the row tells that an issue, or an item of one, was sent."""
    return row.verb is Verb.CREATE and row.object_type in _ISSUES


@dataclass(slots=True)
class Span:
    """From when to when rows speak, learned while they pass."""

    first: datetime | None = None
    last: datetime | None = None
    sent: set[date] = field(default_factory=set)
    """Days on which issues were sent."""
    all_since: str = ALL_SINCE.name
    """The question that asks from which day on nothing is missing."""

    def passing(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            if isinstance(row, Activity):
                self.saw(row.at)
                if of_an_issue(row):
                    self.sent.add(local_day(row.at))
            elif isinstance(row, Observation) and row.object_id is None:
                self.saw(row.at)
            yield row

    def saw(self, moment: datetime) -> None:
        self.first = moment if self.first is None else min(self.first, moment)
        self.last = moment if self.last is None else max(self.last, moment)

    def spoke(self, coverage: Coverage) -> None:
        """What the file itself spoke for: lists of people know of moments that are no facts."""
        if not self.sent:
            self.saw(coverage.since)
            self.saw(coverage.until - _MOMENT)

    def covered(self, told: Told, people: Pseudonyms, speaks_of: str | None) -> Iterator[Coverage]:
        """What the file speaks for. One issue alone speaks for its month, several from the first one's month on.

        Never beyond the export: what was sent later would not be known here.
        """
        if self.first is None or self.last is None:
            return
        since, until = self._since(self.first, told), self._until(self.last, told)
        yield Coverage(
            people.thing("newsletter", "covered", speaks_of, since.isoformat(), until.isoformat()),
            since=since,
            until=until,
            from_birth=False,
            speaks_of=speaks_of,
        )

    def _since(self, first: datetime, told: Told) -> datetime:
        since = midnight(local_day(first))
        if self.sent:
            since = min(since, Month.of(min(self.sent)).start)
        all_since = day_told(told, self.all_since)
        return min(since, midnight(all_since)) if all_since else since

    def _until(self, last: datetime, told: Told) -> datetime:
        exported = day_told(told, EXPORTED_ON.name)
        seen = last + _MOMENT
        if len(self.sent) != 1:
            return max(seen, midnight(exported)) if exported else seen
        end = Month.of(min(self.sent)).end
        return max(seen, min(end, midnight(exported)) if exported else end)


def ending(
    rows: Iterable[Row], people: Pseudonyms, speaks_of: str | None = None, span: Span | None = None
) -> Iterator[Row]:
    """The rows, and after them what they cover; `span` may know of moments that are no facts."""
    span = span or Span()
    yield from span.passing(rows)
    yield from span.covered(Told(), people, speaks_of)


def with_told(
    rows: Iterable[Row],
    told: Told,
    people: Pseudonyms,
    *,
    stock: str | None = None,
    all_since: str = ALL_SINCE.name,
) -> Iterator[Row]:
    """The rows as seen on the day of the export; `stock` is the measure that was counted on that very day.

    Raises `Refusal` for an answer that is no day, and for an export that is older than what it tells.
    """
    exported, span, speaks_of = day_told(told, EXPORTED_ON.name), Span(all_since=all_since), None
    for row in span.passing(rows):
        if isinstance(row, Coverage):
            speaks_of = row.speaks_of
            span.spoke(row)
            continue
        yield _seen(row, exported, stock, people) if exported else row
    yield from span.covered(told, people, speaks_of)


def _seen(row: Activity | Observation, exported: date, stock: str | None, people: Pseudonyms) -> Row:
    if local_day(row.at) > exported:
        raise Refusal(
            _(
                "The day of the export, %(day)s, is earlier than what the file tells of.",
                day=exported.isoformat(),
            )
        )
    if isinstance(row, Activity):
        return row
    if row.measure != stock:
        return row._replace(seen=end_of(exported))
    counted = day_in_utc(exported)
    return row._replace(
        id=people.thing(row.generation, row.measure, counted.isoformat(), row.value),
        at=counted,
        seen=end_of(exported),
    )
