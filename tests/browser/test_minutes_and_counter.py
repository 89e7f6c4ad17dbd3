"""What runs beside the files, in a real browser: the weekly minute in four languages, the counter on a foreign site."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer
from tests.browser.test_pages import LANGUAGES, WIDTHS, _whole, sign_in

from merhav.authorities.models import Authority
from merhav.counter.addresses import sign_of
from merhav.counter.models import Hit
from merhav.counter.services import open_counter
from merhav.facts.words import Asset
from merhav.minutes.addresses import sign_of as minute_sign
from merhav.minutes.models import Minute
from merhav.minutes.services import open_link, tell_minute
from merhav.minutes.weeks import last_week


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["he", "ar", "ru", "en"])
def test_an_admin_tells_the_week_on_a_telephone(
    browser: Browser, live_server: LiveServer, town: Authority, language: str, width: str
) -> None:
    link = open_link(
        authority=town, asset=Asset.FACEBOOK, name="הורי הרקפות", description={}, language="he", concerned=800
    )
    across, down = WIDTHS[width]
    page = browser.new_context(
        viewport={"width": across, "height": down}, java_script_enabled=True
    ).new_page()
    direction = "rtl" if language in {"he", "ar"} else "ltr"
    page.goto(f"{live_server.url}/m/{link.pk}-{minute_sign(link)}/")
    page.click(f"nav a[lang={language}]")
    _whole(page, f"{language}-{width}-minute", direction)
    page.fill("[name=questions]", "4")
    page.fill("[name=answered]", "7")
    page.click("button.act")
    page.wait_for_selector(".notice.error")
    _whole(page, f"{language}-{width}-minute-wrong", direction)
    assert page.input_value("[name=answered]") == "7"
    page.fill("[name=answered]", "3")
    page.click("button.act")
    page.wait_for_selector("[role=status]")
    _whole(page, f"{language}-{width}-minute-thanks", direction)
    assert Minute.of.authority(town).get().figures == {"questions": 4, "answered": 3}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_desks_pages_of_live_sources_are_for_everybody(
    browser: Browser, live_server: LiveServer, town: Authority, language: str, width: str
) -> None:
    link = open_link(
        authority=town, asset=Asset.FACEBOOK, name="הורי הרקפות", description={}, language="ar", concerned=800
    )
    tell_minute(
        link=link,
        week=last_week(timezone.localdate()),
        figures={"members": 410, "questions": 4},
        subject="גני ילדים",
    )
    open_counter(authority=town, site="אתר העירייה", hosts="www.town.example", told={})
    across, down = WIDTHS[width]
    page = browser.new_context(viewport={"width": across, "height": down}).new_page()
    sign_in(page, live_server.url, language)
    for address in (
        "sources/minutes/",
        f"sources/minutes/{link.pk}/",
        f"sources/minutes/{link.pk}/enter/",
        "sources/counter/",
        "sources/connections/",
    ):
        page.goto(f"{live_server.url}/{address}")
        _whole(
            page,
            f"{language}-{width}-{address.strip('/').replace('/', '-').replace(str(link.pk), 'n')}",
            LANGUAGES[language],
        )
    page.goto(f"{live_server.url}/sources/minutes/{link.pk}/sheet/?language={language}")
    _whole(page, f"{language}-{width}-sheet", LANGUAGES[language])


@pytest.fixture
def site(tmp_path: Path, town: Authority, live_server: LiveServer) -> Iterator[str]:
    """A town's own site on another port, with the counter's line in its page."""
    counter = open_counter(
        authority=town, site="האתר", hosts="127.0.0.1", told={"service_payment": "/pay.html"}
    )
    line = f'<script async src="{live_server.url}/c/{counter.pk}-{sign_of(counter)}.js"></script>'
    for name in ("index.html", "pay.html"):
        (tmp_path / name).write_text(f"<!doctype html><title>A town</title>{line}<h1>A town</h1>")
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def _hits(town: Authority, wait: Callable[[int], None]) -> int:
    wait(1200)
    return Hit.of.authority(town).count()


def test_a_foreign_site_is_counted_without_a_cookie(browser: Browser, site: str, town: Authority) -> None:
    context = browser.new_context(
        user_agent="Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    )
    page = context.new_page()
    page.goto(f"{site}/index.html")
    page.wait_for_timeout(1500)
    page.goto(f"{site}/pay.html")
    assert _hits(town, page.wait_for_timeout) >= 2
    page.close()
    assert context.cookies() == []
    assert "payment" in set(Hit.of.authority(town).values_list("service", flat=True))
    context.close()


def test_who_asks_not_to_be_followed_is_not_counted(browser: Browser, site: str, town: Authority) -> None:
    context = browser.new_context(
        user_agent="Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    )
    context.add_init_script("Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})")
    page = context.new_page()
    page.goto(f"{site}/index.html")
    assert _hits(town, page.wait_for_timeout) == 0
    context.close()
