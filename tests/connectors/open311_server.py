"""A GeoReport v2 service on this machine: JSON and XML, with and without pages, with the errors of real ones."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

Request = dict[str, Any]


def request(
    number: object, made: str, status: str = "open", changed: str | None = None, **more: Any
) -> Request:
    return {
        "service_request_id": number,
        "status": status,
        "status_notes": None,
        "service_name": "Street light out",
        "service_code": 17,
        "description": "Dana Levi says that the light at Olive St 4 is out, call 052-0000001",
        "requested_datetime": made,
        "updated_datetime": changed,
        "address": "Olive St 4",
        "lat": "31.5",
        "long": None,
        **more,
    }


def in_xml(requests: list[Request]) -> str:
    elements = "".join(
        "<request>"
        + "".join(
            f"<{key}>{escape(str(value))}</{key}>" if value is not None else f"<{key}/>"
            for key, value in one.items()
            if not isinstance(value, dict)
        )
        + "</request>"
        for one in requests
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n<service_requests>{elements}</service_requests>'


@dataclass
class Service:
    """What it holds, and how it answers."""

    holds: list[Request] = field(default_factory=list)
    formats: tuple[str, ...] = ("json", "xml")
    most: int = 1000
    """Requests of one answer."""
    pages: bool = False
    strict: bool = False
    """Refuses what the standard does not name."""
    jurisdiction: str = ""
    key: str = ""
    refusing: list[int] = field(default_factory=list)
    """Statuses that it answers first, one after the other."""
    asked: list[dict[str, str]] = field(default_factory=list)
    address: str = ""

    STANDARD: ClassVar = {"jurisdiction_id", "api_key", "start_date", "end_date", "service_code", "status"}

    def answer(self, path: str, asked: dict[str, str]) -> tuple[int, str]:
        self.asked.append(asked)
        form = path.rsplit(".", 1)[-1]
        if self.refusing:
            return self.refusing.pop(0), ""
        if path not in {"/v2/requests.json", "/v2/requests.xml"} or form not in self.formats:
            return 404, "<html><body>Not found</body></html>"
        if self.key and asked.get("api_key") != self.key:
            return 403, '[{"code": 403, "description": "api_key is wrong"}]'
        if self.jurisdiction and asked.get("jurisdiction_id") != self.jurisdiction:
            return 400, self._error(form, "jurisdiction_id was not provided")
        if self.strict and set(asked) - self.STANDARD:
            return 400, self._error(form, "unknown parameter")
        found = self._found(asked)
        return 200, in_xml(found) if form == "xml" else json.dumps(found)

    def _found(self, asked: dict[str, str]) -> list[Request]:
        since, until = asked["start_date"], asked["end_date"]
        found = [one for one in self.holds if since <= one["requested_datetime"] < until]
        begin = (int(asked.get("page", 1)) - 1) * self.most if self.pages else 0
        return found[begin : begin + self.most]

    @staticmethod
    def _error(form: str, words: str) -> str:
        if form == "json":
            return json.dumps([{"code": 400, "description": words}])
        return f"<errors><error><code>400</code><description>{words}</description></error></errors>"


@contextmanager
def served(service: Service) -> Iterator[Service]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            status, text = service.answer(parts.path, asked)
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    service.address = f"http://127.0.0.1:{server.server_address[1]}/v2"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
