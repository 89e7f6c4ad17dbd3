"""A product of the tests: a server on this machine that answers, and a connector that asks it."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

from merhav.connectors.base import Answer, Item, Payload, Pulled, Question, Report, Told
from merhav.connectors.files import Source, text_chunks
from merhav.connectors.http import Http
from merhav.connectors.people import Pseudonyms
from merhav.core.text import _
from merhav.facts.rows import Coverage, Observation, Row
from merhav.facts.words import Asset

KEY = "a-key-that-nobody-shall-see"


class Product:
    """What the server answers: followers by day; `refusing` is a status it answers instead."""

    def __init__(self) -> None:
        self.followers: dict[str, int] = {"2026-08-03": 120, "2026-08-20": 150}
        self.refusing = 0
        self.asked: list[str] = []
        self.address = ""


@contextmanager
def served(product: Product) -> Iterator[Product]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            product.asked.append(self.path)
            allowed = self.headers.get("Authorization") == f"Bearer {KEY}"
            status = product.refusing or (200 if allowed else 401)
            body = json.dumps(product.followers if status == 200 else {"error": "no"}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    product.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield product
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Asked(Pulled):
    """Followers of a page, as the product of the tests tells them."""

    slug = "asked"
    asset = Asset.FACEBOOK
    title = _("A product")
    reads = _("What the product answers.")
    how: ClassVar = (_("Make a key."), _("Write it here."))
    suffixes = (".json",)
    tells = ("followers",)
    setup: ClassVar[tuple[Question, ...]] = (
        Question("address", _("Address"), Answer.TEXT, required=True),
        Question("key", _("Key"), Answer.SECRET, required=True),
    )

    def fetch(self, http: Http, told: Told, since: datetime, until: datetime) -> Payload:
        del since, until
        headers = {"Authorization": f"Bearer {told.get('key')}"}
        return Payload("followers.json", http.get(str(told.get("address")), headers=headers).body)

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        del told
        for day, number in json.loads("".join(text_chunks(source))).items():
            report.items += 1
            yield {"day": day, "followers": number}

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        last = datetime(2026, 8, 1, tzinfo=UTC)
        for item in self.items(source, told, report):
            at = datetime.fromisoformat(f"{item['day']}T12:00+00:00")
            report.spans(at)
            last = max(last, at)
            number = float(str(item["followers"]))
            yield Observation(
                people.thing("asked", at, number), at, "followers", "asked:followers", number, seen=at
            )
        first = datetime(2026, 8, 1, tzinfo=UTC)
        yield Coverage(people.thing("asked", "covered", last), first, last, False)
