"""From when to when a list of dated rows speaks, and what people tell of that."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from merhav.core.periods import LOCAL
from merhav.core.text import Refusal, _
from merhav.facts.rows import Activity, Coverage, Row
from merhav.facts.words import Asset

from .answers import day_told
from .base import Answer, Question, Told
from .people import Pseudonyms

EXPORTED_ON = Question(
    "exported_on",
    _("On which day was it exported?"),
    Answer.DAY,
    help=_("So that quiet days at its end count as quiet. Empty: it speaks until its last day."),
)
LISTED_SINCE = Question(
    "listed_since",
    _("From which day on does it list everything?"),
    Answer.DAY,
    help=_("So that quiet days at its beginning count as quiet. Empty: it speaks from its first day on."),
)


@dataclass(slots=True)
class Span:
    """The days that a list speaks of: whole days, by the clock of the street."""

    first: date = date.max
    last: date = date.min

    def meets(self, day: date) -> None:
        self.first, self.last = min(self.first, day), max(self.last, day)

    @property
    def since(self) -> datetime:
        return midnight(self.first)

    @property
    def until(self) -> datetime:
        return midnight(self.last + timedelta(days=1))


def covered(
    since: datetime,
    until: datetime,
    assets: Iterable[Asset],
    people: Pseudonyms,
    speaks_of: tuple[str, ...] = (),
) -> Iterator[Coverage]:
    """One coverage for each asset that the list speaks of; `speaks_of` where it tells less than its connector can."""
    for asset in sorted(assets):
        blank = Coverage(0, since, until, False, asset, " ".join(speaks_of) or None)
        yield _from_to(blank, since, until, people)


def _from_to(coverage: Coverage, since: datetime, until: datetime, people: Pseudonyms) -> Coverage:
    """The coverage with other ends; it is another fact then."""
    what = (coverage.asset or "", coverage.speaks_of or "")
    number = people.thing("listed", *what, since.isoformat(), until.isoformat())
    return coverage._replace(id=number, since=since, until=until)


def with_told(rows: Iterable[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
    """The rows; their coverage from the day that is told on, and until the day of export begins.

    Raises `Refusal` where a row lies outside of the days that are told.
    """
    since, exported = day_told(told, LISTED_SINCE), day_told(told, EXPORTED_ON)
    first, last = datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)
    for row in rows:
        if isinstance(row, Activity):
            first, last = min(first, row.at), max(last, row.at)
        if not isinstance(row, Coverage) or not (since or exported):
            yield row
            continue
        begins = midnight(since) if since else row.since
        ends = max(midnight(exported), last + timedelta(seconds=1)) if exported else row.until
        if (since and first < begins) or (exported and last >= midnight(exported + timedelta(days=1))):
            raise Refusal(_("The file tells of days outside of those that you gave."))
        yield _from_to(row, begins, ends, people)


def midnight(day: date) -> datetime:
    """The first moment of a day, in UTC."""
    return datetime.combine(day, time(), LOCAL).astimezone(UTC)
