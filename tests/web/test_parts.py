"""What is read beside an indicator's own number: below it, or on a line of its own where that number has none."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from merhav.authorities.models import Authority
from merhav.measurement.models import Reading, Series
from merhav.scoreboard.boards import Row, board

pytestmark = pytest.mark.django_db(transaction=True)
SLUG = "website.service_users"


def told(
    town: Authority, kind: str, part: str, value: float, generation: str = "", verdict: str = "rising"
) -> None:
    series = Series.of.create(
        authority=town,
        indicator=SLUG,
        kind=kind,
        part=part,
        generation=generation,
        verdict=verdict,
        judged_at=timezone.now(),
    )
    Reading.of.create(
        authority=town, series=series, month=date(2026, 3, 1), value=value, people=50, coverage=1.0, version=1
    )


def row(town: Authority) -> Row:
    with translation.override("en"):
        (found,) = [each for each in board(town) if each.slug == SLUG]
    return found


def test_numbers_of_a_kind_that_has_no_number_of_its_own_stand_on_lines_of_their_own(town: Authority) -> None:
    told(town, "observation", "payment", 130, "ga4:active_users")
    told(town, "observation", "inquiry", 40, "ga4:active_users")
    found = row(town)
    assert found.connected
    assert [line.name for line in found.lines] == ["To ask or report", "To pay"]
    assert "130" in str(found.lines[1].value)
    assert [str(kind) for kind in found.waits] == ["counted from what people did"]


def test_a_part_of_the_same_kind_stands_below_its_number(town: Authority) -> None:
    told(town, "activity", "", 90)
    told(town, "activity", "payment", 60)
    told(town, "observation", "payment", 130, "ga4:active_users")
    first, second = row(town).lines
    assert (first.name, [str(other.title) for other in first.beside]) == ("", ["To pay"])
    assert second.name == "To pay"


def test_the_page_says_which_of_two_sources_a_part_is_from(desk: Client, town: Authority) -> None:
    told(town, "activity", "payment", 60)
    told(town, "observation", "payment", 130, "ga4:active_users")
    desk.cookies["django_language"] = "en"
    page = desk.get(reverse("indicator", args=[SLUG])).content.decode()
    assert "To pay (counted from what people did)" in page
    assert "To pay (reported by the platform or its manager)" in page
