"""Letters in one spelling, in a time that grows with the text and no faster."""

import unicodedata
from collections.abc import Iterator
from typing import Literal

_SHORT = 200
_MARKS = 30
"""Marks that may stand on one letter; Unicode's own limit (UAX #15, Stream-Safe Text Format)."""
_JOINER = "\u034f"


def one_spelling(text: str, form: Literal["NFC", "NFKC"] = "NFKC") -> str:
    """The text in a normal form of Unicode.

    Marks on one letter are sorted for it, and ten thousand of them would take a minute; a letter with more than thirty is
    of no language, and is taken apart.
    """
    if text.isascii():
        return text
    return unicodedata.normalize(form, text if len(text) < _SHORT else "".join(_apart(text)))


def _apart(text: str) -> Iterator[str]:
    begin = marks = 0
    for place, sign in enumerate(text):
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks > _MARKS:
            yield text[begin:place] + _JOINER
            begin, marks = place, 1
    yield text[begin:]
