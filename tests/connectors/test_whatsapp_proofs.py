"""Proofs over many made chats: what is rendered is read back, nothing crashes, memory does not grow with the file."""

import io
import random
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.connectors.chats import CONNECTOR, PEOPLE, items, source, zipped

from merhav.connectors.base import Report, Told
from merhav.connectors.files import Source
from merhav.core.text import Refusal


def _arabic(text: str) -> str:
    return text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))


def _twelve(at: datetime, am: str, pm: str) -> str:
    return f"{at.hour % 12 or 12}:{at:%M} {pm if at.hour >= 12 else am}"


HEADERS: dict[str, Callable[[datetime], str]] = {
    "android he": lambda at: f"{at.day}.{at.month}.{at.year}, {at:%H:%M} - ",
    "android he padded": lambda at: f"{at:%d/%m/%Y}, {at:%H:%M} - ",
    "android en": lambda at: f"{at.month}/{at.day}/{at:%y}, {_twelve(at, 'AM', 'PM')} - ",
    "android es": lambda at: f"{at.day}/{at.month}/{at:%y} {_twelve(at, 'a. m.', 'p. m.')} - ",
    "android ru": lambda at: f"{at:%d.%m.%Y}, {at:%H:%M} - ",
    "android ar": lambda at: _arabic(
        f"{at.day}\u200f/{at.month}\u200f/{at.year}، {_twelve(at, 'ص', 'م')} - "
    ),
    "android fi": lambda at: f"{at.day}.{at.month}.{at.year} klo {at.hour}.{at:%M} - ",
    "ios he": lambda at: f"[{at.day}.{at.month}.{at.year}, {at.hour}:{at:%M:%S}] ",
    "ios en": lambda at: f"[{at:%d/%m/%Y}, {at:%H:%M:%S}] ",
    "ios iso": lambda at: f"[{at:%Y-%m-%d}, {at:%H:%M:%S}] ",
    "ios ar": lambda at: _arabic(f"[{at.day}\u200f/{at.month}\u200f/{at.year}، {at:%H:%M:%S}] "),
    "ios hr": lambda at: f"[{at.day}. {at.month}. {at.year}. {at:%H:%M:%S}] ",
    "web copy": lambda at: f"[{at:%H:%M}, {at.day}.{at.month}.{at.year}] ",
}

NAMES = ["Dana", "דנה לוי", "~\u202fНоа", "\u202a+972\u00a050-000-0000\u202c", "سامي", "Omri 🌳"]
CLEAN = {"~\u202fНоа": "Ноа", "\u202a+972\u00a050-000-0000\u202c": "+972 50-000-0000"}

TEXTS = st.lists(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"), min_size=1, max_size=30
    ).map(lambda line: "." + line.strip() + "."),
    min_size=1,
    max_size=3,
).map("\n".join)
"""Any letters in any script; dots at the ends keep a line from being a header, media or blank."""


@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from(sorted(HEADERS)), st.sampled_from(["\n", "\r\n", "\r"]))
def test_what_is_written_in_any_shape_is_read_back(data: st.DataObject, shape: str, line_end: str) -> None:
    at = datetime(2024, 3, 13, 9, 5, 7, tzinfo=UTC)
    chat, expected = "", []
    for _message in range(data.draw(st.integers(1, 12))):
        name, text = data.draw(st.sampled_from(NAMES)), data.draw(TEXTS)
        chat += f"{HEADERS[shape](at)}{name}: {text}\n".replace("\n", line_end)
        seconds = "T%H:%M:%S" if shape.startswith("ios") else "T%H:%M"
        expected.append((at.strftime("%Y-%m-%d" + seconds), CLEAN.get(name, name), text))
        at += timedelta(seconds=data.draw(st.integers(0, 400_000)))
    assert [(item["at"], item["author"], item["text"]) for item in items(chat)] == expected


def _chat(messages: int, seed: int = 1) -> str:
    chance, at = random.Random(seed), datetime(2023, 1, 1, tzinfo=UTC)
    words = ["שלום", "לכולם", "מתי", "נפתחת", "ההרשמה", "לחוגים", "במתנס", "תודה", "רבה"]
    lines = []
    for _message in range(messages):
        at += timedelta(seconds=chance.randint(5, 600))
        text = " ".join(chance.choices(words, k=chance.randint(1, 9)))
        lines.append(f"{at.day}.{at.month}.{at.year}, {at:%H:%M} - תושב {chance.randint(1, 300)}: {text}\n")
    return "".join(lines)


@pytest.mark.parametrize("seed", range(40))
def test_damaged_files_are_read_or_refused_never_a_crash(seed: int) -> None:
    chance = random.Random(seed)
    marks = [
        "\u200e",
        "\u200f",
        "[",
        "]",
        ": ",
        "\n",
        "\r",
        "\ufeff",
        "31.2.2023, 10:00 - ",
        "<",
        ">",
        "POLL:\n",
        '"',
    ]
    raw = _chat(60, seed)
    for _damage in range(12):
        place = chance.randrange(len(raw))
        cut = chance.choice([0, 0, 1, 5, 200])
        raw = raw[:place] + chance.choice(marks) + raw[place + cut :]
    damaged = bytearray(raw.encode())
    for _damage in range(chance.choice([0, 0, 3])):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    told, found = Told({"date_order": "dmy"}), []
    with suppress(Refusal):
        found = list(CONNECTOR.items(source(bytes(damaged)), told, Report()))
    with suppress(Refusal):
        list(CONNECTOR.rows(source(bytes(damaged)), told, PEOPLE, Report()))
    assert found == [] or len(found) > 10


@pytest.mark.parametrize(
    "name", ["_chat.txt", "WhatsApp Chat with Our street.txt", "folder/צ'אט WhatsApp עם הרחוב.txt"]
)
def test_the_chat_in_a_zip_is_found_beside_documents(name: str) -> None:
    chat = zipped(
        {"00000003-notes.txt": "no chat", name: "13.6.2018, 21:25 - Dana: x", "a.jpg": b"\xff\xd8\xff"}
    )
    assert [item["author"] for item in items(chat)] == ["Dana"]


def test_a_message_is_the_same_wherever_the_file_is_cut_into_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    chat = _chat(300).replace("רבה\n", "רבה\nועוד שורה\n\nושלישית :)\n")
    whole = items(chat)
    for size in (64, 1000, 4096):
        monkeypatch.setattr("merhav.connectors.files._PIECE", size)
        monkeypatch.setattr("merhav.connectors.whatsapp.survey.OPENING", size)
        assert items(chat) == whole


def _peak(messages: int) -> int:
    raw = _chat(messages).encode()
    tracemalloc.start()
    for _row in CONNECTOR.rows(
        Source("chat.txt", len(raw), lambda: io.BytesIO(raw)), Told(), PEOPLE, Report()
    ):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


@pytest.mark.slow
def test_memory_does_not_grow_with_the_file() -> None:
    short, long = _peak(30_000), _peak(90_000)
    assert long < short * 1.1
