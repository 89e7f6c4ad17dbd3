"""Every line that was not understood can be had; whose words they are, only while the page is open."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from tests.support.chat import chat
from tests.support.journeys import TOLD, drop
from tests.support.kept import assert_kept_nowhere, assert_on_no_disk

from merhav.assets.problems import wordless
from merhav.assets.sealed import new_key
from merhav.authorities.models import Authority
from merhav.core.spreadsheets import csv_lines
from merhav.core.text import _

BROKEN = 150
SECRET = "סוד של תושבת"


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A chat with lines of a day that never was, in which somebody says something."""
    path = tmp_path / "chat.txt"
    lines = [f"31.2.2026, 10:{n % 60:02d} - =תושבת: {SECRET} {n}\n" for n in range(BROKEN)]
    path.write_text(chat(months=2) + "".join(lines), encoding="utf-8")
    return path


def address(page: object) -> str:
    return reverse("problems", kwargs={"batch": page.context["import"].batch})  # type: ignore[attr-defined]


def key_of(page: object) -> str:
    return page.context["one"].carried.key  # type: ignore[attr-defined,no-any-return]


def table(answer: object) -> list[dict[str, str]]:
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert text.startswith("\ufeff"), "a spreadsheet reads Hebrew"
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))


@pytest.fixture
def english(desk: Client) -> Client:
    desk.cookies["django_language"] = "en"
    return desk


def test_a_page_shows_some_and_the_file_holds_all(english: Client, damaged: Path) -> None:
    page = drop(english, damaged)
    assert page.context["import"].not_understood == BROKEN  # type: ignore[attr-defined]
    assert len(page.context["problems"]) == 100  # type: ignore[attr-defined]
    rows = table(english.post(address(page), {"key": key_of(page)}))
    assert len(rows) == BROKEN
    assert set(rows[0]) == {"Line", "Why", "It begins"}
    first = damaged.read_text(encoding="utf-8").count("\n") - BROKEN + 1
    assert [int(row["Line"]) for row in rows] == list(range(first, first + BROKEN))


def test_without_the_page_there_are_numbers_and_reasons(english: Client, damaged: Path) -> None:
    page = drop(english, damaged)
    rows = table(english.get(address(page)))
    assert len(rows) == BROKEN
    assert set(rows[0]) == {"Line", "Why"}
    assert english.post(address(page), {"key": new_key()}).status_code == 302
    again = english.get(reverse("import", kwargs={"batch": page.context["import"].batch}))  # type: ignore[attr-defined]
    assert len(again.context["problems"]) == 100
    assert not any(problem.excerpt for problem in again.context["problems"])


def test_what_somebody_wrote_lies_nowhere_readable(english: Client, town: Authority, damaged: Path) -> None:
    drop(english, damaged)
    assert_on_no_disk("31.2.2026")
    assert_kept_nowhere([SECRET, "31.2.2026"])


def test_once_decided_the_words_are_gone_and_the_reasons_stay(
    english: Client, damaged: Path, work: Callable[[], None]
) -> None:
    page = drop(english, damaged)
    batch = page.context["import"].batch  # type: ignore[attr-defined]
    told = {**TOLD, "exported_on": "2026-02-28"}
    assert english.post(reverse("apply_import", kwargs={"batch": batch}), told).status_code == 302
    work()
    assert len(table(english.get(address(page)))) == BROKEN
    assert english.post(address(page), {"key": key_of(page)}).status_code == 302, "the words were let go"
    assert address(page) in english.get(reverse("import", kwargs={"batch": batch})).content.decode()
    english.post(reverse("undo_import", kwargs={"batch": batch}))
    work()
    assert table(english.get(address(page))) == [], "what is undone leaves nothing"


def test_a_file_that_was_left_leaves_no_list(english: Client, damaged: Path) -> None:
    page = drop(english, damaged)
    english.post(reverse("leave_import", kwargs={"batch": page.context["import"].batch}))  # type: ignore[attr-defined]
    assert english.get(address(page)).status_code == 404


def test_the_neighbour_sees_none(english: Client, next_door: Client, damaged: Path) -> None:
    page = drop(english, damaged)
    assert next_door.get(address(page)).status_code == 404
    assert next_door.post(address(page), {"key": key_of(page)}).status_code == 404


def test_an_understood_file_has_an_empty_list(english: Client, exported: Path) -> None:
    page = drop(english, exported)
    assert table(english.get(address(page))) == []
    assert table(english.post(address(page), {"key": key_of(page)})) == []


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_a_cell_is_never_a_formula(sign: str) -> None:
    (line,) = csv_lines([[sign + "HYPERLINK(1)", 3, -3]])
    (cell, *numbers) = next(csv.reader(io.StringIO(line.lstrip("\ufeff"), newline="")))
    assert cell == "'" + sign + "HYPERLINK(1)"
    assert numbers == ["3", "-3"]


def test_a_reason_is_kept_without_the_words_of_the_file() -> None:
    inner = _("written by %(name)s", name="דנה")
    kept = wordless(_("Line %(line)s says %(text)s, %(inner)s", line=3, text="שלום", inner=inner))
    assert str(kept) == "Line 3 says …, written by …"
