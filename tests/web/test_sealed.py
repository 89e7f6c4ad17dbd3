"""What lies sealed on a disk is opened by its key alone, from any place, and only whole."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merhav.assets import boxes
from merhav.assets.boxes import Opened, Sealing
from merhav.core.text import Refusal

KEY = "a key of the page"


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boxes, "PIECE", 16)


def sealed(path: Path, *words: bytes) -> Path:
    with Sealing(path, KEY) as box:
        for word in words:
            box.write(word)
    return path


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sealed") / "file"


@given(words=st.lists(st.binary(max_size=50), max_size=6), at=st.integers(0, 200), length=st.integers(0, 90))
def test_any_part_is_read_as_it_was(place: Path, words: list[bytes], at: int, length: int) -> None:
    whole = b"".join(words)
    with Opened(sealed(place, *words), KEY) as box:
        assert box.size == len(whole)
        box.seek(at)
        assert (box.read(length) or b"") == whole[at : at + min(length, 16 - at % 16)]
        box.seek(0)
        assert box.readall() == whole


@given(words=st.binary(min_size=1, max_size=80), cut=st.integers(1, 200))
def test_a_file_cut_short_is_not_taken_for_whole(place: Path, words: bytes, cut: int) -> None:
    content = sealed(place, words).read_bytes()
    place.write_bytes(content[: max(0, len(content) - cut)])
    with pytest.raises(Refusal), Opened(place, KEY) as box:
        box.readall()


@given(words=st.binary(min_size=1, max_size=80), at=st.integers(0, 200))
def test_a_changed_byte_is_refused(place: Path, words: bytes, at: int) -> None:
    content = bytearray(sealed(place, words).read_bytes())
    content[at % len(content)] ^= 1
    place.write_bytes(content)
    with pytest.raises(Refusal), Opened(place, KEY) as box:
        box.readall()


def test_another_key_or_another_place_opens_nothing(tmp_path: Path) -> None:
    path = sealed(tmp_path / "one" / "file", b"words of a resident")
    with pytest.raises(Refusal), Opened(path, "another key") as box:
        box.read(1)
    moved = tmp_path / "two" / "file"
    moved.parent.mkdir()
    moved.write_bytes(path.read_bytes())
    with pytest.raises(Refusal), Opened(moved, KEY) as box:
        box.read(1)


def test_two_writings_of_one_text_have_nothing_in_common(tmp_path: Path) -> None:
    first = sealed(tmp_path / "file", b"x" * 64).read_bytes()
    second = sealed(tmp_path / "file", b"x" * 64).read_bytes()
    pieces = [content[at : at + 16] for content in (first, second) for at in range(0, len(content), 16)]
    assert len(set(pieces)) == len(pieces)


def test_what_broke_on_the_way_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> None:
        with Sealing(tmp_path / "file", KEY) as box:
            box.write(b"x" * 100)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    assert list(tmp_path.iterdir()) == []
