"""One morning on a town's site, told alike by every format of log."""

import bz2
import gzip
from collections.abc import Callable
from urllib.parse import quote

import pytest
from tests.connectors.chats import source, zipped
from tests.connectors.weblogs import (
    DAY,
    FIREFOX,
    FORMATS,
    HOME,
    IIS,
    MORNING,
    VISITS,
    Request,
    balancer,
    caddy,
    combined,
    common,
    iis,
    nginx_json,
    rows,
    views,
    visits,
)

from merhav.connectors.base import Report, Told
from merhav.connectors.catalog.access_log import AccessLog
from merhav.connectors.registry import recognised

PAYS = "/pay/*"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_tells_the_same_visits(name: str) -> None:
    report = Report()
    told = views(FORMATS[name](DAY), report, paths_payment=PAYS)
    reference = views(combined(DAY), paths_payment=PAYS)
    assert [(row.at, row.duration, row.topic, row.actor) for row in told] == [
        (row.at, row.duration, row.topic, row.actor) for row in reference
    ]
    assert (report.items, report.not_understood) == (len(DAY), 0)
    assert (report.first, report.last) == (DAY[0].at, DAY[-1].at)


def test_the_morning_is_told_as_it_was() -> None:
    assert visits(combined(DAY)) == VISITS


NAMING_THE_SITE = (
    "combined",
    "combined of a host among others",
    "combined behind a proxy",
    "application balancer",
    "Caddy",
)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_recognised_with_its_site(name: str) -> None:
    found = recognised(source(FORMATS[name](DAY), "a file"))
    assert found.connector.slug == "access_log"
    assert found.sure >= 0.9
    if name in NAMING_THE_SITE:
        assert found.space == "town.example.org"


def test_a_format_without_agents_knows_visitors_by_their_address() -> None:
    assert visits(common(DAY)) == [(0, 600), (1, 0), (2, 0), (60, 0)]


def test_columns_may_change_in_the_middle_of_a_file() -> None:
    log = iis(DAY[:5]) + iis(DAY[5:], "time c-ip cs-uri-stem sc-status cs-method cs(User-Agent) cs-uri-query")
    assert visits(log) == VISITS


def test_columns_that_leave_out_what_is_needed_make_lines_problems() -> None:
    report = Report()
    assert len(views(iis(DAY) + iis(DAY[:3], "date time cs-uri-stem"), report)) == len(VISITS)
    assert report.not_understood == 3
    assert [problem.line for problem in report.problems] == [20, 21, 22]


def test_the_browsers_own_address_is_taken_behind_a_proxy() -> None:
    log = iis(DAY, f"{IIS} X-Forwarded-For").replace(f" {HOME} ", " 10.0.0.1 ")
    log = log.replace(" -\r\n", f" {HOME},+10.0.0.9\r\n")
    (at_home, *_rest) = views(log)
    assert at_home.actor == views(combined(DAY))[0].actor


def test_a_file_may_change_its_format() -> None:
    half = len(DAY) // 2
    for others in (balancer, nginx_json, caddy, iis):
        assert visits(combined(DAY[:half]) + others(DAY[half:])) == VISITS


def test_lines_of_json_may_stand_in_a_list_and_among_others() -> None:
    lines = caddy(DAY).splitlines()
    other = '{"level":"info","ts":1773129600,"msg":"serving initial configuration"}'
    report = Report()
    views("[\n" + ",\n".join([other, *lines]) + "\n]\n", report)
    assert (report.items, report.not_understood) == (len(DAY), 0)
    assert any(str(note) == "Lines in which the file speaks of itself: 3." for note in report.notes)


@pytest.mark.parametrize(
    "line",
    [
        '{"status": 200, "uri": "/", "remote_addr": "203.0.113.7"}',
        '{"status": "ok", "uri": "/", "remote_addr": "203.0.113.7", "time": "2026-03-10T08:00:00Z"}',
        '{"status": 200, "uri": "/", "time": "2026-03-10T08:00:00Z"}',
        '{"status": 200, "uri": "/", "remote_addr": "203.0.113.7", "time": "yesterday"}',
        '{"status": 200, "uri": "/", "remote_addr": "203.0.113.7", "ts": 12}',
        '{"status": 200, "uri": "/", "remote_addr": "203.0.113.7"',
    ],
)
def test_json_that_lacks_something_is_a_problem(line: str) -> None:
    report = Report()
    views(caddy(DAY) + line + "\n", report)
    assert [(problem.line, problem.excerpt) for problem in report.problems] == [(len(DAY) + 1, line)]


@pytest.mark.parametrize(
    "pack", [gzip.compress, bz2.compress, lambda raw: zipped({"access.log.1": raw}).open().read()]
)
def test_what_is_packed_is_read(pack: Callable[[bytes], bytes]) -> None:
    assert visits(pack(combined(DAY).encode())) == VISITS


def test_packed_files_put_together_are_one_log() -> None:
    assert (
        visits(gzip.compress(combined(DAY[:4]).encode()) + gzip.compress(combined(DAY[4:]).encode()))
        == VISITS
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_log_that_windows_has_saved_is_read(encoding: str) -> None:
    assert visits(iis(DAY).encode(encoding)) == VISITS


HEBREW = "/ארנונה/"
SPELLINGS = {
    "UTF-8, percent": quote(HEBREW).encode(),
    "windows-1255, percent": quote(HEBREW, encoding="cp1255").encode(),
    "UTF-8": HEBREW.encode(),
    "windows-1255": HEBREW.encode("cp1255"),
    "escapes of Apache": quote(HEBREW).replace("%", r"\x").lower().encode(),
    "escapes of old scripts": b"/" + "".join(f"%u{ord(sign):04x}" for sign in "ארנונה").encode(),
}


@pytest.mark.parametrize("name", SPELLINGS)
def test_a_path_is_the_same_in_every_encoding(name: str) -> None:
    log = combined([Request(0, "HERE")]).encode().replace(b"HERE", SPELLINGS[name])
    told = views(log, paths_payment="/ארנונה*")
    assert [row.topic for row in told] == [None, "payment"]


def test_one_bad_byte_is_no_reason_to_stop() -> None:
    log = combined([Request(0, "/a"), Request(1, "/b")]).encode().replace(b"/b", b"/\xd7\xff\x81\x9d")
    report = Report()
    assert len(views(log * 500, report)) > 0
    assert report.not_understood == 0
    assert recognised(source(log * 500, "access.log")).connector.slug == "access_log"


def test_nul_bytes_of_a_server_that_was_cut_off_are_passed_over() -> None:
    assert visits(combined(DAY[:4]).encode() + bytes(5000) + combined(DAY[4:]).encode()) == VISITS


def test_quotes_inside_quotes_belong_to_what_they_stand_in() -> None:
    report = Report()
    agent = FIREFOX.replace("X11", r"X11 \"real\" \\")
    (told,) = views(combined([Request(0, r"/?q=\"a\"", agent=agent)]), report)
    assert (report.items, told.at) == (1, MORNING)


@pytest.mark.parametrize(
    ("request_line", "left_out"),
    [
        ("-", "method"),
        ("", "method"),
        (r"\x16\x03\x01", "method"),
        ("OPTIONS * HTTP/1.1", "method"),
        ("HEAD / HTTP/1.1", "method"),
    ],
)
def test_what_is_no_request_for_a_page_has_its_reason(request_line: str, left_out: str) -> None:
    log = combined([Request(0, "HERE")]).replace("GET HERE HTTP/1.1", request_line)
    (item,) = AccessLog().items(source(log), Told(), Report())
    assert item["left_out"] == left_out


def test_raw_items_say_what_became_of_each_line() -> None:
    read = [
        dict(item)
        for item in AccessLog().items(source(combined(DAY)), Told({"paths_payment": PAYS}), Report())
    ]
    assert [item["left_out"] for item in read] == [
        None, "part", "part", None, "robot", None, "method", "moved", "failed", None, None,
    ]  # fmt: skip
    assert read[5] == {
        "at": "2026-03-10T08:04:00+00:00",
        "address": HOME,
        "agent": FIREFOX,
        "method": "GET",
        "path": "/pay/arnona?year=2026",
        "status": "200",
        "left_out": None,
        "services": ["payment"],
    }


def test_rows_and_items_count_the_same_requests() -> None:
    for name, written in FORMATS.items():
        reports = Report(), Report()
        rows(written(DAY), reports[0])
        list(AccessLog().items(source(written(DAY)), Told(), reports[1]))
        assert reports[0].items == reports[1].items, name
