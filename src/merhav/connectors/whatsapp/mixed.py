"""A file put together from two phones: lines of another shape that are messages of their own.

A pasted transcript speaks of the past: its times do not come after the message that it stands in. What goes on
later than the message before it, and not later than the next, is a message.
"""

from dataclasses import dataclass

from .columns import Columns
from .dates import Clock, Days
from .headers import Shape, header


@dataclass(slots=True)
class _Other:
    shape: Shape
    days: Days
    clock: Clock


class Unfolding:
    """Takes such lines out of the messages that they stand in."""

    def __init__(self, others: dict[Shape, Days], clock: Clock) -> None:
        self._others = {shape: _Other(shape, days, clock) for shape, days in others.items()}

    def unfold(self, columns: Columns, at: list[int]) -> tuple[Columns, list[int], set[int]]:
        """The columns and times with those lines in their places, and the places whose headers tell seconds."""
        wide, times, precise = Columns.empty(), list[int](), set[int]()
        for index, moment in enumerate(at):
            following = at[index + 1] if index + 1 < len(at) else None
            first, *rest = columns.texts[index].split("\n")
            wide.append(columns.row(index, first))
            times.append(moment)
            for line in rest:
                shape = self._place(line, wide, times, following)
                if shape is not None and shape.seconds:
                    precise.add(len(times) - 1)
        return wide, times, precise

    def _place(self, line: str, wide: Columns, times: list[int], following: int | None) -> Shape | None:
        """The shape of the line, where it is a message of its own."""
        found = header(line)
        other = self._others.get(found.shape) if found is not None else None
        if found is not None and other is not None:
            moment = other.days[found.date] + other.clock[found.time]
            match = other.shape.pattern.match("\n" + line)
            if match is not None and times[-1] < moment and (following is None or moment <= following):
                wide.append((match[1], match[2], match[3], match[4], match[5], line[match.end() - 1 :]))
                times.append(moment)
                return other.shape
        wide.texts[-1] += "\n" + line
        return None
