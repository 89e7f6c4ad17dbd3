"""How a sealed file lies on the disk: AES-256-GCM, piece by piece, so that any piece can be read without those before it.

Each writing has a key of its own, made of the given key, a fresh salt and the file's place; under it the pieces are
numbered. The last is sealed as the last, so that a file cut short is not taken for whole.
"""

import io
import secrets
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from merhav.core.ids import derived_key
from merhav.core.text import Refusal, _

PIECE = 256 << 10
"""Bytes sealed at a time."""
_SALT, _TAG = 16, 16
_MORE, _LAST = b"more", b"last"


def gone() -> Refusal:
    """What is said of a file that is not there, that was changed, or whose key is another's."""
    return Refusal(_("The file is no longer here, so it cannot be read again; drop it once more."))


class Sealing:
    """What is written to it lies sealed at `path` once it is closed; nothing of it does when something breaks."""

    def __init__(self, path: Path, key: str) -> None:
        self._path, self._unfinished = path, path.with_name(f"{path.name}.part")
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        salt = secrets.token_bytes(_SALT)
        self._box = AESGCM(_own_key(key, salt, path))
        self._file = self._unfinished.open("wb")
        self._file.write(salt)
        self._held = b""
        self._number = 0

    def write(self, words: bytes) -> None:
        self._held += words
        whole = (len(self._held) - 1) // PIECE  # the last is held back, to be sealed as the last
        for at in range(0, whole * PIECE, PIECE):
            self._put(self._held[at : at + PIECE], _MORE)
        if whole > 0:
            self._held = self._held[whole * PIECE :]

    def close(self) -> None:
        self._put(self._held, _LAST)
        self._file.close()
        self._unfinished.replace(self._path)

    def drop(self) -> None:
        self._file.close()
        self._unfinished.unlink(missing_ok=True)

    def _put(self, piece: bytes, place: bytes) -> None:
        self._file.write(self._box.encrypt(_nonce(self._number), piece, place))
        self._number += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.drop()


class Opened(io.RawIOBase):
    """A sealed file as it was before, read from any place. Raises `Refusal` when it cannot be opened, or was changed."""

    def __init__(self, path: Path, key: str) -> None:
        try:
            self._file = path.open("rb")
        except OSError:
            raise gone() from None
        sealed = self._file.seek(0, io.SEEK_END) - _SALT
        self._pieces = max(1, -(-sealed // (PIECE + _TAG)))
        self.size = max(0, sealed - self._pieces * _TAG)
        self._file.seek(0)
        self._box = AESGCM(_own_key(key, self._file.read(_SALT), path))
        self._at = 0
        self._number, self._piece = -1, b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        if self._at >= max(self.size, 1):
            self._unsealed(self._pieces - 1)  # the end is the end only if it was sealed as that
            return 0
        inside = self._at % PIECE
        words = self._unsealed(self._at // PIECE)[inside : inside + len(view)]
        view[: len(words)] = words
        self._at += len(words)
        return len(words)

    def _unsealed(self, number: int) -> bytes:
        if number != self._number:
            self._file.seek(_SALT + number * (PIECE + _TAG))
            place = _LAST if number == self._pieces - 1 else _MORE
            try:
                self._piece = self._box.decrypt(_nonce(number), self._file.read(PIECE + _TAG), place)
            except InvalidTag:
                raise gone() from None
            self._number = number
        return self._piece

    def close(self) -> None:
        self._file.close()
        super().close()


def _own_key(key: str, salt: bytes, path: Path) -> bytes:
    return derived_key(key.encode(), f"{salt.hex()} {path.parent.name} {path.name}")


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")
