"""Which column says what, in tables that every town writes differently: told once by a person, then remembered.

A connector declares `Field`s. Heads that carry a usual name are found without asking; for the others the person is asked
which column it is. The answer is the head of the column, so that next month's file of the same space needs no asking.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from merhav.core.text import Text, _

from .base import Answer, Question, Report, Told, Untold
from .heads import plain_word
from .tables import Header

NONE = "-"
"""The answer that says: this table has no such column."""


@dataclass(frozen=True, slots=True)
class Field:
    """Something a table may say, and the heads under which it usually does."""

    name: str
    text: Text
    usual: tuple[str, ...]
    required: bool = False

    @property
    def question(self) -> Question:
        return Question(
            f"column_{self.name}",
            self.text,
            Answer.COLUMN,
            required=self.required,
            only_if=f"column_{self.name}",
            before=True,
            remembered=True,
        )


def questions(fields: Sequence[Field]) -> tuple[Question, ...]:
    return tuple(field.question for field in fields)


def mapped(header: Header, fields: Sequence[Field], told: Told, report: Report) -> dict[str, int]:
    """The column of each field that the table has.

    Raises `Untold`, and lists the heads in `report.columns`, while a required field has no column: then every field
    is asked, with what was found as the first proposal.
    """
    report.columns = [cell for cell in header.cells if cell]
    places: dict[str, int] = {}
    for field in fields:
        place = _place(header, field, told)
        if place is not None:
            places[field.name] = place
            report.found[field.question.name] = header.cells[place]
    lacking = [field for field in fields if field.required and field.name not in places]
    if lacking:
        report.asks |= {field.question.name for field in fields}
        raise Untold(
            _(
                "Say which column holds: %(fields)s.",
                fields=_together([field.text for field in lacking]),
            ),
            tuple(field.question for field in fields),
        )
    return places


def _together(texts: Sequence[Text]) -> Text:
    """One sentence's list of words, each still to be translated."""
    first, *rest = texts
    return Text("%(one)s, %(more)s", {"one": first, "more": _together(rest)}) if rest else first


def _place(header: Header, field: Field, told: Told) -> int | None:
    answer = told.get(field.question.name)
    if answer == NONE:
        return None
    if answer is not None:
        return header.place(answer)
    return header.place(*field.usual)


def recognised(header: Sequence[str], fields: Sequence[Field]) -> float:
    """How much of what is required is found by its usual names, 0 to 1."""
    words = {plain_word(cell) for cell in header}
    required = [field for field in fields if field.required]
    found = sum(any(plain_word(name) in words for name in field.usual) for field in required)
    return found / len(required) if required else 0.0


def told_mapping(answers: Mapping[str, str]) -> dict[str, str]:
    """The answers that say columns, out of all answers."""
    return {name: head for name, head in answers.items() if name.startswith("column_")}
