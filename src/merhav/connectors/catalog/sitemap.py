"""The site's own map: which of its pages serve residents, and which tell of municipal processes."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import ClassVar

from merhav.connectors.answers import day_told
from merhav.connectors.base import Answer, Item, Payload, Pulled, Question, Report, Rhythm, Told, Untold
from merhav.connectors.files import Source
from merhav.connectors.heads import Head
from merhav.connectors.http import Http
from merhav.connectors.moments import day_in_utc
from merhav.connectors.people import Pseudonyms
from merhav.connectors.sitemap.crawl import crawled
from merhav.connectors.sitemap.document import Map
from merhav.connectors.sitemap.pages import Page, pages
from merhav.connectors.sitemap.recognition import site_in, sure
from merhav.connectors.sitemap.tags import QUESTIONS, Tag, Tags
from merhav.core.text import Refusal, Text, _
from merhav.facts.rows import Activity, Coverage, Observation, Row
from merhav.facts.words import Asset, Object, Role, Verb

_SAVED_ON = Question(
    "exported_on",
    _("On which day was it exported?"),
    Answer.DAY,
    help=_("A map says when pages were changed, and not when it was saved itself."),
    required=True,
    only_if="exported_on",
    before=True,
)
_ADDRESS = Question(
    "sitemap_url",
    _("What is the address of the site, or of its map?"),
    Answer.TEXT,
    help=_(
        "As in https://www.example.org/sitemap.xml. Of the site's name alone, its robots.txt is asked for the map."
    ),
    required=True,
)
_COUNTED = {"service_pages": (Tag.SERVICE, Tag.CONTACT), "process_pages": (Tag.PROCESS,)}
"""Measures, and the pages that each counts."""

_BETWEEN = timedelta(days=31)
"""A map that is read every month tells of everything since the last time."""


class Sitemap(Pulled):
    """Pages that serve residents, open a way to make contact, or tell of a municipal process.

    A page was added when it was first seen: at the crawl that met it, or before, when the map says that it was changed
    earlier. It is known by its address, so a later crawl adds new pages only. How many pages are live is counted by each
    crawl that could read all of the map.
    """

    slug = "sitemap"
    asset = Asset.WEBSITE
    title = _("Map of the site")
    reads: ClassVar[Text] = _("The site's sitemap.xml, as it is published for search engines, packed or not.")
    how: ClassVar[tuple[Text, ...]] = (
        _(
            "Open the address of the site with /sitemap.xml behind it; if nothing is there, look for “Sitemap:” at /robots.txt."
        ),
        _("Connect the site by that address under Connected products: the map is then read every day."),
        _("Or save what the browser shows as a file (Ctrl+S, XML) and give the file here, every month."),
    )
    rhythm = Rhythm.LIVE
    suffixes = (".xml", ".gz", ".zip")
    setup: ClassVar[tuple[Question, ...]] = (_ADDRESS, *QUESTIONS.values())
    asks: ClassVar[tuple[Question, ...]] = (*QUESTIONS.values(), _SAVED_ON)
    tells = ("Add/page", *_COUNTED)

    def recognises(self, head: Head) -> float:
        return sure(head)

    def space_in(self, head: Head) -> str:
        return site_in(head)

    def fetch(self, http: Http, told: Told, since: datetime, until: datetime) -> Payload:
        """All maps of the site as one, with `since` and `until` of the crawl and the maps that are `missing`."""
        address = told.get(_ADDRESS.name)
        if address is None:
            raise Refusal(_("The address of the site is not told."))
        return crawled(http, address, since, until)

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        """`address`, `changed` (UTC), `tag` (service, contact, process): one for each page; what is not said is None."""
        for page in pages(source, Map(source.name), Tags.of(told), report):
            changed = page.changed.isoformat() if page.changed else None
            yield {"address": page.address, "changed": changed, "tag": page.tag}

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        """For each page with a tag an Add by the authority; then the live pages of each kind, as the crawl counted them.

        Raises `Untold` for a file that does not say when it was saved.
        """
        site, count, met = Map(source.name), Counter[Tag](), set[int]()
        for page in pages(source, site, Tags.of(told), report):
            number = people.thing("page", page.identity) if page.tag else 0
            if page.tag and number not in met:
                met.add(number)
                count[page.tag] += 1
                yield _added(number, page, page.tag, _crawled_at(site, told, report))
        at = _crawled_at(site, told, report)
        report.spans(at)
        report.notes.extend(_notes(site, count, report.items))
        if not site.missing:
            yield from _live(count, at, people)
        since = site.since or at - _BETWEEN
        yield Coverage(
            people.thing("sitemap", "covered", since.isoformat(), at.isoformat()), since, at, from_birth=False
        )


def _crawled_at(site: Map, told: Told, report: Report) -> datetime:
    if site.until:
        return site.until
    day = day_told(told, _SAVED_ON)
    if day is None:
        report.asks.add(_SAVED_ON.name)
        raise Untold(_("Say on which day the map was saved (exported_on)."), (_SAVED_ON,))
    return day_in_utc(day)


def _added(number: int, page: Page, tag: Tag, at: datetime) -> Activity:
    return Activity(
        id=number,
        at=min(at, page.changed or at),
        verb=Verb.ADD,
        object_type=Object.PAGE,
        object_id=number,
        actor_role=Role.OFFICIAL,
        topic=tag.value,
    )


def _live(count: Counter[Tag], at: datetime, people: Pseudonyms) -> Iterator[Observation]:
    for measure, tags in _COUNTED.items():
        value = float(sum(count[tag] for tag in tags))
        number = people.thing("sitemap", measure, at.isoformat(), value)
        yield Observation(number, at, measure, "sitemap:pages", value, seen=at)


def _notes(site: Map, count: Counter[Tag], all_pages: int) -> Iterator[Text]:
    yield _(
        "%(pages)s pages, of which %(service)s serve residents, %(contact)s open a way to make contact and %(process)s tell of"
        " a municipal process.",
        pages=all_pages,
        service=count[Tag.SERVICE],
        contact=count[Tag.CONTACT],
        process=count[Tag.PROCESS],
    )
    if site.missing:
        yield _(
            "Parts of the map could not be read (%(maps)s); the live pages are not counted.",
            maps=", ".join(site.missing[:5]),
        )
