"""Ten thousand mutated files: a piece of the million that `python -m tests.fuzz.run` sends through all connectors."""

from functools import cache

import pytest
from tests.fuzz.run import Input, Score, share, tried
from tests.fuzz.seeds import seeds

from merhav.connectors.registry import connectors

pytestmark = pytest.mark.xdist_group("fuzz")  # what became of a part is asked twice
_PARTS, _EACH = 5, 2_000


def test_every_connector_is_fuzzed_with_two_files_at_least_that_it_reads() -> None:
    assert set(seeds()) == set(connectors())
    for slug, of in seeds().items():
        read = {seed.raw for place, seed in enumerate(of) if tried(Input(1, seed, place)) == "rows"}
        assert read == {seed.raw for seed in of}, slug
        assert len(read) > 1, slug


@cache
def _score(part: int) -> Score:
    return share(part * _EACH, _EACH)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(_PARTS))
def test_no_file_breaks_a_connector(part: int) -> None:
    score = _score(part)
    assert not score.found, "\n".join(
        f"{one.slug}, input {one.number}: {one.what}" for one in score.found[:5]
    )
    assert score.became.total() == _EACH


@pytest.mark.slow
def test_a_fifth_is_read_of_two_seeds_of_every_connector_at_least() -> None:
    """So that what reads the values is tried, and not what refuses files alone."""
    score = Score()
    for part in range(_PARTS):
        score += _score(part)
    for slug, of in seeds().items():
        often = [place for place in range(len(of)) if score.read(slug, place) >= 0.2]
        assert len(often) > 1, slug
