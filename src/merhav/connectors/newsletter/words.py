"""Words that towns write in their own tables, in Hebrew, Arabic, Russian and English, found whatever marks are around them."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

from merhav.connectors.heads import plain_word

Meaning = TypeVar("Meaning")

_MARKS = re.compile(r"[\"'׳״’‘`“”.,;:!?()\[\]/\\_-]+")
_LONGEST = 80


def plain(text: str) -> str:
    """Letters and blanks alone, small, without quotes inside (דוא"ל) and without what joins words."""
    return " ".join(_MARKS.sub(" ", plain_word(text[:_LONGEST])).split())


def heads(*lines: str) -> tuple[str, ...]:
    """Words that stand between bars, a line for each language."""
    return tuple(word.strip() for line in lines for word in line.split("|"))


class Words(Generic[Meaning]):
    """What words mean. A cell is looked up whole, else by the longest of the words that begins it."""

    def __init__(self, meanings: Mapping[Meaning, Iterable[str]]) -> None:
        self._meanings = {plain(word): meaning for meaning, words in meanings.items() for word in words}
        self._longest_first = sorted(self._meanings, key=lambda word: -len(word))
        self._remembered = lru_cache(maxsize=4096)(self._of)

    def exactly(self, cell: str) -> Meaning | None:
        """What the cell as a whole means: a `no` that begins a name is none."""
        return self._meanings.get(plain(cell))

    def of(self, cell: str) -> Meaning | None:
        return self._remembered(cell[:_LONGEST])

    def _of(self, cell: str) -> Meaning | None:
        text = plain(cell)
        if not text:
            return None
        if text in self._meanings:
            return self._meanings[text]
        begins = (word for word in self._longest_first if text.startswith(f"{word} "))
        return next((self._meanings[word] for word in begins), None)


YES_OR_NO: Words[bool] = Words(
    {
        True: ("yes", "true", "1", "y", "x", "v", "✓", "✔", "כן", "נכון", "نعم", "صحيح", "да", "истина"),
        False: ("no", "false", "0", "n", "לא", "לא נכון", "لا", "خطأ", "нет", "ложь"),
    }
)
