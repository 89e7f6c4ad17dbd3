"""A site asked for its maps: maps of maps are followed, each once, and what fails is named."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest
from tests.connectors.sitemaps import (
    CONNECTOR,
    PAGES,
    SITE,
    added,
    index,
    live,
    of_bytes,
    published,
    rows,
    urlset,
)

from merhav.connectors.base import Payload, Report, Told
from merhav.connectors.http import Http, Unreachable
from merhav.connectors.sitemap import crawl
from merhav.core.text import Refusal
from merhav.facts.rows import Coverage

NOW = datetime(2026, 5, 8, 4, tzinfo=UTC)
LAST = NOW - timedelta(days=7)


def fetched(address: str, since: datetime = LAST) -> Payload:
    http = Http(private=True, sleep=lambda _seconds: None)
    try:
        return CONNECTOR.fetch(http, Told({"sitemap_url": address}), since, NOW)
    finally:
        http.close()


def test_a_map_of_maps_is_followed_to_its_pages() -> None:
    pages = list(PAGES)
    files = {
        "/sitemap.xml": index(["SITE/a.xml", "SITE/more.xml"]),
        "/more.xml": index(["SITE/b.xml.gz", "SITE/a.xml", "SITE/sitemap.xml"]),
        "/a.xml": urlset(pages[:4], {pages[1]: "2026-01-05"}),
        "/b.xml.gz": gzip.compress(urlset(pages[4:]).encode()),
    }
    with published(files) as (address, asked):
        payload = fetched(f"{address}/sitemap.xml")
    assert asked == ["/sitemap.xml", "/a.xml", "/more.xml", "/b.xml.gz"]
    assert payload.name == "127.0.0.1.xml"
    assert live(rows(of_bytes(payload.content))) == {"service_pages": 5, "process_pages": 1}
    assert {row.id for row in added(of_bytes(payload.content))} == {row.id for row in added(urlset(PAGES))}
    assert [row.at.month for row in added(of_bytes(payload.content))][:2] == [1, 5]


def test_of_a_sites_name_alone_the_rules_for_robots_are_asked() -> None:
    files = {
        "/robots.txt": "User-agent: *\nSitemap: SITE/map-of-all.xml\n",
        "/map-of-all.xml": urlset(["/he/pay"]),
    }
    with published(files) as (address, asked):
        fetched(address)
    assert asked == ["/robots.txt", "/map-of-all.xml"]
    with published({"/sitemap.xml": urlset(["/he/pay"])}) as (address, asked):
        fetched(f" {address}/ ")
    assert asked == ["/robots.txt", "/sitemap.xml"]


def test_a_name_without_its_protocol_is_an_address() -> None:
    with pytest.raises(Unreachable):
        CONNECTOR.fetch(Http(sleep=lambda _seconds: None), Told({"sitemap_url": "localhost"}), LAST, NOW)
    with pytest.raises(Refusal, match="not told"):
        CONNECTOR.fetch(Http(), Told(), LAST, NOW)


@pytest.mark.parametrize("broken", [404, "<html>an error</html>", "<urlset><url>", b"\x1f\x8b\x08"])
def test_a_map_that_cannot_be_read_is_named_and_the_others_are_there(broken: int | str | bytes) -> None:
    files = {
        "/sitemap.xml": index(["SITE/a.xml", "SITE/b.xml"]),
        "/a.xml": broken,
        "/b.xml": urlset(["/he/pay"]),
    }
    with published(files) as (address, _asked):
        payload = fetched(f"{address}/sitemap.xml")
    report = Report()
    told = rows(of_bytes(payload.content), report)
    assert (report.items, live(told)) == (1, {})
    assert f"{address}/a.xml" in str(report.notes[-1])


def test_a_busy_site_is_asked_again_another_time() -> None:
    files = {"/sitemap.xml": index(["SITE/a.xml"]), "/a.xml": 503}
    with published(files) as (address, _asked), pytest.raises(Unreachable) as failure:
        fetched(f"{address}/sitemap.xml")
    assert not failure.value.permanent


@pytest.mark.parametrize("answer", [404, "<html>an error</html>"])
def test_a_site_without_a_map_is_said(answer: int | str) -> None:
    with published({"/sitemap.xml": answer}) as (address, _asked), pytest.raises(Refusal):
        fetched(f"{address}/sitemap.xml")


def test_a_crawl_has_its_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"/sitemap.xml": index(f"SITE/{number}.xml" for number in range(9))}
    files |= {f"/{number}.xml": urlset(f"/{number}/pay/{page}" for page in range(4)) for number in range(9)}
    monkeypatch.setattr(crawl, "MOST_MAPS", 4)
    with published(files) as (address, asked):
        few = fetched(f"{address}/sitemap.xml").content
    assert len(asked) == 4
    assert few.count(b"<missing>") == 6
    monkeypatch.setattr(crawl, "MOST_MAPS", 100)
    monkeypatch.setattr(crawl, "MOST_PAGES", 6)
    with published(files) as (address, asked):
        few = fetched(f"{address}/sitemap.xml").content
    assert (few.count(b"<loc>"), few.count(b"<missing>"), len(asked)) == (6, 8, 3)


def test_what_a_site_was_long_ago_its_first_crawl_does_not_know() -> None:
    with published({"/sitemap.xml": urlset(["/he/pay"])}) as (address, _asked):
        first, later = (
            fetched(f"{address}/sitemap.xml", NOW - timedelta(days=372)),
            fetched(f"{address}/sitemap.xml"),
        )
    spans = [rows(of_bytes(each.content))[-1] for each in (first, later)]
    assert all(isinstance(span, Coverage) for span in spans)
    assert [span.until - span.since for span in spans if isinstance(span, Coverage)] == [
        timedelta(days=31),
        timedelta(days=7),
    ]


def test_signs_that_xml_keeps_for_itself_come_through() -> None:
    page = f"{SITE}/pay?a=1&amp;b=&lt;2&gt;"
    with published({"/sitemap.xml": urlset([page])}) as (address, _asked):
        content = fetched(f"{address}/sitemap.xml").content
    (item,) = CONNECTOR.items(of_bytes(content), Told(), Report())
    assert item["address"] == f"{SITE}/pay?a=1&b=<2>"
