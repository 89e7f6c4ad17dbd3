"""In which encoding a text is, from its first bytes: marks of byte order first, then what can be proved, then a guess."""

import codecs

_MARKS = (
    (codecs.BOM_UTF32_LE, None),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESSED_FROM = 64 << 10


def encoding_of(start: bytes) -> str | None:
    """The encoding of a text that begins so; None for what is no text."""
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding
    if b"\0" in start[:4096]:
        return _without_mark(start[:4096])
    if _is_utf8(start):
        return "utf-8"
    return _old(start[:_GUESSED_FROM])


def _without_mark(start: bytes) -> str:
    """UTF-16 whose mark was lost: its line ends and spaces are a NUL and a sign. Else the NULs are damage."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if len(start) < 8 or max(even, odd) * 16 < len(start) or min(even, odd) * 8 > max(even, odd):
        return "utf-8"
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_utf8(start: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return False
    return True


def _old(start: bytes) -> str | None:
    """The code page by the letters it would hold: each script keeps to its own part of the upper half.

    Detectors that learned from long prose go wrong on tables, whose few words stand between many digits.
    """
    high = [byte for byte in start if byte >= 0x80]
    letters = sum(byte >= 0xC0 for byte in high)
    if letters * 10 < len(high) * 8 or len(high) * 50 < len(start):
        return "cp1252" if _is_latin(start, high) else None
    if _part(high, 0xE0, 0xFA) > 0.95:
        return "cp1255"
    # An Arabic word has an alef or a lam in almost every case; the Cyrillic letters in their place are rare.
    if (high.count(0xC7) + high.count(0xE1)) * 8 > len(high):
        return "cp1256"
    return "cp1251"


def _part(high: list[int], low: int, top: int) -> float:
    return sum(low <= byte <= top for byte in high) / len(high)


def _is_latin(start: bytes, high: list[int]) -> bool:
    """Few letters of the upper half among many of the lower, and no control signs."""
    return len(high) * 5 < len(start) and not any(0x80 <= byte < 0x91 for byte in high)
