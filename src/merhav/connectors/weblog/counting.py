"""A log from its lines to its visits, and what became of every line."""

from collections import Counter
from collections.abc import Iterator, Mapping

from merhav.connectors.base import Report
from merhav.connectors.files import Source
from merhav.connectors.paths import Patterns
from merhav.core.text import Text, _

from .lines import Lines
from .requests import Reason, Sieve
from .shapes import Hit
from .spans import Spans, at
from .visits import Visit, Visits

_ADDRESS, _AGENT = 64, 256
"""Bytes of an address and of an agent that tell one browser from another."""

_LEFT_OUT = {
    Reason.HEAD: _("Lines in which the file speaks of itself: %(lines)s."),
    Reason.ROBOT: _("Requests of robots, left out: %(lines)s."),
    Reason.RULES: _("Requests for robots.txt, left out: %(lines)s. Whoever made them is taken for a robot."),
    Reason.FAILED: _("Requests that failed, left out: %(lines)s."),
    Reason.METHOD: _("Requests that do not ask for a page, left out: %(lines)s."),
    Reason.MOVED: _("Requests that were sent elsewhere or answered in part, left out: %(lines)s."),
    Reason.PART: _("Requests for pictures, styles, scripts and data, left out: %(lines)s."),
}


class Count:
    """Reads a log once. What it met stands in it, and in the report, when the visits are exhausted."""

    def __init__(self, source: Source, services: Mapping[str, Patterns], report: Report) -> None:
        self._source = source
        self._report = report
        self._lines = Lines(report)
        self._sieve = Sieve(services)
        self._visits = Visits()
        self.left_out: Counter[Reason] = Counter()
        self.views = 0
        self.spans = Spans()

    def visits(self) -> Iterator[Visit]:
        """The visits of people, each when it has ended."""
        for hits in self._lines.read(self._source):
            self.spans.add([hit[0] for hit in hits], self._source.name)
            self._sift(hits)
            yield from self._visits.ended()
        yield from self._visits.rest()
        self._tell()

    def judged(self) -> Iterator[tuple[Hit, Reason | None, tuple[str, ...]]]:
        """Every request, with the reason for which it is no page view, or the services that it belongs to."""
        for hits in self._lines.read(self._source):
            self.spans.add([hit[0] for hit in hits], self._source.name)
            for hit in hits:
                asked = self._sieve.judged(hit)
                yield hit, asked.reason, asked.services
        self._span()

    def _sift(self, hits: list[Hit]) -> None:
        judged, view, left_out = self._sieve.judged, self._visits.view, self.left_out
        for hit in hits:
            asked = judged(hit)
            reason = asked.reason
            if reason is None:
                if view((hit[1][:_ADDRESS], hit[2][:_AGENT]), hit[0], asked.services):
                    self.views += 1
                else:
                    left_out[Reason.ROBOT] += 1
            else:
                left_out[reason] += 1
                if reason is Reason.RULES:
                    self._banish((hit[1][:_ADDRESS], hit[2][:_AGENT]))

    def _banish(self, client: tuple[bytes, bytes]) -> None:
        taken_back = self._visits.banish(client)
        self.views -= taken_back
        self.left_out[Reason.ROBOT] += taken_back

    def _span(self) -> None:
        self._report.spans(at(self.spans.first))
        self._report.spans(at(self.spans.last))

    def _tell(self) -> None:
        self._span()
        notes = self._report.notes
        notes.append(
            _(
                "Requests: %(requests)s. Page views of people among them: %(views)s.",
                requests=self._report.items,
                views=self.views,
            )
        )
        self.left_out[Reason.HEAD] = self._lines.heads
        notes.extend(
            Text(why.message, {"lines": self.left_out[reason]})
            for reason, why in _LEFT_OUT.items()
            if self.left_out[reason]
        )
        if self._visits.went_back:
            notes.append(
                _(
                    "The lines go back in time: files were put together in another order. Visits at the seams are counted apart."
                )
            )
