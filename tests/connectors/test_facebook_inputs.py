"""An export that others published: five hundred posts of one page's year."""

import csv
import io
from collections import Counter
from pathlib import Path

import pytest
from tests.connectors import facebook_files as fb
from tests.connectors.facebook_files import acts, covered, observed, told_of

from merhav.connectors.base import Report, Untold
from merhav.connectors.catalog.facebook_old import FacebookOld
from merhav.connectors.files import Source
from merhav.connectors.registry import recognised
from merhav.core.periods import Month

FOLDER = Path(__file__).parents[2] / "../shared/inputs/facebook"
pytestmark = [pytest.mark.inputs, pytest.mark.skipif(not FOLDER.is_dir(), reason="no shared inputs here")]
FILE = FOLDER / "old_insights_posts_cr_line_ends.csv"


def table() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(FILE.read_text("utf-8").replace("\r", "\n"))))


def test_every_file_is_known() -> None:
    assert [path.name for path in FOLDER.iterdir()] == [FILE.name]
    assert recognised(Source.at(FILE)).connector.slug == "facebook_old"


def test_five_hundred_posts_with_nothing_unexplained() -> None:
    report = Report()
    found = fb.rows(FacebookOld(), Source.at(FILE), report, post_year="2014")
    assert (report.items, report.not_understood, report.notes) == (500, 0, [])
    assert len({act.id for act in acts(found)}) == 500
    assert len({row.id for row in found}) == len(found)
    months = Counter(Month.of(act.at).number for act in acts(found))
    assert months == Counter(int(row["Post Month"]) for row in table())
    assert (covered(found).since, covered(found).until) == (Month(2014, 1).start, Month(2014, 12).end)


@pytest.mark.parametrize(
    ("measure", "column"),
    [
        ("reach", "Lifetime Post Total Reach"),
        ("views", "Lifetime Post Total Impressions"),
        ("clicks", "Lifetime Post Consumptions"),
        ("comments", "comment"),
        ("reactions", "like"),
        ("shares", "share"),
        ("engagement", "Total Interactions"),
    ],
)
def test_its_numbers_are_all_there(measure: str, column: str) -> None:
    found = fb.rows(FacebookOld(), Source.at(FILE), post_year="2014")
    assert told_of(found, measure) == [float(row[column]) for row in table() if row[column]]


def test_followers_are_those_of_each_months_last_post() -> None:
    found = fb.rows(FacebookOld(), Source.at(FILE), post_year="2014")
    followers = {Month.of(row.at).number: row.value for row in observed(found) if row.measure == "followers"}
    newest: dict[int, float] = {}
    for row in table():
        newest.setdefault(int(row["Post Month"]), float(row["Page total likes"]))
    assert followers == newest


def test_the_year_is_asked() -> None:
    with pytest.raises(Untold):
        fb.rows(FacebookOld(), Source.at(FILE))
