"""A minute as a row of a table."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template

from merhav.minutes.figures import FIGURES, Figure
from merhav.minutes.models import Minute

register = template.Library()


@dataclass(frozen=True, slots=True)
class Cell:
    """A number that was told; `beside` when an imported chat counts in its place."""

    value: int | None
    beside: bool


@register.filter
def figures(_told: Iterable[Minute]) -> tuple[Figure, ...]:
    """The heads of the table."""
    return FIGURES


@register.filter
def cells(minute: Minute) -> list[Cell]:
    return [_cell(minute, figure.name) for figure in FIGURES]


def _cell(minute: Minute, name: str) -> Cell:
    value = minute.figures.get(name)
    return Cell(value, value is not None and minute.recorded.get(name) != value)
