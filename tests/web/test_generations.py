"""A platform that measures otherwise from some month on: two lines and a rule between them, never one line over both."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from merhav.authorities.models import Authority
from merhav.indicators.registry import indicators
from merhav.measurement.models import Reading, Series
from merhav.scoreboard.boards import board
from merhav.scoreboard.generations import breaks, generation_label, living
from merhav.scoreboard.pages import series_of

pytestmark = pytest.mark.django_db(transaction=True)
SLUG = "whatsapp.open_group_members"


def line(town: Authority, generation: str, values: dict[int, float]) -> Series:
    series = Series.of.create(
        authority=town,
        indicator=SLUG,
        kind="observation",
        generation=generation,
        verdict="cannot_tell",
        judged_at=timezone.now(),
    )
    for month, value in values.items():
        Reading.of.create(
            authority=town,
            series=series,
            month=date(2026, month, 1),
            value=value,
            people=int(value),
            coverage=1.0,
            version=1,
        )
    return series


@pytest.fixture
def changed(town: Authority) -> None:
    line(town, "facebook:page_fans", {1: 100, 2: 110, 3: 120})
    line(town, "facebook:page_follows", {4: 60, 5: 61})


def test_the_board_speaks_of_the_definition_that_goes_on(town: Authority, changed: None) -> None:
    (row,) = [row for row in board(town) if row.slug == SLUG]
    (line,) = row.lines
    assert line.month == date(2026, 5, 1)
    assert "61" in str(line.value)


def test_the_page_shows_both_and_a_rule_where_the_measure_changed(
    desk: Client, town: Authority, changed: None
) -> None:
    page = desk.get(reverse("indicator", args=[SLUG]), headers={"accept-language": "en"}).content.decode()
    assert "page fans" in page
    assert "page follows" in page
    assert "stroke-dasharray" in page
    assert breaks([one for one in series_of(town, indicators()[SLUG]) if not one.part]) == [date(2026, 4, 1)]


def test_two_sources_side_by_side_are_no_break(town: Authority) -> None:
    both = [line(town, "ga4:active_users", {1: 9, 2: 9}), line(town, "log:visitors", {2: 9, 3: 9})]
    assert breaks(both) == []
    assert living(both) == both


def test_a_definition_is_told_in_words() -> None:
    assert generation_label("ga4:active_users:62%").startswith(
        "Google Analytics · \u2068active users\u2069 · "
    )
    assert "62%" in generation_label("ga4:active_users:62%")
    assert generation_label("unheard:of") == "unheard · \u2068of\u2069"
