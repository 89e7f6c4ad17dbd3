"""Files and answers that once broke a reader, each as a person would bring it. Found by `tests.fuzz.run`."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from tests.connectors import test_mailchimp_campaigns as campaigns
from tests.connectors.chats import source
from tests.connectors.telegrams import STREET
from tests.connectors.test_app_totals import WIDE
from tests.connectors.test_matomo_export import DAYS
from tests.connectors.zoom_answers import asked, meeting
from tests.fuzz import promises

from merhav.connectors.base import Report, Told
from merhav.connectors.people import Pseudonyms
from merhav.connectors.registry import connector
from merhav.core.text import Refusal
from merhav.facts.rows import Observation, Row

PEOPLE = Pseudonyms(b"a town")


def read(
    slug: str, content: Any, report: Report | None = None, told: Mapping[str, str] | None = None
) -> list[Row]:
    """The facts of an import, which keep all that is promised of facts."""
    text = content if isinstance(content, str | bytes) else json.dumps(content)
    reader, answers, report = connector(slug), Told(told or {}), report or Report()
    drawn = reader.rows(source(text, "export"), answers, PEOPLE, report)
    rows = promises.rows(reader.finished(drawn, answers, PEOPLE), reader)
    promises.report(report)
    promises.stored(rows, reader)
    return rows


def whys(report: Report) -> list[str]:
    return [str(problem.why) for problem in report.problems]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(("slug", "content"), [("app_totals", WIDE), ("telegram_export", STREET)])
def test_a_day_of_export_at_the_end_of_the_calendar_is_no_day(slug: str, content: Any, day: str) -> None:
    with pytest.raises(Refusal, match=day):
        read(slug, content, told={"exported_on": day})


def test_a_list_where_matomo_tells_a_number_is_a_problem_of_its_line() -> None:
    report = Report()
    read("matomo_export", {**DAYS, "2025-01-03": {"nb_uniq_visitors": 3, "nb_visits": [4]}}, report)
    assert report.not_understood == 1


def test_a_month_in_which_nobody_came_is_nought_in_a_document_too() -> None:
    quiet = {"nb_uniq_visitors": 0, "nb_visits": 0, "nb_actions": 0}
    rows = read("matomo_export", {"2025-01": quiet})
    told = {row.measure: row.value for row in rows if isinstance(row, Observation)}
    assert told == {"page_views": 0, "visitors": 0, "visits": 0}


def test_a_quote_that_swallows_a_line_is_shown_in_one_line() -> None:
    broken = campaigns.SINGLE.replace('"1,000"', '"1,000').replace('"995"', '995"')
    report = Report()
    read("mailchimp_campaigns", broken, report)
    assert whys(report) == ['1,000 Successful Deliveries:" is no number of people.']


def test_a_time_that_zoom_was_asked_for_without_its_beginning_and_nobody_in_it() -> None:
    with pytest.raises(Refusal, match="without who was in them"):
        read("zoom_api", asked(meeting(participants=[[]]), since="", until="2025-04-01T00:00:00Z"))
