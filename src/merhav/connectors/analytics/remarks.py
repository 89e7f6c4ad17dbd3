"""What the person should know of a report: what it could not tell, and what to export instead."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from merhav.core.periods import Month
from merhav.core.text import Text, _

from .rules import SERVICE_WORDS, Rules

_LONGEST = 60
"""Characters of a name that are shown."""


@dataclass(slots=True)
class Remarks:
    several: set[str] = field(default_factory=set)
    """Tables that put several months together."""
    begun: set[Month] = field(default_factory=set)
    """Months that are told from some later day on."""
    unfinished: set[Month] = field(default_factory=set)
    """Months whose end the report does not reach."""
    of_part: set[str] = field(default_factory=set)
    """Segments of which tables are, instead of all users."""
    unused: set[str] = field(default_factory=set)
    """Tables without a number that is measured here."""
    held_back: dict[str, Text] = field(default_factory=dict)
    """What the product says it left out."""
    short: dict[str, Text] = field(default_factory=dict)
    """Tables of which rows are missing."""
    unproven: set[Month] = field(default_factory=set)
    """Months that the report gives as one, the last of which may not have been over."""
    has_weeks: bool = False
    uncounted: set[Month] = field(default_factory=set)
    """Months with numbers, but without the number of people."""
    bounds: set[str] = field(default_factory=set)
    """Services of which several pages or events were met."""
    services: set[str] = field(default_factory=set)
    """Those whose users are told."""
    no_cities: bool = False
    cities: int = 0
    is_cut: bool = False

    def notes(self, rules: Rules) -> Iterator[Text]:
        yield from self._left_out()
        yield from self._people()
        if self.unproven:
            yield _(
                "If %(month)s was not over when this was exported, say on which day it was exported.",
                month=str(max(self.unproven)),
            )
        if self.of_part:
            yield _("The report is of a part of the users: %(part)s.", part=_listed(self.of_part))
        yield from self._of_rules(rules)
        yield from self.held_back.values()
        yield from self.short.values()
        if self.is_cut:
            yield _("The product put rows together as (other): pages and cities among them are not counted.")
        if self.unused:
            yield _("Tables that tell nothing measured here: %(tables)s.", tables=_listed(self.unused))

    def why_nothing(self) -> Text:
        """Why no month could be told."""
        found = chain(self._left_out(), self._people())
        return next(found, _("No table tells people, visits or views."))

    def _left_out(self) -> Iterator[Text]:
        if self.several:
            yield _(
                "These tables put several months together and are left out: %(tables)s. Export each month alone.",
                tables=_listed(self.several),
            )
        if self.begun:
            yield _(
                "%(months)s is not told from its first day on, and is left out. Export it from the first day.",
                months=_listed(map(str, self.begun)),
            )
        if self.has_weeks:
            yield _("Weeks, years and other ranges cannot be told apart into months. Export days or months.")

    def _people(self) -> Iterator[Text]:
        if self.uncounted:
            yield _(
                "How many people came in %(months)s is not told: people of days, pages or channels cannot be added. A "
                "table of the whole month with its total tells it.",
                months=_listed(map(str, self.uncounted)),
            )
        if self.unfinished:
            yield _(
                "%(months)s is not over in this report: the number of its people is left out until it is.",
                months=_listed(map(str, self.unfinished)),
            )

    def _of_rules(self, rules: Rules) -> Iterator[Text]:
        for service in sorted(self.bounds):
            yield _(
                "%(service)s: several pages or events were met. The one with the most people is taken, so there were "
                "at least as many.",
                service=SERVICE_WORDS[service],
            )
        for service in sorted(rules.services.keys() - self.services):
            yield _(
                "%(service)s: no table tells the users of these pages or events in a whole month.",
                service=SERVICE_WORDS[service],
            )
        if self.no_cities and rules.cities:
            yield _("No table has a row of one of your cities, so numbers are not of their residents alone.")
        if self.cities > 1:
            yield _(
                "%(cities)s cities were added; who came from two of them is counted twice.",
                cities=self.cities,
            )


def _listed(names: set[str] | Iterator[str], most: int = 6) -> str:
    ordered = sorted(name[:_LONGEST] for name in names)
    return ", ".join(ordered[:most]) + (" …" if len(ordered) > most else "")
