"""Names and telephone numbers become pseudonyms, and are forgotten."""

import re

from merhav.core.ids import derived_key, keyed_id

from .letters import one_spelling

INVISIBLE = dict.fromkeys([0x200E, 0x200F, 0x061C, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Marks of direction and of byte order, which a phone puts around names and numbers."""

_PHONE = re.compile(r"\+?\d[\d\s().-]{6,}")
_SPACES = re.compile(r"\s+")
_REMEMBERED = 50_000
"""Names whose number is at hand; a file may name any number of people."""


class Pseudonyms:
    """The same person has the same number in every file of one authority; without the key nobody can go back.

    A telephone number is one person whatever its spacing; a name is one person whatever the marks around it.
    """

    def __init__(self, key: bytes) -> None:
        self._people = derived_key(key, "people")
        self._things = derived_key(key, "things")
        self._known: dict[str, int] = {}

    def person(self, name: str) -> int:
        known = self._known.get(name)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[name] = keyed_id(self._people, plain_name(name))
        return known

    def thing(self, *parts: object) -> int:
        """The id of a fact: the same parts, met again in a longer export, are the same fact."""
        return keyed_id(self._things, *parts)


def plain_name(name: str) -> str:
    """The name without marks, in one spelling; a telephone number as its digits."""
    bare = _SPACES.sub(" ", one_spelling(name.translate(INVISIBLE))).strip(" ~")
    if _PHONE.fullmatch(bare):
        return "+" + re.sub(r"\D", "", bare)
    return bare.casefold()
