"""A file that waits for an answer, so that nobody can read it meanwhile: sealed under a key that only the page holds.

After an hour it is gone, whoever has the key (decision 8).
"""

import io
import secrets
import shutil
import time
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings

from merhav.connectors.files import Source
from merhav.core.text import Refusal, _

from .boxes import PIECE, Opened, Sealing, gone

PATIENCE = timedelta(hours=1)
"""How long a file waits for answers."""
LARGEST = 1 << 30
"""Bytes of all files that are brought in at once, as they are unpacked."""


class TooMuch(Refusal):
    """More at once than is taken."""


def new_key() -> str:
    """A key for one page; the only copy is the page's own."""
    return secrets.token_urlsafe(32)


def seal(batch: str, key: str, source: Source, most: int = LARGEST) -> int:
    """Put a file away; its size. Raises `TooMuch` when it holds more than `most` bytes, `Refusal` when it cannot be read out
    of its zip; nothing of it is kept then.
    """
    try:
        with sealing(batch, "name", key) as name:
            name.write(source.name.encode(errors="replace"))
        with source.open() as stream, sealing(batch, "file", key) as file:
            return _copied(stream, file, most)
    except Refusal:
        forget(batch)
        raise


def opened(batch: str, key: str) -> Source:
    """The file that was put away. Raises `Refusal` when it is gone, or the key is not its own."""
    if not key or not waits(batch):
        raise gone()
    with reading(batch, "name", key) as name, reading(batch, "file", key) as file:
        words, size = name.read().decode(), file.seek(0, io.SEEK_END)
    return Source(words, size, lambda: reading(batch, "file", key))


def waits(batch: str) -> bool:
    """Whether a file lies here that can still be opened by whoever has its key."""
    return _age(_folder() / batch / "file") <= PATIENCE.total_seconds()


def sealing(batch: str, part: str, key: str) -> Sealing:
    return Sealing(_folder() / batch / part, key)


def reading(batch: str, part: str, key: str) -> BinaryIO:
    """One sealed part as a stream that can be wound to any place."""
    return cast(BinaryIO, io.BufferedReader(Opened(_folder() / batch / part, key)))


def forget(batch: str) -> None:
    shutil.rmtree(_folder() / batch, ignore_errors=True)


def forget_old() -> None:
    """Let go of what nobody answered within the hour."""
    for folder in _folder().glob("*"):
        whole = folder / "file"
        if _age(whole if whole.exists() else folder) > PATIENCE.total_seconds():
            forget(folder.name)


def _copied(stream: BinaryIO, file: Sealing, most: int) -> int:
    size = 0
    while piece := stream.read(PIECE):
        size += len(piece)
        if size > most:
            raise TooMuch(_("These files hold more than 1 GB together; bring them in a few at a time."))
        file.write(piece)
    return size


def _folder() -> Path:
    return Path(settings.MERHAV_STAGING) / "sealed"


def _age(path: Path) -> float:
    """Seconds since it was written; endless for what is not there."""
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return float("inf")
