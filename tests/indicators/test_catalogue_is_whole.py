"""Every row of the catalogue that was asked for is declared: none dropped, none filed elsewhere, no kind forgotten."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from merhav.indicators.definition import Kind
from merhav.indicators.registry import indicators

CATALOGUE = Path(__file__).parents[2] / "../shared/indicators.md"
FAMILIES = {"website", "newsletter", "facebook", "whatsapp", "zoom", "app", "assets"}
OTHERS = {"policy.residents_in_spaces"}
pytestmark = [
    pytest.mark.inputs,
    pytest.mark.skipif(not CATALOGUE.is_file(), reason="no shared catalogue here"),
]


class Row(NamedTuple):
    slug: str
    facet: str
    kinds: set[Kind]


def rows() -> Iterator[Row]:
    """The rows of the families; where a table has no facets, its rows have none."""
    heads: list[str] = []
    for line in CATALOGUE.read_text("utf-8").splitlines() if CATALOGUE.is_file() else ():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| id"):
            heads = cells
        elif line.startswith("|") and "." in cells[0]:
            told = dict(zip(heads, cells, strict=False))
            slug = told["id"].split()[0]
            words = told["kind"].split("(")[0].split(",")
            if slug.split(".")[0] in FAMILIES or slug in OTHERS:
                yield Row(slug, told.get("facet", ""), {Kind(word.strip()) for word in words})


ROWS = list(rows())


def test_there_are_as_many_as_were_asked_for() -> None:
    assert len(ROWS) == 53
    assert {row.slug for row in ROWS} <= indicators().keys()


@pytest.mark.parametrize("row", ROWS, ids=[row.slug for row in ROWS])
def test_row(row: Row) -> None:
    indicator = indicators()[row.slug]
    assert row.facet in {"", indicator.facet}
    assert row.kinds <= set(indicator.kinds)
