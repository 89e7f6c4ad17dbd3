"""A service of Open311 is asked, as it wants to be asked, and its answers become one document."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.connectors.chats import source
from tests.connectors.open311_server import Service, request, served
from tests.connectors.tables_files import Reading, activities, covered, done

from merhav.connectors.base import Answer, Payload, Pulled, Told
from merhav.connectors.catalog.open311 import LATE
from merhav.connectors.hotline.asking import base_of, windows
from merhav.connectors.http import Http, Unreachable
from merhav.facts.words import Verb

OPEN311 = Reading("open311")
SINCE, UNTIL = datetime(2025, 3, 1, tzinfo=UTC), datetime(2025, 4, 1, tzinfo=UTC)
SCHEMA = Path(__file__).parents[2] / "../shared/inputs/open311/schema"


@pytest.fixture
def service() -> Iterator[Service]:
    with served(Service()) as running:
        yield running


def made(number: int, day: int = 1, **more: Any) -> dict[str, Any]:
    at = datetime(2025, 3, day, tzinfo=UTC) + timedelta(minutes=number % 1000)
    return request(number, f"{at:%Y-%m-%dT%H:%M:%SZ}", **more)


def fetched(service: Service, since: datetime = SINCE, until: datetime = UNTIL, **told: str) -> Payload:
    assert isinstance(OPEN311.connector, Pulled)
    slept: list[float] = []
    http = Http(private=True, timeout=5, sleep=slept.append)
    try:
        return OPEN311.connector.fetch(http, Told({"address": service.address, **told}), since, until)
    finally:
        http.close()


def numbers(payload: Payload) -> list[str]:
    return sorted(one["service_request_id"] for one in json.loads(payload.content)["service_requests"])


@pytest.mark.parametrize("form", ["json", "xml"])
def test_what_a_service_tells_is_read_as_a_file_is(service: Service, form: str) -> None:
    service.formats = (form,)
    service.holds = [
        made(1),
        made(2, 5, status="closed", changed="2025-03-05T12:00:00Z", interface_used="Web interface"),
    ]
    payload = fetched(service)
    rows = OPEN311.rows(source(payload.content, payload.name))
    assert len(activities(rows)) == 3
    assert {row.asset for row in rows} == {"street", "website"}
    assert {(one.since, one.until) for one in covered(rows)} == {(SINCE, UNTIL)}


def test_what_people_wrote_is_not_kept(service: Service) -> None:
    service.holds = [made(1)]
    text = fetched(service).content.decode()
    assert not [word for word in ("Dana", "Olive", "052", "31.5", "description", "address") if word in text]


def test_a_quiet_month_is_told_too(service: Service) -> None:
    payload = fetched(service)
    (quiet,) = OPEN311.rows(source(payload.content, payload.name))
    assert (quiet.since, quiet.until, quiet.asset) == (SINCE, UNTIL, "street")  # type: ignore[union-attr]


def test_no_window_is_longer_than_the_standard_lets_it_be(service: Service) -> None:
    fetched(service, SINCE - timedelta(days=365))
    spans = [
        (datetime.fromisoformat(asked["start_date"]), datetime.fromisoformat(asked["end_date"]))
        for asked in service.asked
    ]
    assert all(end - begin <= timedelta(days=90) for begin, end in spans)
    assert (spans[0][0], spans[-1][1]) == (SINCE - timedelta(days=365) - LATE, UNTIL)
    assert all(before[1] == after[0] for before, after in pairwise(spans))
    assert list(windows(UNTIL, UNTIL)) == []


def test_of_earlier_requests_those_come_that_were_closed_since(service: Service) -> None:
    early = "2025-01-10T08:00:00Z"
    service.holds = [
        request("still open", early),
        request("closed before", early, "closed", "2025-02-01T08:00:00Z"),
        request("closed now", early, "closed", "2025-03-10T08:00:00Z"),
        made(4),
    ]
    payload = fetched(service)
    assert numbers(payload) == ["4", "closed now"]
    (answered,) = done(OPEN311.rows(source(payload.content)), Verb.ACCEPT)
    assert answered.answered_seconds == 59 * 86_400


def test_pages_are_turned_where_there_are_any(service: Service) -> None:
    service.holds = [made(number) for number in range(130)]
    service.most, service.pages = 50, True
    assert len(numbers(fetched(service))) == 130


def test_an_answer_that_looks_cut_off_is_asked_for_in_halves(service: Service) -> None:
    service.holds = [made(number, 1 + number % 31) for number in range(230)]
    service.most = 50
    assert len(numbers(fetched(service))) == 230


def test_a_service_that_takes_only_what_the_standard_names(service: Service) -> None:
    service.holds = [made(number) for number in range(12)]
    service.strict = True
    assert len(numbers(fetched(service))) == 12
    assert sum("extended" in asked for asked in service.asked) == 1
    assert sum("page" in asked for asked in service.asked) == 1


def test_jurisdiction_and_key_are_sent_and_what_lacks_is_said(service: Service) -> None:
    service.jurisdiction, service.key = "town.example", "a-key-of-tests"
    service.holds = [made(1)]
    assert numbers(fetched(service, jurisdiction_id="town.example", api_key="a-key-of-tests")) == ["1"]
    with pytest.raises(Unreachable, match="has answered: jurisdiction_id was not provided"):
        fetched(service, api_key="a-key-of-tests")
    with pytest.raises(Unreachable, match="refuses the key") as refused:
        fetched(service, jurisdiction_id="town.example", api_key="another")
    assert refused.value.permanent
    assert "another" not in str(refused.value)


def test_a_busy_service_is_asked_again(service: Service) -> None:
    service.holds, service.refusing = [made(1)], [429, 503]
    assert numbers(fetched(service)) == ["1"]
    service.refusing = [429] * 3
    with pytest.raises(Unreachable, match=re.escape("is busy (429)")) as busy:
        fetched(service)
    assert not busy.value.permanent


@pytest.mark.parametrize("end", ["", "/", "/requests.json", "/services.xml", "/requests.json?status=open"])
def test_the_address_may_be_any_that_people_know(service: Service, end: str) -> None:
    assert base_of(f"https://town.example/open311/v2{end}") == "https://town.example/open311/v2"
    service.holds = [made(1)]
    assert numbers(fetched(service, address=service.address + end)) == ["1"]


def test_a_wrong_address_is_said(service: Service) -> None:
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1 does not answer as Open311 does") as wrong:
        fetched(service, address=service.address + "/elsewhere")
    assert wrong.value.permanent


def test_no_more_than_can_be_held(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("merhav.connectors.hotline.asking.MOST", 5)
    service.holds = [made(number) for number in range(9)]
    with pytest.raises(Unreachable, match="more than 5 requests"):
        fetched(service)


def test_the_key_is_asked_for_as_a_secret() -> None:
    assert isinstance(OPEN311.connector, Pulled)
    secret = {question.name for question in OPEN311.connector.setup if question.answer is Answer.SECRET}
    assert secret == {"api_key"}


def _holds(value: Any, rule: dict[str, Any]) -> bool:
    """As much of JSON Schema as the standard's own schema uses."""
    if "anyOf" in rule:
        return any(_holds(value, one) for one in rule["anyOf"])
    kinds = {"string": str, "null": type(None), "number": int | float}
    if not isinstance(value, kinds[rule["type"]]) or value not in rule.get("enum", [value]):
        return False
    return rule.get("format") != "date-time" or datetime.fromisoformat(value).tzinfo is not None


@pytest.mark.inputs
@pytest.mark.skipif(not SCHEMA.is_dir(), reason="no shared inputs here")
def test_the_document_is_as_the_standards_schema_wants_it(service: Service) -> None:
    service.holds = [
        made(1),
        made(2, 5, status="CLOSED", changed="2025-03-05T12:00:00Z"),
        made(3, service_name=None),
    ]
    rules = json.loads((SCHEMA / "request.json").read_text("utf-8"))
    requests = json.loads(fetched(service).content)["service_requests"]
    assert len(requests) == 3
    for one in requests:
        assert set(rules["required"]) <= set(one)
        assert [key for key, value in one.items() if not _holds(value, rules["properties"][key])] == []
