"""Whose file it is and of which space it speaks: as the person said, else as its first lines tell."""

from dataclasses import dataclass, replace

from merhav.authorities.models import Authority
from merhav.connectors.base import Connector
from merhav.connectors.files import Source
from merhav.connectors.heads import head
from merhav.connectors.registry import connector, recognised
from merhav.core.text import Refusal, Text, _

from .sealed import opened
from .selectors import only_space


@dataclass(frozen=True, slots=True)
class Guess:
    """The connector, how sure that is (nothing where a person said so), and the name of the space, if any is proposed."""

    connector: Connector
    sure: float | None
    space: str


def guessed(authority: Authority, source: Source, said: str = "") -> Guess:
    """As `guess` says; where the file proposes no space, the only one that such files speak of here.

    Raises `Refusal` for a file that nobody knows.
    """
    found = guess(source, said)
    return replace(found, space=found.space or only_space(authority, found.connector))


def guess(source: Source, said: str = "") -> Guess:
    """By the slug that a person said, else by the file's first lines. Raises `Refusal` for a file that nobody knows."""
    if said:
        reader = connector(said)
        return Guess(reader, None, _proposed(reader, source))
    found = recognised(source)
    return Guess(found.connector, found.sure, found.space)


def _proposed(reader: Connector, source: Source) -> str:
    try:
        return reader.space_in(head(source)).strip()
    except Refusal:
        return ""  # reading it will say what is wrong with it


def is_text(batch: str, key: str) -> bool:
    """Whether a file that was put away can be read as text at all, whatever it is."""
    try:
        head(opened(batch, key))
    except Refusal:
        return False
    return True


def without_name(text: Text, name: str) -> Text:
    """The sentence as it may be kept: a phone names a file after a group or person."""
    return Text(text.message, {key: _nameless(value, name) for key, value in text.values.items()})


def _nameless(value: object, name: str) -> object:
    if isinstance(value, Text):
        return without_name(value, name)
    return _("the file") if value == name else value
