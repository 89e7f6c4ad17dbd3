"""Ten thousand mutated files: a piece of the million that `python -m tests.fuzz.run` sends through all connectors."""

import pytest
from tests.fuzz.run import share
from tests.fuzz.seeds import seeds

from merhav.connectors.registry import connectors


def test_every_connector_is_fuzzed() -> None:
    assert {seed.slug for seed in seeds()} == set(connectors())


@pytest.mark.slow
@pytest.mark.parametrize("part", range(5))
def test_no_file_breaks_a_connector(part: int) -> None:
    became, found, slowest = share(part * 2_000, 2_000)
    assert not found, "\n".join(f"{one.slug}, input {one.number}: {one.what}" for one in found[:5])
    print(f"the slowest took {slowest:.2f} s")
    assert became.total() == 2_000
