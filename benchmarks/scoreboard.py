"""The whole scoreboard with all segments × 24 months over 10M activities, against SQL written by hand.

    python benchmarks/scoreboard.py [ROWS] [--keep FOLDER] [--one-query]

Ways to the same numbers, run in turn on the same Parquet files, the best of ROUNDS kept; the numbers are compared one
by one before any ratio is printed:

* the engine: declarations → plan → Ibis → DuckDB → readings;
* by an expert: the facts reduced once to a temporary table, three statements over it, a few for what is reported;
* one query (on request: with 10M rows it takes many minutes and more than 12 GB): all of activity in a single
  statement over GROUPING SETS, the fewest that can be written.

Then one month's batch against a full run.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import ibis

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from scoreboard_data import TABLES, generate, opened
from scoreboard_parts import PARTS
from scoreboard_reports import RATIOS, SUMS, reports
from scoreboard_sql import Answers, Key, by_expert, in_one_query
from scoreboard_words import Number

from merhav.core.periods import Month, months
from merhav.indicators.definition import Read
from merhav.indicators.disclosure import Thresholds
from merhav.indicators.engine import compute
from merhav.indicators.measures import Level
from merhav.indicators.reading import Reading
from merhav.indicators.registry import indicators
from merhav.indicators.reported import Reported

MONTHS = list(months(Month(2024, 10), Month(2026, 9)))
NOW = datetime(2026, 11, 1, tzinfo=UTC)
ROUNDS = 3
RAW = Thresholds(people=0)


class Clock:
    """The best of several runs, in seconds by the wall and of the processors."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.wall = self.work = float("inf")

    def of(self, run: Callable[[], Any]) -> Any:
        wall, work = time.perf_counter(), time.process_time()
        answer = run()
        wall, work = time.perf_counter() - wall, time.process_time() - work
        self.wall, self.work = min(self.wall, wall), min(self.work, work)
        print(f"{self.name}: {wall:.2f} s by the wall, {work:.2f} s of the processors", flush=True)
        return answer


def alike(found: Number, by_hand: Number) -> bool:
    """The same but for the last digits of a quotient."""
    if found[0] is None or by_hand[0] is None:
        return found == by_hand
    return abs(found[0] - by_hand[0]) < 1e-9 and found[1:] == by_hand[1:]


def same_numbers(readings: list[Reading], answers: Answers) -> int:
    """Every reading against the answer by hand, and none left over; how many were compared."""
    met = set()
    for reading in readings:
        place = (str(reading.month), reading.dimension or ("asset" if reading.asset else ""), reading.basis)
        key = (*place, reading.segment or reading.asset)
        name = (reading.indicator, reading.part)
        if reading.generation:
            told = answers.reports[(*name, reading.generation, key)]
        else:
            told = PARTS[name](answers.cells[key])
        newest = reading.newest and reading.newest.replace(tzinfo=None)
        if not alike((reading.value, reading.n, reading.events, newest), told):
            raise SystemExit(f"not the same: {reading} and by hand {told}")
        met.add((*name, reading.generation, key))
    for missed in sorted(wanted(answers) - met):
        raise SystemExit(f"no reading of {missed}")
    return len(met)


def wanted(answers: Answers) -> set[tuple[str, str, str, Key]]:
    """What by hand is something and has to be among the readings."""
    counted = {(slug, read.part): read for slug, read in declared() if not told_by_source(read)}
    found = set(answers.reports)
    for (slug, part), by_hand in PARTS.items():
        read = counted[slug, part]
        found |= {
            (slug, part, "", key)
            for key, cell in answers.cells.items()
            if expected(read, key) and by_hand(cell)[2]
        }
    return found


def declared() -> list[tuple[str, Read]]:
    return [(slug, read) for slug, each in indicators().items() for read in each.series]


def told_by_source(read: Read) -> bool:
    return isinstance(read.measure, Reported)


def expected(read: Read, key: Key) -> bool:
    """Levels are read per asset, all else per segment; what is not of residents is not split by persons."""
    _month, dimension, basis, _segment = key
    if isinstance(read.measure, Level) or dimension == "asset":
        return isinstance(read.measure, Level) and dimension == "asset"
    return basis != "person" or read.measure.protected


def all_is_said_by_hand() -> None:
    """Every declared series over activities has its SQL; of reports those that the synthetic town holds."""
    counted = {(slug, read.part) for slug, read in declared() if not told_by_source(read)}
    reported = {(slug, read.part) for slug, read in declared() if told_by_source(read)}
    strange = (counted ^ PARTS.keys()) | ({name[:2] for name in (*SUMS, *RATIOS)} - reported)
    if strange:
        raise SystemExit(f"not the same series in SQL and in the catalogue: {sorted(strange)}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", nargs="?", type=int, default=10_000_000)
    parser.add_argument("--keep", type=Path, help="folder for the data, used again when it is there")
    parser.add_argument("--one-query", action="store_true", help="compare with the single statement, too")
    told = parser.parse_args()
    all_is_said_by_hand()
    with tempfile.TemporaryDirectory() as scratch:
        folder = told.keep or Path(scratch)
        if not (folder / "coverage.parquet").exists():
            folder.mkdir(parents=True, exist_ok=True)
            generate(folder, told.rows)
        compare(folder, one_query=told.one_query)


def compare(folder: Path, *, one_query: bool) -> None:
    store = opened(folder)
    backend = ibis.duckdb.from_connection(store)
    tables = {name: backend.table(name) for name in TABLES}

    def engine(asked: list[Month]) -> list[Reading]:
        return compute(tables, asked, now=NOW, thresholds=RAW)

    full, month, expert = (
        Clock("the engine, 24 months"),
        Clock("the engine, one month"),
        Clock("by hand, an expert's"),
    )
    for _round in range(ROUNDS):
        readings = full.of(lambda: engine(MONTHS))
        month.of(lambda: engine(MONTHS[11:12]))
        hand = expert.of(lambda: Answers(by_expert(store, MONTHS), reports(store, MONTHS)))
    print(f"{same_numbers(readings, hand)} numbers compared, all equal")
    ratio(full, expert)
    ratio(month, full)
    if one_query:
        one = Clock("by hand, one query")
        hand = one.of(lambda: Answers(in_one_query(store, MONTHS), reports(store, MONTHS)))
        print(f"{same_numbers(readings, hand)} numbers compared, all equal")
        ratio(full, one)


def ratio(clock: Clock, other: Clock) -> None:
    wall, work = clock.wall / other.wall, clock.work / other.work
    print(f"{clock.name} ÷ {other.name}: {wall:.2f} by the wall, {work:.2f} of the processors")


if __name__ == "__main__":
    main()
