"""Mutated files through every connector: no crash, no hang, no fact that the ledger would refuse.

    python -m tests.fuzz.run --inputs 1000000 --processes 2

Each input goes through its own connector's `items` or `rows` and `finished`, and now and then through the recognition of all.
What may happen: rows, or a `Refusal` of one sentence. Whatever else does is printed with the seed that repeats it.
"""

import argparse
import io
import multiprocessing
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.fuzz.mutate import mutated
from tests.fuzz.seeds import Seed, seeds

from merhav.connectors.base import Report, Told, Untold
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
from merhav.connectors.registry import connector, recognised
from merhav.core.text import Refusal
from merhav.facts.rows import Place, placed
from merhav.facts.tables import TABLES, Table
from merhav.ledger.spool import fill

PLACE = Place(authority=1, asset=connector("whatsapp_export").asset, space=1)
SECONDS_A_MB = 1.0
GRACE = 0.5
"""Seconds that any file may take: the machine has other things to do, too."""
PEOPLE = Pseudonyms(b"fuzz")


@dataclass(frozen=True, slots=True)
class Found:
    """Something that must not happen."""

    slug: str
    number: int
    what: str


def tried(seed: Seed, raw: bytes, number: int) -> tuple[str, float]:
    """What became of an input: `rows` or `refused`; and the seconds it took. Raises whatever must not happen."""
    source = Source(seed.name, len(raw), lambda: io.BytesIO(raw))
    begun = time.process_time()
    became = "rows"
    try:
        if number % 7 == 0:
            recognised(source)
        if number % 5 == 0:
            for _item in connector(seed.slug).items(source, Told(seed.told), Report()):
                pass
        else:
            _stored(seed, source, check=number % 97 == 0)
    except Refusal as refusal:
        if "\n" in str(refusal) or not str(refusal).strip():
            raise AssertionError(f"no sentence: {refusal}") from refusal
        became = "untold" if isinstance(refusal, Untold) else "refused"
    return became, time.process_time() - begun


def _stored(seed: Seed, source: Source, *, check: bool) -> None:
    """The rows as the ledger would store them; now and then written as it would write them."""
    reader = connector(seed.slug)
    told, report = Told(seed.told), Report()
    rows = reader.finished(reader.rows(source, told, PEOPLE, report), told, PEOPLE)
    stored: list[tuple[Table, dict[str, object]]] = [
        (TABLES[type(row).__name__.lower()], placed(row, PLACE, {}, reader.slug)) for row in rows
    ]
    for _table, row in stored:
        if not isinstance(row["id"], int) or row["authority"] != 1:
            raise AssertionError(f"a fact of nobody: {row}")
    if check and stored:
        with TemporaryDirectory() as folder:
            fill(Path(folder), stored)


def inputs(first: int, count: int, of: Sequence[Seed]) -> Iterator[tuple[int, Seed, bytes]]:
    """The inputs of these numbers: the same number is the same input."""
    for number in range(first, first + count):
        rng = Random(number)
        seed, other = rng.choice(of), rng.choice(of)
        yield number, seed, mutated(seed.raw, other.raw, rng)


def share(first: int, count: int) -> tuple[Counter[str], list[Found], float]:
    """One process's part: what became of its inputs, what must not happen, the slowest in seconds a megabyte."""
    of, became, found, slowest = seeds(), Counter[str](), list[Found](), 0.0
    tried(of[0], of[0].raw, 97 * 4)  # what is loaded once is no file's fault
    for number, seed, raw in inputs(first, count, of):
        try:
            outcome, took = tried(seed, raw, number)
        except Exception:  # noqa: BLE001 - whatever comes is what is looked for
            found.append(Found(seed.slug, number, traceback.format_exc(limit=-4)))
            continue
        became[f"{seed.slug} {outcome}"] += 1
        slowest = max(slowest, took)
        if took > GRACE + SECONDS_A_MB * len(raw) / 2**20:
            found.append(Found(seed.slug, number, f"took {took:.2f} s for {len(raw)} bytes"))
    return became, found, slowest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--first", type=int, default=0)
    asked = parser.parse_args()
    step = 2_000
    parts = [
        (at, min(step, asked.first + asked.inputs - at))
        for at in range(asked.first, asked.first + asked.inputs, step)
    ]
    became, found, slowest = Counter[str](), list[Found](), 0.0
    with multiprocessing.Pool(asked.processes) as pool:
        for one, wrong, slow in pool.starmap(share, parts, chunksize=1):
            became += one
            found += wrong
            slowest = max(slowest, slow)
    for outcome, times in sorted(became.items()):
        print(f"{times:9,}  {outcome}")
    print(
        f"{sum(became.values()) + len(found):9,}  inputs; the slowest took {slowest:.2f} s of processor time"
    )
    for one in found[:20]:
        print(f"\n{one.slug}, input {one.number}:\n{one.what}")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
