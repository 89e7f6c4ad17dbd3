"""Who answered whom: told by the chat where it says so, else inferred (WhatsApp's export never does).

A new message either answers the latest turn of one of the six people who wrote last, or goes on from its writer's
own turn, or opens something new. Each possibility gets a score, the highest wins. The weights were fitted by
conditional logistic regression on half of the published conversations with true reply links; docs/decisions/
0003-who-answered-whom.md holds the score on the other half, and what was left out because it did not pay.

Time is measured against the chat's own pace, so that a night's silence in a quiet group weighs no more than a
minute's in a busy one.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from math import exp, expm1, log, log1p

WINDOW = 72 * 3600
"""Seconds after which nothing is an answer any more."""

CANDIDATES = 6
_KEPT = 48
"""People whose latest turn is remembered."""

_WORD = re.compile(r"\w{4,}")
_CAP = 3.0
_LATEST = expm1(_CAP)
_PACE_STEP, _PACE_FLOOR = 0.05, 30

_RANK = tuple(-0.52 * log1p(rank) for rank in range(CANDIDATES))
_GAP, _SHARED, _ASKED, _ELSEWHERE, _ANSWERED = -0.80, 0.95, 0.21, -0.41, -0.34
_ANSWERS_ME, _I_ANSWERED, _MENTIONED, _MENTIONS_ME = 0.78, 0.74, 3.1, 1.07
_ANSWERED_TIMES = (0.0, _ANSWERED, 2 * _ANSWERED)
_OWN, _OWN_GAP, _OWN_OTHER = 1.32, -0.54, -0.53
_OWN_RANK = tuple(-0.71 * log1p(rank) for rank in range(CANDIDATES + 1))
_NEW, _NEW_ASKS, _NEW_PERSON, _NEW_PAUSE = -1.05, 0.56, 1.66, -0.22
_SILENCE, _NEW_ASKS_LATER = 6 * 3600, 1.5
"""Who asks after a night's silence opens something, though the words were said before: not fitted, because the
published conversations know no such silence; street groups ask the same thing every week."""

_FEW_WORDS = 3
"""Below so many words of its own a message does not say whether it keeps to the subject."""


def content_words(text: str) -> frozenset[str]:
    """Words of four letters or more: what two messages of one subject share."""
    return frozenset(_WORD.findall(text.lower()))


@dataclass(slots=True)
class Turn:
    """Somebody's latest turn: one message, or several in a row."""

    message: int
    actor: int
    at: int
    words: frozenset[str]
    asks: bool
    root: int
    """The message that opened what this turn belongs to."""
    to: int | None = None
    mentions: Collection[int] = ()
    answers: int = 0


@dataclass(slots=True)
class Placed:
    """Where a message belongs."""

    turn: Turn
    answered: Turn | None = None
    goes_on: bool = False
    """It goes on from its writer's own turn."""
    on_subject: bool | None = None


class Conversation:
    """One chat, message after message; remembers a few dozen turns and nothing older."""

    def __init__(self) -> None:
        self._recent: dict[int, Turn] = {}
        self._pace = log(60)
        self._last: int | None = None

    def place(
        self,
        message: int,
        actor: int,
        at: int,
        words: frozenset[str],
        *,
        asks: bool,
        mentions: Collection[int] = (),
        told: Turn | None = None,
    ) -> Placed:
        """Where the message belongs; it becomes its writer's latest turn. `told`: what it answers, where a chat says so."""
        since = 0 if self._last is None else max(0, at - self._last)
        if self._last is not None:
            self._pace += _PACE_STEP * (log(since + _PACE_FLOOR) - self._pace)
        self._last = at
        turn = Turn(message, actor, at, words, asks, message, mentions=mentions)
        mine = self._recent.pop(actor, None)
        if told is None:
            answered, goes_on = self._best(turn, mine, since)
        elif told.actor == actor:
            mine, answered, goes_on = told, None, True
        else:
            answered, goes_on = self._known(told), False
        placed = self._placed(turn, mine, answered, goes_on=goes_on)
        self._recent[actor] = turn
        if len(self._recent) > _KEPT:
            del self._recent[next(iter(self._recent))]
        return placed

    def latest(self, actor: int) -> Turn:
        """The latest turn of somebody who has just written."""
        return self._recent[actor]

    def _known(self, told: Turn) -> Turn:
        """Its writer's latest turn, where that belongs to the same subject: then the words are known, too."""
        latest = self._recent.get(told.actor)
        if latest is not None and latest.root == told.root:
            latest.answers += 1
            told.words = latest.words
        return told

    def _best(self, turn: Turn, mine: Turn | None, since: int) -> tuple[Turn | None, bool]:
        pace = exp(self._pace)
        asks = (_NEW_ASKS + _NEW_ASKS_LATER * (since > _SILENCE)) * turn.asks
        best = _NEW + asks + _NEW_PERSON * (mine is None) + _NEW_PAUSE * _late(since, pace)
        chosen, newer = None, 0
        before_mine = -1 if mine is None else mine.at
        for place, other in zip(_RANK, reversed(self._recent.values()), strict=False):
            gap = turn.at - other.at
            if gap > WINDOW:
                break
            newer += other.at >= before_mine
            lag = gap / pace
            late = (log1p(lag) if lag < _LATEST else _CAP) if lag > 0 else 0.0
            score = place + _GAP * late + _speaks_for(turn, mine, other)
            if score > best:
                best, chosen = score, other
        if mine is not None and turn.at - mine.at <= WINDOW:
            own = _OWN + _OWN_GAP * _late(turn.at - mine.at, pace) + _OWN_RANK[newer]
            if own + _OWN_OTHER * bool(turn.mentions) > best:
                return None, True
        return chosen, False

    def _placed(self, turn: Turn, mine: Turn | None, answered: Turn | None, *, goes_on: bool) -> Placed:
        if answered is not None:
            turn.root, turn.to = answered.root, answered.actor
            answered.answers += 1
            return Placed(turn, answered, on_subject=_on_subject(turn, answered))
        if goes_on and mine is not None:
            turn.root, turn.to, turn.answers = mine.root, mine.to, mine.answers
            turn.words |= mine.words
            turn.asks = turn.asks or mine.asks
            turn.mentions = turn.mentions or mine.mentions
            return Placed(turn, goes_on=True)
        return Placed(turn)


def _late(seconds: int, pace: float) -> float:
    lag = seconds / pace
    return log1p(lag) if 0 < lag < _LATEST else _CAP * (lag > 0)


def _speaks_for(turn: Turn, mine: Turn | None, other: Turn) -> float:
    """What speaks for an answer besides its place and time."""
    score = _ANSWERED_TIMES[min(other.answers, 2)] if other.answers else 0.0
    if other.asks and not turn.asks:
        score += _ASKED
    if other.to is not None:
        score += _ANSWERS_ME if other.to == turn.actor else _ELSEWHERE
    if mine is not None and mine.to == other.actor:
        score += _I_ANSWERED
    shared = turn.words & other.words
    if shared:
        score += _SHARED if len(shared) == 1 else 2 * _SHARED
    if turn.mentions or other.mentions:
        score += _MENTIONED * (other.actor in turn.mentions) + _MENTIONS_ME * (turn.actor in other.mentions)
    return score


def _on_subject(turn: Turn, answered: Turn) -> bool | None:
    """Whether the answer keeps to the subject; None where it is too short to tell."""
    if not turn.words.isdisjoint(answered.words):
        return True
    if len(turn.words) < _FEW_WORDS or len(answered.words) < _FEW_WORDS:
        return None
    return False
