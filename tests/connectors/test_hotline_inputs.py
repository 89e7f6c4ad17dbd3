"""Lists of inquiries that cities have published, and answers of their services."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from tests.connectors.tables_files import Reading, covered, done

from merhav.connectors.base import Report
from merhav.connectors.files import Source
from merhav.connectors.registry import recognised
from merhav.core.text import Refusal
from merhav.facts.words import Verb

FOLDER = Path(__file__).parents[2] / "../shared/inputs/open311"
pytestmark = [pytest.mark.inputs, pytest.mark.skipif(not FOLDER.is_dir(), reason="no shared inputs here")]
LIST = FOLDER / "nyc311_sample.csv"


def test_a_citys_list_is_known_and_read_whole() -> None:
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    hotline, report = Reading("hotline_table"), Report()
    found = hotline.rows(Source.at(LIST), report)
    assert recognised(Source.at(LIST)).connector.slug == "hotline_table"
    assert (report.items, report.not_understood, report.notes) == (len(rows), 0, [])
    assert len({row.id for row in done(found, Verb.QUESTION)}) == len(rows)
    answered = done(found, Verb.ACCEPT)
    assert len(answered) == sum(bool(row["Closed Date"]) for row in rows)
    assert all(row.answered_seconds for row in answered)
    often = {name for name, times in Counter(row["Complaint Type"] for row in rows).items() if times >= 3}
    assert {row.topic for row in answered} - {None} == often
    assert [one.asset for one in covered(found)] == ["street"]


@pytest.mark.parametrize("name", ["service_requests.json", "requests_single.xml"])
def test_answers_of_services_are_known_and_read_whole(name: str) -> None:
    path = FOLDER / name
    report = Report()
    items = Reading("open311").items(Source.at(path), report)
    assert recognised(Source.at(path)).connector.slug == "open311"
    assert (len(items), report.not_understood) == (
        path.read_text("utf-8").count("requested_datetime") // (2 if path.suffix == ".xml" else 1),
        0,
    )
    assert all(item["topic"] for item in items)


@pytest.mark.parametrize("name", ["service_list.json", "services_giessen.xml"])
def test_lists_of_services_are_known_and_refused(name: str) -> None:
    assert recognised(Source.at(FOLDER / name)).connector.slug == "open311"
    with pytest.raises(Refusal, match="lists kinds of service, not requests"):
        Reading("open311").rows(Source.at(FOLDER / name))
