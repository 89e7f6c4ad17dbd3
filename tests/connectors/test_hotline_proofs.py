"""Damaged lists are read or refused, and memory does not grow with a list: of a hotline, a service, an app."""

import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.connectors.open311_server import in_xml, request
from tests.connectors.tables_files import Reading, activities, covered, table

from merhav.connectors.base import Report
from merhav.core.text import Refusal
from merhav.facts.rows import Coverage, Row

HOTLINE = ("מספר פנייה", "תאריך פתיחה", "תאריך סגירה", "נושא", "מקור פנייה", "סטטוס", "טלפון הפונה")
APP = ("תאריך ושעה", "מזהה משתמש", "פעולה", "מרחב")
WAYS, ACTS = ("טלפון", "אתר", "אפליקציה", "WhatsApp"), ("כניסה", "תשלום", "הודעה", "הרשמה")


def inquiries(rows: int) -> Iterator[tuple[object, ...]]:
    yield HOTLINE
    at = datetime(2023, 1, 13, tzinfo=UTC)
    for number in range(rows):
        at += timedelta(seconds=97)
        closed = at + timedelta(minutes=number % 5000 + 1)
        state = ("סגור", "05%08d" % number)  # noqa: UP031 - the shortest way to a telephone number
        yield (
            number,
            f"{at:%d/%m/%Y %H:%M:%S}",
            f"{closed:%d/%m/%Y %H:%M:%S}",
            f"נושא {number % 70}",
            WAYS[number % 4],
            *state,
        )


def acts(rows: int) -> Iterator[tuple[object, ...]]:
    yield APP
    at = datetime(2023, 1, 13, tzinfo=UTC)
    for number in range(rows):
        at += timedelta(seconds=7)
        yield (
            f"{at:%Y-%m-%d %H:%M:%S}",
            f"user{number}@mail.example",
            ACTS[number % 4],
            f"מרחב {number % 900}",
        )


REQUESTS = [
    request(number, f"2025-03-{number + 10}T08:15:00-04:00", "closed", "2025-04-30T08:15:00Z")
    for number in range(20)
]
TOTALS = table(
    ("חודש", "משתמשים פעילים", "הרשמות"),
    *((f"{month:02}/2025", 900 + month, month) for month in range(1, 13)),
)
SEEDS: dict[str, tuple[str, str]] = {
    "hotline_table": ("hotline_table", table(*inquiries(30))),
    "app_table": ("app_table", table(*acts(30))),
    "app_totals": ("app_totals", TOTALS),
    "open311 json": ("open311", json.dumps(REQUESTS)),
    "open311 xml": ("open311", in_xml(REQUESTS)),
}
MARKS = [
    '"', ",", ";", "\t", "\n", "\r", "\0", "<", ">", "</request>", "<request>", "{", "}", "[", "]", ":", "\\", "&", "&#0;", "null",
    "-1", "1e309", "1.22E+17", "9999-12-31 23:59:59", "9999-12-31T23:59:59-11:00", "1/1/0001", "0001-01-01T00:00:00+14:00", "30/02/2025",
    "2025-03-28 02:30", "\ufeff", "\u200f", "٣", "½", "²", "x" * 300, "(" * 60, "<!DOCTYPE a>",
]  # fmt: skip


def damaged(text: str, chance: random.Random) -> bytes:
    for _damage in range(chance.choice([1, 2, 5, 12])):
        place = chance.randrange(len(text) + 1)
        text = text[:place] + chance.choice(MARKS) + text[place + chance.choice([0, 0, 1, 8, 60]) :]
    raw = bytearray(text.encode("utf-8", "replace"))
    for _damage in range(chance.choice([0, 0, 0, 2])):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(raw)


def read(reading: Reading, raw: bytes, **told: str) -> list[Row] | None:
    """The rows; None for a file that is refused, in one line."""
    try:
        return reading.rows(raw, Report(), **told)
    except Refusal as refusal:
        said = str(refusal)
    assert said.strip()
    assert "\n" not in said
    return None


@pytest.mark.parametrize("name", SEEDS)
def test_damaged_files_are_read_or_refused_never_a_crash(name: str) -> None:
    slug, text = SEEDS[name]
    reading, kept = Reading(slug), 0
    for seed in range(80):
        raw = damaged(text, random.Random(seed))
        told = {"date_order": "dmy"} if seed % 2 else {"date_order": "mdy", "exported_on": "2026-01-01"}
        with suppress(Refusal):
            reading.items(raw, **told)
        rows = read(reading, raw, **told)
        if rows is not None:
            kept += 1
            assert isinstance(rows[-1], Coverage)
            assert all(0 < row.id < 1 << 63 for row in rows)
            assert all(row.since < row.until for row in covered(rows))
            assert all(row.answered_seconds is None or row.answered_seconds > 0 for row in activities(rows))
    assert kept


Rows = Callable[[int], Iterator[tuple[object, ...]]]
READ = """
import sys
from pathlib import Path
from merhav.connectors.base import Report, Told
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
from merhav.connectors.registry import connector

reader, told, people = connector(sys.argv[1]), Told(), Pseudonyms(b"a key for tests only, 32 bytes ..")
rows = reader.rows(Source.at(Path(sys.argv[2])), told, people, Report())
print(sum(1 for _row in reader.finished(rows, told, people)), int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]))
"""
"""A process of its own, so that its memory is that of the reading alone: rows, and the most kilobytes held."""


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("slug", "rows", "facts"), [("hotline_table", inquiries, 2_000_004), ("app_table", acts, 1_000_001)]
)
def test_a_million_rows_take_no_more_memory_than_a_few(
    slug: str, rows: Rows, facts: int, tmp_path: Path
) -> None:
    """Each of another person: whoever is met is let go, too."""
    path = tmp_path / "rows.csv"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(",".join(map(str, row)) + "\n" for row in rows(1_000_000))
    found = subprocess.run(
        [sys.executable, "-c", READ, slug, str(path)], capture_output=True, check=True, text=True
    )
    drawn, kilobytes = map(int, found.stdout.split())
    assert drawn == facts
    assert kilobytes < 150 << 10
