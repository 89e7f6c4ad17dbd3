"""Invisible marks that a phone puts into an export, and names without them."""

import re

MARKS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""Marks of direction; they stand anywhere, and before what the app itself writes."""

SPACES = " \u00a0\u202f\u2009\u2007"
"""A space, and the spaces that do not break."""

A_MARK = "[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]"
"""The same as a pattern; ranges match faster than a list."""
ANY_MARKS = f"{A_MARK}*+"
"""All that stand there: none is given back, so that a thousand of them are looked at once."""
SPACE = f"[{SPACES}]"

ENDS = MARKS + " \n\u202f\u00a0"
"""What is taken away at the ends of a text."""

SELF = "<self>"
"""Whoever exported the chat, where the app writes `You`."""

_GONE = dict.fromkeys(map(ord, MARKS))
_PLAIN = {**_GONE, **dict.fromkeys(map(ord, SPACES), " ")}
_TILDE = re.compile(r"^~\s*")


def unmarked(text: str) -> str:
    """The text without marks of direction, every space a plain one."""
    return text.translate(_PLAIN)


def stripped(text: str) -> str:
    """The text without marks and blanks at its ends; inside they are the writer's."""
    return text.strip(ENDS)


def clean_name(name: str) -> str:
    """A sender's name as people know it: the tilde before the name of a stranger is the app's."""
    return _TILDE.sub("", unmarked(name).strip()).strip()
