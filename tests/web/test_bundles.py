"""Many files at once: each recognised, listed, corrected; applied and undone together or one by one."""

import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.support.chat import OFFICIAL, PEOPLE, chat
from tests.support.journeys import TOLD, bring_in
from tests.support.kept import assert_kept_nowhere
from tests.support.readers import Calls, Mailbox, calls

from merhav.assets import applying, bundling, sealed
from merhav.assets.models import Bundle, Import
from merhav.authorities.models import Authority
from merhav.communities.models import Space
from merhav.connectors.registry import connectors
from merhav.measurement.models import Reading

ONE, OTHER = "WhatsApp Chat with הורי הגן.txt", "WhatsApp Chat with רחוב הזית.txt"
Work = Callable[[], None]


@pytest.fixture(autouse=True)
def readers(monkeypatch: pytest.MonkeyPatch) -> None:
    for reader in (Calls(), Mailbox()):
        monkeypatch.setitem(connectors(), reader.slug, reader)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two chats, a table that asks, and a text nobody knows."""
    contents = {
        ONE: chat(months=6),
        OTHER: chat(months=5, replies_a_day=3),
        "calls.csv": calls("3/4/2026,17,"),
        "notes.txt": "notes of nobody\n" * 5,
    }
    paths = [tmp_path / name for name in contents]
    for path in paths:
        path.write_text(contents[path.name], encoding="utf-8")
    return paths


def drop(desk: Client, *paths: Path, **more: str) -> object:
    opened = [path.open("rb") for path in paths]
    try:
        return desk.post(reverse("imports"), {"connector": "", "space": "", "file": opened, **more})
    finally:
        for file in opened:
            file.close()


def zipped(tmp_path: Path, *paths: Path) -> Path:
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for one in paths:
            archive.write(one, one.name)
    return path


def lines(page: object) -> dict[str, object]:
    """The lines of the page by the name of the file."""
    return {line.file: line for line in page.context["lines"].waiting}  # type: ignore[attr-defined]


def form(page: object) -> dict[str, str]:
    """What the page carries: its key, and of each file name, connector and space."""
    carried = {"key": page.context["key"], "exported_on": "2026-06-28"}  # type: ignore[attr-defined]
    for line in page.context["lines"].waiting:  # type: ignore[attr-defined]
        batch = line.import_.batch
        carried |= {
            f"file-{batch}": line.file,
            f"connector-{batch}": line.import_.connector,
            f"space-{batch}": line.space,
            f"proposed-{batch}": line.space,
        }
    return carried


def batch_of(page: object, file: str) -> str:
    return lines(page)[file].import_.batch  # type: ignore[attr-defined,no-any-return]


def address(name: str, town: Authority) -> str:
    return reverse(name, kwargs={"code": Bundle.of.authority(town).get().code})


@pytest.fixture
def known(desk: Client, files: list[Path], work: Work) -> None:
    """Both groups were brought in before: their spaces are described, their officials told."""
    for path in files[:2]:
        page = drop(desk, path)
        batch = page.context["import"].batch  # type: ignore[attr-defined]
        name = page.context["one"].name  # type: ignore[attr-defined]
        roles = {
            f"role-{one.pseudonym}": "official" if one.name == OFFICIAL else "resident"
            for one in page.context["senders"]  # type: ignore[attr-defined]
        }
        told = {**TOLD, "exported_on": "2026-06-28", "space": name, **roles}
        assert desk.post(reverse("apply_import", kwargs={"batch": batch}), told).status_code == 302
    work()


@pytest.mark.parametrize("packed", [False, True], ids=["many files", "a zip of them"])
def test_each_file_is_recognised_and_listed(
    desk: Client, town: Authority, files: list[Path], tmp_path: Path, packed: bool
) -> None:
    page = drop(desk, zipped(tmp_path, *files)) if packed else drop(desk, *files)
    found = lines(page)
    assert set(found) == {path.name for path in files}
    assert {name: line.import_.connector for name, line in found.items()} == {  # type: ignore[attr-defined]
        ONE: "whatsapp_export",
        OTHER: "whatsapp_export",
        "calls.csv": "calls",
        "notes.txt": "",
    }
    assert [found[name].space for name in (ONE, OTHER, "calls.csv")] == ["הורי הגן", "רחוב הזית", "חורש"]  # type: ignore[attr-defined]
    assert "99%" in found[ONE].sure  # type: ignore[attr-defined]
    assert found[ONE].facts  # type: ignore[attr-defined]
    assert found[ONE].asks, "nobody has said who writes there, nor who is an official"  # type: ignore[attr-defined]
    assert "notes.txt" in found["notes.txt"].refusal  # type: ignore[attr-defined]
    assert not Space.of.authority(town).exists(), "no space is opened because a file is named so"


def test_names_are_in_the_page_and_nowhere_else(desk: Client, town: Authority, files: list[Path]) -> None:
    page = drop(desk, *files)
    assert_kept_nowhere([OFFICIAL, *PEOPLE, "גזם", "הורי הגן", "notes.txt", "notes of", page.context["key"]])  # type: ignore[attr-defined]
    again = desk.get(address("bundle", town))
    assert "הורי הגן" not in again.content.decode()
    assert len(again.context["lines"].waiting) == len(files)


def test_what_is_ready_is_applied_and_the_rest_waits(
    desk: Client, town: Authority, files: list[Path], known: None, work: Work
) -> None:
    page = drop(desk, *files)
    assert [lines(page)[name].is_ready for name in (ONE, OTHER, "calls.csv", "notes.txt")] == [  # type: ignore[attr-defined]
        True,
        True,
        False,
        False,
    ]
    after = desk.post(address("apply_bundle", town), form(page))
    assert set(lines(after)) == {"calls.csv", "notes.txt"}, "what waits keeps its name on the page"
    assert after.context["lines"].is_under_way
    work()
    progress = desk.get(address("bundle", town), headers={"HX-Request": "true"})
    assert not progress.context["lines"].is_under_way
    assert progress.context["lines"].applied == 2
    done = Import.of.authority(town).filter(bundle__isnull=False, stage="applied")
    assert all(one.new == 0 and one.repeated for one in done), "the same files again count nothing twice"


def test_a_bundle_is_measured_once(
    desk: Client, town: Authority, files: list[Path], known: None, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = []
    real = applying.measure
    monkeypatch.setattr(applying, "measure", lambda *told: runs.append(1) or real(*told))
    page = drop(desk, *files)
    desk.post(address("apply_bundle", town), form(page))
    work()
    assert len(runs) == 1


def test_it_is_undone_whole_or_one_by_one(
    desk: Client, town: Authority, files: list[Path], work: Work
) -> None:
    page = drop(desk, *files[:2])
    told = {**TOLD, "exported_on": "2026-06-28", **form(page)}
    for name in (ONE, OTHER):
        batch = batch_of(page, name)
        desk.post(
            reverse("apply_import", kwargs={"batch": batch}), {**told, "space": lines(page)[name].space}
        )  # type: ignore[attr-defined]
    work()
    assert Reading.of.authority(town).exists()
    desk.post(reverse("undo_import", kwargs={"batch": batch_of(page, ONE)}))
    work()
    assert sorted(Import.of.authority(town).values_list("stage", flat=True)) == ["applied", "undone"]
    desk.post(address("undo_bundle", town))
    work()
    assert set(Import.of.authority(town).values_list("stage", flat=True)) == {"undone"}
    assert not Reading.of.authority(town).exists()
    assert desk.post(address("undo_bundle", town), follow=True).context["messages"], "nothing is left to undo"


def test_one_goes_to_a_files_own_page_and_back(desk: Client, town: Authority, files: list[Path]) -> None:
    page = drop(desk, *files)
    batch = batch_of(page, ONE)
    own = desk.post(reverse("read_import", kwargs={"batch": batch}), form(page))
    assert {sender.name for sender in own.context["senders"]} == {OFFICIAL, *PEOPLE}
    carried = dict(own.context["hidden"])
    assert {**carried, "exported_on": "2026-06-28"} == form(page), "the page carries the others along"
    told = {**carried, **TOLD, "exported_on": "2026-06-28", "space": "ההורים"}
    back = desk.post(reverse("apply_import", kwargs={"batch": batch}), told)
    assert set(lines(back)) == {OTHER, "calls.csv", "notes.txt"}
    assert lines(back)[OTHER].space == "רחוב הזית"  # type: ignore[attr-defined]
    assert [one.space.name for one in back.context["lines"].decided] == ["ההורים"]


def test_what_a_file_is_can_be_corrected(desk: Client, town: Authority, files: list[Path]) -> None:
    page = drop(desk, *files)
    batch = batch_of(page, "notes.txt")
    told = {**form(page), f"connector-{batch}": "calls", f"space-{batch}": "הפתקים"}
    after = desk.post(address("apply_bundle", town), told)
    line = lines(after)["notes.txt"]
    assert line.import_.connector == "calls"  # type: ignore[attr-defined]
    assert line.space == "הפתקים"  # type: ignore[attr-defined]
    assert line.import_.stage == "unread", "read anew it asks for its columns"  # type: ignore[attr-defined]
    assert after.context["read_anew"]


def test_a_corrected_file_is_looked_at_before_it_is_applied(
    desk: Client, town: Authority, files: list[Path], known: None
) -> None:
    page = drop(desk, *files[:2], connector="calls")
    assert not any(line.is_ready for line in lines(page).values())  # type: ignore[attr-defined]
    told = form(page)
    batch = batch_of(page, ONE)
    after = desk.post(address("apply_bundle", town), {**told, f"connector-{batch}": "whatsapp_export"})
    assert lines(after)[ONE].is_ready, "it waits, ready, for another look"  # type: ignore[attr-defined]


def test_a_file_can_be_left_or_all_of_them(desk: Client, town: Authority, files: list[Path]) -> None:
    page = drop(desk, *files)
    address_of_one = reverse("leave_import", kwargs={"batch": batch_of(page, "notes.txt")})
    after = desk.post(address_of_one, form(page))
    assert set(lines(after)) == {ONE, OTHER, "calls.csv"}
    desk.post(address("leave_bundle", town))
    assert not Import.of.authority(town).exists()
    assert not Bundle.of.authority(town).exists()
    assert not [file for file in Path(settings.MERHAV_STAGING).rglob("*") if file.is_file()]


def test_a_day_that_cannot_be_true_of_a_file_is_said_beside_it(
    desk: Client, town: Authority, files: list[Path], known: None
) -> None:
    page = drop(desk, *files[:2])
    after = desk.post(address("apply_bundle", town), {**form(page), "exported_on": "2026-01-02"})
    assert [bool(line.refusal) for line in lines(after).values()] == [True, True]  # type: ignore[attr-defined]
    assert not after.context["lines"].decided


def test_a_zip_that_one_connector_reads_whole_stays_one_file(
    desk: Client, town: Authority, tmp_path: Path
) -> None:
    letters = [tmp_path / f"letter{n}.txt" for n in range(3)]
    for path in letters:
        path.write_text("Letter from a resident\n" * 9, encoding="utf-8")
    page = drop(desk, zipped(tmp_path, *letters))
    one = Import.of.authority(town).get()
    assert (one.connector, one.stage, one.sure) == ("mailbox", "previewed", 0.95)
    assert page.context["measures"][0].times == 1  # type: ignore[attr-defined]


def test_an_iphones_chat_is_called_after_its_zip(desk: Client, town: Authority, tmp_path: Path) -> None:
    path = tmp_path / "WhatsApp Chat - הורי הגן.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_chat.txt", chat(months=2))
        archive.writestr("list.csv", "a,b\n1,2\n")
    page = drop(desk, path)
    assert lines(page)["WhatsApp Chat - הורי הגן.txt"].space == "הורי הגן"  # type: ignore[attr-defined]


def test_a_zip_of_one_chat_is_looked_at_alone(
    desk: Client, town: Authority, tmp_path: Path, files: list[Path]
) -> None:
    page = drop(desk, zipped(tmp_path, files[0]))
    assert page.templates[0].name == "assets/preview.html"  # type: ignore[attr-defined]
    assert not Bundle.of.authority(town).exists()


def test_one_broken_file_of_a_zip_does_not_hold_up_the_others(
    desk: Client, town: Authority, files: list[Path], tmp_path: Path
) -> None:
    path = zipped(tmp_path, *files)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("calls.csv").header_offset
    content[at : at + 4] = b"torn"
    path.write_bytes(content)
    found = lines(drop(desk, path))
    assert found[ONE].facts  # type: ignore[attr-defined]
    assert "many.zip" in found["calls.csv"].refusal  # type: ignore[attr-defined]
    assert found["calls.csv"].import_.stage == "unread"  # type: ignore[attr-defined]


def test_what_is_on_its_way_cannot_be_left_nor_read_anew(
    desk: Client, town: Authority, files: list[Path], known: None, work: Work
) -> None:
    page = drop(desk, *files[:2])
    told = form(page)
    one, other = (batch_of(page, name) for name in (ONE, OTHER))
    desk.post(address("apply_bundle", town), told)
    desk.post(reverse("leave_import", kwargs={"batch": one}), told)
    desk.post(reverse("read_import", kwargs={"batch": other}), told)
    work()
    assert {Import.of.authority(town).get(batch=batch).stage for batch in (one, other)} == {"applied"}


def test_too_much_at_once_is_refused_whole(
    desk: Client, town: Authority, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, name, most in ((sealed, "LARGEST", 60_000), (bundling, "MOST", 3)):
        with monkeypatch.context() as less:
            less.setattr(module, name, most)
            page = drop(desk, *files)
        assert page.status_code == 422  # type: ignore[attr-defined]
        assert not Import.of.authority(town).exists()
        assert not [file for file in Path(settings.MERHAV_STAGING).rglob("*") if file.is_file()]


def test_a_worker_killed_on_the_way_is_followed_by_one_that_finishes(
    desk: Client, town: Authority, files: list[Path], known: None, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = drop(desk, *files[:2])
    desk.post(address("apply_bundle", town), form(page))
    taken: list[str] = []
    real = applying.give

    def killed(import_: Import, *told: object) -> None:
        if taken:
            raise SystemExit
        taken.append(import_.batch)
        real(import_, *told)  # type: ignore[arg-type]

    with monkeypatch.context() as broken:
        broken.setattr(applying, "give", killed)
        with pytest.raises(SystemExit):
            applying.carry_on_bundle(None, Bundle.of.authority(town).get().code)  # type: ignore[arg-type]
    stages = Import.of.authority(town).filter(bundle__isnull=False).values_list("stage", flat=True)
    assert sorted(stages) == ["applying", "waiting"]
    Import.of.authority(town).update(changed_at=timezone.now() - timedelta(minutes=5))
    work()
    assert set(stages.all()) == {"applied"}


def test_what_broke_says_so_and_can_be_tried_again(
    desk: Client, town: Authority, files: list[Path], known: None, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = drop(desk, *files[:2])
    desk.post(address("apply_bundle", town), form(page))
    with monkeypatch.context() as broken:
        broken.setattr(applying, "measure", lambda *_told: 1 / 0)
        work()
    ill = Import.of.authority(town).filter(bundle__isnull=False)
    assert all(one.failure and one.on_its_way for one in ill)
    desk.post(reverse("import_again", kwargs={"batch": ill[0].batch}))
    work()
    assert {one.stage for one in ill.all()} == {"applied"}


def test_the_neighbour_finds_no_bundle(
    desk: Client, next_door: Client, town: Authority, files: list[Path]
) -> None:
    page = drop(desk, *files)
    for name in ("bundle", "apply_bundle", "leave_bundle", "undo_bundle"):
        assert next_door.get(address(name, town)).status_code in {404, 405}
        assert next_door.post(address(name, town), form(page)).status_code == 404
    assert Import.of.authority(town).count() == len(files)


def test_what_waits_is_found_again(desk: Client, town: Authority, files: list[Path]) -> None:
    drop(desk, *files)
    drop(desk, files[0])
    page = desk.get(reverse("imports"))
    assert [one.waiting for one in page.context["undecided_bundles"]] == [len(files)]
    assert [one.stage for one in page.context["undecided"]] == ["previewed"]
    for code in (
        address("bundle", town),
        reverse("import", kwargs={"batch": page.context["undecided"][0].batch}),
    ):
        assert code in page.content.decode()


def test_a_single_file_still_goes_its_way(desk: Client, town: Authority, exported: Path, work: Work) -> None:
    assert bring_in(desk, exported, work)
    assert Import.of.authority(town).get().stage == "applied"
