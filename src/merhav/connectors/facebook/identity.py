"""What a post is known by in every export, also where a spreadsheet has made its number into `1.22158E+17`.

Rounded numbers of two posts may be one. So a post whose number is damaged is known by the number in its link where that
agrees with what is left, else by the link, else by its time, page, kind and text; and it is told how many are.
"""

import re
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlsplit

from merhav.connectors.numbers import is_damaged_id

_NUMBER = re.compile(r"(?:\d+_)?(\d{5,})")
_IN_LINK = re.compile(r"\d{8,}")
_KEPT_DIGITS = 15
"""How many digits of a number a spreadsheet keeps; the others become zeros."""


class By(StrEnum):
    NUMBER = "number"
    LINK_NUMBER = "link number"
    """The number was damaged, and the link holds it whole."""
    LINK = "link"
    TIME = "time"


class Known(NamedTuple):
    key: str
    by: By


def is_rounded(number: str) -> bool:
    """Whether the number may have lost its last digits to a spreadsheet: nothing but zeros after the fifteenth."""
    return len(number) > _KEPT_DIGITS and not number[_KEPT_DIGITS:].strip("0")


def plain_number(cell: str) -> str:
    """The number of a post without what protects it from spreadsheets (`="12"`, `'12`)."""
    return cell.removeprefix("=").strip("\"' ")


def known_by(cell: str, permalink: str, otherwise: str, *, all_rounded: bool = False) -> Known:
    """What a post is known by. `otherwise`: what there is to say of it without a number; `all_rounded`: every number
    of the file ends in zeros.
    """
    text = plain_number(cell)
    whole = _NUMBER.fullmatch(text)
    number = whole[1] if whole else text
    if number and not is_damaged_id(number):
        if not (whole and is_rounded(number)):
            return Known(f"id:{number}", By.NUMBER)
        same = _same(permalink, number)
        if same or not all_rounded:
            return Known(f"id:{same or number}", By.LINK_NUMBER if same and same != number else By.NUMBER)
    elif number and (same := _agreeing(permalink, number)):
        return Known(f"id:{same}", By.LINK_NUMBER)
    if permalink:
        return Known(f"link:{plain_link(permalink)}", By.LINK)
    return Known(f"time:{otherwise}", By.TIME)


def plain_link(permalink: str) -> str:
    """The link's path, and of its query what names a post."""
    try:
        parts = urlsplit(permalink)
    except ValueError:
        return permalink
    names = ("story_fbid=", "fbid=", "v=", "id=")
    kept = "&".join(sorted(piece for piece in parts.query.split("&") if piece.startswith(names)))
    return f"{parts.path.rstrip('/')}?{kept}"


def _same(permalink: str, number: str) -> str | None:
    """The number in the link that the rounded one was made of."""
    start = number[:_KEPT_DIGITS]
    found = (each for each in _IN_LINK.findall(permalink) if len(each) == len(number))
    return next((each for each in found if each.startswith(start)), None)


def _agreeing(permalink: str, damaged: str) -> str | None:
    """The number in the link that is written so when it is rounded."""
    mantissa, _e, exponent = damaged.upper().replace(",", ".").partition("E+")
    digits = len(mantissa.partition(".")[2])
    for each in _IN_LINK.findall(permalink):
        if len(each) == int(exponent) + 1 and f"{Decimal(each):.{digits}E}" == f"{mantissa}E+{int(exponent)}":
            return str(each)
    return None
