"""The shapes in which phones write the header of a message, and a fast pattern for the one shape of a file.

Each family is told by how date and time are enclosed. A loose pattern recognises any member of a family; `Shape`
is what one file's headers have in common, and its `pattern` splits the file at C speed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from .dates import Order
from .marks import A_MARK, ANY_MARKS, SPACE, SPACES

_M = ANY_MARKS
_S = SPACE

_MARK_AFTER = (
    rf"[AaPp]{_S}?\.?{_S}?[Mm]\b\.?|[صم](?!\w)|(?:לפנה|אחה)(?:[\"״”]|'')צ|[قب]\.ظ\.?|قبل\u200c?\s?ازظهر|بعدازظهر"
    r"|[πμ]\.?μ\.?|[ДП]П"
)
_MARK_BEFORE = r"上午|下午|午前|午後|오전|오후"

_DATE = (
    rf"\d{{1,4}}{_M}(?P<separator>[/.\-]){_M}{_S}?{_M}\d{{1,2}}{_M}(?P=separator){_M}{_S}?{_M}[A-Z]?\d{{1,4}}\.?"
    rf"(?:{_S}BE)?{_M}"
)
_BETWEEN = rf"(?P<between>(?:[,،]{_M}{_S}*|{_S}+){_M}(?:[^\W\d_]{{1,3}}\.?{_S})?)"
_TIME = (
    rf"(?:(?P<before>{_MARK_BEFORE}){_S}?)?\d{{1,2}}(?P<point>[:.])\d{{2}}(?:(?P=point)\d{{2}})?"
    rf"(?:{_S}?{_M}(?P<after>{_MARK_AFTER}))?"
)
_DATE_TIME = rf"(?P<date>{_DATE}){_BETWEEN}(?P<time>{_TIME}){_M}"
_NAME = r"(?P<name>[^:\n]+)"


class Family(StrEnum):
    """How date and time are enclosed."""

    DASH = "dash"
    """Android: `D/M/YY, HH:MM - Name: text`."""
    BRACKET = "bracket"
    """iOS: `[D/M/YYYY, HH:MM:SS] Name: text`."""
    COPY = "copy"
    """Copied from WhatsApp Web: `[HH:MM, D.M.YYYY] Name: text`."""
    COLON = "colon"
    """iOS of old: `D/M/YYYY, HH:MM:SS: Name: text`."""
    BARE = "bare"
    """`D/M/YYYY, HH:MM:SS Name: text`; without a name it cannot be told from a message's own words."""


_LOOSE = {
    Family.DASH: re.compile(rf"{_M}{_DATE_TIME}{_S}(?P<dash>[-–—]){_S}"),
    Family.BRACKET: re.compile(rf"{_M}\[{_M}{_DATE_TIME}\]"),
    Family.COPY: re.compile(rf"{_M}\[{_M}(?P<time>{_TIME}){_BETWEEN}(?P<date>{_DATE})\]"),
    Family.COLON: re.compile(rf"{_M}{_DATE_TIME}: "),
    Family.BARE: re.compile(rf"{_M}{_DATE_TIME}{_S}{_NAME}: "),
}
_MAYBE = re.compile(rf"{_M}\[?{_M}(?:{_MARK_BEFORE})?\d")
_A_MARK = re.compile(A_MARK)


@dataclass(frozen=True, slots=True)
class Header:
    """One line's header: its shape, and its date and time as written."""

    shape: "Shape"
    date: str
    time: str
    end: int


@dataclass(frozen=True)
class Shape:
    """What the headers of one file have in common; two phones, or two languages, differ in it."""

    family: Family
    separator: str
    spaced: bool
    """A space after the separator: `13. 6. 2018.`"""
    year_first: bool
    short_year: bool
    dot_ends: bool
    buddhist: bool
    """`BE` after the year."""
    digits: str
    """The zero of the digits in use."""
    between: str
    point: str
    seconds: bool
    twelve: bool

    @property
    def known_order(self) -> Order | None:
        return Order.YMD if self.year_first else None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        r"""Matches from the "\n" before a header to the end of its name.

        Groups: marks before the line, date, time (time and date in a copy), name, marks before the text.
        """
        d = "[0-9]" if self.digits == "0" else r"\d"
        date, time = self._date(d), self._time(d)
        between = self._between()
        when = {
            Family.DASH: rf"({date}){between}({time}){_M}{_S}[-–—]{_S}",
            Family.BRACKET: rf"\[{_M}({date}){between}({time}){_M}\]{_S}?",
            Family.COPY: rf"\[{_M}({time}){between}({date}){_M}\]{_S}?",
            Family.COLON: rf"({date}){between}({time}):{_S}",
            Family.BARE: rf"({date}){between}({time}){_S}",
        }[self.family]
        optional = "" if self.family is Family.BARE else "?"
        name = rf"(?:([^:\n]+):(?:{_S}|$)({_M})){optional}"
        return re.compile(rf"\n({_M}){when}{_M}{name}", re.MULTILINE)

    def _date(self, d: str) -> str:
        between = rf"{_M}{re.escape(self.separator)}{_M}" + (f"{_S}{_M}" if self.spaced else "")
        year = rf"(?:[A-Z]?{d}{{1,2}})" if self.short_year else rf"{d}{{4}}"
        small = rf"{d}{{1,2}}"
        parts = (year, small, small) if self.year_first else (small, small, year)
        end = r"\." if self.dot_ends else ""
        return between.join(parts) + end + (rf"{_S}BE" if self.buddhist else "") + _M

    def _between(self) -> str:
        comma, word = self.between[:1], self.between[1:].strip()
        if comma not in {",", "،"}:
            comma, word = "", self.between
        spaces = rf"{_S}*" if comma else rf"{_S}+"
        return rf"{comma}{_M}{spaces}{_M}" + (re.escape(word) + _S if word else "")

    def _time(self, d: str) -> str:
        point = re.escape(self.point)
        seconds = rf"{point}{d}{{2}}" if self.seconds else ""
        before = rf"(?:(?:{_MARK_BEFORE}){_S}?)?" if self.twelve else ""
        after = rf"(?:{_S}?{_M}(?:{_MARK_AFTER}))?" if self.twelve else ""
        return rf"{before}{d}{{1,2}}{point}{d}{{2}}{seconds}{after}"


def header(line: str) -> Header | None:
    """The header with which the line begins, of whatever shape."""
    if _MAYBE.match(line) is None:
        return None
    for family, loose in _LOOSE.items():
        found = loose.match(line)
        if found is not None:
            return Header(_shape(family, found), found["date"], found["time"], found.end())
    return None


def headers_in(body: str) -> Iterator[Header]:
    """Headers of whatever shape that begin a line of the body, but for its first."""
    for line in body.split("\n")[1:]:
        found = header(line)
        if found is not None:
            yield found


def _shape(family: Family, found: re.Match[str]) -> Shape:
    date = _A_MARK.sub("", found["date"])
    numbers = re.findall(r"\d+", date)
    return Shape(
        family=family,
        separator=found["separator"],
        spaced=re.search(rf"[/.\-]{_S}\d", date) is not None,
        year_first=len(numbers[0]) > 2,
        short_year=len(numbers[0]) <= 2 and len(numbers[2]) <= 2,
        dot_ends=date.rstrip(SPACES).removesuffix("BE").rstrip(SPACES).endswith("."),
        buddhist="BE" in date,
        digits=_zero(numbers[0][0]),
        between=_A_MARK.sub("", found["between"]).strip(),
        point=found["point"],
        seconds=len(re.findall(r"\d+", found["time"])) == 3,
        twelve=bool(found["before"] or found["after"]),
    )


def _zero(digit: str) -> str:
    return chr(ord(digit) - int(digit))
