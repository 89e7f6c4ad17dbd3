"""A real site's log of two days in May 2015: every line is counted."""

import re
from collections import Counter
from pathlib import Path

import pytest
from tests.connectors.weblogs import CONNECTOR, rows, views

from merhav.connectors.base import Report, Told
from merhav.connectors.files import Source
from merhav.connectors.registry import recognised

FOLDER = Path(__file__).parents[2] / "../shared/inputs/web"
LOG = FOLDER / "apache_combined.log"
pytestmark = [pytest.mark.inputs, pytest.mark.skipif(not LOG.is_file(), reason="no shared inputs here")]


def test_it_is_recognised() -> None:
    found = recognised(Source.at(LOG))
    assert (found.connector.slug, found.space) == ("access_log", "semicomplete.com")


def test_every_line_is_a_view_or_has_its_reason() -> None:
    report = Report()
    told = rows(Source.at(LOG), report)
    requests, page_views, *left_out = (
        int(number) for note in report.notes for number in re.findall(r": (\d+)\.", str(note))
    )
    assert requests == report.items == len(LOG.read_bytes().splitlines()) == 2000
    assert page_views + sum(left_out) == requests
    assert report.not_understood == 0
    assert told


def test_pages_are_what_the_lines_themselves_say() -> None:
    """By the plainest reading of the fields: pages given to agents that do not call themselves robots."""
    reasons = Counter(str(item["left_out"]) for item in CONNECTOR.items(Source.at(LOG), Told(), Report()))
    lines = LOG.read_text("latin-1").splitlines()
    statuses = Counter(line.split('"')[2].split()[0] for line in lines)
    assert reasons["failed"] <= statuses["404"]
    assert reasons["moved"] <= statuses["301"] + statuses["206"]
    calling_themselves_robots = sum(
        bool(re.search(r"bot|spider|crawl|slurp|feed", line.split('"')[5], re.IGNORECASE)) for line in lines
    )
    assert reasons["robot"] >= calling_themselves_robots


def test_visits_are_of_the_two_days() -> None:
    told = views(Source.at(LOG))
    assert {row.at.date().isoformat() for row in told} == {"2015-05-17", "2015-05-18"}
    assert len({row.actor for row in told}) <= len(told)
    assert all(0 <= (row.duration or 0) < 6 * 3600 for row in told)
