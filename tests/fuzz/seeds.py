"""The files that are mutated: short pieces of the demo town's exports, and every shape that the tests of connectors know."""

import bz2
import gzip
import io
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz import shapes_facebook, shapes_lists, shapes_meetings, shapes_newsletter, shapes_web
from tests.fuzz.seed import Seed

from merhav.core.periods import Month
from merhav.demo.generate import generate

_LINES = 24
_SINGLE = 6_000
"""Bytes of a document that is one line."""
_EACH = 2
"""The demo's files of one connector."""
_SHAPES = (shapes_facebook, shapes_lists, shapes_meetings, shapes_newsletter, shapes_web)


@cache
def seeds() -> dict[str, tuple[Seed, ...]]:
    """A few short files of every connector, by its slug."""
    found: dict[str, list[Seed]] = {}
    for seed in (*_of_the_demo(), *(seed for shapes in _SHAPES for seed in shapes.SEEDS)):
        found.setdefault(seed.slug, []).append(seed)
    return {slug: tuple(found[slug]) for slug in sorted(found)}


def _of_the_demo() -> Iterator[Seed]:
    met: dict[str, int] = {}
    with TemporaryDirectory() as folder:
        for file in generate(Path(folder), last_month=Month(2026, 10)).files:
            met[file.connector] = met.get(file.connector, 0) + 1
            if met[file.connector] <= _EACH:
                raw = file.path.read_bytes()
                yield Seed(file.connector, file.path.name, _short(raw), dict(file.told))


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
