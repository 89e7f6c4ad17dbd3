"""The days that a report speaks of, the first and the last included."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from merhav.core.periods import Month, months


@dataclass(frozen=True, slots=True)
class Span:
    since: date
    until: date

    @classmethod
    def of_month(cls, month: Month) -> "Span":
        return cls(month.first_day, month.last_day)

    @property
    def month(self) -> Month | None:
        """The one month in which all of it lies."""
        month = Month.of(self.since)
        return month if month == Month.of(self.until) else None

    def months(self) -> Iterator[Month]:
        return months(Month.of(self.since), Month.of(self.until))

    def begins(self, month: Month) -> bool:
        """Whether it speaks of the month from its first day on."""
        return self.since <= month.first_day <= self.until

    def holds(self, month: Month) -> bool:
        """Whether it speaks of the whole month."""
        return self.begins(month) and month.last_day <= self.until

    def last_in(self, month: Month) -> date:
        """The last day of the month that it speaks of."""
        return min(self.until, month.last_day)

    def with_days(self, other: "Span | None") -> "Span":
        if other is None:
            return self
        return Span(min(self.since, other.since), max(self.until, other.until))
