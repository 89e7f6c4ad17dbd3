"""What a person has told, looked at before it is believed."""

from datetime import date

from merhav.core.text import Refusal, _

from .base import Question, Told

_YEARS = range(1990, 2100)


def chosen(told: Told, question: Question) -> str | None:
    """The word that was chosen, or None. Raises `Refusal` for a word that is not among the choices."""
    answer = told.get(question.name)
    words = [word for word, _text in question.choices]
    if answer is not None and answer not in words:
        raise Refusal(_("%(answer)s is none of: %(words)s.", answer=answer, words=", ".join(words)))
    return answer


def day_told(told: Told, question: Question) -> date | None:
    """The day that was told, or None. Raises `Refusal` for what is no day, and for one of another age."""
    answer = told.get(question.name)
    if answer is None:
        return None
    day = day_in(answer)
    if day is None:
        raise Refusal(_("%(text)s is not a day; write it as in 2026-03-22.", text=answer))
    return day


def day_in(answer: str) -> date | None:
    """A day on which a product may have been exported; None for what is none."""
    try:
        day = date.fromisoformat(answer.strip())
    except ValueError:
        return None
    return day if day.year in _YEARS else None
