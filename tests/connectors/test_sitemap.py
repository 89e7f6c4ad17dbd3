"""A site's map as a register: pages that serve, that make contact, that tell of municipal processes."""

import gzip
import io
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.connectors.chats import source, zipped
from tests.connectors.sitemaps import (
    CONNECTOR,
    NAMESPACE,
    PAGES,
    PEOPLE,
    SITE,
    added,
    index,
    live,
    rows,
    tags,
    urlset,
)

from merhav.connectors.base import Report, Told, Untold
from merhav.connectors.heads import Head
from merhav.connectors.registry import recognised
from merhav.connectors.sitemap.document import Map
from merhav.core.text import Refusal
from merhav.facts.rows import Activity, Coverage, Observation
from merhav.facts.words import Object, Role, Verb

NOON = datetime(2026, 3, 22, 10, tzinfo=UTC)
"""Noon of 22 March 2026 in the street."""


def test_pages_are_tagged_by_words_of_three_languages() -> None:
    assert tags(PAGES) == list(PAGES.values())


@pytest.mark.parametrize(
    ("path", "tag"),
    [
        ("/contact-us.aspx", "contact"),
        ("/contact_us", "contact"),
        ("/Contact", "contact"),
        ("/contacting-the-past", None),
        ("/payroll", None),
        ("/display", None),
        ("/online/forms/12", "service"),
        ("/performance", None),
        ("/לתשלומים", "service"),
        ("/תשלום%20ארנונה", "service"),
        ("/המוקד-העירוני", "contact"),
        ("/בתכנון", "process"),
        ("/שיתוף_ציבור/גן", "process"),
        ("/news?topic=planning", "process"),
        ("/تخطيط", "process"),
        ("/والنماذج", "service"),
        ("/النماذج", "service"),
        ("/planning/contact/forms", "process"),
        ("/contact/forms", "contact"),
    ],
)
def test_a_word_counts_where_it_stands_for_itself(path: str, tag: str | None) -> None:
    assert tags([path]) == [tag]


def test_the_authoritys_own_patterns_go_before_the_words() -> None:
    told = {
        "service_pages": "/residents/*",
        "process_pages": "/contact/plan-2040 כיכר",
        "contact_pages": "/?id=7",
    }
    assert tags(["/residents/1", "/contact/plan-2040", "/he/כיכר/1", "/?id=7", "/he/pay"], **told) == [
        "service",
        "process",
        "process",
        "contact",
        "service",
    ]


def test_each_tagged_page_was_added_by_the_authority() -> None:
    told = added(urlset(PAGES))
    assert [row.topic for row in told] == [tag for tag in PAGES.values() if tag]
    assert {(row.verb, row.object_type, row.actor_role, row.actor, row.at) for row in told} == {
        (Verb.ADD, Object.PAGE, Role.OFFICIAL, None, NOON)
    }
    assert all(row.id == row.object_id for row in told)


def test_live_pages_are_counted() -> None:
    told = rows(urlset(PAGES))
    assert live(told) == {"service_pages": 5, "process_pages": 1}
    (one, other) = (row for row in told if isinstance(row, Observation))
    assert (one.generation, one.at, one.seen, one.object_id) == ("sitemap:pages", NOON, NOON, None)
    assert one.id != other.id


def test_a_page_that_was_changed_earlier_was_there_by_then() -> None:
    days = {
        "/he/pay": "2025-11-02",
        "/צור-קשר": "2026-03-01T08:00:00+02:00",
        "/%D7%98%D7%A4%D7%A1%D7%99%D7%9D": "2031-01-01",
    }
    told = added(urlset(PAGES, days))
    assert [f"{row.at:%Y-%m-%d %H}" for row in told[:3]] == [
        "2025-11-02 00",
        "2026-03-01 06",
        "2026-03-22 10",
    ]


def test_a_later_map_adds_new_pages_only() -> None:
    first = {row.id for row in added(urlset(PAGES))}
    later = {row.id for row in added(urlset([*PAGES, "/he/טופס-חדש"]), exported_on="2026-04-22")}
    assert first < later
    assert len(later - first) == 1


def test_a_page_is_the_same_however_its_address_is_written() -> None:
    spellings = [
        "https://town.example.org/צור-קשר/",
        "http://WWW.town.example.org/%D7%A6%D7%95%D7%A8-%D7%A7%D7%A9%D7%A8",
    ]
    told = rows(urlset(["/צור-קשר", *spellings]))
    assert len([row for row in told if isinstance(row, Activity)]) == 1
    assert live(told)["service_pages"] == 1


def test_a_file_that_does_not_say_when_it_was_saved_is_asked_about() -> None:
    report = Report()
    with pytest.raises(Untold) as untold:
        list(CONNECTOR.rows(source(urlset(PAGES)), Told(), PEOPLE, report))
    assert [question.name for question in untold.value.questions] == ["exported_on"]
    assert report.asks == {"exported_on"}
    with pytest.raises(Refusal, match="is not a day"):
        rows(urlset(PAGES), exported_on="yesterday")


def test_a_file_covers_the_month_before_it_was_saved() -> None:
    """So that a map saved once a month, on whichever day, leaves no gap."""
    (span,) = (row for row in rows(urlset(PAGES)) if isinstance(row, Coverage))
    assert (span.since, span.until) == (NOON - timedelta(days=31), NOON)


def test_a_crawl_says_itself_when_it_was_and_what_it_could_not_read() -> None:
    crawled = urlset(PAGES, root=' since="2026-05-01T00:00:00+00:00" until="2026-05-08T04:00:00+00:00"')
    *told, span = rows(crawled)
    assert isinstance(span, Coverage)
    assert (span.since.day, span.until.day, span.until.month) == (1, 8, 5)
    assert {row.at.month for row in told if isinstance(row, Activity)} == {5}
    partly = crawled.replace("</urlset>", f"<missing>{SITE}/more.xml</missing></urlset>")
    report = Report()
    assert live(rows(partly, report)) == {}
    assert f"({SITE}/more.xml)" in str(report.notes[-1])


def test_what_is_no_address_of_the_web_is_a_problem() -> None:
    report = Report()
    document = urlset(["/he/pay"]).replace(
        "</urlset>", "<url/><url><loc>ftp://x/pay</loc></url><url><loc>http://[::/</loc></url></urlset>"
    )
    told = rows(document, report)
    assert live(told)["service_pages"] == 1
    assert [(problem.line, problem.excerpt) for problem in report.problems] == [
        (2, ""),
        (3, "ftp://x/pay"),
        (4, "http://[::/"),
    ]


def test_the_preview_says_how_many_pages_are_what() -> None:
    report = Report()
    rows(urlset(PAGES), report)
    assert report.items == len(PAGES)
    assert str(report.notes[0]).startswith(
        "8 pages, of which 3 serve residents, 2 open a way to make contact and 1 tell"
    )
    assert report.first == report.last == NOON


@pytest.mark.parametrize(
    "content",
    [
        urlset(PAGES).encode(),
        b"\n\n" + urlset(PAGES).encode(),
        urlset(PAGES).encode("utf-8-sig"),
        urlset(PAGES).replace("UTF-8", "UTF-16").encode("utf-16"),
        urlset(PAGES).replace(f' xmlns="{NAMESPACE}"', "").encode(),
        urlset(PAGES).replace("<loc> ", "<loc><![CDATA[").replace(" </loc>", "]]></loc>").encode(),
        gzip.compress(urlset(PAGES).encode()),
        zipped({"sitemap.xml": urlset(PAGES)}).open().read(),
    ],
    ids=["plain", "blank lines before", "mark", "utf-16", "no namespace", "cdata", "gzip", "zip"],
)
def test_every_way_to_write_a_map_is_read(content: bytes) -> None:
    assert live(rows(content)) == {"service_pages": 5, "process_pages": 1}


def test_pictures_and_translations_of_a_page_are_passed_over() -> None:
    more = '<image:image xmlns:image="i"><image:loc>https://x.example.org/pay.png</image:loc></image:image>'
    assert live(rows(urlset(["/"]).replace("<priority>", f"{more}<priority>"))) == {
        "service_pages": 0,
        "process_pages": 0,
    }


def test_a_map_is_recognised_with_its_site() -> None:
    for content in (urlset(PAGES), index([f"{SITE}/a.xml"])):
        found = recognised(source(content, "a file"))
        assert (found.connector.slug, found.space) == ("sitemap", "town.example.org")
        assert found.sure >= 0.9
    assert (
        recognised(source(gzip.compress(urlset(PAGES).encode()), "sitemap.xml.gz")).connector.slug
        == "sitemap"
    )


def test_comments_before_a_map_are_passed_over_however_many() -> None:
    comments = "<!-- made by a plugin -->" * 150
    assert CONNECTOR.recognises(Head("a", comments + urlset(PAGES).partition("?>")[2])) > 0.9
    assert CONNECTOR.recognises(Head("a", comments + "<html>")) == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (index([f"{SITE}/pages.xml"]), "lists other maps only"),
        (urlset([]), "names no page"),
        ("<html><body>not found</body></html>", "is no map of a site"),
        ("a letter to the mayor", "is no XML"),
        (urlset(PAGES)[:300], "is no XML"),
        (f'<!DOCTYPE a [<!ENTITY b "{"c" * 99}">]>' + urlset(PAGES).partition("?>")[2], "is no XML"),
        (f"<urlset>{'<a>' * 100}", "is no map of a site"),
        (f"<urlset>{' ' * (2 << 20)}</urlset>", "is no map of a site"),
        (f"<urlset><url><loc>http://x/{'pay' * (1 << 20)}</loc></url></urlset>", "is no map of a site"),
        ("", "is empty"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (gzip.compress(urlset(PAGES).encode())[:-30], "broken"),
    ],
)
def test_what_is_no_map_is_refused_in_one_sentence(content: str | bytes, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence) as refused:
        rows(content)
    assert str(refused.value).count(". ") == 0


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 700))
def test_any_bytes_are_read_or_refused(raw: bytes, place: int) -> None:
    whole = urlset(PAGES).encode()
    for content in (raw, whole[:place] + raw + whole[place:], b"<urlset>" + raw):
        try:
            told = rows(content)
        except Refusal:
            continue
        assert isinstance(told[-1], Coverage)


def test_a_map_is_a_stream() -> None:
    """Entries come before the document has been read to its end."""

    class Endless(io.RawIOBase):
        reads = 0

        def read(self, size: int = -1) -> bytes:
            self.reads += 1
            return (
                b"<urlset>" * (self.reads == 1) + b"<url><loc>https://town.example.org/pay</loc></url>" * 100
            )

    stream = Endless()
    entries = Map("endless").entries(stream)  # type: ignore[arg-type]
    assert [next(entries).number for _entry in range(5000)] == list(range(1, 5001))
    assert stream.reads < 60


def test_rows_tell_what_the_connector_says_it_tells() -> None:
    told = rows(urlset(PAGES))
    assert {f"{row.verb}/{row.object_type}" for row in told if isinstance(row, Activity)} | set(
        live(told)
    ) == set(CONNECTOR.tells)
