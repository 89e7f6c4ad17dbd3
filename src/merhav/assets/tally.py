"""What a file would add, counted while its rows are written down: acts by kind, numbers by measure and month."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from merhav.core.periods import Month
from merhav.facts.rows import Activity, Observation, Row


@dataclass(slots=True)
class Span:
    """How many numbers of one measure, from which month to which."""

    times: int
    first: Month
    last: Month

    def reaches(self, month: Month) -> None:
        self.times += 1
        self.first, self.last = min(self.first, month), max(self.last, month)


@dataclass(slots=True)
class Tally:
    """Counts of rows that passed."""

    acts: dict[tuple[str, str], int] = field(default_factory=dict)
    measures: dict[str, Span] = field(default_factory=dict)

    def counted(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            if isinstance(row, Activity):
                kind = (row.verb.value, row.object_type.value)
                self.acts[kind] = self.acts.get(kind, 0) + 1
            elif isinstance(row, Observation):
                self._told(row)
            yield row

    def _told(self, row: Observation) -> None:
        month = Month.of(row.at)
        if row.measure in self.measures:
            self.measures[row.measure].reaches(month)
        else:
            self.measures[row.measure] = Span(1, month, month)

    def as_json(self) -> dict[str, Any]:
        """`acts`: "Create/message" → times; `measures`: "reach" → [times, first month, last month]."""
        return {
            "acts": {"/".join(kind): times for kind, times in sorted(self.acts.items())},
            "measures": {
                measure: [span.times, str(span.first), str(span.last)]
                for measure, span in sorted(self.measures.items())
            },
        }
