"""Delivery reports that others collected: every one says what its readers wrote down that it says."""

import json
import zipfile
from pathlib import Path

import pytest
from tests.connectors.newsletters import items, rows

from merhav.connectors.base import Report
from merhav.connectors.bundles import unbundled
from merhav.connectors.files import Source
from merhav.core.text import Refusal

FOLDER = Path(__file__).parents[2] / "../shared/inputs/newsletter/bounces"
pytestmark = [pytest.mark.inputs, pytest.mark.skipif(not FOLDER.is_dir(), reason="no shared inputs here")]


def expected() -> dict[str, set[tuple[str, str]]]:
    """Whose mail came back, and how, by file; files in which no reader found anybody are empty."""
    found = {path.name: set[tuple[str, str]]() for path in FOLDER.glob("*.txt") if path.name != "LICENSE.txt"}
    for told in json.loads((FOLDER / "expected.json").read_text("utf-8")):
        kind = "temporary" if told["temporary"] else "permanent"
        found[told["file"]] |= {(address.casefold(), kind) for address in told["addresses"]}
    return found


EXPECTED = expected() if FOLDER.is_dir() else {}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_whose_mail_came_back(name: str) -> None:
    file, report = Source.at(FOLDER / name), Report()
    if not EXPECTED[name]:
        with pytest.raises(Refusal, match="holds no delivery report that says whose mail came back"):
            rows("delivery_reports", file, report)
        return
    assert {(item["address"], item["kind"]) for item in items("delivery_reports", file)} == EXPECTED[name]
    assert len(rows("delivery_reports", file, report)) == len(EXPECTED[name]) + 1
    assert (report.not_understood, report.notes) == (0, [])


def test_all_of_them_in_one_mailbox_and_in_one_zip(tmp_path: Path) -> None:
    mailbox, packed = tmp_path / "all.mbox", tmp_path / "all.zip"
    with zipfile.ZipFile(packed, "w") as archive, mailbox.open("wb") as file:
        for name in sorted(EXPECTED):
            raw = (FOLDER / name).read_bytes()
            archive.writestr(name, raw)
            body = raw.split(b"\n", 1)[1] if raw.startswith(b"From ") else raw
            file.write(b"From someone Mon Mar 23 07:00:00 2026\n" + body + b"\n\n")
    named = {address for told in EXPECTED.values() for address in told}
    for path in (mailbox, packed):
        report = Report()
        found = {
            (item["address"], item["kind"]) for item in items("delivery_reports", Source.at(path), report)
        }
        assert found == named
        assert report.not_understood == 3
    assert len(list(unbundled(Source.at(packed)))) == len(EXPECTED)
