"""The command line: what a newcomer types."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from tests.support.chat import OFFICIAL, PEOPLE, chat

from merhav.assets.models import Import
from merhav.authorities.models import Authority
from merhav.communities.models import Space
from merhav.measurement.models import Reading

PLACE = {"authority": "My town", "space": "My street"}


def said(name: str, *words: object, **options: object) -> str:
    out = io.StringIO()
    call_command(name, *map(str, words), stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


def test_one_line_brings_in_a_chat(transactional_db: None, exported: Path, tmp_path: Path) -> None:
    officials = tmp_path / "officials.txt"
    officials.write_text(OFFICIAL + "\n", encoding="utf-8")
    done = json.loads(
        said(
            "import_file", "whatsapp_export", exported, **PLACE, officials=officials, exported_on="2026-08-28"
        )
    )
    assert done["people"] == 13
    assert done["repeated"] == 0
    rows = json.loads(said("readings", format="json", indicator="whatsapp.responses"))
    march = [row for row in rows if row["month"] == "2026-03" and not row["dimension"] and not row["part"]]
    assert len(march) == 1
    again = json.loads(said("import_file", "whatsapp_export", exported, **PLACE, exported_on="2026-08-28"))
    assert again["new"] == 0
    assert again["repeated"] == done["new"]


def test_undo_leaves_nothing(transactional_db: None, exported: Path) -> None:
    done = json.loads(said("import_file", "whatsapp_export", exported, **PLACE))
    assert Reading.of.everywhere().exists()
    assert "undone" in said("undo_import", done["batch"])
    assert not Reading.of.everywhere().exists()
    with pytest.raises(CommandError):
        said("undo_import", "nosuchbatch")


def test_a_preview_stores_nothing(transactional_db: None, exported: Path) -> None:
    seen = json.loads(said("import_file", "whatsapp_export", exported, **PLACE, preview=True))
    assert seen["people"] == 13
    assert set(seen["senders"]) == {OFFICIAL, *PEOPLE}
    assert not Authority.objects.exists()


def test_a_refused_file_founds_nothing(transactional_db: None, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("no chat at all\n", encoding="utf-8")
    with pytest.raises(CommandError) as refusal:
        said("import_file", "whatsapp_export", bad, **PLACE)
    assert "\n" not in str(refusal.value)
    assert not Authority.objects.exists()
    assert not Space.of.everywhere().exists()
    assert not Import.of.everywhere().exists()


def test_audiences_are_checked(transactional_db: None, exported: Path) -> None:
    with pytest.raises(CommandError, match="SEGMENT=WORD"):
        said("import_file", "whatsapp_export", exported, **PLACE, audience=["shoe_size=44"])


def test_readings_as_csv(transactional_db: None, exported: Path) -> None:
    said("import_file", "whatsapp_export", exported, **PLACE)
    rows = list(csv.DictReader(io.StringIO(said("readings").lstrip("\ufeff"))))
    assert {row["authority"] for row in rows} == {"my-town"}
    told = {row["indicator"].split(".")[0] for row in rows if row["verdict"] != "no_source"}
    assert told == {"whatsapp", "assets", "policy"}


def test_the_catalogue_as_json() -> None:
    declared = json.loads(said("indicators", format="json"))
    assert {"slug", "outcome", "facet", "unit", "kinds", "version"} <= set(declared[0])
    assert len({one["slug"] for one in declared}) == len(declared) >= 13


def run(*words: object, home: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """The command as a program of its own."""
    environment = {**os.environ, "MERHAV_HOME": str(home), **variables}
    for name in ("MERHAV_DATABASE", "MERHAV_LEDGER"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "merhav.config.command", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=False)


def test_read_touches_no_database(tmp_path: Path, exported: Path) -> None:
    home = tmp_path / "home"
    done = run("read", "whatsapp_export", exported, home=home)
    assert done.returncode == 0, done.stderr
    facts = [json.loads(line) for line in done.stdout.splitlines()]
    assert facts[-1]["table"] == "coverage"
    assert not any(name in done.stdout for name in [OFFICIAL, *PEOPLE])
    raw = run("read", "whatsapp_export", exported, "--raw", home=home)
    first = json.loads(raw.stdout.splitlines()[0])
    assert first["event"] == "group_created"
    assert {"at", "author", "kind", "event", "media", "text", "actor", "target", "file"} <= set(first)
    assert not list(home.rglob("*.sqlite*"))


def test_the_doctor_says_what_is_missing_and_how_to_mend_it(tmp_path: Path) -> None:
    ill = run("doctor", home=tmp_path / "home")
    assert ill.returncode == 1
    assert "merhav migrate" in ill.stdout


def test_a_reader_who_leaves_early_leaves_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_text(chat(months=12), encoding="utf-8")
    shell = f"{sys.executable} -m merhav.config.command read whatsapp_export '{path}' | head -1"
    environment = {**os.environ, "MERHAV_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        ["bash", "-c", shell], capture_output=True, text=True, env=environment, timeout=60, check=False
    )
    assert "Traceback" not in done.stderr
    assert done.stdout.count("\n") == 1


def test_a_refusal_is_one_sentence_in_the_language_of_the_terminal(tmp_path: Path) -> None:
    home = tmp_path / "home"
    for language, letters in (
        ("he_IL.UTF-8", "אין קובץ"),
        ("en_US.UTF-8", "There is no file"),
        ("C", "There is no file"),
    ):
        done = run(
            "import",
            "whatsapp_export",
            "nofile",
            "--authority",
            "a",
            "--space",
            "b",
            home=home,
            LC_ALL=language,
        )
        assert done.returncode == 1
        assert done.stderr.strip().startswith(letters)
        assert done.stderr.count("\n") == 1
