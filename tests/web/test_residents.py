"""How many residents there are, told once a year: shares of residents follow."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from merhav.authorities.models import Authority
from merhav.facts.tables import POPULATION
from merhav.ledger.scan import table
from merhav.recording.ledgers import open_ledger

pytestmark = pytest.mark.django_db(transaction=True)


def held(town: Authority) -> list[tuple[int, str | None, int]]:
    with open_ledger() as ledger:
        rows = table(ledger, POPULATION).to_pyarrow().to_pylist()
    return [(row["year"], row["society"], row["people"]) for row in rows if row["authority"] == town.pk]


def test_the_number_is_told_and_kept(desk: Client, town: Authority, work: Any) -> None:
    assert desk.post(reverse("residents"), {"year": "2025", "people": "21500"}).status_code == 302
    work()
    assert held(town) == [(2025, None, 21_500)]
    assert "21" in desk.get(reverse("sources")).content.decode()
    town.refresh_from_db()
    assert town.population == 21_500


def test_a_society_is_told_apart_and_leaves_the_whole_as_it_is(
    desk: Client, town: Authority, work: Any
) -> None:
    desk.post(reverse("residents"), {"year": "2025", "people": "4300", "society": "arab"})
    work()
    assert held(town) == [(2025, "arab", 4_300)]
    town.refresh_from_db()
    assert town.population == 20_000


@pytest.mark.parametrize(
    "told", [{"people": "0"}, {"people": "many"}, {"year": "1800"}, {"year": "2099"}, {"society": "x"}]
)
def test_a_number_that_cannot_be_is_refused(desk: Client, town: Authority, told: dict[str, str]) -> None:
    answer = desk.post(reverse("residents"), {"year": "2025", "people": "10", **told})
    assert answer.status_code == 422
    assert held(town) == []
