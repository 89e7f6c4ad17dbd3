"""A coordinator brings in a chat: sees what it would add, tells what it cannot say, applies it, takes it back."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.support.chat import OFFICIAL, PEOPLE, chat
from tests.support.journeys import bring_in, drop, stage
from tests.support.kept import assert_kept_nowhere

from merhav.assets import uploads
from merhav.assets.models import Import
from merhav.authorities.models import Authority
from merhav.communities.models import Space, ToldRole
from merhav.measurement.models import Reading
from merhav.recording.ledgers import open_ledger


def test_the_preview_says_what_the_file_would_add(desk: Client, town: Authority, exported: Path) -> None:
    page = drop(desk, exported)
    text = page.content.decode()
    lines = exported.read_text(encoding="utf-8").count("\n") - 1
    seen = Import.of.authority(town).get()
    assert (seen.items, seen.people, seen.not_understood) == (lines, 13, 0)
    assert all(name in text for name in [OFFICIAL, *PEOPLE])
    assert not Reading.of.authority(town).exists()


def test_names_are_shown_once_and_kept_nowhere(
    desk: Client, town: Authority, exported: Path, work: object
) -> None:
    page = drop(desk, exported)
    batch = page.context["import"].batch
    again = desk.get(reverse("import", kwargs={"batch": batch})).content.decode()
    assert not any(name in again for name in [OFFICIAL, *PEOPLE])
    bring_in(desk, exported, work)
    assert_kept_nowhere([OFFICIAL, *PEOPLE, "גזם"])


def test_an_applied_chat_is_read(desk: Client, town: Authority, exported: Path, work: object) -> None:
    assert stage(bring_in(desk, exported, work)) == "applied"
    peers = Reading.of.authority(town).filter(
        series__indicator="whatsapp.peer_replies", series__dimension="", series__part=""
    )
    whole = peers.get(month="2026-03-01")
    assert whole.value == 31 * 6, "six answers by other residents on each of March's days"
    assert whole.coverage == 1
    shown = desk.get(reverse("measures")).content.decode()
    assert "186" in desk.get(reverse("indicator", kwargs={"slug": "whatsapp.peer_replies"})).content.decode()
    assert desk.get(reverse("measures")).status_code == 200
    assert "whatsapp.peer_replies" in shown


def test_roles_are_remembered_by_pseudonym(
    desk: Client, town: Authority, exported: Path, work: object
) -> None:
    bring_in(desk, exported, work)
    assert ToldRole.of.authority(town).get().role == "official"
    again = drop(desk, exported)
    assert {sender.name: sender.role for sender in again.context["senders"]}[OFFICIAL] == "official"
    assert again.context["forms"].audience.initial["neighbourhood"] == "הרקפות"


def test_the_same_chat_twice_and_a_longer_one_count_nothing_twice(
    desk: Client, town: Authority, tmp_path: Path, exported: Path, work: object
) -> None:
    bring_in(desk, exported, work)
    before = _values(town)
    bring_in(desk, exported, work)
    assert _values(town) == before
    longer = tmp_path / "longer.txt"
    longer.write_text(chat(months=10), encoding="utf-8")
    bring_in(desk, longer, work, exported_on="2026-10-28")
    after = _values(town)
    assert {month: value for month, value in after.items() if month in before and month < "2026-08"} == {
        month: value for month, value in before.items() if month < "2026-08"
    }
    assert after["2026-09"] == 30 * 6


def _values(town: Authority) -> dict[str, float | None]:
    readings = Reading.of.authority(town).filter(
        series__indicator="whatsapp.peer_replies", series__dimension="", series__part=""
    )
    return {f"{reading.month:%Y-%m}": reading.value for reading in readings}


def test_an_import_is_taken_back_whole(desk: Client, town: Authority, exported: Path, work: object) -> None:
    batch = bring_in(desk, exported, work)
    desk.post(reverse("undo_import", kwargs={"batch": batch}))
    assert stage(batch) == "undoing"
    work()
    assert stage(batch) == "undone"
    assert not Reading.of.authority(town).exists()
    desk.post(reverse("undo_import", kwargs={"batch": batch}))
    assert stage(batch) == "undone"


def test_a_file_can_be_left(desk: Client, town: Authority, exported: Path) -> None:
    batch = drop(desk, exported).context["import"].batch
    desk.post(reverse("leave_import", kwargs={"batch": batch}))
    assert not Import.of.authority(town).exists()
    assert not list(Path(settings.MERHAV_STAGING).rglob("*.gz"))


def test_a_preview_nobody_decides_on_is_let_go_after_a_day(
    desk: Client, town: Authority, exported: Path
) -> None:
    old = drop(desk, exported).context["import"]
    Import.of.authority(town).update(created_at=timezone.now() - timedelta(days=2))
    drop(desk, exported)
    assert not Import.of.authority(town).filter(batch=old.batch).exists()
    assert len(list(Path(settings.MERHAV_STAGING).rglob("*.gz"))) == 1


def test_a_file_too_large_is_not_written_down(
    desk: Client, town: Authority, exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LARGEST", 1000)
    page = drop(desk, exported)
    assert page.status_code == 422
    assert len(page.context["form"].errors["file"]) == 1
    assert not Import.of.authority(town).exists()


BAD = {
    "empty": b"",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(400),
    "another text": "סתם טקסט\nבלי שיחה\n".encode() * 20,
    "NUL bytes": b"1.1.2026, 10:00 - a: b\n\x00\x00\x00\x00" * 50,
    "an encoding nobody knows": "1.1.2026, 10:00 - Dana: hello\n".encode("cp037") * 20,
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD.keys())
def test_a_bad_file_gets_one_sentence_and_changes_nothing(
    desk: Client, town: Authority, tmp_path: Path, content: bytes
) -> None:
    bad = tmp_path / "chat.txt"
    bad.write_bytes(content)
    page = drop(desk, bad)
    assert page.status_code == 422
    assert len(page.context["form"].errors["file"]) == 1
    assert not Import.of.authority(town).exists()
    assert not Space.of.authority(town).exists()
    assert not [file for file in Path(settings.MERHAV_STAGING).rglob("*") if file.is_file()]


def test_day_and_month_are_asked_where_the_file_does_not_tell(
    desk: Client, town: Authority, tmp_path: Path, work: object
) -> None:
    path = tmp_path / "chat.txt"
    path.write_text(
        "3/6/26, 10:00 - Dana: hello there\n3/6/26, 10:05 - Avi: hello to you\n", encoding="utf-8"
    )
    page = drop(desk, path)
    assert "date_order" in page.context["forms"].answers.fields
    batch = page.context["import"].batch
    address = reverse("apply_import", kwargs={"batch": batch})
    told = {"writers": "open", "run_by": "residents", "exported_on": "2026-06-03"}
    assert desk.post(address, told).status_code == 422
    assert stage(batch) == "previewed"
    desk.post(address, {**told, "date_order": "dmy"})
    work()
    with open_ledger() as ledger:
        days = ledger.connection.execute(
            "SELECT DISTINCT strftime(\"at\", '%Y-%m-%d') FROM lake.activity"
        ).fetchall()
    assert days == [("2026-06-03",)]


def test_answers_that_cannot_be_true_bring_the_form_back(
    desk: Client, town: Authority, exported: Path
) -> None:
    page = drop(desk, exported)
    batch = page.context["import"].batch
    names = {f"name-{sender.pseudonym}": sender.name for sender in page.context["senders"]}
    roles = {f"role-{sender.pseudonym}": "resident" for sender in page.context["senders"]}
    told = {"writers": "open", "run_by": "residents", "exported_on": "2026-02-01"}
    back = desk.post(reverse("apply_import", kwargs={"batch": batch}), {**told, **names, **roles})
    assert back.status_code == 422
    assert len(back.context["forms"].answers.non_field_errors()) == 1
    assert OFFICIAL in back.content.decode()
    assert stage(batch) == "previewed"


def test_wrong_answers_bring_the_form_back_with_the_names(
    desk: Client, town: Authority, exported: Path
) -> None:
    page = drop(desk, exported)
    names = {f"name-{sender.pseudonym}": sender.name for sender in page.context["senders"]}
    roles = {f"role-{sender.pseudonym}": "resident" for sender in page.context["senders"]}
    address = reverse("apply_import", kwargs={"batch": page.context["import"].batch})
    back = desk.post(address, {**names, **roles, "writers": "nobody", "members": "-3"})
    assert back.status_code == 422
    assert OFFICIAL in back.content.decode()
