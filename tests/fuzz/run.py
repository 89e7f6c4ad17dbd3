"""Mutated files through every connector: no crash, no hang, no fact that the ledger would refuse.

    python -m tests.fuzz.run --inputs 1000000 --processes 2

Each input goes through its own connector's `items`, or its `rows` and `finished`; now and then through the recognition of
all. What may happen: rows that keep their promises, or a `Refusal` of one sentence. Whatever else does is printed with the
number that repeats it (`--first NUMBER --inputs 1`). Then how many files of each connector were read.
"""

import argparse
import multiprocessing
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Self

from tests.connectors.chats import source
from tests.fuzz import promises
from tests.fuzz.mutate import mutated, named, told
from tests.fuzz.seed import Seed
from tests.fuzz.seeds import seeds

from merhav.connectors.base import Report, Told, Untold
from merhav.connectors.bundles import unbundled
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
from merhav.connectors.registry import connector, recognised
from merhav.core.text import Refusal

SECONDS_A_MB = 1.0
GRACE = 0.5
"""Seconds that any file may take: the machine has other things to do, too."""
PEOPLE = Pseudonyms(b"fuzz")


@dataclass(frozen=True, slots=True)
class Input:
    """A seed after what chance did to it. The same number is the same input."""

    number: int
    seed: Seed
    place: int
    """Of the seed among those of its connector."""

    @classmethod
    def of(cls, number: int) -> Self:
        rng = Random(number)
        mine = rng.choice(list(seeds().values()))
        place = rng.randrange(len(mine))
        other = rng.choice(rng.choice(list(seeds().values())))
        whole = mine[place]
        changed = Seed(
            whole.slug, named(whole.name, rng), mutated(whole.raw, other.raw, rng), told(whole.told, rng)
        )
        return cls(number, changed, place)


@dataclass(frozen=True, slots=True)
class Found:
    """Something that must not happen."""

    slug: str
    number: int
    what: str


@dataclass(slots=True)
class Score:
    """What became of inputs."""

    became: Counter[tuple[str, int, str]] = field(default_factory=Counter)
    """By connector, place of the seed, outcome."""
    found: list[Found] = field(default_factory=list)
    slowest: float = 0.0

    def __iadd__(self, other: Self) -> Self:
        self.became += other.became
        self.found += other.found
        self.slowest = max(self.slowest, other.slowest)
        return self

    def read(self, slug: str, place: int) -> float:
        """The share of one seed's inputs that gave rows."""
        all_of = sum(times for (of, at, _), times in self.became.items() if (of, at) == (slug, place))
        return self.became[slug, place, "rows"] / all_of if all_of else 0.0


def tried(one: Input) -> str:
    """What became of an input: `rows`, `refused` or `untold`. Raises whatever must not happen."""
    seed, report = one.seed, Report()
    try:
        file = source(seed.raw, seed.name)
        if one.number % 7 == 0:
            _recognised(file)
        if one.number % 5 == 0:
            for item in connector(seed.slug).items(file, Told(seed.told), report):
                promises.item(item)
        else:
            _rows(file, seed, report, check=one.number % 31 == 0)
    except Refusal as refused:
        promises.refusal(refused)
        return "untold" if isinstance(refused, Untold) else "refused"
    finally:
        promises.report(report)
    return "rows"


def _recognised(file: Source) -> None:
    """As an upload is: opened where it is a bundle, then each file recognised, or refused in a sentence."""
    try:
        for each in unbundled(file):
            recognised(each)
    except Refusal as refused:
        promises.refusal(refused)


def _rows(file: Source, seed: Seed, report: Report, *, check: bool) -> None:
    reader, said = connector(seed.slug), Told(seed.told)
    drawn = reader.rows(file, said, PEOPLE, report)
    rows = promises.rows(reader.finished(drawn, said, PEOPLE), reader)
    if check:
        promises.stored(rows, reader)


def share(first: int, count: int) -> Score:
    """One process's part: the inputs of these numbers."""
    score = Score()
    _first_of_all()
    for one in map(Input.of, range(first, first + count)):
        slug, size = one.seed.slug, len(one.seed.raw)
        begun = time.process_time()
        try:
            score.became[slug, one.place, tried(one)] += 1
        except Exception:  # noqa: BLE001 - whatever comes is what is looked for
            score.found.append(Found(slug, one.number, traceback.format_exc(limit=-4)))
        took = time.process_time() - begun
        score.slowest = max(score.slowest, took)
        if took > GRACE + SECONDS_A_MB * size / 2**20:
            score.found.append(Found(slug, one.number, f"took {took:.2f} s for {size} bytes"))
    return score


def _first_of_all() -> None:
    """What is loaded once is no file's fault."""
    for slug, (first, *_others) in seeds().items():
        promises.stored(
            connector(slug).rows(source(first.raw, first.name), Told(first.told), PEOPLE, Report()),
            connector(slug),
        )


def parts(first: int, inputs: int, step: int = 2_000) -> Iterator[tuple[int, int]]:
    for at in range(first, first + inputs, step):
        yield at, min(step, first + inputs - at)


def _share(part: tuple[int, int]) -> Score:
    return share(*part)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--first", type=int, default=0)
    asked = parser.parse_args()
    score = Score()
    with multiprocessing.Pool(asked.processes) as pool:
        for one in pool.imap_unordered(_share, parts(asked.first, asked.inputs)):
            score += one
            for found in one.found:
                print(f"\n{found.slug}, input {found.number}:\n{found.what}", flush=True)
    _print(score)
    sys.exit(1 if score.found else 0)


def _print(score: Score) -> None:
    for slug, of in seeds().items():
        shares = " ".join(f"{score.read(slug, place):.0%}" for place in range(len(of)))
        all_of = sum(times for (of_slug, _, _), times in score.became.items() if of_slug == slug)
        print(f"{slug:20} {all_of:8,} inputs; of each seed were read: {shares}")
    print(
        f"{score.became.total():,} inputs went well, {len(score.found)} did not; the slowest took {score.slowest:.2f} s"
        " of processor time"
    )


if __name__ == "__main__":
    main()
