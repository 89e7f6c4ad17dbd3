"""Files of every kind: read as text, or refused in one sentence with bounded memory."""

import bz2
import codecs
import gzip
import io
import struct
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from tests.connectors.chats import source, zipped

from merhav.connectors.files import LONGEST_LINE, Source, text_chunks, text_lines
from merhav.core.text import Refusal

TEXT = "שלום, one\nдва\n٣\n"


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace("one", "\ufeffone").encode(),
        TEXT.rstrip("\n").encode(),
    ],
    ids=["plain", "bom", "utf-16-le", "utf-16-be", "crlf", "cr", "bom inside", "no last line end"],
)
def test_text_is_the_same_in_every_encoding(raw: bytes) -> None:
    assert list(text_lines(source(raw))) == ["שלום, one", "два", "٣"]


def test_line_ends_split_between_pieces_are_one_line_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("merhav.connectors.files._PIECE", 4)
    assert list(text_lines(source("abc\r\ndef\rgh\n\r\nи"))) == ["abc", "def", "gh", "", "и"]


def test_lines_keep_their_ends_for_csv() -> None:
    assert list(text_lines(source("a\r\nb"), keep_ends=True)) == ["a\n", "b"]


def test_other_line_separators_of_unicode_are_not_line_ends() -> None:
    assert list(text_lines(source("a\u2028b\x0bc\x85d\n"))) == ["a\u2028b\x0bc\x85d"]


def test_nul_bytes_are_dropped_where_a_product_writes_them() -> None:
    assert list(text_lines(source("a\0b\n"), drop_nul=True)) == ["ab"]


ROW = "שם,דוא״ל,מתי\nדנה לוי,dana@example.org,3.2.2026\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_reads_alike(encoding: str, end: str) -> None:
    assert "".join(text_chunks(source(ROW.replace("\n", end).encode(encoding)))) == ROW


@pytest.mark.parametrize(
    ("encoding", "row"),
    [
        ("cp1255", ROW.replace("״", '"')),
        ("cp1256", "الاسم,البريد,متى\nليلى حداد,layla@example.org,3.2.2026\n"),
        ("cp1251", "Имя,почта,когда\nАнна Петрова,anna@example.org,3.2.2026\n"),
    ],
)
def test_a_spreadsheet_saved_in_an_old_code_page_is_read(encoding: str, row: str) -> None:
    assert "".join(text_chunks(source((row * 20).encode(encoding)))) == row * 20


@pytest.mark.parametrize("packed", [gzip.compress, bz2.compress])
def test_what_is_packed_is_unpacked_on_the_way(packed: Callable[[bytes], bytes]) -> None:
    assert "".join(text_chunks(source(packed(ROW.encode())))) == ROW


@pytest.mark.parametrize("packed", [gzip.compress, bz2.compress])
def test_what_unpacks_to_far_more_than_it_may_is_refused(packed: Callable[[bytes], bytes]) -> None:
    with pytest.raises(Refusal, match="unpacks to far more"):
        for _chunk in text_chunks(source(packed(b"a line\n" * 8_000_000))):
            pass


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "empty"),
        (b"a\0b", "NUL"),
        (bytes(range(128, 160)) * 40, "not text in"),
        (codecs.BOM_UTF32_LE + "a".encode("utf-32-le"), "not text in"),
        (codecs.BOM_UTF16_LE + b"a", "not text in"),
        ("שלום".encode()[:-1], "not text in"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\x1f\x8b\x08", "broken"),
        (b"\xd0\xcf\x11\xe0", "Office"),
        (b"PK\x03\x04 not a zip at all", "broken"),
        (b"PK\x05\x06" + bytes(18), "holds no .txt"),
    ],
)
def test_what_is_not_text_is_refused_in_one_sentence(raw: bytes, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence) as refused:
        list(text_chunks(source(raw, "a file")))
    assert str(refused.value).count(". ") == 0


def test_an_oversized_file_is_refused_before_it_is_read() -> None:
    huge = Source("chat.txt", 3 << 30, lambda: io.BytesIO(b"a\n"))
    with pytest.raises(Refusal, match="larger"):
        next(text_chunks(huge))


class Endless(io.RawIOBase):
    """A gigabyte of one letter."""

    def __init__(self) -> None:
        self.left = 1 << 30

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return offset

    def read(self, size: int = -1) -> bytes:
        piece = b"a" * min(size, self.left)
        self.left -= len(piece)
        return piece


def test_a_line_of_a_gigabyte_is_refused_after_a_few_megabytes() -> None:
    line = Endless()
    tracemalloc.start()
    with pytest.raises(Refusal, match="longer than a million"):
        list(text_chunks(Source("chat.txt", 1 << 30, lambda: line)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert line.left > (1 << 30) - 8 * LONGEST_LINE
    assert peak < 16 << 20


def test_a_file_that_cannot_be_opened_is_refused() -> None:
    def fails() -> io.BytesIO:
        raise PermissionError

    with pytest.raises(Refusal, match="cannot be opened"):
        list(text_chunks(Source("chat.txt", 3, fails)))


def test_the_text_of_a_zip_is_found_beside_media_and_what_a_mac_adds() -> None:
    chat = zipped({"__MACOSX/._chat.txt": b"\0", "a.jpg": b"\xff\xd8\xff", "folder/_chat.txt": "hello\n"})
    assert list(text_lines(chat)) == ["hello"]


def test_the_preferred_text_is_taken_among_several() -> None:
    chat = zipped({"notes.txt": "no\n", "_chat.txt": "yes\n"})
    assert list(text_lines(chat, prefer=lambda name: name == "_chat.txt")) == ["yes"]
    with pytest.raises(Refusal, match="several"):
        list(text_lines(chat))


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"a.jpg": b"x"}, "holds no .txt"),
        ({"inner.zip": b"PK\x03\x04"}, "holds no .txt"),
        ({"../../_chat.txt": "x"}, "outside its own folder"),
        ({"/etc/_chat.txt": "x"}, "outside its own folder"),
        ({"..\\_chat.txt": "x"}, "outside its own folder"),
        ({"_chat.txt": "a" * (32 << 20)}, "unpacks to far more"),
        ({"_chat.txt": "x", "bomb.bin": bytes(64 << 20)}, "unpacks to far more"),
        ({"_chat.txt": ""}, "empty"),
        ({"_chat.txt": b"%PDF-1.7"}, "PDF"),
        ({"_chat.txt": "a" * (LONGEST_LINE + 9)}, "longer than a million"),
    ],
    ids=["no text", "nested", "up", "root", "windows", "bomb", "bomb beside", "empty", "foreign", "line"],
)
def test_a_hostile_zip_is_refused_in_one_sentence(files: dict[str, str | bytes], sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        list(text_chunks(zipped(files)))


def test_a_zip_that_lies_about_its_size_is_refused_while_it_is_read() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_chat.txt", "ab\n" * (12 << 20))
    raw = bytearray(buffer.getvalue())
    directory = raw.rfind(b"PK\x01\x02")
    struct.pack_into("<I", raw, directory + 24, 1000)
    with pytest.raises(Refusal, match="zip"):
        list(text_chunks(source(bytes(raw), "chat.zip")))


def test_a_locked_zip_is_refused() -> None:
    raw = bytearray(_raw_zip())
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(magic)
        raw[at + offset] |= 1
    with pytest.raises(Refusal, match="password"):
        list(text_chunks(source(bytes(raw), "chat.zip")))


@pytest.mark.parametrize("cut", [1, 10, 40, 60])
def test_a_torn_zip_is_refused(cut: int) -> None:
    with pytest.raises(Refusal, match="zip"):
        list(text_chunks(source(_raw_zip()[:-cut], "chat.zip")))


def test_a_directory_too_large_for_memory_is_refused_before_it_is_read() -> None:
    raw = bytearray(_raw_zip())
    struct.pack_into("<I", raw, raw.rfind(b"PK\x05\x06") + 12, 1 << 30)
    with pytest.raises(Refusal, match="unpacks to far more"):
        list(text_chunks(source(bytes(raw), "chat.zip")))


def _raw_zip() -> bytes:
    with zipped({"_chat.txt": "hello\n" * 50}).open() as stream:
        return stream.read()
