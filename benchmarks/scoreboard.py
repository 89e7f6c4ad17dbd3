# ruff: noqa: S608 - SQL is written by hand here, from our own words
"""The whole scoreboard with all segments × 24 months over 10M activities, against SQL written by hand.

    python benchmarks/scoreboard.py [ROWS] [--keep FOLDER] [--one-query]

Ways to the same numbers, run in turn on the same Parquet files, the best of ROUNDS kept; the numbers are compared one
by one before any ratio is printed:

* the engine: declarations → plan → Ibis → DuckDB → readings;
* by an expert: the facts reduced once to a temporary table, three statements over it, one for the stocks;
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

import duckdb
import ibis

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from scoreboard_sql import ACTIVITY_PARTS, Answers, Key, Number, by_expert, in_one_query

from merhav.core.periods import Month, months
from merhav.indicators.disclosure import Thresholds
from merhav.indicators.engine import compute
from merhav.indicators.reading import Reading

MONTHS = list(months(Month(2024, 10), Month(2026, 9)))
NOW = datetime(2026, 11, 1, tzinfo=UTC)
ROUNDS = 3
NOT_OF_RESIDENTS = {"zoom.meetings", "zoom.follow_ups", "zoom.officials_at_resident_meetings"}
RAW = Thresholds(people=0)

SPACES = """
CREATE TABLE spaces AS
SELECT s AS space,
  CASE WHEN s % 20 = 19 THEN 'zoom' ELSE 'whatsapp' END AS asset,
  CASE WHEN s % 7 = 0 THEN 'closed' ELSE 'open' END AS writers,
  CASE WHEN s % 3 = 0 THEN 'residents' ELSE 'authority' END AS run_by,
  CASE WHEN s % 25 = 1 THEN 'zoom' END AS origin,
  CASE WHEN s % 10 = 0 THEN 'person' WHEN s % 5 = 1 THEN 'none' ELSE 'space' END AS basis,
  ['18-29', '30-49', '50-64', '65+', NULL][1 + (hash(s, 1) % 5)::INT] AS age_band,
  ['female', 'male', NULL, NULL][1 + (hash(s, 2) % 4)::INT] AS sex,
  'n' || (hash(s, 3) % 12) AS neighbourhood,
  ['general', 'general', 'arab', 'haredi'][1 + (hash(s, 4) % 4)::INT] AS society,
  ['secular', 'traditional', 'religious', 'haredi', NULL][1 + (hash(s, 5) % 5)::INT] AS religiosity,
  ['he', 'he', 'ar', 'ru', NULL][1 + (hash(s, 6) % 5)::INT] AS audience_language
FROM range(400) spaces(s)
"""

ACTIVITY = """
CREATE TABLE activity AS
WITH drawn AS (
  SELECT i, hash(i, 1) AS h1, hash(i, 2) AS h2, hash(i, 3) AS h3, hash(i, 4) % 1000 AS k,
    (pow((hash(i, 5) % 1000000) / 1e6, 1.5) * 40000)::INT AS who
  FROM range({rows}) facts(i)
), placed AS (
  -- Everybody is in a handful of groups and writes most in one of them.
  SELECT *, (hash(who, (pow((h1 % 1000) / 1e3, 2) * 5)::INT) % 400)::INT AS space FROM drawn
)
SELECT 1::BIGINT AS authority, i::BIGINT AS id,
  TIMESTAMP '2024-09-30 21:00:00' + to_microseconds((i * {step})::BIGINT) AS "at",
  CASE WHEN asset = 'zoom' THEN CASE WHEN k < 900 THEN 'Arrive' WHEN k < 903 THEN 'Create' WHEN k < 905 THEN 'Announce'
    WHEN k < 960 THEN 'Create' ELSE 'Like' END
    WHEN k < 880 THEN 'Create' WHEN k < 950 THEN 'Question' WHEN k < 970 THEN 'Join' ELSE 'Leave' END AS verb,
  CASE WHEN asset = 'zoom' THEN CASE WHEN k < 905 THEN 'meeting' ELSE 'message' END
    WHEN k < 880 THEN 'message' WHEN k < 950 THEN 'topic' ELSE 'membership' END AS object_type,
  NULL::BIGINT AS object_id, NULL::BIGINT AS in_reply_to,
  CASE WHEN k % 5 < 3 THEN ['resident', 'resident', 'official', 'leader'][1 + (h2 % 4)::INT] END AS replied_role,
  (h3 % 86400)::BIGINT AS replied_seconds,
  CASE WHEN k < 300 THEN h3 % 3 = 0 END AS on_subject,
  CASE WHEN k BETWEEN 880 AND 930 THEN 'resident' END AS answered_role,
  CASE WHEN k BETWEEN 880 AND 930 THEN (h2 % 100000)::BIGINT END AS answered_seconds,
  CASE WHEN k BETWEEN 880 AND 910 THEN (h2 % 200000)::BIGINT END AS official_seconds,
  CASE WHEN k % 50 <> 7 THEN (hash(who) >> 1)::BIGINT END AS actor,
  CASE WHEN who % 60 = 1 THEN 'official' WHEN who % 97 = 1 THEN 'leader' WHEN who % 1001 = 1 THEN 'system'
    ELSE 'resident' END AS actor_role,
  asset, space::BIGINT AS space, writers, run_by, NULL::BIGINT AS community, NULL::VARCHAR AS topic,
  NULL::BIGINT AS process, NULL::VARCHAR AS stage, origin,
  CASE WHEN asset = 'zoom' THEN (h2 % 7200)::BIGINT END AS duration, (h2 % 6)::DOUBLE AS amount,
  NULL::VARCHAR AS language, basis AS segment_basis,
  CASE basis WHEN 'space' THEN age_band WHEN 'person' THEN ['18-29', '30-49', '50-64', '65+'][1 + (hash(who, 1) % 4)::INT] END AS age_band,
  CASE basis WHEN 'space' THEN sex WHEN 'person' THEN ['female', 'male'][1 + (hash(who, 2) % 2)::INT] END AS sex,
  CASE basis WHEN 'space' THEN neighbourhood WHEN 'person' THEN 'n' || (hash(who, 3) % 12) END AS neighbourhood,
  CASE basis WHEN 'space' THEN society WHEN 'person' THEN ['general', 'arab', 'haredi'][1 + (hash(who, 4) % 3)::INT] END AS society,
  CASE basis WHEN 'space' THEN religiosity END AS religiosity,
  CASE basis WHEN 'person' THEN ['inside', 'outside'][1 + (hash(who, 6) % 2)::INT] END AS workplace,
  CASE basis WHEN 'space' THEN audience_language WHEN 'person' THEN ['he', 'ar', 'ru'][1 + (hash(who, 7) % 3)::INT] END AS audience_language,
  NULL::VARCHAR AS digital_literacy,
  'b' || (i // 400000) AS batch
FROM placed JOIN spaces USING (space)
ORDER BY i
"""

OTHERS = """
CREATE TABLE coverage AS
SELECT 1::BIGINT AS authority, space::BIGINT AS id, asset, space::BIGINT AS space, writers, run_by, NULL::BIGINT AS community,
  'bench' AS "source", TIMESTAMP '2024-09-01' AS since, TIMESTAMP '2026-10-15' AS "until", false AS from_birth
FROM spaces;
CREATE TABLE observation AS
SELECT 1::BIGINT AS authority, (space * 100 + m)::BIGINT AS id, TIMESTAMP '2024-10-15' + to_months(m::INT) AS "at",
  'members' AS measure, 'phone' AS generation, (hash(space, m) % 500)::DOUBLE AS value, asset, space::BIGINT AS space, writers,
  run_by, basis AS segment_basis, age_band, sex, neighbourhood, society, religiosity, NULL::VARCHAR AS workplace,
  audience_language, NULL::VARCHAR AS digital_literacy
FROM spaces, range(24) months(m) WHERE asset = 'whatsapp' AND basis <> 'person'
"""


def generate(folder: Path, rows: int) -> None:
    """Three Parquet tables; activity a file a month, as the ledger keeps it."""
    store = duckdb.connect()
    store.execute("SET threads = 2")
    store.execute(SPACES)
    microseconds = 24 * 30.4375 * 86400 * 1e6 / rows
    store.execute(ACTIVITY.format(rows=rows, step=microseconds))
    store.execute(OTHERS)
    store.execute(
        f"COPY (SELECT *, strftime(\"at\", '%Y-%m') AS month FROM activity) TO '{folder}/activity' (FORMAT parquet, PARTITION_BY month)"
    )
    for name in ("coverage", "observation"):
        store.execute(f"COPY {name} TO '{folder}/{name}.parquet' (FORMAT parquet)")


def opened(folder: Path) -> duckdb.DuckDBPyConnection:
    store = duckdb.connect()
    store.execute("SET threads = 2; SET TimeZone = 'UTC'")
    store.execute(
        f"CREATE VIEW activity AS FROM read_parquet('{folder}/activity/*/*.parquet', hive_partitioning = false)"
    )
    for name in ("coverage", "observation"):
        store.execute(f"CREATE VIEW {name} AS FROM '{folder}/{name}.parquet'")
    return store


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
    """Every reading of activity against the answer by hand, and none left over; how many were compared."""
    met = set()
    for reading in readings:
        place = (str(reading.month), reading.dimension or ("asset" if reading.asset else ""), reading.basis)
        key = (*place, reading.segment or reading.asset)
        part = ACTIVITY_PARTS.get((reading.indicator, reading.part)) if reading.kind == "activity" else None
        told = answers.stocks[(reading.indicator, *key)] if part is None else part(answers.cells[key])
        newest = reading.newest and reading.newest.replace(tzinfo=None)
        if not alike((reading.value, reading.n, reading.events, newest), told):
            raise SystemExit(f"not the same: {reading} and by hand {told}")
        met.add((reading.indicator, reading.part if part else str(reading.kind), key))
    for (indicator, part), by_hand in ACTIVITY_PARTS.items():
        for key, cell in answers.cells.items():
            if expected(indicator, key) and by_hand(cell)[2] and (indicator, part, key) not in met:
                raise SystemExit(f"no reading of {indicator} {part} for {key}")
    return len(met)


def expected(indicator: str, key: Key) -> bool:
    """Levels are read per asset, all else per segment; officials and meetings are not split by persons."""
    _month, dimension, basis, _segment = key
    if indicator == "assets.communication_level" or dimension == "asset":
        return indicator == "assets.communication_level" and dimension == "asset"
    return basis != "person" or indicator not in NOT_OF_RESIDENTS


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", nargs="?", type=int, default=10_000_000)
    parser.add_argument("--keep", type=Path, help="folder for the data, used again when it is there")
    parser.add_argument("--one-query", action="store_true", help="compare with the single statement, too")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = told.keep or Path(scratch)
        if not (folder / "coverage.parquet").exists():
            folder.mkdir(parents=True, exist_ok=True)
            generate(folder, told.rows)
        compare(folder, one_query=told.one_query)


def compare(folder: Path, *, one_query: bool) -> None:
    store = opened(folder)
    backend = ibis.duckdb.from_connection(store)
    tables = {name: backend.table(name) for name in ("activity", "observation", "coverage")}

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
        hand = expert.of(lambda: by_expert(store, MONTHS))
    print(f"{same_numbers(readings, hand)} numbers compared, all equal")
    ratio(full, expert)
    ratio(month, full)
    if one_query:
        one = Clock("by hand, one query")
        hand = one.of(lambda: in_one_query(store, MONTHS))
        print(f"{same_numbers(readings, hand)} numbers compared, all equal")
        ratio(full, one)


def ratio(clock: Clock, other: Clock) -> None:
    wall, work = clock.wall / other.wall, clock.work / other.work
    print(f"{clock.name} ÷ {other.name}: {wall:.2f} by the wall, {work:.2f} of the processors")


if __name__ == "__main__":
    main()
