"""Sentences for people, kept translatable in packages that know no Django.

A `Text` is a message in English and the values that go into it. Whoever shows it (a page, the command line)
translates the message with its own catalogue and then puts the values in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def translated(self, gettext: Callable[[str], str]) -> str:
        words = {
            name: value.translated(gettext) if isinstance(value, Text) else _in_one_line(value)
            for name, value in self.values.items()
        }
        sentence = gettext(self.message)
        return sentence % words if words else sentence

    def as_json(self) -> dict[str, object]:
        """The sentence as it is kept until somebody reads it, in whatever language."""
        values = {
            name: value.as_json()
            if isinstance(value, Text)
            else value
            if isinstance(value, int | float)
            else str(value)
            for name, value in self.values.items()
        }
        return {"message": self.message, "values": values}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Text":
        values = {
            name: cls.from_json(value) if isinstance(value, Mapping) else value
            for name, value in kept.get("values", {}).items()
        }
        return cls(kept["message"], values)

    def __str__(self) -> str:
        return self.translated(str)


def _(message: str, **values: object) -> Text:
    """Mark a sentence for translation; the name is what the message extractor looks for."""
    return Text(message, values)


def _in_one_line(value: object) -> object:
    """Values come out of files, whose cells may hold several lines; a sentence is one."""
    return " ".join(value.split()) if isinstance(value, str) and not value.isprintable() else value


class Refusal(Exception):  # noqa: N818 - it is a polite no, and reads so where it is raised
    """Bad input, said in one clear sentence; whoever raises it has changed nothing."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text
