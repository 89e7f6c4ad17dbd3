"""Whatever is appended, undone and erased, in whatever order: the ledger holds what a naive dictionary holds."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.ledger.conftest import LIMITS
from tests.ledger.made import ACTORS, actor, messages

from merhav.ledger import where as place
from merhav.ledger.append import Appended
from merhav.ledger.spool import write
from merhav.ledger.store import Ledger
from merhav.ledger.where import Where

_authorities = count(10_000)
FEW = st.lists(st.integers(0, 9), max_size=8)
APPEND = st.tuples(st.just("append"), FEW)
TOGETHER = st.tuples(st.just("together"), st.lists(FEW, max_size=4))
UNDO = st.tuples(st.just("undo"), st.integers(0, 5))
ERASE = st.tuples(st.just("erase"), st.integers(1, ACTORS))
AGAIN = st.tuples(st.just("again"), st.integers(0, 5))
TEND = st.tuples(st.sampled_from(["settle", "compact"]), st.none())
STEPS = st.lists(st.one_of(APPEND, APPEND, TOGETHER, TOGETHER, UNDO, UNDO, ERASE, AGAIN, TEND), max_size=9)


class Naive:
    """Batches in the order of arrival, each with the ids it brought; the first that brought an id tells it."""

    def __init__(self) -> None:
        self.batches: dict[str, set[int]] = {}
        self.undone: set[str] = set()

    def facts(self) -> dict[int, str]:
        held: dict[int, str] = {}
        for batch, ids in self.batches.items():
            if batch not in self.undone:
                held |= {number: batch for number in ids if number not in held}
        return held

    def erase(self, person: int) -> None:
        for batch, ids in self.batches.items():
            self.batches[batch] = {number for number in ids if actor(number) != person}


@pytest.fixture(scope="module", params=["inlined", "files"])
def either(request: pytest.FixtureRequest, new_place: Callable[[], Where]) -> Iterator[Ledger]:
    """A ledger that keeps small batches in its catalogue, and one that makes files of them at once."""
    patch = pytest.MonkeyPatch()
    patch.setattr(place, "_INLINE", 1000 if request.param == "inlined" else 0)
    with Ledger.open(new_place(), limits=LIMITS) as opened:
        yield opened
    patch.undo()


def held(ledger: Ledger, authority: int) -> dict[int, str]:
    with ledger.connection.cursor() as con:
        rows = con.execute(
            "SELECT id, batch, topic FROM lake.activity WHERE authority = ?", [authority]
        ).fetchall()
    assert all(batch == topic for _, batch, topic in rows), "a row stands in the words of its own batch"
    assert len({number for number, _, _ in rows}) == len(rows)
    return {number: batch for number, batch, _ in rows}


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
@example(
    [("append", [1, 2]), ("append", [2, 3]), ("append", [2]), ("undo", 0), ("settle", None), ("undo", 1)]
)
@example([("append", [1, 1]), ("append", [1]), ("erase", 2), ("append", [1]), ("undo", 1), ("compact", None)])
@example(
    [("append", [4]), ("undo", 0), ("again", 0), ("append", [4]), ("append", [4]), ("undo", 3), ("undo", 1)]
)
@example([("together", [[1, 2], [2, 2, 3], [], [3, 1]]), ("undo", 0), ("together", [[2], [5]]), ("undo", 1)])
def test_the_ledger_holds_the_union_of_the_batches_not_undone(
    either: Ledger, steps: list[tuple[str, Any]]
) -> None:
    authority, naive = next(_authorities), Naive()
    for verb, value in steps:
        _take(either, naive, authority, verb, value)
        assert held(either, authority) == naive.facts()
    for batch in [*naive.batches]:
        either.undo(authority=authority, batch=batch)
    assert held(either, authority) == {}


def _take(ledger: Ledger, naive: Naive, authority: int, verb: str, value: Any) -> None:
    known = list(naive.batches)
    if verb == "append":
        batch = f"b{len(known)}"
        told = ledger.append(authority=authority, batch=batch, rows=messages(value, topic=batch))
        _brought(naive, batch, value, told)
    elif verb == "together":
        _together(ledger, naive, authority, value)
    elif verb == "erase":
        theirs = [number for number in naive.facts() if actor(number) == value]
        assert ledger.erase(authority=authority, actor=value) == len(theirs)
        naive.erase(value)
    elif verb in {"undo", "again"} and known:
        batch = known[value % len(known)]
        _repeat(ledger, naive, authority, verb, batch)
    elif verb == "settle":
        ledger.settle()
    elif verb == "compact":
        ledger.compact(grace=timedelta(0))


def _brought(naive: Naive, batch: str, value: list[int], told: Appended) -> None:
    before = set(naive.facts())
    assert told.new == len(set(value) - before)
    assert told.repeated == len(set(value) & before)
    naive.batches[batch] = set(value)


def _together(ledger: Ledger, naive: Naive, authority: int, values: list[list[int]]) -> None:
    """In one commit, and delivered with them a batch that came before: as one after the other."""
    known = list(naive.batches)
    fresh = {f"b{len(known) + place}": value for place, value in enumerate(values)}
    with TemporaryDirectory() as folder:
        spools = {
            batch: write(Path(folder) / batch, iter(messages(value, topic=batch)))
            for batch, value in {**{batch: [9] for batch in known[:1]}, **fresh}.items()
        }
        told = ledger.append_all(authority=authority, batches=spools)
    assert list(told) == list(spools)
    for batch, value in fresh.items():
        _brought(naive, batch, value, told[batch])


def _repeat(ledger: Ledger, naive: Naive, authority: int, verb: str, batch: str) -> None:
    if verb == "again":
        ledger.append(authority=authority, batch=batch, rows=messages(range(9), topic=batch))
        return
    before = len(naive.facts())
    naive.undone.add(batch)
    assert ledger.undo(authority=authority, batch=batch).rows == before - len(naive.facts())
