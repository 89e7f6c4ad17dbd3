"""Many files in one line; what a file asks, answered by an option."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import translation
from tests.support.chat import chat
from tests.support.readers import Calls, calls

from merhav.assets.models import Import
from merhav.communities.models import Space
from merhav.connectors.registry import connectors

pytestmark = pytest.mark.django_db(transaction=True)

COLUMNS = ["--told", "column_opened=Wann", "--told", "column_number=Nr", "--date-order", "dmy"]


@pytest.fixture(autouse=True)
def readers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connectors(), "calls", Calls())


@pytest.fixture
def chats(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"WhatsApp Chat with group {letter}.txt" for letter in "ab"]
    for number, path in enumerate(paths):
        path.write_text(chat(months=2, replies_a_day=number + 1), encoding="utf-8")
    return paths


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "calls.csv"
    path.write_text(calls("3/4/2026,17,", "when,18,"), encoding="utf-8")
    return path


def said(name: str, *words: object) -> tuple[list[dict[str, object]], str]:
    """What it says of each file, and what it says beside."""
    out, beside = io.StringIO(), io.StringIO()
    try:
        with translation.override("en"):
            call_command(name, *map(str, words), stdout=out, stderr=beside)
    except CommandError as refusal:
        beside.write(str(refusal))
    return [json.loads(line) for line in out.getvalue().splitlines()], beside.getvalue()


def bring(*words: object) -> tuple[list[dict[str, object]], str]:
    return said("import_file", *words, "--authority", "My town")


def test_each_file_is_recognised_and_finds_its_space(chats: list[Path]) -> None:
    done, beside = bring("auto", *chats)
    assert [(one["connector"], one["space"]) for one in done] == [
        ("whatsapp_export", "group a"),
        ("whatsapp_export", "group b"),
    ]
    assert beside.count("whatsapp_export, 99% sure") == 2
    assert {one.stage for one in Import.of.everywhere()} == {"applied"}


def test_a_zip_of_them_is_each_of_them(chats: list[Path], tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for one in chats:
            archive.write(one, one.name)
    done, _beside = bring("auto", path)
    assert [one["space"] for one in done] == ["group a", "group b"]


def test_one_that_is_refused_does_not_hold_up_the_others(chats: list[Path], tmp_path: Path) -> None:
    unknown = tmp_path / "notes.txt"
    unknown.write_text("notes\n" * 9, encoding="utf-8")
    done, beside = bring("auto", chats[0], unknown, chats[1])
    assert len(done) == 2
    assert "notes.txt: What notes.txt is cannot be told" in beside
    assert beside.endswith("1 of 3 files were not brought in.")


def test_what_a_file_asks_is_said_with_its_option(table: Path) -> None:
    done, beside = bring("auto", table)
    assert not done
    assert beside.endswith(
        "Say which column holds: When it was opened, Its number. Give --told column_opened=…, --told "
        "column_number=…, --told column_closed=…; its columns are: Wann, Nr, Zu."
    )
    _done, beside = bring("auto", table, *COLUMNS[:4])
    assert beside.endswith(
        "Say which of day and month comes first. Give --told date_order=dmy|mdy; its columns are: Wann, Nr, Zu."
    )
    assert not Space.of.everywhere().exists()


def test_told_it_is_read_and_remembers(table: Path, tmp_path: Path) -> None:
    (done,), _beside = bring("auto", table, *COLUMNS)
    assert (done["space"], done["new"], done["not_understood"]) == ("חורש", 3, 1)
    following = tmp_path / "next.csv"
    following.write_text(calls("4/4/2026,19,"), encoding="utf-8")
    (done,), _beside = bring("auto", following)
    assert done["not_understood"] == 0
    (first, second) = Import.of.everywhere().order_by("pk")
    assert f"{second.first:%Y-%m-%d}" == "2026-04-04", "the day comes first, as it was told of the space"
    assert first.counts["acts"] == second.counts["acts"] == {"Question/inquiry": 1}


def test_read_says_the_same(table: Path) -> None:
    _lines, beside = said("read", "auto", table)
    assert "--told column_opened=…" in beside


@pytest.mark.parametrize("pair", ["shoe_size=44", "date_order"])
def test_an_answer_to_no_question_is_refused(table: Path, pair: str) -> None:
    done, beside = bring("auto", table, "--told", pair)
    assert not done
    assert beside.endswith(f"{pair} answers no question: write NAME=VALUE, with a name of merhav connectors.")


def test_a_file_without_a_space_asks_for_one(chats: list[Path], tmp_path: Path) -> None:
    plain = tmp_path / "chat.txt"
    plain.write_text(chats[0].read_text(encoding="utf-8"), encoding="utf-8")
    _done, beside = bring("auto", plain)
    assert beside.endswith("The file names no space; say with --space of which it is.")
    bring("auto", chats[0])
    (done,), _beside = bring("auto", plain)
    assert done["space"] == "group a", "the only group that such files speak of here"


def test_many_can_be_previewed(chats: list[Path], table: Path) -> None:
    seen, beside = bring("auto", *chats, table, "--preview")
    assert [one["file"] for one in seen] == [path.name for path in chats]
    assert seen[0]["acts"]["Create/message"] == seen[0]["items"]  # type: ignore[index]
    assert "calls.csv: Say which column" in beside
    assert not Import.of.everywhere().exists()
