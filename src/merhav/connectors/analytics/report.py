"""What the connectors of web analytics have in common: lines in, monthly numbers out."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from merhav.connectors.base import Connector, Item, Question, Report, Rhythm, Told
from merhav.connectors.files import Source
from merhav.connectors.moments import day_in_utc
from merhav.connectors.people import Pseudonyms
from merhav.core.text import Refusal, _
from merhav.facts.rows import Observation, Row
from merhav.facts.words import Asset

from .figures import Result, gathered
from .lines import Line, item
from .meanings import Kind
from .observed import MEASURES, MEASURES_OF_APP, OF_SERVICE, covered, observation, with_export
from .periods import EXPORTED_ON, FIRST, LAST
from .remarks import Remarks
from .rules import ASKS, Rules
from .services import SERVICES
from .sums import Figure


class AnalyticsReport(Connector):
    """Numbers of a site or app by month: people, visits, views, the time they were engaged, users of services.

    An observation is of one month and is the product's own number, or a sum where sums are right (`ADDED_OVER`). People
    are counted of whole months alone, and never added over days, pages or channels. A month is told from its first day
    on or not at all, so that two reports of one month correct each other and are never added.
    """

    asset = Asset.WEBSITE
    rhythm = Rhythm.MONTHLY
    asks: ClassVar[tuple[Question, ...]] = (*ASKS, FIRST, LAST, EXPORTED_ON)
    tells: ClassVar[tuple[str, ...]] = (
        *dict.fromkeys((*MEASURES.values(), *MEASURES_OF_APP.values())),
        *(f"{OF_SERVICE}{service}" for service in SERVICES),
    )
    product: ClassVar[str]
    """Begins the name of every series, as in `ga4:active_users`."""

    @abstractmethod
    def lines(self, source: Source, told: Told, report: Report, remarks: Remarks) -> Iterator[Line]:
        """The rows of the file's tables, a stream. Raises `Refusal` for a file that is no such report."""

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        """`table`, `since`, `until`, what the row is about (`path`, `event`, `city`), whether it is a `total`, and its
        numbers (`users`, `sessions`, `views`, `seconds`…). What the file does not say is None or not there.
        """
        for line in self.lines(source, told, report, Remarks()):
            if line.values:
                report.items += 1
                yield item(line)

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        """One observation for each month and measure, and a `Coverage` of the days that they are of.

        Raises `Refusal` where nothing is told of a month from its first day on, `Untold` where the file does not say its
        days or its heads are in words not known.
        """
        rules, remarks = Rules.told(told), Remarks()
        result = gathered(self.lines(source, told, report, remarks), told, rules, report, remarks)
        report.notes.extend(remarks.notes(rules))
        if not result.figures and not result.services:
            raise Refusal(
                _("%(name)s tells nothing of a month: %(why)s", name=source.name, why=remarks.why_nothing())
            )
        observed = list(self._observations(result, rules, people))
        yield from observed
        yield from covered(observed, people, rules.asset)

    def finished(self, rows: Iterator[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
        return with_export(rows, told, people)

    def _observations(self, result: Result, rules: Rules, people: Pseudonyms) -> Iterator[Observation]:
        measures = MEASURES_OF_APP if rules.is_app else MEASURES
        for (_month, kind), figure in sorted(result.figures.items()):
            if kind in measures:
                yield self._observation(measures[kind], figure, rules, people)
        for (month, service), of in sorted(result.services.items(), key=lambda one: one[0]):
            figure = Figure(month, Kind.USERS, of.metric, of.used.users, month.last_day, of.by_city)
            yield self._observation(f"{OF_SERVICE}{service}", figure, rules, people)

    def _observation(self, measure: str, figure: Figure, rules: Rules, people: Pseudonyms) -> Observation:
        return observation(
            people,
            measure=measure,
            generation=rules.series(f"{self.product}:{figure.metric}", by_city=figure.by_city),
            at=day_in_utc(figure.until),
            value=rules.scaled(figure.value, by_city=figure.by_city),
            asset=rules.asset,
        )
