"""Whose report a file is, by its first lines; and files that are nobody's, broken or hostile."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.connectors.chats import source, zipped
from tests.connectors.test_ga4_api import BY_MONTH, answer, batch
from tests.connectors.test_ga4_report import LANGUAGES, SNAPSHOT, localised
from tests.connectors.test_matomo_export import DAYS, MONTHS, PAGE_HEAD, PAGE_ROWS, TRANSLATED
from tests.connectors.web_reports import (
    GA4_API,
    GA4_REPORT,
    JANUARY,
    MATOMO,
    RULE,
    file,
    ga4,
    page,
    pages,
    read,
    table,
    utf16,
)

from merhav.connectors.analytics.report import AnalyticsReport
from merhav.connectors.base import Report, Told
from merhav.connectors.files import Source
from merhav.connectors.heads import head
from merhav.connectors.registry import recognised
from merhav.core.text import Refusal

CONNECTORS = (GA4_REPORT, GA4_API, MATOMO)
INPUTS = Path(__file__).parents[2] / "../shared/inputs"

OF_GOOGLE = (
    JANUARY,
    SNAPSHOT,
    utf16(JANUARY),
    zipped({"report.csv": JANUARY}),
    *(localised(language, "/a,1,1,1") for language in LANGUAGES),
    ga4("unknown,words\nx,1\n"),
    f"{RULE}\n# Tel Shaked\n# Free form 1\n# 20250101-20250131\n{RULE}\n\nEvent name,Active users\nscroll,4\n",
    pages(page("/", 9, 8, 7)),
    table(("Country", "Engaged sessions", "Sessions"), ("Israel", 4, 5)),
    "\n".join(line + ",,,,,,," if line.startswith("#") else line for line in JANUARY.split("\n")),
)
OF_GOOGLES_INTERFACE = (
    json.dumps(BY_MONTH),
    json.dumps(BY_MONTH, indent=1),
    batch(BY_MONTH),
    json.dumps([BY_MONTH]),
    utf16(json.dumps(BY_MONTH)),
    json.dumps(BY_MONTH).replace("Headers", "_headers").replace("Values", "_values"),
)
OF_MATOMO = (
    MONTHS,
    utf16(MONTHS),
    utf16(MONTHS.replace(",", "\t")),
    "sep=;\n" + MONTHS.replace(",", ";"),
    json.dumps(DAYS),
    json.dumps([{"label": "/pay", "nb_visits": 4, "nb_hits": 9}]),
    table(PAGE_HEAD, *PAGE_ROWS),
    *(table(head, ("2025-01", 1, 1, 1, 1)) for head in TRANSLATED.values()),
)


@pytest.mark.parametrize(
    ("mine", "contents"),
    [(GA4_REPORT, OF_GOOGLE), (GA4_API, OF_GOOGLES_INTERFACE), (MATOMO, OF_MATOMO)],
    ids=["ga4_report", "ga4_api", "matomo_export"],
)
def test_each_knows_its_own_files_and_none_of_the_others(
    mine: AnalyticsReport, contents: tuple[str | bytes | Source, ...]
) -> None:
    for content in contents:
        seen = head(file(content))
        for reader in CONNECTORS:
            assert (reader.recognises(seen) >= 0.9) is (reader is mine), seen.text[:80]
            assert (reader.recognises(seen) == 0) is (reader is not mine)


@pytest.mark.parametrize(
    "content", [JANUARY, json.dumps(BY_MONTH), MONTHS], ids=["ga4_report", "ga4_api", "matomo_export"]
)
def test_among_all_connectors_a_file_finds_its_own(content: str, request: pytest.FixtureRequest) -> None:
    assert recognised(file(content)).connector.slug == request.node.callspec.id


def test_empty_days_alone_are_perhaps_matomos() -> None:
    assert MATOMO.recognises(head(file('{"2025-01-01":[],"2025-01-02":[]}'))) == 0.6


FOREIGN = (
    "a letter\nto the mayor\n",
    "a,b\n1,2\n",
    "{}",
    "[]",
    '{"2025-01-01": [1]}',
    '{"an": "answer"}',
    "3.2.2026, 10:15 - דנה: שלום\n3.2.2026, 10:16 - עומר: مرحبا\n",
    "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n",
    "Title,Subject,List,Send Date,Unique Opens,Total Clicks\n",
    "Email Address,First Name,MEMBER_RATING,OPTIN_TIME\n",
    '"Date","Primary"\n"2025-08-01T00:00:00","20"\n',
    "Post ID,Page ID,Publish time,Views,Reach,Reactions\n1,2,3,4,5,6\n",
    "תאריך,ביקורים\n2025-01-01,4\n",
    "Date,Visits,Actions\n2025-01-01,4,5\n",
    "Month,Users,Sessions\n2025-01,4,5\n",
    "Unique Key,Created Date,Closed Date,Agency,Complaint Type\n",
    '192.0.2.1 - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 5\n',
    "#Software: Microsoft Internet Information Services 10.0\n#Fields: date time c-ip cs-uri-stem\n",
    "# A comment: 20250101\n# another: 20250131\nx,y\n1,2\n",
    '{"messages": [{"id": 1, "type": "message", "date": "2025-01-01T00:00:00"}]}',
    '{"data": [{"name": "page_views", "values": [{"value": 4, "end_time": "2025-01-01"}]}]}',
    '[{"service_request_id": "1", "status": "open", "requested_datetime": "2025-01-01T00:00:00Z"}]',
)


@pytest.mark.parametrize("content", FOREIGN)
def test_files_of_others_are_not_known(content: str) -> None:
    seen = head(file(content))
    assert [reader.recognises(seen) for reader in CONNECTORS] == [0, 0, 0]


@pytest.mark.inputs
@pytest.mark.skipif(not INPUTS.is_dir(), reason="no shared inputs here")
def test_none_of_what_others_collected_is_taken_for_a_report_of_web_analytics() -> None:
    seen = 0
    for path in sorted(INPUTS.rglob("*")):
        if path.is_file():
            with suppress(Refusal):
                first = head(Source.at(path))
                assert [reader.recognises(first) for reader in CONNECTORS] == [0, 0, 0], path.name
                seen += 1
    assert seen > 50


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("# Pages: Page path", "# Account: Town", "# Property: Tel Shaked"), "Tel Shaked"),
        (("# Seiten: Pfad", "# Konto: Stadt", "# Property: Tel: Shaked"), "Tel: Shaked"),
        (("# דפים", "# חשבון: עירייה", "# נכס: תל שקד, האתר"), "תל שקד, האתר"),
        (("# Free form 1",), "Free form 1"),
        ((), ""),
    ],
)
def test_the_property_is_proposed_as_the_space(lines: tuple[str, ...], name: str) -> None:
    text = "\n".join(
        (RULE, *lines, RULE, "# ", "# All Users", "# Start date: 20250101", "# End date: 20250131", "a,b")
    )
    assert GA4_REPORT.space_in(head(file(text))) == name


def test_answers_and_matomos_files_name_no_space() -> None:
    assert GA4_API.space_in(head(file(json.dumps(BY_MONTH)))) == MATOMO.space_in(head(file(MONTHS))) == ""


def test_a_file_without_comments_names_no_space() -> None:
    assert GA4_REPORT.space_in(head(file(pages(page("/", 9, 8, 7))))) == ""


# Broken and hostile files.

WHOLE = {
    "report": JANUARY.encode(),
    "snapshot": SNAPSHOT.encode(),
    "answer": json.dumps(BY_MONTH).encode(),
    "months": MONTHS.encode(),
    "days": json.dumps(DAYS).encode(),
}
TOLD = {
    "report_from": "2025-01-01",
    "report_until": "2025-01-31",
    "resident_cities": "Sderot",
    "service_payment": "/pay/* *",
    "exported_on": "2025-03-05",
}


def _draw(reader: AnalyticsReport, content: bytes) -> None:
    for told in ({}, TOLD):
        with suppress(Refusal):
            read(reader, content, **told)
        with suppress(Refusal):
            for item in reader.items(source(content), Told(told), Report()):
                json.dumps(item)


@pytest.mark.parametrize("reader", CONNECTORS, ids=lambda reader: reader.slug)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    whole=st.sampled_from(sorted(WHOLE)),
    cuts=st.lists(st.tuples(st.integers(0, 2000), st.binary(max_size=8)), max_size=6),
)
@example(whole="report", cuts=[(0, b'"')])
@example(whole="answer", cuts=[(150, b"\\ud800")])
def test_no_byte_in_the_wrong_place_breaks_a_reader(
    reader: AnalyticsReport, whole: str, cuts: list[tuple[int, bytes]]
) -> None:
    content = bytearray(WHOLE[whole])
    for place, put in cuts:
        at = place % (len(content) + 1)
        content[at : at + len(put)] = put
    _draw(reader, bytes(content))


@pytest.mark.parametrize("reader", CONNECTORS, ids=lambda reader: reader.slug)
@settings(deadline=None, max_examples=60)
@given(
    content=st.one_of(
        st.binary(max_size=300),
        st.text(alphabet='#-:0123456789,"\n[]{}abc \ud7ff', max_size=300).map(str.encode),
    )
)
@example(content=b"# --------\n# : 20250101\n# : 20250131\nActive users\n1")
@example(content=b"nb_visits,nb_actions\n" + b"9" * 50 + b",1")
@example(content=b'{"2025-01":{"nb_visits":1e999,"nb_actions":-5}}')
@example(content=b'{"metricHeaders":[{"name":"sessions"}],"rows":[{"metricValues":[{"value":"NaN"}]}]}')
def test_no_file_at_all_breaks_a_reader(reader: AnalyticsReport, content: bytes) -> None:
    _draw(reader, content)


@pytest.mark.parametrize(
    "content",
    [
        RULE + "\n" + "# a\n" * 20_000,
        ga4("Country,Sessions\n" + "Country,Sessions\n" * 20_000),
        ga4("Nth day,Sessions\n" + "9999,1\n" * 20_000),
        ga4("Country,Sessions\n" + "a" * 900_000 + ",1\n"),
        json.dumps({"dimensionHeaders": [{"name": "x"}] * 20_000}),
        "["
        + ",".join(
            '{"metricHeaders":[{"name":"eventCount"}],"rows":[{}],"rowCount":9}' for _n in range(4_000)
        )
        + "]",
        "{" + ",".join(f'"nb_visits{number}": {number}' for number in range(20_000)) + "}",
        "[" + ",".join(f'{{"nb_visits": 1, "{"x" * number}nb_hits": 1}}' for number in range(500)) + "]",
        '{"2025-01":' * 60_000,
        "date," + ",".join(["nb_visits"] * 10_000) + "\n2025-01" + ",1" * 10_000,
    ],
    ids=[
        "comments",
        "heads",
        "days",
        "a cell",
        "dimensions",
        "reports",
        "names",
        "shapes",
        "depth",
        "columns",
    ],
)
def test_much_of_one_thing_is_read_or_refused(content: str) -> None:
    for reader in CONNECTORS:
        _draw(reader, content.encode())


def test_a_report_keeps_the_first_hundred_problems_and_counts_all() -> None:
    found = read(GA4_REPORT, ga4(table(("Date", "Sessions"), ("20250101", 5), *[("never", 5)] * 300)))
    assert (len(found.problems), found.report.not_understood) == (100, 300)


# A file of a million rows.


def _of_pages() -> Iterator[str]:
    yield ga4(pages())
    for number in range(1_000_000):
        yield f'"/street/{number},a",1,"1,234",1.5,30.25,9,0,0\n'


def _of_answers() -> Iterator[str]:
    head = json.dumps(answer(("yearMonth", "pagePath"), ("activeUsers", "screenPageViews")))
    before, after = head.split('"rows": []')
    yield f'{before}"rows": ['
    for number in range(1_000_000):
        comma = "," if number else ""
        yield (
            f'{comma}{{"dimensionValues":[{{"value":"202501"}},{{"value":"/street/{number}"}}],'
            f'"metricValues":[{{"value":"3"}},{{"value":"1"}}]}}'
        )
    yield f"]{after}"


def _of_matomo() -> Iterator[str]:
    yield "label,nb_uniq_visitors,nb_visits,nb_hits,url\n"
    for number in range(1_000_000):
        yield f"/street/{number},3,4,1,https://shaked.example/street/{number}\n"


_CHILD = """
import sys
from pathlib import Path
from merhav.connectors.base import Report, Told
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
from merhav.connectors.registry import connector

told = Told({"service_payment": "/street/*9", "report_from": "2025-01-01", "report_until": "2025-01-31"})
report = Report()
drawn = connector(sys.argv[1]).rows(Source.at(Path(sys.argv[2])), told, Pseudonyms(b"a key"), report)
views = [row.value for row in drawn if getattr(row, "measure", "") == "page_views"]
print(report.items, *views, int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]) >> 10)
"""


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("slug", "lines"),
    [("ga4_report", _of_pages), ("ga4_api", _of_answers), ("matomo_export", _of_matomo)],
)
def test_a_file_of_a_million_rows_is_read_in_150_megabytes(
    slug: str, lines: Callable[[], Iterator[str]], tmp_path: Path
) -> None:
    """In a process of its own, so that nothing else is in its memory."""
    large = tmp_path / "large"
    with large.open("w") as written:
        written.writelines(lines())
    run = subprocess.run(
        [sys.executable, "-c", _CHILD, slug, str(large)], capture_output=True, text=True, check=True
    )
    items, views, megabytes = map(float, run.stdout.split())
    assert (items, views) == (1_000_000, 1_000_000)
    assert megabytes < 150
