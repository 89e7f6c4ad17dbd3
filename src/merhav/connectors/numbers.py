"""Numbers as products and spreadsheets write them: `1,234.5`, `1.234,5`, `1 234`, `١٬٢٣٤`, `27.78%`, `1.22E+17`.

Whether a lone `1.234` is a thousand or a fraction is a property of the file: `decimal_mark` looks for a cell that
proves it.
"""

import re
import unicodedata
from collections.abc import Iterable

_GROUPED = r"[+-]?\d{1,3}(?:[%s]\d{3})+(?:%s\d+)?"
_POINT = re.compile(_GROUPED % (r",'\s", r"\.") + r"|[+-]?\d*\.?\d+(?:[eE][+-]?\d+)?")
_COMMA = re.compile(_GROUPED % (r".'\s", ",") + r"|[+-]?\d*,?\d+(?:[eE][+-]?\d+)?")
_PROVES_POINT = re.compile(r"\d,\d{3}\.\d|^[+-]?\d+\.(?!\d{3}$)\d+$|^0\.\d|^[+-]?\d{1,3}(,\d{3}){2,}$")
_PROVES_COMMA = re.compile(r"\d\.\d{3},\d|^[+-]?\d+,(?!\d{3}$)\d+$|^0,\d|^[+-]?\d{1,3}(\.\d{3}){2,}$")
_AROUND = str.maketrans("", "", "%₪$€£\u200e\u200f\u061c\u00a0\u202f\u2009")
_ARABIC = str.maketrans("٫٬−", ".,-")
_DAMAGED = re.compile(r"\d(?:[.,]\d+)?[eE]\+\d{2}")


def decimal_mark(cells: Iterable[str]) -> str | None:
    """`.` or `,`, as soon as some cell proves which; None where no cell does."""
    for cell in cells:
        text = _plain(cell)
        if "." in text or "," in text:
            if _PROVES_POINT.search(text):
                return "."
            if _PROVES_COMMA.search(text):
                return ","
    return None


def number(cell: str, mark: str | None = None) -> float | None:
    """The number in a cell, its percent sign and currency aside; None for what is no number.

    `mark` is the file's decimal mark (`decimal_mark`). Unknown, a lone mark before three digits parts thousands.
    """
    text = _plain(cell)
    if not text or len(text) > 40:
        return None
    known = mark or decimal_mark([text])
    if known is None and re.fullmatch(r"[+-]?\d{1,3}[.,]\d{3}", text):
        return float(re.sub(r"[.,]", "", text))
    if known == ",":
        return _of(text, _COMMA, ".", ",")
    return _of(text, _POINT, ",", ".")


def share(cell: str, mark: str | None = None) -> float | None:
    """A share between 0 and 1 from `27.78%`, or from a bare fraction as `0.2778`."""
    read = number(cell, mark)
    if read is None:
        return None
    return read / 100 if "%" in cell or "٪" in cell or read > 1 else read


def whole(cell: str, mark: str | None = None) -> int | None:
    read = number(cell, mark)
    return None if read is None or read != read or abs(read) > 1e15 else round(read)  # noqa: PLR0124 - not a number


def is_damaged_id(cell: str) -> bool:
    """Whether a spreadsheet made an id into a rounded number, as `1.22158E+17`: it names nothing any more."""
    return bool(_DAMAGED.fullmatch(cell.strip()))


def seconds(cell: str, mark: str | None = None) -> float | None:
    """A duration in seconds from `90`, `00:01:30`, `1:30`, `1m 30s`, `1 min 30 s`, `2h 5m`."""
    text = _plain(cell)
    parts = text.split(":")
    if 1 < len(parts) <= 3 and all(re.fullmatch(r"\d+(\.\d+)?", part) for part in parts):
        total = 0.0
        for part in parts:
            total = total * 60 + float(part)
        return total
    found = re.fullmatch(
        r"(?:(\d+)\s*(?:days?|d)\s*)?(?:(\d+)\s*(?:hours?|hr?s?|h)\s*)?(?:(\d+)\s*(?:min(?:ute)?s?|m)\s*)?"
        r"(?:(\d+(?:\.\d+)?)\s*(?:sec(?:ond)?s?|s))?",
        text,
    )
    if found and any(found.groups()):
        days, hours, minutes, rest = (float(part or 0) for part in found.groups())
        return days * 86_400 + hours * 3600 + minutes * 60 + rest
    return number(cell, mark)


def _plain(cell: str) -> str:
    """ASCII digits and marks, nothing around them. (`casefold` is not wanted: `E` stands in numbers.)"""
    text = cell.translate(_ARABIC).translate(_AROUND).replace("٪", "").strip()
    if not text.isascii():
        text = "".join(str(unicodedata.digit(sign, sign)) for sign in text)
    return text


def _of(text: str, shape: re.Pattern[str], thousands: str, decimal: str) -> float | None:
    if not shape.fullmatch(text):
        return None
    try:
        return float(re.sub(rf"[{thousands}'\s]", "", text).replace(decimal, "."))
    except ValueError:
        return None
