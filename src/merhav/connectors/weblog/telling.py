"""What is told of a log: each visit as an activity, the sums as observations, the time that the file speaks of."""

from collections.abc import Iterator

from merhav.connectors.people import Pseudonyms
from merhav.connectors.residents import ResidentRule
from merhav.core.periods import Month
from merhav.facts.rows import Activity, Coverage, Observation
from merhav.facts.words import Object, Verb

from .spans import HOUR, Spans, at, month_of, whole
from .tallies import Tallies
from .visits import Visit

_PROMPT = 5 * 60
"""Seconds after the full hour within which a file is taken to begin with the hour."""


class Telling:
    """Turns visits into facts and gathers their sums."""

    def __init__(self, people: Pseudonyms, rule: ResidentRule, spans: Spans) -> None:
        self._people = people
        self._rule = rule
        self._spans = spans
        self._tallies = Tallies()

    def visit(self, visit: Visit) -> Iterator[Activity]:
        """A View of a page for the visit, and one more for each service used in it.

        The pseudonym is of address, agent and month: nobody is followed from one month to the next.
        """
        address, agent = (part.decode("latin-1") for part in visit.client)
        visitor = self._people.thing("log", "visitor", address, agent, month_of(visit.start))
        self._tallies.add(visit, visitor)
        told = Activity(
            id=self._people.thing("log", "visit", visitor, visit.start),
            at=at(visit.start),
            verb=Verb.VIEW,
            object_type=Object.PAGE,
            actor=visitor,
            actor_role=self._rule.role(address),
            duration=visit.seconds,
        )
        yield told
        for service, first_used in visit.services.items():
            number = self._people.thing("log", "service", told.id, service)
            yield told._replace(id=number, at=at(first_used), duration=None, topic=service)

    def sums(self) -> Iterator[Observation]:
        """Visits, their seconds and views by the hour; different people of each month that the file holds whole.

        Nothing where the residents' own networks are told: each visit then says itself whether it was a resident's, and
        sums of everybody beside them would answer another question under the same name.
        """
        if self._rule.networks:
            return
        for hour, sums in sorted(self._tallies.hours.items()):
            cell = self._people.thing("log", "hour", hour, self._begins_within(hour))
            for measure, value in sums.told():
                yield self._observation(measure, hour * HOUR, cell, value)
        partial = self.partial()
        for month in sorted(self._tallies.months.keys() - partial):
            of_month = self._tallies.months[month]
            cell, last = self._people.thing("log", "month", month), self._last_moment(month)
            yield self._observation("visitors", last, cell, len(of_month.all))
            for service, users in sorted(of_month.by_service.items()):
                yield self._observation(f"service_users_{service}", last, cell, len(users))

    def coverage(self, speaks_of: str) -> Iterator[Coverage]:
        for since, until in self._spans.spans():
            number = self._people.thing("log", "covered", since, until, speaks_of)
            yield Coverage(number, at(since), at(until), from_birth=False, speaks_of=speaks_of)

    def partial(self) -> set[Month]:
        """Months of which the file holds a part: how many different people came in them it cannot know."""
        spans = list(self._spans.spans())
        return {month for month in self._tallies.months if not whole(month, spans)}

    def _begins_within(self, hour: int) -> int | str:
        """The first moment of the file, for the hour in the middle of which it begins: the file before tells the rest."""
        first = self._spans.first
        return first if first // HOUR == hour and first % HOUR > _PROMPT else ""

    def _last_moment(self, month: Month) -> int:
        return min(self._spans.last, int(month.end.timestamp()) - 1)

    def _observation(self, measure: str, moment: int, cell: int, value: int) -> Observation:
        scaled, generation = self._rule.scaled(value), self._rule.generation(f"log:{measure}")
        return Observation(
            id=self._people.thing("log", measure, cell, moment, generation, scaled),
            at=at(moment),
            measure=measure,
            generation=generation,
            value=scaled,
            object_id=cell,
            seen=at(self._spans.last),
        )
