"""One file of Zoom's JSON, whatever it holds: pages of a report, the document that was asked for, or events."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from merhav.connectors.base import Report
from merhav.connectors.documents import found
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
from merhav.core.text import Refusal, _
from merhav.facts.rows import Coverage

from . import events, pages
from .stays import Occasion, in_utc


@dataclass(slots=True)
class Reading:
    """The meetings of a file, each as soon as it is whole; no more of it is in memory."""

    source: Source
    report: Report
    _pages: pages.Pages = field(init=False)
    _unfinished: int = 0

    def __post_init__(self) -> None:
        self._pages = pages.Pages(self.report, self.source.name)

    def occasions(self) -> Iterator[Occasion]:
        """Meetings with who was in them. Raises `Refusal` for a file that tells of nobody in a meeting."""
        waited = held = 0
        for meeting, lines in self._events() if self._holds_events() else self._answers():
            there = [line for line in lines if not line.waited]
            waited += len(lines) - len(there)
            self.report.items += len(there)
            held += bool(there)
            if there:
                yield meeting, there
        if self._unfinished:
            self.report.notes.append(
                _(
                    "%(meetings)s meetings that may still be going on were left out; bring the events again after them.",
                    meetings=self._unfinished,
                )
            )
        if waited:
            self.report.notes.append(
                _("%(rows)s rows of people who only waited or did not come were left out.", rows=waited)
            )
        if not held and self._span is None:
            raise self._nobody()

    def asked(self, people: Pseudonyms) -> list[Coverage]:
        """What a document that was asked for speaks for; nothing of any other."""
        if self._span is None:
            return []
        number = people.thing("zoom", "asked", *(moment.isoformat() for moment in self._span))
        return [Coverage(number, *self._span, from_birth=False)]

    @property
    def _span(self) -> tuple[datetime, datetime] | None:
        """The time that was asked for, in UTC, where the document says it whole."""
        since, until = self._pages.since, self._pages.until
        return (in_utc(since), in_utc(until)) if since and until and since < until else None

    def _holds_events(self) -> bool:
        looked_for = found(self.source, pages.PARTS | {"event"}, Report.aside(), bounds=())
        return next((path == "event" for path, _value in looked_for), False)

    def _events(self) -> Iterator[Occasion]:
        gathered = events.Gathered.surveyed(
            self.source.name, events.read(found(self.source, events.PARTS, Report.aside()), Report.aside())
        )
        yield from gathered.occasions(events.read(found(self.source, events.PARTS, self.report), self.report))
        self._unfinished = gathered.unfinished

    def _answers(self) -> Iterator[Occasion]:
        parts = found(self.source, pages.PARTS, self.report, bounds=("", pages.LISTED))
        yield from self._pages.occasions(parts)
        if silent := max(self._pages.refused, self._pages.listed):
            self.report.notes.append(_("Of %(lists)s meetings or hosts Zoom has no report.", lists=silent))

    def _nobody(self) -> Refusal:
        if self._unfinished:
            return Refusal(
                _(
                    "%(name)s tells of a meeting that may still be going on; bring the events again after it.",
                    name=self.source.name,
                )
            )
        if self._pages.listed:
            return Refusal(_("%(name)s lists meetings without who was in them.", name=self.source.name))
        return Refusal(_("%(name)s names nobody who was in a meeting.", name=self.source.name))
