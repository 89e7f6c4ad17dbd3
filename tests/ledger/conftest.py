from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from tests.ledger.nursery import Nursery
from tests.support.postgresql import postgresql

from merhav.ledger.store import Ledger, Limits
from merhav.ledger.where import Where

__all__ = ["postgresql"]

CATALOGUES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
LIMITS = Limits(memory="300MB", threads=1, wait=30)
_authorities = count(1)


@pytest.fixture(scope="session", params=CATALOGUES)
def new_place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], Where]:
    """Makes places of ledgers that do not exist yet."""

    def make() -> Where:
        folder: Path = tmp_path_factory.mktemp("ledger")
        if request.param == "sqlite":
            return Where(str(folder / "catalogue.sqlite"), folder / "data")
        return Where(request.getfixturevalue("postgresql").new_database(), folder / "data")

    return make


@pytest.fixture(scope="session")
def ledger(new_place: Callable[[], Where]) -> Iterator[Ledger]:
    """One ledger for all tests of a catalogue: each works for an authority of its own."""
    with Ledger.open(new_place(), limits=LIMITS) as opened:
        yield opened


@pytest.fixture
def authority() -> int:
    return next(_authorities)


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    with Nursery(Path(__file__).parents[2]) as opened:
        yield opened
