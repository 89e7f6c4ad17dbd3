"""The files that are mutated: short pieces of the demo town's exports, and one of each connector that it does not use."""

import bz2
import gzip
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.others import OTHERS, TOLD

from merhav.core.periods import Month
from merhav.demo.generate import generate

_LINES = 24
_SINGLE = 6_000
"""Bytes of a document that is one line."""
_EACH = 4
"""Files of one connector."""


@dataclass(frozen=True, slots=True)
class Seed:
    """A file of one connector, and what is told of it."""

    slug: str
    name: str
    raw: bytes
    told: dict[str, str] = field(default_factory=dict)


@cache
def seeds() -> tuple[Seed, ...]:
    """A few short files of every connector."""
    found: dict[str, list[Seed]] = {}
    for seed in (*_of_the_demo(), *_others()):
        held = found.setdefault(seed.slug, [])
        if len(held) < 2 * _EACH:
            held.append(seed)
    return tuple(seed for held in found.values() for seed in held)


def _of_the_demo() -> Iterator[Seed]:
    met: dict[str, int] = {}
    with TemporaryDirectory() as folder:
        for file in generate(Path(folder), last_month=Month(2026, 10)).files:
            met[file.connector] = met.get(file.connector, 0) + 1
            if met[file.connector] <= _EACH:
                raw = file.path.read_bytes()
                yield Seed(file.connector, file.path.name, _short(raw), dict(file.told))


def _others() -> Iterator[Seed]:
    for slug, name, text in OTHERS:
        yield Seed(slug, name, text if isinstance(text, bytes) else text.encode(), TOLD.get(slug, {}))


def _short(raw: bytes) -> bytes:
    """The first lines; of what is packed the first lines inside, packed again."""
    if raw.startswith(b"\x1f\x8b"):
        return gzip.compress(_short(gzip.decompress(raw)), mtime=0)
    if raw.startswith(b"BZh"):
        return bz2.compress(_short(bz2.decompress(raw)))
    if raw.startswith(b"PK"):
        return _short_zip(raw)
    lines = raw.split(b"\n")
    if len(lines) < 5:
        return raw[:_SINGLE] if len(raw) > 4 * _SINGLE else raw
    return b"\n".join(lines[:_LINES])


def _short_zip(raw: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as whole, zipfile.ZipFile(packed, "w") as short:
        for name in whole.namelist():
            short.writestr(name, _short(whole.read(name)))
    return packed.getvalue()
