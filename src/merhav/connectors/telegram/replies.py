"""What a reply answers: the file tells the number of the message, and here is remembered which that was."""

from dataclasses import dataclass, field
from itertools import islice

from merhav.connectors.chat.replies import Turn

_REMEMBERED = 50_000
"""Messages that may still be answered; nobody looks further back."""


@dataclass(slots=True)
class Answerable:
    """The messages so far, by their numbers in the chat."""

    known: dict[int, tuple[int, int, int, int]] = field(default_factory=dict)
    """Number → fact, actor, seconds, the fact that opened what it belongs to."""
    rooms: set[int] = field(default_factory=set)
    """Notices that opened a topic of a forum: every message in it replies to them, and answers nobody by that."""

    def keep(self, number: int | None, turn: Turn) -> None:
        if number is None:
            return
        self.known[number] = (turn.message, turn.actor, turn.at, turn.root)
        if len(self.known) > _REMEMBERED:
            for old in list(islice(self.known, _REMEMBERED // 2)):
                del self.known[old]

    def opened(self, number: int | None) -> None:
        if number is not None and len(self.rooms) < _REMEMBERED:
            self.rooms.add(number)

    def turn(self, number: int) -> Turn | None:
        found = self.known.get(number)
        if found is None:
            return None
        fact, actor, at, root = found
        return Turn(fact, actor, at, frozenset(), asks=False, root=root)
