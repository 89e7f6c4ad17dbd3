"""Requests of Open311 as files: JSON and XML, of servers that differ."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.connectors.chats import PEOPLE, source, zipped
from tests.connectors.open311_server import in_xml, request
from tests.connectors.tables_files import Reading, activities, covered, done, whys

from merhav.connectors.base import Report
from merhav.connectors.hotline.georeport import iso
from merhav.connectors.registry import recognised
from merhav.connectors.stamps import Missing, Stamp
from merhav.core.text import Refusal
from merhav.facts.words import Asset, Role, Verb

OPEN311 = Reading("open311")
REQUESTS = [
    request("14-01100669", "2025-03-30T08:15:00-04:00"),
    request(638349, "2025-03-30T05:15:00Z", "closed", "2025-03-30T06:15:00.000Z"),
    request("A/7", "2025-03-31T09:00:00+03:00", "closed", "2025-04-02T09:00:00+03:00", service_name="Noise"),
]
IN_JSON, IN_XML = json.dumps(REQUESTS), in_xml(REQUESTS)

WRAPPED = {
    "a list": IN_JSON,
    "a list on many lines": json.dumps(REQUESTS, indent=1),
    "a list in an object": json.dumps({"service_requests": REQUESTS}),
    "a list in a list's name": json.dumps({"service_requests": {"request": REQUESTS}}),
    "xml": IN_XML,
    "xml with a namespace": IN_XML.replace("<service_requests>", '<service_requests xmlns="urn:x">'),
}


@pytest.mark.parametrize("content", WRAPPED.values(), ids=list(WRAPPED))
def test_every_wrapping_tells_the_same_facts(content: str) -> None:
    report = Report()
    rows = OPEN311.rows(content, report)
    assert rows == OPEN311.rows(IN_JSON)
    assert [row.answered_seconds for row in done(rows, Verb.ACCEPT)] == [3600, 2 * 86_400]
    assert [row.topic for row in done(rows, Verb.QUESTION)] == [
        "Street light out",
        "Street light out",
        "Noise",
    ]
    assert done(rows, Verb.QUESTION)[0].at == datetime(2025, 3, 30, 12, 15, tzinfo=UTC)
    assert (report.items, report.not_understood) == (3, 0)
    found = recognised(source(content, "requests"))
    assert (found.connector.slug, found.sure) == ("open311", 0.95)


def test_one_request_alone() -> None:
    (asked,) = activities(OPEN311.rows(json.dumps(REQUESTS[0])))
    assert asked.id == PEOPLE.thing("inquiry", "14-01100669", "2025-03-30")
    assert activities(OPEN311.rows(in_xml(REQUESTS[:1]))) == [asked]


def test_nothing_of_what_somebody_wrote_is_read() -> None:
    told = repr(OPEN311.rows(IN_JSON)) + repr(OPEN311.items(IN_XML)) + repr(OPEN311.rows(IN_XML))
    assert not [word for word in ("Dana", "Olive", "052", "31.5") if word in told]
    assert {row.actor for row in activities(OPEN311.rows(IN_JSON))} == {None}


def test_a_zip_an_old_mark_and_one_long_line() -> None:
    assert OPEN311.rows(zipped({"requests.json": IN_JSON})) == OPEN311.rows(IN_JSON)
    assert OPEN311.rows(b"\xef\xbb\xbf" + IN_JSON.encode()) == OPEN311.rows(IN_JSON)
    many = [request(number, "2025-03-30T08:15:00Z") for number in range(9000)]
    assert OPEN311.report(json.dumps(many)).items == 9000


def test_a_later_telling_adds_the_answer_and_changes_nothing() -> None:
    later = [
        {**REQUESTS[0], "status": "Closed", "updated_datetime": "2025-04-30T08:15:00-04:00"},
        *REQUESTS[1:],
    ]
    before, after = activities(OPEN311.rows(IN_JSON)), activities(OPEN311.rows(json.dumps(later)))
    assert [row for row in after if row not in before] == [after[1]]
    assert [row for row in before if row not in after] == []
    assert (after[1].actor_role, after[1].answered_seconds) == (Role.OFFICIAL, 31 * 86_400)


def test_an_open_request_that_changed_is_not_answered() -> None:
    assert not done(
        OPEN311.rows(json.dumps([request(1, "2025-03-30T08:15Z", "open", "2025-03-30T09:15Z")])), Verb.ACCEPT
    )


def test_closed_without_a_time_or_against_the_clock() -> None:
    requests = [
        request(1, "2025-03-30T08:15:00Z", "closed"),
        request(2, "2025-03-30T08:15:00Z", "closed", "2025-03-29T08:15:00Z"),
        request(3, "2025-03-30T08:15:00Z", "closed", "2025-03-30T08:15:00Z"),
        request(4, "2025-03-30T08:15:00Z", "closed", "yesterday"),
    ]
    report = Report()
    rows = OPEN311.rows(json.dumps(requests), report)
    assert [row.answered_seconds for row in done(rows, Verb.ACCEPT)] == [None] * 4
    assert [problem.line for problem in report.problems] == [2, 3, 4]


@pytest.mark.parametrize(
    ("more", "asset"),
    [
        ({}, Asset.STREET),
        ({"extended_attributes": {"channel": "Mobile"}}, Asset.APP),
        ({"interface_used": "Web interface"}, Asset.WEBSITE),
        ({"source": "Phone"}, Asset.STREET),
        ({"channel": "carrier pigeon"}, Asset.STREET),
    ],
)
def test_how_it_came_in_where_a_server_tells(more: dict[str, Any], asset: Asset) -> None:
    content = json.dumps([request(1, "2025-03-30T08:15:00Z", **more)])
    assert {row.asset for row in OPEN311.rows(content)} == {asset}


def test_how_it_came_in_where_only_people_know() -> None:
    rows = OPEN311.rows(IN_JSON, came_by="app")
    assert {row.asset for row in rows} == {Asset.APP}


def test_what_an_inner_list_says_is_not_the_requests() -> None:
    notes = [{"status": "closed", "updated_datetime": "2020-01-01T00:00:00Z", "service_request_id": "x"}]
    plain = {"service_request_id": 1, "requested_datetime": "2025-03-30T08:15:00Z"}
    noted = {"notes": notes, **plain}
    assert OPEN311.rows(json.dumps([noted])) == OPEN311.rows(json.dumps([plain]))


def test_requests_that_cannot_be_placed_are_listed() -> None:
    requests = [
        {"service_request_id": 5},
        {"token": "abc", "requested_datetime": "2025-03-30T08:15:00Z"},
        *REQUESTS,
    ]
    report = Report()
    assert len(done(OPEN311.rows(json.dumps(requests), report), Verb.QUESTION)) == 3
    assert whys(report) == [
        "1: This row does not say when it was opened.",
        "2: This is not a request with a number.",
    ]


def test_it_speaks_for_all_its_days() -> None:
    (found,) = covered(OPEN311.rows(IN_JSON))
    assert (found.since, found.until) == (
        datetime(2025, 3, 29, 21, tzinfo=UTC),
        datetime(2025, 3, 31, 21, tzinfo=UTC),
    )
    (told,) = covered(OPEN311.rows(IN_JSON, listed_since="2025-03-01", exported_on="2025-04-01"))
    assert (told.since, told.until) == (
        datetime(2025, 2, 28, 22, tzinfo=UTC),
        datetime(2025, 3, 31, 21, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2010-04-19T14:37:38.000Z", "2010-04-19T14:37:38"),
        ("2018-07-30T00:01:00-04:00", "2018-07-30T04:01:00"),
        ("2018-07-30 00:01:00 -0400", "2018-07-30T04:01:00"),
        ("2018-07-30T00:01:00", "2018-07-29T21:01:00"),
        ("2018-07-30", "2018-07-30T09:00:00"),
    ],
)
def test_moments_as_servers_write_them(text: str, expected: str) -> None:
    read = iso(text)
    assert isinstance(read, Stamp)
    assert read.at == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_moments_that_servers_write_for_never(text: str) -> None:
    assert iso(text) is Missing.NOTHING


SERVICES = [{"service_code": "001", "service_name": "Cans left out", "metadata": True, "type": "realtime"}]
BOMB = '<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;&b;">]><service_requests><request>&d;</request></service_requests>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (json.dumps(SERVICES), "lists kinds of service, not requests"),
        (
            "<services><service><service_code>1</service_code><service_name>x</service_name></service></services>",
            "kinds of",
        ),
        (
            json.dumps({"service_code": "1", "attributes": [{"code": "A", "description": "b"}]}),
            "kinds of service",
        ),
        (
            json.dumps([{"code": 400, "description": "jurisdiction_id was not provided"}]),
            "has answered: jurisdiction_id",
        ),
        (
            "<errors><error><code>404</code><description>no such id</description></error></errors>",
            "answered: no such id",
        ),
        (json.dumps([{"name": "Dana"}] * 200), "lists no requests of Open311"),
        (json.dumps([{"name": "Dana"}]), "lists no requests of Open311"),
        ("<html><body>Hello</body></html>", "lists no requests of Open311"),
        ("[]", "lists no inquiry"),
        ("<service_requests/>", "lists no inquiry"),
        (IN_JSON[:-9], "is no JSON, or ends too early"),
        (IN_XML[:-9], "no whole document"),
        (IN_JSON + "x", "is no JSON"),
        ("Hello", "is no JSON"),
        ("", "is empty"),
        (BOMB, "defines entities of its own"),
        ('[{"service_request_id": 1e99999999999999999999999}]', "is no JSON"),
        ("[" * 100_000, "nested deeper"),
        ("<a>" * 100_000, "nested deeper"),
        ('["' + "x" * 9_000_000, "longer than eight million"),
        ('<a b="' + "x" * 6_000_000, "no whole document"),
    ],
    ids=range(21),
)
def test_what_is_no_list_of_requests_is_refused_in_a_sentence(content: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        OPEN311.rows(content)


def test_half_a_sign_does_no_harm() -> None:
    rows = OPEN311.rows('[{"service_request_id": "\\ud800", "requested_datetime": "2025-03-30T08:15:00Z"}]')
    assert len(activities(rows)) == 1


def test_a_span_that_ends_before_it_begins_is_not_believed() -> None:
    told = {"since": "2025-05-01T00:00:00Z", "until": "2025-03-01T00:00:00Z", "service_requests": REQUESTS}
    assert OPEN311.rows(json.dumps(told)) == OPEN311.rows(IN_JSON)
