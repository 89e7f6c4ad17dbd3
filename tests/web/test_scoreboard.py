"""What the pages say of stored readings."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.support.journeys import bring_in

from merhav.authorities.models import Authority
from merhav.indicators.definition import Unit
from merhav.indicators.registry import indicators
from merhav.measurement.models import Reading, Series
from merhav.scoreboard.charts import Mark, drawn
from merhav.scoreboard.exports import csv_lines
from merhav.scoreboard.numbers import shown
from merhav.scoreboard.sparks import spark


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (1234, Unit.PEOPLE, '<bdi class="num">1,234</bdi> people'),
        (1, Unit.PEOPLE, '<bdi class="num">1</bdi> person'),
        (12.26, Unit.PER_MONTH, '<bdi class="num">12.3</bdi> a month'),
        (0.814, Unit.SHARE, '<bdi class="num">81%</bdi>'),
        (45, Unit.SECONDS, '<bdi class="num">45</bdi> seconds'),
        (600, Unit.SECONDS, '<bdi class="num">10</bdi> minutes'),
        (3 * 3600, Unit.SECONDS, '<bdi class="num">3.0</bdi> hours'),
        (9 * 86400, Unit.SECONDS, '<bdi class="num">9.0</bdi> days'),
        (42, Unit.NUMBER, '<bdi class="num">42</bdi>'),
        (3, Unit.LEVEL, "C"),
        (None, Unit.PEOPLE, "–"),
    ],
)
def test_values_are_said_in_their_unit(value: float | None, unit: Unit, words: str) -> None:
    with translation.override("en"):
        assert shown(value, unit) == words


def test_a_level_is_called_as_people_call_it() -> None:
    with translation.override("he"):
        assert shown(3, Unit.LEVEL) == "ג"


def test_a_small_line_breaks_where_months_are_missing() -> None:
    assert spark([]) == []
    assert len(spark([1, 2, None, 3, 4])) == 2
    assert len(spark([5])) == 1


def test_a_small_line_does_not_make_a_mountain_of_a_percent() -> None:
    heights = [float(point.split(",")[1]) for point in spark([100, 101])[0].split()]
    assert abs(heights[0] - heights[1]) < 3, "one percent is less than a tenth of the box"


def test_a_chart_draws_every_month_and_joins_whole_ones_only() -> None:
    marks = [Mark(date(2026, month, 1), month, "a", whole=month < 4) for month in range(1, 5)]
    svg = drawn(marks, axis="number", right_to_left=True)
    assert svg.startswith("<svg")
    assert " style=" not in svg, "the page's policy refuses styles of an element's own"
    assert drawn([], axis="number", right_to_left=True) == ""


def test_a_cell_that_a_spreadsheet_would_run_is_disarmed() -> None:
    (_head, line) = csv_lines([{"segment": "=1+1", "flags": ["too_few", "partial"], "value": 3}])
    assert "'=1+1" in line
    assert "too_few partial" in line


def test_every_indicator_has_a_page_before_and_after_there_are_readings(
    desk: Client, town: Authority, exported: Path, work: Callable[[], None]
) -> None:
    for slug in indicators():
        assert desk.get(reverse("indicator", kwargs={"slug": slug})).status_code == 200
    bring_in(desk, exported, work)
    for slug in indicators():
        page = desk.get(reverse("indicator", kwargs={"slug": slug}))
        assert page.status_code == 200
        lines = "".join(
            part.decode()
            for part in desk.get(reverse("indicator_csv", kwargs={"slug": slug})).streaming_content
        )
        stored = Reading.of.authority(town).filter(series__indicator=slug).count()
        assert lines.count("\n") == stored + 1


def test_a_withheld_number_is_in_no_file_and_on_no_page(
    desk: Client, town: Authority, exported: Path, work: Callable[[], None]
) -> None:
    bring_in(desk, exported, work)
    withheld = [
        reading for reading in Reading.of.authority(town) if {"too_few", "complementary"} & set(reading.flags)
    ]
    assert withheld, "an official alone in a segment is withheld"
    for reading in withheld:
        assert (reading.value, reading.people, reading.low, reading.high, reading.newest) == (None,) * 5


def test_the_board_asks_the_database_little(
    desk: Client,
    town: Authority,
    exported: Path,
    work: Callable[[], None],
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    bring_in(desk, exported, work)
    assert Series.of.authority(town).count() > 20
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        desk.get(reverse("measures"))
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        desk.get(reverse("indicator", kwargs={"slug": "whatsapp.answers"}))


def test_an_outcome_that_is_none_is_not_found(desk: Client) -> None:
    assert desk.get(reverse("measures") + "?outcome=fame").status_code == 404
    assert desk.get("/measures/whatsapp.fame/").status_code == 404


def test_a_name_rests_after_many_wrong_tries(client: Client, town: Authority) -> None:
    for _try in range(8):
        client.post(reverse("sign_in"), {"username": "coordinator", "password": "wrong"})
    answer = client.post(reverse("sign_in"), {"username": "coordinator", "password": "a long password"})
    assert answer.status_code == 200, "the right password waits as well"
    assert "_auth_user_id" not in client.session
