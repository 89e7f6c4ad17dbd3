"""A file asks before it can be read: it waits sealed, is told, and asks nothing next month."""

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from tests.support.journeys import TOLD, drop, stage
from tests.support.kept import assert_kept_nowhere, assert_on_no_disk
from tests.support.readers import Calls, Locked, calls

from merhav.assets import sealed
from merhav.assets.models import Import
from merhav.authorities.models import Authority
from merhav.communities.models import Space
from merhav.connectors.registry import connectors

LINES = ("3/4/2026,17,5/4/2026", "4/4/2026,18,")
COLUMNS = {"column_opened": "Wann", "column_number": "Nr", "column_closed": "Zu"}


@pytest.fixture(autouse=True)
def readers(monkeypatch: pytest.MonkeyPatch) -> None:
    for reader in (Calls(), Locked()):
        monkeypatch.setitem(connectors(), reader.slug, reader)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table of Dana.csv"
    path.write_text(calls(*LINES), encoding="utf-8")
    return path


def ask(desk: Client, path: Path, *, connector: str = "", space: str = "") -> object:
    return drop(desk, path, connector=connector, space=space)


def key_in(page: object) -> str:
    found = re.search(r'name="key" value="([^"]+)"', page.content.decode())  # type: ignore[attr-defined]
    assert found
    return found[1]


def tell(desk: Client, page: object, **told: str) -> object:
    """Answer what the page asks, under its key."""
    import_ = page.context["import"]  # type: ignore[attr-defined]
    asked = [field.name for field in page.context["before"]]  # type: ignore[attr-defined]
    address = reverse("read_import", kwargs={"batch": import_.batch})
    return desk.post(address, {"key": key_in(page), "asked": asked, "connector": import_.connector, **told})


def apply(desk: Client, page: object, **told: str) -> object:
    import_ = page.context["import"]  # type: ignore[attr-defined]
    return desk.post(reverse("apply_import", kwargs={"batch": import_.batch}), {"key": key_in(page), **told})


def test_exactly_what_is_asked_is_asked(desk: Client, town: Authority, table: Path) -> None:
    page = ask(desk, table)
    assert page.templates[0].name == "assets/questions.html"  # type: ignore[attr-defined]
    asked = {field.name: field for field in page.context["before"]}  # type: ignore[attr-defined]
    assert set(asked) == set(COLUMNS)
    offered = [value for value, _name in asked["column_opened"].field.choices]
    assert offered == ["", "Wann", "Nr", "Zu"], "a required column is not silently none"
    assert next(value for value, _name in asked["column_closed"].field.choices) == "-"
    waits = Import.of.authority(town).get()
    assert (waits.stage, waits.connector, waits.sure) == ("unread", "calls", 0.95)


def test_it_is_told_step_by_step_and_remembered(
    desk: Client, town: Authority, table: Path, tmp_path: Path, work: Callable[[], None]
) -> None:
    page = tell(desk, ask(desk, table), **COLUMNS)
    assert [field.name for field in page.context["before"]] == ["date_order"]  # type: ignore[attr-defined]
    page = tell(desk, page, date_order="mdy")
    assert page.templates[0].name == "assets/preview.html"  # type: ignore[attr-defined]
    assert page.context["facts"]  # type: ignore[attr-defined]
    assert page.context["one"].name == "חורש"  # type: ignore[attr-defined]
    answer = apply(desk, page, space="חורש")
    assert answer.status_code == 302, answer.content.decode()  # type: ignore[attr-defined]
    work()
    done = Import.of.authority(town).get()
    assert (done.stage, f"{done.first:%Y-%m-%d}") == ("applied", "2026-03-04"), "the month came first"
    assert Space.of.authority(town).get().told == {**COLUMNS, "date_order": "mdy"}
    following = tmp_path / "next.csv"
    following.write_text(calls("5/4/2026,19,"), encoding="utf-8")
    page = ask(desk, following)
    assert page.templates[0].name == "assets/preview.html", "nothing is asked again"  # type: ignore[attr-defined]
    assert f"{page.context['import'].first:%Y-%m-%d}" == "2026-05-04"  # type: ignore[attr-defined]


def test_an_answer_that_does_not_do_is_asked_again(desk: Client, town: Authority, table: Path) -> None:
    page = tell(desk, ask(desk, table), column_opened="Wann", column_number="")
    assert page.status_code == 200  # type: ignore[attr-defined]
    asked = {field.name: field.value() for field in page.context["before"]}  # type: ignore[attr-defined]
    assert asked == {"column_opened": "Wann", "column_number": "", "column_closed": "-"}
    assert Import.of.authority(town).get().stage == "unread"


def test_while_it_waits_nobody_can_read_it(desk: Client, town: Authority, table: Path) -> None:
    page = ask(desk, table)
    assert_on_no_disk("3/4/2026")
    assert_kept_nowhere(["3/4/2026", "table of Dana", key_in(page)])
    assert page["Cache-Control"] == "private, no-store"  # type: ignore[index]
    batch = page.context["import"].batch  # type: ignore[attr-defined]
    again = desk.get(reverse("import", kwargs={"batch": batch})).content.decode()
    assert "table of Dana" not in again
    assert 'name="key"' not in again.split("<form")[-1] or 'value=""' in again, (
        "the key is in the first page alone"
    )
    assert list(sealed._folder().glob("*")) != []


def test_a_wrong_key_or_none_opens_nothing(desk: Client, town: Authority, table: Path) -> None:
    page = ask(desk, table)
    batch = page.context["import"].batch  # type: ignore[attr-defined]
    for key in ("", sealed.new_key()):
        answer = desk.post(
            reverse("read_import", kwargs={"batch": batch}),
            {"key": key, "asked": list(COLUMNS), "connector": "calls", **COLUMNS},
            follow=True,
        )
        assert "assets/questions.html" in [template.name for template in answer.templates]
    assert Import.of.authority(town).get().stage == "unread"


def test_it_is_let_go_when_it_is_decided_on(
    desk: Client, town: Authority, table: Path, work: Callable[[], None]
) -> None:
    page = tell(desk, tell(desk, ask(desk, table), **COLUMNS), date_order="dmy")
    assert list(sealed._folder().glob("*"))
    apply(desk, page, space="חורש")
    assert not list(sealed._folder().glob("*"))
    left = ask(desk, table)
    desk.post(reverse("leave_import", kwargs={"batch": left.context["import"].batch}))  # type: ignore[attr-defined]
    assert not list(sealed._folder().glob("*"))


def test_after_an_hour_it_is_gone(desk: Client, town: Authority, table: Path) -> None:
    page = ask(desk, table)
    batch = page.context["import"].batch  # type: ignore[attr-defined]
    old = time.time() - sealed.PATIENCE.total_seconds() - 1
    os.utime(sealed._folder() / batch / "file", (old, old))
    assert tell(desk, page, **COLUMNS).status_code == 302  # type: ignore[attr-defined]
    assert Import.of.authority(town).get().stage == "unread", "whoever has the key comes too late"
    call_command("forget_undecided")
    assert not (sealed._folder() / batch).exists()


def test_a_worker_sees_to_the_hour(desk: Client, town: Authority, table: Path) -> None:
    from django_tasks_db.models import DBTaskResult

    ask(desk, table)
    (later,) = DBTaskResult.objects.all()
    assert later.task_path.endswith("forget_undecided")
    assert 3500 < (later.run_after - later.enqueued_at).total_seconds() < 3700


def test_a_password_is_used_and_kept_nowhere(desk: Client, town: Authority, tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text(calls(*LINES, kind="Locked calls of"), encoding="utf-8")
    page = ask(desk, path)
    (asked,) = page.context["before"]  # type: ignore[attr-defined]
    assert asked.widget_type == "password"
    page = tell(desk, page, password="open sesame")
    assert [field.name for field in page.context["before"]] == list(COLUMNS), "then the columns"  # type: ignore[attr-defined]
    assert "open sesame" not in page.content.decode()  # type: ignore[attr-defined]
    assert_kept_nowhere(["open sesame"])


def test_what_changes_the_reading_is_read_anew_before_it_is_applied(
    desk: Client, town: Authority, table: Path, work: Callable[[], None]
) -> None:
    page = tell(desk, tell(desk, ask(desk, table), **COLUMNS), date_order="dmy")
    fields = {field.name: field.value() or "" for field in page.context["before"]}  # type: ignore[attr-defined]
    was = {f"was-{name}": value for name, value in fields.items()}
    told = {**fields, **was, "asked": list(fields), "space": "חורש", "shares": "3"}
    again = apply(desk, page, **told)
    assert again.status_code == 200  # type: ignore[attr-defined]
    assert again.context["one"].read_again  # type: ignore[attr-defined]
    assert stage(page.context["import"].batch) == "previewed", "what was not seen is not applied"  # type: ignore[attr-defined]
    fields = {field.name: field.value() or "" for field in again.context["before"]}  # type: ignore[attr-defined]
    assert fields["shares"] == "3"
    was = {f"was-{name}": value for name, value in fields.items()}
    done = apply(desk, again, **{**fields, **was, "asked": list(fields), "space": "חורש"})
    assert done.status_code == 302, "unchanged, it is applied"  # type: ignore[attr-defined]
    assert Space.of.authority(town).get().told["shares"] == "3"


def test_roles_that_were_chosen_stand_after_reading_anew(
    desk: Client, town: Authority, exported: Path
) -> None:
    page = drop(desk, exported, connector="")
    sender = page.context["senders"][0]  # type: ignore[attr-defined]
    told = {
        f"role-{sender.pseudonym}": "leader",
        "topics": "on",
        "was-topics": "",
        "space": "x",
        "writers": "closed",
    }
    again = tell(desk, page, **told)
    roles = {one.pseudonym: one.role for one in again.context["senders"]}  # type: ignore[attr-defined]
    assert roles[sender.pseudonym] == "leader"
    assert again.context["forms"].space.initial["writers"] == "closed"  # type: ignore[attr-defined]
    assert {one.name for one in again.context["senders"]} == {one.name for one in page.context["senders"]}  # type: ignore[attr-defined]
    assert Import.of.authority(town).get().answers == {"topics": "on"}


def test_a_text_nobody_knows_is_asked_what_it_is(desk: Client, town: Authority, tmp_path: Path) -> None:
    path = tmp_path / "unknown.csv"
    path.write_text(calls(*LINES, kind="List for"), encoding="utf-8")
    page = ask(desk, path)
    assert page.templates[0].name == "assets/questions.html"  # type: ignore[attr-defined]
    page = desk.post(
        reverse("read_import", kwargs={"batch": page.context["import"].batch}),  # type: ignore[attr-defined]
        {"key": key_in(page), "connector": "calls", "space": "חורש"},
    )
    assert {field.name for field in page.context["before"]} == set(COLUMNS)
    assert page.context["import"].sure is None, "a person said so"


def test_what_is_no_text_is_refused_at_once(desk: Client, town: Authority, tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"%PDF-1.7 " + bytes(300))
    page = ask(desk, path)
    assert page.status_code == 422  # type: ignore[attr-defined]
    assert not Import.of.authority(town).exists()
    assert not list(Path(settings.MERHAV_STAGING).rglob("file"))


def test_both_orders_of_a_chat_are_still_asked_after_reading(
    desk: Client, town: Authority, tmp_path: Path, work: Callable[[], None]
) -> None:
    path = tmp_path / "chat.txt"
    path.write_text("3/6/26, 10:00 - Dana: hello\n3/6/26, 10:05 - Avi: hello\n", encoding="utf-8")
    page = drop(desk, path, connector="")
    assert "date_order" in page.context["forms"].answers.fields  # type: ignore[attr-defined]
    answer = apply(desk, page, **{**TOLD, "exported_on": "2026-06-03", "date_order": "dmy", "space": "הרחוב"})
    assert answer.status_code == 302  # type: ignore[attr-defined]


def test_the_neighbour_reads_nothing(desk: Client, next_door: Client, town: Authority, table: Path) -> None:
    page = ask(desk, table)
    address = reverse("read_import", kwargs={"batch": page.context["import"].batch})  # type: ignore[attr-defined]
    told = {"key": key_in(page), "asked": list(COLUMNS), "connector": "calls", **COLUMNS}
    assert next_door.post(address, told).status_code == 404
