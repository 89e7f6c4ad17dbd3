"""Files as nobody should send them: a real one, with what chance and malice do to it."""

from collections.abc import Mapping, Sequence
from random import Random

from tests.fuzz.inside import Change, inside

TOKENS = (
    b'"', b"'", b",", b";", b"\t", b"|", b"\n", b"\r", b"\r\n", b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff",
    b"{", b"}", b"[", b"]", b":", b"<", b">", b"&", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"\\", b"\\u0000", b"%", b"%00",
    b"-1", b"0", b"1e309", b"NaN", b"99999999999999999999", b"1.22158E+17", b"1,234.5", b"1.234,5", "٣".encode(), "½".encode(),
    b"0000-00-00", b"9999-12-31 23:59:59", b"2026-02-30", b"31/12/1969", b"1/1/0001", b"2026-03-27T02:30:00", b"+14:00", b"Z",
    "\u200f".encode(), "\u202e".encode(), "\u2028".encode(), "ש".encode(), "ﷺ".encode(), b"=cmd()", b"null", b"true", b"sep=",
    b"Date", b"Email", b"Total", b"# ", b"--", b"://", b"A" * 300, b"(" * 50, b'""' * 40, b",,,,,,,,", b"\n\n\n\n",
)  # fmt: skip
"""What upsets readers: marks that mean something to one of them, numbers and days at the edge."""


def _place(raw: bytes, rng: Random) -> int:
    return rng.randrange(len(raw) + 1)


def insert(raw: bytes, rng: Random) -> bytes:
    at = _place(raw, rng)
    return raw[:at] + rng.choice(TOKENS) + raw[at:]


def replace(raw: bytes, rng: Random) -> bytes:
    at = _place(raw, rng)
    return raw[:at] + rng.choice(TOKENS) + raw[at + rng.randrange(1, 12) :]


def flip(raw: bytes, rng: Random) -> bytes:
    if not raw:
        return raw
    at = rng.randrange(len(raw))
    return raw[:at] + bytes([rng.randrange(256)]) + raw[at + 1 :]


def cut(raw: bytes, rng: Random) -> bytes:
    at = _place(raw, rng)
    return raw[:at] + raw[at + rng.randrange(1, 60) :]


def end(raw: bytes, rng: Random) -> bytes:
    return raw[: _place(raw, rng)]


def swap_lines(raw: bytes, rng: Random) -> bytes:
    lines = raw.split(b"\n")
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def repeat_line(raw: bytes, rng: Random) -> bytes:
    lines = raw.split(b"\n")
    at = rng.randrange(len(lines))
    return b"\n".join([*lines[:at], *[lines[at]] * rng.randrange(2, 5), *lines[at:]])


def drop_line(raw: bytes, rng: Random) -> bytes:
    lines = raw.split(b"\n")
    del lines[rng.randrange(len(lines))]
    return b"\n".join(lines)


def swap_cells(raw: bytes, rng: Random) -> bytes:
    """A spreadsheet in which somebody moved a column, in one line."""
    lines = raw.split(b"\n")
    at = rng.randrange(len(lines))
    cells = lines[at].split(b",")
    rng.shuffle(cells)
    lines[at] = b",".join(cells)
    return b"\n".join(lines)


def line_ends(raw: bytes, rng: Random) -> bytes:
    return raw.replace(b"\r\n", b"\n").replace(b"\n", rng.choice((b"\r", b"\r\n", b"\n\r", b"\x0b")))


def encode(raw: bytes, rng: Random) -> bytes:
    text = raw.decode("utf-8", errors="replace")
    return text.encode(
        rng.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1255", "cp1256", "utf-7")), "replace"
    )


CHANGES: Sequence[Change] = (
    insert, insert, insert, replace, replace, flip, flip, cut, cut, end, swap_lines, repeat_line, drop_line, swap_cells,
    line_ends, encode,
)  # fmt: skip


def grown(raw: bytes, rng: Random) -> bytes:
    """A piece of it again and again, up to some hundred thousand bytes: what takes its time shows there."""
    begin = _place(raw, rng)
    piece = raw[begin : begin + rng.choice((1, 2, 5, 30, 300, 3_000))]
    return raw[:begin] + piece * (rng.randrange(300_000) // (len(piece) or 1)) + raw[begin:]


def changed(raw: bytes, rng: Random) -> bytes:
    return rng.choice(CHANGES)(raw, rng)


def mutated(raw: bytes, other: bytes, rng: Random) -> bytes:
    """The file after a few changes, most of them inside of what packs it; now and then with another's end on it."""
    whole = rng.random() < 0.2
    for _change in range(rng.choice((1, 1, 2, 3, 5, 8))):
        raw = changed(raw, rng) if whole else inside(raw, rng, changed)
    if rng.random() < 0.03:
        raw = raw[: _place(raw, rng)] + other[_place(other, rng) :]
    return grown(raw, rng) if rng.random() < 0.002 else raw


_NAMES = (
    "",
    "x" * 300,
    "export",
    "a.txt.zip",
    "\u202egpj.csv",
    "_.csv",
    "2026-02-30.csv",
    "%s %(name)s.csv",
    "../../a.csv",
    "{0}.json",
)
_ANSWERS = (
    "",
    " ",
    "-",
    "0",
    "-1",
    "x",
    "1e309",
    "9" * 30,
    "%",
    "ש",
    "2026-02-30",
    "0001-01-01",
    "9999-12-31",
    "dmy",
    "/*",
    "*",
    "[",
    "yes",
)


def named(name: str, rng: Random) -> str:
    """The file's name, which anybody may change."""
    return rng.choice(_NAMES) if rng.random() < 0.02 else name


def told(answers: Mapping[str, str], rng: Random) -> dict[str, str]:
    """The answers; now and then one of them is nonsense, or missing."""
    given = dict(answers)
    if given and rng.random() < 0.05:
        given[rng.choice(sorted(given))] = rng.choice(_ANSWERS)
    return given
