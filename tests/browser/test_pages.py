"""Every page, in every language, at two widths: axe finds nothing, nothing runs over the edge."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer
from tests.support.town import PASSWORD

from merhav.assets.models import Import
from merhav.authorities.models import Authority

WIDTHS = {"laptop": (1280, 900), "phone": (390, 844)}
LANGUAGES = {"he": "rtl", "ar": "rtl", "en": "ltr"}
SHOTS = Path(__file__).parents[2] / "var" / "screenshots"


def sign_in(page: Page, base: str, language: str) -> None:
    page.goto(f"{base}/sign-in/")
    page.click(f"button[name=language][value={language}]")
    page.fill("[name=username]", "coordinator")
    page.fill("[name=password]", PASSWORD)
    page.click("button.act")
    page.wait_for_url("**/measures/")


def drop(page: Page, base: str, file: Path) -> None:
    page.goto(f"{base}/import/")
    page.set_input_files("[name=file]", file)
    page.click("details.more summary")
    page.fill("[name=space]", "הרחוב שלנו")
    page.click("button.act")
    page.wait_for_selector("[name=writers]")


def tell(page: Page) -> None:
    page.select_option("[name=writers]", "open")
    page.select_option("[name=run_by]", "residents")
    page.fill("[name=exported_on]", "2026-08-28")
    page.fill("[name=neighbourhood]", "הרקפות")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_coordinator_brings_in_a_chat_and_every_page_is_for_everybody(
    browser: Browser,
    live_server: LiveServer,
    town: Authority,
    exported: Path,
    work: Callable[[], None],
    language: str,
    width: str,
) -> None:
    across, down = WIDTHS[width]
    page = browser.new_context(viewport={"width": across, "height": down}).new_page()
    broken: list[str] = []
    page.on("console", lambda said: broken.append(said.text) if said.type == "error" else None)
    base = live_server.url

    def look(name: str) -> None:
        _whole(page, f"{language}-{width}-{name}", LANGUAGES[language])

    page.goto(f"{base}/sign-in/")
    page.click(f"button[name=language][value={language}]")
    look("sign-in")
    sign_in(page, base, language)
    look("measures-before")
    drop(page, base, exported)
    look("preview")
    tell(page)
    page.click("form.after button.act")
    page.wait_for_selector("#progress")
    look("on-its-way")
    work()
    page.wait_for_selector("a.act[href='/measures/']", timeout=8_000)
    look("applied")
    for address in ("measures/", "measures/?outcome=policy", "measures/whatsapp.answers/", "import/"):
        page.goto(f"{base}/{address}")
        look(address.strip("/").replace("/", "-").replace("?", "-"))
    page.goto(f"{base}/measures/zoom.involvement/")
    look("no-source")
    assert broken == []
    assert page.goto(f"{base}/no-such-page/").status == 404
    look("nothing-here")
    assert Import.of.authority(town).get().stage == "applied"


def _whole(page: Page, name: str, direction: str) -> None:
    """The page is complete: direction, title, one heading, nothing past the edge, nothing axe complains about."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True)
    assert page.get_attribute("html", "dir") == direction
    assert page.locator("h1").count() == 1, name
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0, f"{name} runs {over} px over the edge"
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"


def test_everything_can_be_read_and_done_without_javascript(
    browser: Browser, live_server: LiveServer, town: Authority, exported: Path, work: Callable[[], None]
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, live_server.url, "he")
    drop(page, live_server.url, exported)
    tell(page)
    page.click("form.after button.act")
    work()
    page.goto(f"{live_server.url}/measures/whatsapp.peer_replies/")
    assert page.locator("figure svg:visible").count() == 1
    assert page.locator("tbody tr").count() >= 8


def test_a_keyboard_is_enough(
    browser: Browser, live_server: LiveServer, town: Authority, exported: Path, work: Callable[[], None]
) -> None:
    page = browser.new_page()
    page.goto(f"{live_server.url}/sign-in/")
    page.focus("[name=username]")
    page.keyboard.type("coordinator")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/measures/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
