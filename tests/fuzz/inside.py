"""Changes behind what packs or encodes a file: in the text of a gzip, in the values of a document, in the words of UTF-16.

A changed byte in a packed file is found by its checksum, a changed brace makes a document unreadable: without these,
little would ever reach what reads the values.
"""

import bz2
import gzip
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any

Change = Callable[[bytes, Random], bytes]

_ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1e308, 1e-9, 10**30, float("nan"), "", " ", "0", "-1", "1e309", "NaN", "null", "x" * 500, "\x00", "\ud800",
    "\u202e", "ש", "٣", "½", "2026-02-30", "9999-12-31T23:59:59-11:00", "0001-01-01T00:00:00+14:00", "2026-03-27T02:30:00",
    "1774200000", 1774200000, 99999999999999, "=cmd()", [], {}, [None], [[]], {"value": {}}, [{"value": "1"}] * 3,
)  # fmt: skip
_BETWEEN = re.compile(rb"(?<=>)[^<>]+(?=<)")
"""What stands between two marks of XML."""


def inside(raw: bytes, rng: Random, change: Change) -> bytes:
    """The file, changed behind whatever is around its text."""
    for magic, opened in _AROUND.items():
        if raw.startswith(magic):
            try:
                return opened(raw, rng, change)
            except (OSError, EOFError, zlib.error, zipfile.BadZipFile):
                return change(raw, rng)
    return _in_document(raw, rng) or _in_marks(raw, rng) or change(raw, rng)


def _in_gzip(raw: bytes, rng: Random, change: Change) -> bytes:
    return gzip.compress(inside(gzip.decompress(raw), rng, change), 1, mtime=0)


def _in_bzip2(raw: bytes, rng: Random, change: Change) -> bytes:
    return bz2.compress(inside(bz2.decompress(raw), rng, change))


def _in_utf16(raw: bytes, rng: Random, change: Change) -> bytes:
    text = raw.decode("utf-16", "replace").encode("utf-8", "replace")
    return inside(text, rng, change).decode("utf-8", "replace").encode("utf-16", "replace")


def _in_zip(raw: bytes, rng: Random, change: Change) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(packed, "w") as after:
        for name in before.namelist():
            after.writestr(name, inside(before.read(name), rng, change))
    return packed.getvalue()


_AROUND = {b"\x1f\x8b": _in_gzip, b"BZh": _in_bzip2, b"PK": _in_zip, b"\xff\xfe": _in_utf16}


def _in_marks(raw: bytes, rng: Random) -> bytes | None:
    """XML with another value somewhere; None for what is none, and now and then."""
    places = list(_BETWEEN.finditer(raw)) if raw.startswith(b"<") and rng.random() < 0.7 else []
    if not places:
        return None
    place = rng.choice(places)
    value = str(rng.choice(_ODD)).encode("utf-8", "replace").replace(b"<", b"&lt;").replace(b"\x00", b"")
    return raw[: place.start()] + value + raw[place.end() :]


def _in_document(raw: bytes, rng: Random) -> bytes | None:
    """JSON, or a line of JSON lines, with another value somewhere; None for what is none, and now and then."""
    if raw[:1] not in {b"{", b"["} or rng.random() < 0.2:
        return None
    with suppress(ValueError):
        return _written(json.loads(raw), rng)
    lines = raw.splitlines(keepends=True)
    at = rng.randrange(len(lines))
    with suppress(ValueError):
        lines[at] = _written(json.loads(lines[at]), rng) + b"\n"
        return b"".join(lines)
    return None


def _written(document: Any, rng: Random) -> bytes:
    places = list(_places(document))
    if places:
        holder, key = rng.choice(places)
        _alter(holder, key, rng)
    text = json.dumps(document, ensure_ascii=rng.random() < 0.3, indent=rng.choice((None, None, 1)))
    return text.encode("utf-8", "replace")


def _places(value: Any) -> Any:
    """Every list and mapping with each of its keys."""
    if isinstance(value, dict | list):
        keys = list(value) if isinstance(value, dict) else range(len(value))
        for key in keys:
            yield value, key
            yield from _places(value[key])


def _alter(holder: Any, key: Any, rng: Random) -> None:
    match rng.randrange(6):
        case 0:
            del holder[key]
        case 1:
            holder[key] = [holder[key]]
        case 2 if isinstance(holder, list):
            holder.append(holder[key])
        case 2:
            holder[f"{key}x"] = holder.pop(key)
        case 3 if isinstance(holder, list):
            rng.shuffle(holder)
        case _:
            holder[key] = rng.choice(_ODD)
