"""What must lie nowhere: in no table, in no fact, in no file of an installation."""

import gzip
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core import serializers

from merhav.recording.ledgers import open_ledger


def assert_kept_nowhere(words: list[str]) -> None:
    kept = "".join(
        serializers.serialize("json", model._base_manager.all(), ensure_ascii=False)
        for model in apps.get_models()
    )
    with open_ledger() as ledger:
        for table in ("activity", "observation", "coverage"):
            kept += str(ledger.connection.table(f"lake.{table}").fetchall())
    for word in words:
        assert word not in kept
        assert_on_no_disk(word)


def assert_on_no_disk(word: str) -> None:
    """Also not inside what is only packed."""
    for file in Path(settings.MERHAV_STAGING).rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert word.encode() not in content, file.name
            if content[:2] == b"\x1f\x8b":
                assert word.encode() not in gzip.decompress(content), file.name
