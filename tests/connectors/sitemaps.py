"""Maps of a fictional town's site, and a server on this machine that publishes them."""

import io
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.connectors.chats import source

from merhav.connectors.base import Report, Told
from merhav.connectors.catalog.sitemap import Sitemap
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
from merhav.facts.rows import Activity, Observation, Row

CONNECTOR = Sitemap()
PEOPLE = Pseudonyms(b"a town")
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
SITE = "https://www.town.example.org"

PAGES = {
    "/": None,
    "/he/pay": "service",
    "/he/news/display/17": None,
    "/צור-קשר": "contact",
    "/%D7%98%D7%A4%D7%A1%D7%99%D7%9D": "service",
    "/ar/اتصل-بنا": "contact",
    "/ar/الخدمات": "service",
    "/he/הליכי-תכנון/כיכר": "process",
}
"""Paths, and what each page is for."""


def urlset(pages: Iterable[str], changed: Mapping[str, str] | None = None, root: str = "") -> str:
    lines = [f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{NAMESPACE}"{root}>']
    for page in pages:
        address = page if "://" in page else SITE + page
        day = (changed or {}).get(page)
        lines.append(
            f"<url><loc> {address} </loc>{f'<lastmod>{day}</lastmod>' if day else ''}<priority>0.5</priority></url>"
        )
    return "\n".join([*lines, "</urlset>\n"])


def index(maps: Iterable[str]) -> str:
    named = "".join(f"<sitemap><loc>{each}</loc></sitemap>" for each in maps)
    return f'<?xml version="1.0"?><sitemapindex xmlns="{NAMESPACE}">{named}</sitemapindex>'


def rows(content: str | bytes | Source, report: Report | None = None, **told: str) -> list[Row]:
    file = content if isinstance(content, Source) else source(content, "sitemap.xml")
    answers = {"exported_on": "2026-03-22", **told}
    return list(CONNECTOR.rows(file, Told(answers), PEOPLE, Report() if report is None else report))


def added(content: str | bytes | Source, **told: str) -> list[Activity]:
    return [row for row in rows(content, **told) if isinstance(row, Activity)]


def live(told: Iterable[Row]) -> dict[str, float]:
    return {row.measure: row.value for row in told if isinstance(row, Observation)}


def tags(paths: Iterable[str], **told: str) -> list[object]:
    file = source(urlset(paths), "sitemap.xml")
    return [item["tag"] for item in CONNECTOR.items(file, Told(told), Report())]


def of_bytes(content: bytes) -> Source:
    return Source("answer.xml", len(content), lambda: io.BytesIO(content))


@contextmanager
def published(files: Mapping[str, bytes | str | int]) -> Iterator[tuple[str, list[str]]]:
    """The address of a site with these files (a number is a status), and the list of what is asked of it."""
    asked: list[str] = []
    address = ""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            found = files.get(self.path, 404)
            status = found if isinstance(found, int) else 200
            body = b"" if isinstance(found, int) else found if isinstance(found, bytes) else found.encode()
            body = body.replace(b"SITE", address.encode())
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield address, asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
