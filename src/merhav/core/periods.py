"""The month, the period in which indicators are read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Jerusalem")
"""The clock of the street: facts are stored in UTC, months begin at local midnight."""


@dataclass(frozen=True, order=True, slots=True)
class Month:
    year: int
    number: int

    @classmethod
    def of(cls, moment: date | datetime) -> Self:
        """The month in which a day, or a moment by the local clock, falls."""
        if isinstance(moment, datetime) and moment.tzinfo is not None:
            moment = moment.astimezone(LOCAL)
        return cls(moment.year, moment.month)

    @classmethod
    def parse(cls, text: str) -> Self:
        year, number = text.split("-")
        return cls(int(year), int(number))

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        return self.next.first_day - timedelta(days=1)

    @property
    def days(self) -> int:
        return self.last_day.day

    @property
    def start(self) -> datetime:
        """The first moment of the month, in UTC."""
        return datetime(self.year, self.number, 1, tzinfo=LOCAL).astimezone(UTC)

    @property
    def end(self) -> datetime:
        """The first moment after the month, in UTC."""
        return self.next.start

    @property
    def next(self) -> Self:
        return self + 1

    def __add__(self, months: int) -> Self:
        total = self.year * 12 + self.number - 1 + months
        return type(self)(total // 12, total % 12 + 1)

    def __sub__(self, other: "Month") -> int:
        return (self.year - other.year) * 12 + self.number - other.number

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


def months(first: Month, last: Month) -> Iterator[Month]:
    """Every month from the first to the last, both included."""
    for step in range(last - first + 1):
        yield first + step
