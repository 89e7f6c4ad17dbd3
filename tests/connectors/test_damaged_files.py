"""Files and answers that once broke a reader, each as a person would bring it. Found by `tests.fuzz.run`."""

import json
import unicodedata
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.connectors import facebook_files as facebook
from tests.connectors import test_mailchimp_campaigns as campaigns
from tests.connectors.chats import items as chat_items
from tests.connectors.chats import source
from tests.connectors.telegrams import STREET
from tests.connectors.test_app_totals import WIDE
from tests.connectors.test_matomo_export import DAYS
from tests.connectors.zoom_answers import asked, meeting
from tests.fuzz import promises

from merhav.connectors.base import Report, Told
from merhav.connectors.letters import one_spelling
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


@pytest.mark.parametrize("month", ["03/3025", "2625-03"])
def test_a_month_of_another_age_is_a_problem_of_its_line(month: str) -> None:
    report = Report()
    read("app_totals", f"month,payments\n03/2025,7\n{month},9\n", report)
    assert whys(report) == ["The month or day in this row was not understood."]


def test_a_votes_number_of_five_thousand_digits_is_no_number() -> None:
    poll = f"3.2.2026, 10:15 - Dana: POLL:\nWhen?\nOPTION: At eight ({'9' * 5_000} votes)\nOPTION: Never (2 votes)\n"
    (message,) = chat_items(poll)
    assert [votes for _option, votes in message["options"]] == [None, 2]


def test_pages_whose_names_are_texts_are_asked_about_in_one_short_sentence() -> None:
    posts = [
        facebook.Made("122158000000000101", "2025-08-05 18:12", also={"Page name": "a" * 9_000}),
        facebook.Made("122158000000000102", "2025-08-05 18:13", also={"Page name": "b\nc", "Page ID": "7"}),
    ]
    with pytest.raises(Refusal, match=r"\(page\): a{80}, b c\.$"):
        read("facebook_posts", facebook.export(posts))


@pytest.mark.parametrize("slug", ["hotline_table", "app_table", "newsletter_items"])
def test_a_file_of_which_hardly_a_line_is_understood_is_another_file(slug: str) -> None:
    head = {
        "hotline_table": "Case number,Opened,Status\n17,2025-03-30,open\n",
        "app_table": "timestamp,user id,event name\n2025-03-30T05:00:00Z,7,login\n",
        "newsletter_items": "Date,Kind\n2025-03-30,planning\n",
    }[slug]
    broken = "x,y,z\n"
    report = Report()
    assert read(slug, head + broken * 20_000, report)
    assert report.not_understood == 20_000
    with pytest.raises(Refusal, match="is it another file"):
        read(slug, head + broken * 20_001)


@given(
    st.text(
        st.characters(exclude_categories=["Mn", "Me", "Mc"]) | st.sampled_from("\u0301\u0323\u05b7"),
        min_size=200,
    )
)
def test_long_texts_have_unicodes_own_spelling(text: str) -> None:
    assert one_spelling(text) == unicodedata.normalize("NFKC", text)


def test_a_letter_with_a_thousand_marks_is_taken_apart() -> None:
    marked = "e" + "\u0301\u0323" * 1_000
    assert one_spelling(marked).replace("\u034f", "").count("\u0323") >= 999
    assert unicodedata.is_normalized("NFKC", one_spelling(marked))
