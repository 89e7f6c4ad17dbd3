"""The one text inside a zip, read in place: nothing is ever unpacked to a disk."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import IO, Any, BinaryIO, cast

from merhav.core.text import Refusal, _

LARGEST = 2 << 30
"""Bytes of text that one import may hold, unpacked."""

_RATIO = 200
"""Text shrinks to a fifth or a tenth when it is packed; what shrinks further was made to fill a disk."""
_HARMLESS = 8 << 20
"""Bytes unpacked below which the ratio does not matter: a short chat of one repeated line packs well."""
_ENTRIES = 50_000
_DIRECTORY = 64 << 20
_END_RECORD = 22
_ENCRYPTED = 0x1

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    struct.error,
)
_NAME_PARTS = re.compile(r"[/\\]")


@contextmanager
def inside_zip(
    stream: BinaryIO, name: str, suffix: str, prefer: Callable[[str], bool] | None
) -> Iterator[BinaryIO]:
    """The text inside the zip as a stream that refuses, while it is read, what the directory had kept silent."""
    _look_at_directory(stream, name)
    try:
        archive = zipfile.ZipFile(stream)
    except _BROKEN:
        raise _broken(name) from None
    with archive:
        entry = _chosen(archive.infolist(), name, suffix, prefer)
        try:
            packed = archive.open(entry)
        except _BROKEN:
            raise _broken(name) from None
        with packed:
            yield watched(cast(BinaryIO, packed), name, entry.compress_size)


def watched(packed: BinaryIO, name: str, compressed: int) -> BinaryIO:
    """The stream as it is unpacked; it refuses when far more comes out than `compressed` bytes may hold."""
    return cast(BinaryIO, io.BufferedReader(_Watched(packed, name, compressed)))


def members(stream: BinaryIO, name: str, wanted: Callable[[str], bool]) -> list[tuple[str, int]]:
    """Names and unpacked sizes of the files in a zip that are `wanted` by their name, in the zip's order."""
    _look_at_directory(stream, name)
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
    except _BROKEN:
        raise _broken(name) from None
    _refuse_hostile(entries, name)
    files = [entry for entry in entries if not entry.is_dir() and _is_wanted(entry.filename, "")]
    return [
        (entry.filename, entry.file_size) for entry in files if wanted(_NAME_PARTS.split(entry.filename)[-1])
    ]


def each_member(stream: BinaryIO, name: str, wanted: Callable[[str], bool]) -> Iterator[tuple[str, BinaryIO]]:
    """The files in a zip that are `wanted` by their name, one after another; each is closed when the next is asked for."""
    found = members(stream, name, wanted)
    with zipfile.ZipFile(stream) as archive:
        for member, _size in found:
            entry = archive.getinfo(member)
            if entry.flag_bits & _ENCRYPTED:
                raise Refusal(_("The zip %(name)s is locked with a password.", name=name))
            try:
                packed = archive.open(entry)
            except _BROKEN:
                raise _broken(name) from None
            with packed:
                yield member, watched(cast(BinaryIO, packed), name, entry.compress_size)


def opened_member(stream: BinaryIO, name: str, member: str) -> BinaryIO:
    """One file of a zip as a stream that can be read and wound back; closing it closes the zip."""
    with ExitStack() as opened:
        opened.enter_context(stream)
        try:
            archive = opened.enter_context(zipfile.ZipFile(stream))
            entry = archive.getinfo(member)
            if entry.flag_bits & _ENCRYPTED:
                raise Refusal(_("The zip %(name)s is locked with a password.", name=name))
            packed = _Member(archive.open(entry), name, entry.compress_size, archive, stream)
        except (*_BROKEN, KeyError):
            raise _broken(name) from None
        opened.pop_all()
    return cast(BinaryIO, io.BufferedReader(packed))


def _broken(name: str) -> Refusal:
    return Refusal(_("The packed file %(name)s is broken; export it again.", name=name))


def _hostile(name: str) -> Refusal:
    return Refusal(
        _("The packed file %(name)s unpacks to far more than it may hold; it was not opened.", name=name)
    )


def _look_at_directory(stream: BinaryIO, name: str) -> None:
    """Refuse a directory too large to be read into memory, before it is."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _END_RECORD - 65_535))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END_RECORD:
        raise _broken(name)
    (directory,) = struct.unpack_from("<I", tail, at + 12)
    if directory > _DIRECTORY:
        raise _hostile(name)


def _chosen(
    entries: list[zipfile.ZipInfo], name: str, suffix: str, prefer: Callable[[str], bool] | None
) -> zipfile.ZipInfo:
    _refuse_hostile(entries, name)
    texts = [entry for entry in entries if _is_wanted(entry.filename, suffix)]
    if len(texts) > 1 and prefer is not None:
        texts = [entry for entry in texts if prefer(_NAME_PARTS.split(entry.filename)[-1])] or texts
    if not texts:
        raise Refusal(_("The zip %(name)s holds no %(suffix)s file.", name=name, suffix=suffix))
    if len(texts) > 1:
        raise Refusal(
            _("The zip %(name)s holds several %(suffix)s files; give one of them.", name=name, suffix=suffix)
        )
    if texts[0].flag_bits & _ENCRYPTED:
        raise Refusal(_("The zip %(name)s is locked with a password.", name=name))
    return texts[0]


def _is_wanted(path: str, suffix: str) -> bool:
    """Not a folder, not what a Mac adds beside each file."""
    parts = _NAME_PARTS.split(path)
    return path.casefold().endswith(suffix) and "__MACOSX" not in parts and not parts[-1].startswith("._")


def _refuse_hostile(entries: list[zipfile.ZipInfo], name: str) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > _ENTRIES or (unpacked > _HARMLESS and unpacked > _RATIO * packed):
        raise _hostile(name)
    for entry in entries:
        parts = _NAME_PARTS.split(entry.filename)
        if ".." in parts or not parts[0] or parts[0].endswith(":"):
            raise Refusal(
                _("The zip %(name)s names files outside its own folder; it was not opened.", name=name)
            )


class _Watched(io.RawIOBase):
    """Counts what really comes out, because a directory may lie."""

    def __init__(self, packed: IO[bytes], name: str, compressed: int) -> None:
        self._packed = packed
        self._name = name
        self._limit = min(LARGEST, max(_HARMLESS, _RATIO * compressed))
        self._seen = 0

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._packed.close()
        super().close()

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        try:
            piece = self._packed.read(len(view))
        except _BROKEN:
            raise _broken(self._name) from None
        self._seen += len(piece)
        if self._seen > self._limit:
            raise _hostile(self._name)
        view[: len(piece)] = piece
        return len(piece)


class _Member(_Watched):
    """A file of a zip that owns the zip it lies in. Winding back begins the count anew."""

    def __init__(
        self, packed: IO[bytes], name: str, compressed: int, archive: zipfile.ZipFile, stream: BinaryIO
    ) -> None:
        super().__init__(packed, name, compressed)
        self._owned = (archive, stream)

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._seen = 0
        try:
            return self._packed.seek(offset, whence)
        except _BROKEN:
            raise _broken(self._name) from None

    def tell(self) -> int:
        return self._packed.tell()

    def close(self) -> None:
        super().close()
        for each in self._owned:
            each.close()
