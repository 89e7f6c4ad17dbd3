"""Who follows a page, in shares: by sex and age, by city, by country.

One file of blocks under each other (`Audience.csv`: a title, then a matrix, or names over their shares), or a file that
holds one list (`Gender.csv`, `FollowerTopTerritories.csv`). Shares are in percent or in parts of one, alike in a file.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from merhav.connectors.base import Report
from merhav.connectors.files import Source
from merhav.connectors.heads import plain_word
from merhav.connectors.moments import DAY_FIRST, day
from merhav.connectors.numbers import number
from merhav.connectors.tables import cell, rows
from merhav.core.text import Refusal, _

from .daily import is_day
from .told import is_plausible
from .words import AUDIENCE, MEN, WOMEN

_BLOCKS = {plain_word(word): name for name, words in AUDIENCE.items() for word in words}
_OVER_SHARES = {"cities", "countries", "pages"}
"""Blocks whose names stand in one row and their shares in the next."""
_AGE = re.compile(r"(\d\d)[-–](\d\d)|(\d\d)\+")
_MOST_PARTS = 20_000
_MOST_NAMED = 20
_SEXES = {**dict.fromkeys(WOMEN, "female"), **dict.fromkeys(MEN, "male")}


class Part(NamedTuple):
    """One part of the followers."""

    block: str
    name: str
    sex: str
    share: float


@dataclass(slots=True)
class Audience:
    parts: list[Part] = field(default_factory=list)
    last_day: date | None = None
    """Of the numbers by day that stand in the same file: it was not made before."""

    def of(self, block: str) -> Iterator[Part]:
        return (part for part in self.parts if part.block == block)


@dataclass(slots=True)
class _Reading:
    report: Report
    found: Audience = field(default_factory=Audience)
    block: str = ""
    names: Sequence[str] | None = None
    sexes: dict[int, str] = field(default_factory=dict)
    percent: bool = False
    left_out: dict[str, None] = field(default_factory=dict)

    def row(self, line: int, cells: Sequence[str]) -> None:
        filled = [text for text in cells if text.strip()]
        if self.block in _OVER_SHARES and filled:
            self._over(line, cells)
        elif len(filled) == 1 and not is_day(cells[0]):
            self._begin(filled[0])
        elif filled:
            self._cells(line, cells)

    def _over(self, line: int, cells: Sequence[str]) -> None:
        if self.names is None:
            self.names = cells
            return
        for place, name in enumerate(self.names):
            if name.strip():
                self._part(line, self.block, name, cell(cells, place))
        self.block, self.names = "", None

    def _cells(self, line: int, cells: Sequence[str]) -> None:
        if is_day(cells[0]):
            self._dated(cells[0])
        elif _BLOCKS.get(plain_word(cell(cells, 1))) == "share":
            self.block = f"list of {_BLOCKS.get(plain_word(cells[0]), '')}"
        elif self.block == "age_and_sex":
            self._ages(line, cells)
        elif self.block.startswith("list of "):
            self._part(line, self.block.removeprefix("list of "), cells[0], cell(cells, 1))

    def _begin(self, title: str) -> None:
        self.block, self.names, self.sexes = _BLOCKS.get(plain_word(title), ""), None, {}
        if self.block in {"", "pages"} and len(self.left_out) < _MOST_NAMED:
            self.left_out[title.strip()] = None

    def _ages(self, line: int, cells: Sequence[str]) -> None:
        age = _AGE.fullmatch(cells[0].strip())
        if age is None:
            self.sexes = {place: _SEXES.get(plain_word(text), "") for place, text in enumerate(cells) if text}
            return
        name = f"{age[1]}-{age[2]}" if age[1] else f"{age[3]}+"
        for place in range(1, len(cells)):
            if text := cell(cells, place):
                self._part(line, "ages", name, text, self.sexes.get(place, ""))

    def _part(self, line: int, block: str, name: str, text: str, sex: str = "") -> None:
        if block == "pages" or len(self.found.parts) > _MOST_PARTS:
            return  # how much more their readers like this page, not which part of them
        share = number(text)
        if share is None or not 0 <= share <= 100:
            self.report.problem(line, text, _("A number in this row was not understood."))
            return
        self.percent = self.percent or share > 1 or "%" in text
        sex = sex or (_SEXES.get(plain_word(name), "") if block == "sexes" else "")
        self.found.parts.append(Part(block, name.strip(), sex, share))

    def _dated(self, text: str) -> None:
        read = day(text, DAY_FIRST)
        if read and is_plausible(read) and text[:4].isdigit():
            self.found.last_day = max(read, self.found.last_day or read)


def audience(source: Source, report: Report) -> Audience:
    """All parts of the followers that the file names, as parts of one. Raises `Refusal` where it names none."""
    reading = _Reading(report)
    for line, cells in rows(source):
        reading.row(line, cells)
        if len(reading.found.parts) > _MOST_PARTS:
            raise _no_audience(source)
    found = reading.found
    scale = 100 if reading.percent else 1
    found.parts = [part._replace(share=part.share / scale) for part in found.parts]
    if not found.parts:
        raise _no_audience(source)
    for title in reading.left_out:
        report.notes.append(
            _("“%(title)s” says nothing of who the followers are, and was left out.", title=title)
        )
    return found


def _no_audience(source: Source) -> Refusal:
    return Refusal(_("%(name)s does not say who follows a Facebook page.", name=source.name))
