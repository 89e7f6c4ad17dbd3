"""Sources, bundles and files that ask, in a real browser: for everybody, by keyboard, and without JavaScript."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer
from tests.browser.test_pages import LANGUAGES, WIDTHS, _whole, sign_in
from tests.support.chat import chat
from tests.support.readers import Calls, calls

from merhav.assets.models import Import
from merhav.authorities.models import Authority
from merhav.communities.services import open_space
from merhav.connectors.registry import connectors
from merhav.facts.words import Asset

READERS = [("he", "phone"), ("he", "laptop"), ("ar", "phone"), ("en", "laptop")]


@pytest.fixture(autouse=True)
def readers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connectors(), "calls", Calls())


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    contents = {
        "WhatsApp Chat with הורי הגן.txt": chat(months=3) + "31.2.2026, 10:00 - תושבת א: שלום\n" * 12,
        "calls.csv": calls("3/4/2026,17,", "4/4/2026,18,"),
        "notes.txt": "notes of nobody\n" * 5,
    }
    paths = [tmp_path / name for name in contents]
    for path in paths:
        path.write_text(contents[path.name], encoding="utf-8")
    return paths


@pytest.fixture
def late(town: Authority) -> None:
    """A source that spoke last two months ago."""
    ended = timezone.now() - timedelta(days=60)
    space = open_space(authority=town, asset=Asset.STREET, name="מוקד 106")
    Import.of.create(
        authority=town, batch="late", connector="calls", space=space, stage="applied", until=ended, new=9
    )


def drop(page: Page, base: str, files: list[Path]) -> None:
    page.goto(f"{base}/sources/")
    page.set_input_files("[name=file]", files)
    page.click("button.act")
    page.wait_for_load_state()


def line(page: Page, file: str) -> object:
    return page.locator(".bundle > li").filter(has_text=file)


def tell_columns(page: Page) -> None:
    page.select_option("#id_column_opened", "Wann")
    page.select_option("#id_column_number", "Nr")
    page.click("button.act")
    page.select_option("#id_date_order", "dmy")
    page.click("button.act")
    page.wait_for_selector("form.after")


@pytest.mark.parametrize(("language", "width"), READERS)
def test_every_page_of_files_is_for_everybody(
    browser: Browser,
    live_server: LiveServer,
    town: Authority,
    late: None,
    files: list[Path],
    work: Callable[[], None],
    language: str,
    width: str,
) -> None:
    across, down = WIDTHS[width]
    page = browser.new_context(viewport={"width": across, "height": down}).new_page()
    broken: list[str] = []
    page.on("console", lambda said: broken.append(said.text) if said.type == "error" else None)
    sign_in(page, live_server.url, language)

    def look(name: str) -> None:
        _whole(page, f"{language}-{width}-{name}", LANGUAGES[language])

    page.goto(f"{live_server.url}/sources/")
    assert page.locator("nav .count").inner_text().startswith("1")
    for details in page.locator("details.more").all():
        details.locator("summary").first.click()
    look("sources")
    drop(page, live_server.url, files)
    look("bundle")
    line(page, "calls.csv").locator("button").first.click()  # type: ignore[attr-defined]
    page.wait_for_selector("#id_column_opened")
    look("questions")
    tell_columns(page)
    page.locator("details.card summary").click()
    look("table-preview")
    page.click("form.after button.act")
    page.wait_for_selector("#progress")
    work()
    page.wait_for_selector("#progress button.warn", timeout=15_000)
    look("bundle-applied")
    line(page, "הורי הגן").locator("button").first.click()  # type: ignore[attr-defined]
    page.wait_for_selector("[name=writers]")
    page.locator("details:has(table) > summary").first.click()
    look("chat-preview")
    page.goto(f"{live_server.url}/import/")
    look("waiting")
    page.locator("[aria-labelledby=waits] a").first.click()
    look("bundle-later")
    assert broken == []


def test_many_files_are_brought_in_without_javascript(
    browser: Browser, live_server: LiveServer, town: Authority, files: list[Path], work: Callable[[], None]
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, live_server.url, "he")
    drop(page, live_server.url, files)
    line(page, "calls.csv").locator("button").first.click()  # type: ignore[attr-defined]
    tell_columns(page)
    with page.expect_navigation():
        page.locator("form.after button.plain").last.click()
    assert page.locator(".bundle > li").count() == 3, "back among the others, nothing decided"
    page.click("form.stack > .card button.act")
    page.wait_for_selector("#progress")
    assert page.locator(".bundle > li").count() == 2, "what was ready is on its way"
    work()
    page.goto(page.url.removesuffix("apply/"))
    assert Import.of.authority(town).get(connector="calls").stage == "applied"
    page.click("#progress button.warn")
    work()
    assert Import.of.authority(town).get(connector="calls").stage == "undone"


def test_a_keyboard_brings_in_many_files(
    browser: Browser, live_server: LiveServer, town: Authority, files: list[Path], work: Callable[[], None]
) -> None:
    page = browser.new_page()
    sign_in(page, live_server.url, "en")
    page.goto(f"{live_server.url}/sources/")
    page.set_input_files("[name=file]", files[1:])
    page.focus("[name=file]")
    _tab_to(page, "Show what it would add")
    page.keyboard.press("Enter")
    page.wait_for_selector(".bundle")
    page.focus(".bundle select")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Tell what it asks"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_selector("#id_column_opened")
    page.focus("#id_column_opened")
    page.keyboard.type("Wann")
    page.focus("#id_column_number")
    page.keyboard.type("Nr")
    _tab_to(page, "Read it")
    page.keyboard.press("Enter")
    page.wait_for_selector("#id_date_order")


def _tab_to(page: Page, words: str) -> None:
    for _step in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == words:
            return
    pytest.fail(f"{words} cannot be reached by keyboard")
