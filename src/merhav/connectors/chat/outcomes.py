"""What became of the subjects that people raised: answered, by whom first, after how long, or left alone.

A subject is raised by a message that answers nobody, does not go on from its writer's own turn, and either asks
something or holds at least four words of four letters; a greeting, a picture without words or a lone emoji raises
nothing. Its outcome is told once, when 72 hours have passed inside what the file covers: then no longer export
can change it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .replies import WINDOW, Placed

_WORDS_OF_A_SUBJECT = 4


@dataclass(slots=True)
class Raised:
    """A subject whose window is open."""

    message: int
    actor: int
    at: int
    language: str | None
    topic: str | None
    answers: dict[int, int] = field(default_factory=dict)
    """Who answered → seconds until their first answer."""

    @property
    def people(self) -> int:
        return 1 + len(self.answers)


class Outcomes:
    """The subjects whose windows are open: three days of a chat, whatever its length."""

    def __init__(self) -> None:
        self._open: dict[int, Raised] = {}

    def take(self, placed: Placed, language: str | None, topic: str | None, *, may_raise: bool) -> None:
        """Count the message as an answer to what it belongs to, or as a subject of its own."""
        turn = placed.turn
        if placed.answered is not None or placed.goes_on:
            raised = self._open.get(turn.root)
            if raised is not None and raised.actor != turn.actor and turn.at - raised.at < WINDOW:
                raised.answers.setdefault(turn.actor, max(0, turn.at - raised.at))
        elif may_raise and (turn.asks or len(turn.words) >= _WORDS_OF_A_SUBJECT):
            self._open[turn.message] = Raised(turn.message, turn.actor, turn.at, language, topic)

    def closed(self, now: int) -> Iterator[Raised]:
        """The subjects whose windows have closed by now, in the order in which they were raised."""
        while self._open:
            first = next(iter(self._open.values()))
            if first.at + WINDOW > now:
                return
            yield self._open.pop(first.message)
