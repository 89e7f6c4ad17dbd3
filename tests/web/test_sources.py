"""What feeds the measures: until when each source speaks, what is late, what is missing and how to get it."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from tests.support.journeys import bring_in
from tests.support.readers import Calls, Locked

from merhav.assets import panels
from merhav.assets.models import Import, Stage
from merhav.assets.panels import Panel
from merhav.assets.source_page import answer, sections
from merhav.assets.sources import FeedingSource, feeding, late
from merhav.authorities.models import Authority
from merhav.communities.services import open_space
from merhav.connectors.registry import connectors
from merhav.facts.words import Asset

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def readers(monkeypatch: pytest.MonkeyPatch) -> None:
    for reader in (Calls(), Locked()):
        monkeypatch.setitem(connectors(), reader.slug, reader)


@dataclass
class Fed:
    """An authority, fed by what a test says."""

    authority: Authority
    number: int = 0

    def by(
        self,
        connector: str,
        space: str = "המוקד",
        *,
        ended: timedelta | None = timedelta(),
        stage: str = "applied",
    ) -> Import:
        self.number += 1
        until = None if ended is None else NOW - ended
        return Import.of.create(
            authority=self.authority,
            batch=f"{self.authority.pk:04d}{self.number:08d}",
            connector=connector,
            space=open_space(authority=self.authority, asset=connectors()[connector].asset, name=space),
            stage=stage,
            last=until,
            until=until,
            new=100,
        )


@pytest.fixture
def fed(town: Authority) -> Fed:
    return Fed(town)


def test_a_town_without_files_is_told_how_to_get_them(desk: Client, town: Authority) -> None:
    desk.cookies["django_language"] = "en"
    page = desk.get(reverse("sources"))
    text = unescape(page.content.decode())
    assert page.context["answer"].startswith("Nothing feeds the measures yet.")
    assert {section.asset for section in page.context["sections"]} == set(Asset)
    for reader in connectors().values():
        assert [str(step) for step in reader.how if str(step) not in text] == []
    assert 'type="file"' in text, "files are dropped here"
    assert text.count('id="overlap"') == 1


def test_a_source_speaks_until_its_coverage_ends(
    desk: Client, town: Authority, exported: Path, work: Callable[[], None]
) -> None:
    bring_in(desk, exported, work)
    bring_in(desk, exported, work)
    (source,) = feeding(town)
    assert (source.space, source.connector, source.asset) == ("הרחוב שלנו", "whatsapp_export", Asset.WHATSAPP)
    assert source.files == 2
    assert source.facts == Import.of.authority(town).order_by("pk")[0].new
    assert f"{source.last_day:%Y-%m-%d}" == "2026-08-28", "the day of the export, whole"


@pytest.mark.parametrize(
    ("connector", "days", "over"),
    [
        ("calls", 37, 0),
        ("calls", 38, 1),
        ("calls", 60, 23),
        ("locked", 10, 0),
        ("locked", 11, 1),
        ("zoom_report", 400, 0),
        ("open311", 400, 0),
    ],
    ids=[
        "monthly",
        "monthly late",
        "monthly very late",
        "weekly",
        "weekly late",
        "each meeting",
        "by itself",
    ],
)
def test_late_is_what_its_rhythm_says(fed: Fed, connector: str, days: int, over: int) -> None:
    fed.by(connector, ended=timedelta(days=days))
    (source,) = feeding(fed.authority, now=NOW)
    assert (source.days_late, source.is_late) == (over, over > 0)


def test_the_newest_of_several_files_counts(fed: Fed) -> None:
    for days in (300, 20, 100):
        fed.by("calls", ended=timedelta(days=days))
    (source,) = feeding(fed.authority, now=NOW)
    assert (source.files, source.facts, source.days_late) == (3, 300, 0)


def test_what_was_taken_back_or_never_applied_feeds_nothing(fed: Fed) -> None:
    for stage in set(Stage) - {Stage.APPLIED}:
        fed.by("calls", stage=stage)
    assert feeding(fed.authority, now=NOW) == []


def test_a_file_without_times_speaks_until_it_was_brought(fed: Fed) -> None:
    one = fed.by("calls", ended=None)
    (source,) = feeding(fed.authority, now=one.created_at + timedelta(days=40))
    assert source.until == one.created_at
    assert source.is_late


def test_the_worst_comes_first(fed: Fed) -> None:
    fed.by("whatsapp_export", "קבוצה")
    fed.by("calls", "מוקד צפון", ended=timedelta(days=50))
    fed.by("calls", "מוקד דרום", ended=timedelta(days=90))
    found = feeding(fed.authority, now=NOW)
    assert [source.space for source in found] == ["מוקד דרום", "מוקד צפון", "קבוצה"]
    order = [section.asset for section in sections(fed.authority, found)]
    assert order[0] is Asset.STREET
    assert order[-1] is Asset.WHATSAPP, "what nothing feeds comes before what is well"


def told(sources: list[FeedingSource], authority: Authority) -> str:
    with translation.override("en"):
        return answer(sources, sections(authority, sources))


def test_the_answer_is_a_sentence(fed: Fed) -> None:
    fed.by("calls", "North")
    assert told(feeding(fed.authority, now=NOW), fed.authority).startswith(
        "The one source there is is up to date."
    )
    fed.by("whatsapp_export", "Street")
    assert told(feeding(fed.authority, now=NOW), fed.authority).startswith("All 2 sources are up to date.")
    for number in range(5):
        fed.by("calls", f"Old {number}", ended=timedelta(days=100 - number))
    sentence = told(feeding(fed.authority, now=NOW), fed.authority)
    assert sentence.startswith("5 of 7 sources are late: Old 0 (speaks until 02/09/2026); Old 1")
    assert "and 2 more" in sentence
    assert "Nothing tells yet of: Website, Newsletter, Facebook, Zoom, Municipal app." in sentence


def test_lateness_stands_beside_the_screen_everywhere(desk: Client, fed: Fed) -> None:
    desk.cookies["django_language"] = "en"
    fed.by("calls", ended=NOW - timezone.now() + timedelta(days=50))
    assert late(fed.authority) == 1
    for name in ("measures", "imports", "sources"):
        assert "1 source is late" in desk.get(reverse(name)).content.decode()
    shown = desk.get(reverse("sources")).content.decode()
    assert "late by 13 days" in shown
    assert "How to get the next file: Table of calls" in shown


def test_the_screen_is_sources_and_the_old_address_stands(desk: Client, town: Authority) -> None:
    for name in ("sources", "imports"):
        screens = desk.get(reverse(name)).context["screens"]
        assert [(one["url"], one["here"]) for one in screens] == [("/measures/", False), ("/sources/", True)]


def test_features_show_what_is_theirs(desk: Client, town: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    def counter(authority: Authority, asset: Asset) -> Panel | None:
        assert authority == town
        return Panel("desk/_mark.html", {"of": asset}, feeds=True) if asset is Asset.WEBSITE else None

    def offer(_authority: Authority, _asset: Asset) -> Panel:
        return Panel("desk/_mark.html", {"of": None})

    monkeypatch.setattr(panels, "PANELS", [counter, offer])
    found = {one.asset: one for one in desk.get(reverse("sources")).context["sections"]}
    assert [panel.context["of"] for panel in found[Asset.WEBSITE].panels] == [Asset.WEBSITE, None]
    assert [panel.context["of"] for panel in found[Asset.ZOOM].panels] == [None]
    assert found[Asset.WEBSITE].is_fed
    assert not found[Asset.ZOOM].is_fed, "a way that is offered tells nothing"


def test_the_list_as_a_file_and_on_the_command_line(desk: Client, fed: Fed, neighbour: Authority) -> None:
    fed.by("calls", "=cmd")
    Fed(neighbour).by("whatsapp_export", "השכנים")
    text = b"".join(desk.get(reverse("sources_csv")).streaming_content).decode()
    (row,) = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    assert (row["space"], row["connector"], row["rhythm"], row["facts"]) == (
        "'=cmd",
        "calls",
        "monthly",
        "100",
    )
    out = io.StringIO()
    call_command("sources", format="json", stdout=out)
    assert {one["authority"] for one in json.loads(out.getvalue())} == {fed.authority.slug, neighbour.slug}
    out = io.StringIO()
    call_command("sources", authority=fed.authority.name, format="json", stdout=out)
    (one,) = json.loads(out.getvalue())
    assert {"asset", "space", "connector", "speaks_until", "late", "days_late"} <= set(one)
    out = io.StringIO()
    call_command("sources", stdout=out)
    assert "late by" in out.getvalue(), "its last word was in May"


def test_the_neighbours_sources_are_not_shown(desk: Client, neighbour: Authority) -> None:
    Fed(neighbour).by("calls", "סוד השכנים")
    assert "סוד השכנים" not in desk.get(reverse("sources")).content.decode()
    assert feeding(desk.get(reverse("sources")).wsgi_request.user.authority) == []


def test_the_page_asks_the_database_little(
    desk: Client,
    fed: Fed,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    monkeypatch.setattr(panels, "PANELS", [])
    for number in range(30):
        fed.by("calls", f"space {number}")
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        desk.get(reverse("sources"))
