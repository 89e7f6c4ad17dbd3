"""Subjects from a list are kept; what somebody wrote is not, and the two are told apart by what repeats."""

import re

MOST = 5_000
"""Subjects of one list; a column with more is text."""
_LEAST = 3
"""Rows that say a label alike before it counts as one of a list."""
_LONGEST, _WORDS = 60, 8
_PERSONAL = re.compile(r"@|://|\d[\d\s().-]{4,}\d")
"""An address, a link, a number long enough to call or to know somebody by."""


def label(cell: str) -> str | None:
    """The cell as a label, if it may be one: short, and nobody's address or number."""
    if not cell or len(cell) > 2 * _LONGEST:
        return None
    words = cell.split()
    text = " ".join(words)
    if len(words) > _WORDS or not 1 < len(text) <= _LONGEST or _PERSONAL.search(text):
        return None
    return text


class Labels:
    """The labels of one column, counted before any of them is kept. Memory stays bounded, whatever the column holds."""

    def __init__(self) -> None:
        self.kept: dict[str, int] = {}
        """Rows by label: of all that were seen, and once it is settled of those that are of a list."""
        self.is_text = False
        """The column holds more different things than any list does, or mostly what stands there once."""
        self._filled = 0

    def see(self, cell: str) -> None:
        self._filled += bool(cell)
        text = label(cell)
        if text is None or self.is_text:
            return
        if text in self.kept:
            self.kept[text] += 1
        elif len(self.kept) < MOST:
            self.kept[text] = 1
        else:
            self.is_text = True

    def settle(self) -> None:
        """All has been seen. A column most of whose rows say what no other does is text, or names."""
        repeated = {text: rows for text, rows in self.kept.items() if rows >= _LEAST}
        self.is_text = self.is_text or sum(repeated.values()) * 2 < self._filled
        self.kept = {} if self.is_text else repeated

    def topic(self, cell: str) -> str | None:
        """The label of a cell, if it is one of the list."""
        text = label(cell)
        return text if text in self.kept else None
