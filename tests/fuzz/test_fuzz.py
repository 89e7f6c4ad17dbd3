"""A few thousand mutated files: a piece of the million that `python -m tests.fuzz.run` sends through all connectors."""

import pytest
from tests.fuzz.run import share
from tests.fuzz.seeds import seeds

from merhav.connectors.registry import connectors


def test_every_connector_is_fuzzed() -> None:
    assert set(seeds()) == set(connectors())


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_no_file_breaks_a_connector(part: int) -> None:
    score = share(part * 1_000, 1_000)
    assert not score.found, "\n".join(
        f"{one.slug}, input {one.number}: {one.what}" for one in score.found[:5]
    )
    assert score.became.total() == 1_000
