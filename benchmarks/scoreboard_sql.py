# ruff: noqa: S608 - SQL is written by hand here, from our own words
"""The scoreboard in SQL by hand: what somebody would write who needs these numbers once and knows DuckDB well."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb
from scoreboard_words import SUMS, THINGS, TIMES, WHAT, Cell, Number

from merhav.core.periods import Month
from merhav.facts.tables import DIMENSIONS

Key = tuple[str, str, str, str]
"""Month, dimension, basis and segment."""
NAMES = ", ".join(DIMENSIONS)
GROUPING = f"GROUPING(asset, {NAMES}) AS level"
SELECT = f"SELECT month, asset, segment_basis, {NAMES}"
SETS = ", ".join(f"(month, segment_basis, {name})" for name in DIMENSIONS)
BITS = 60


@dataclass
class Answers:
    cells: dict[Key, Cell]
    reports: dict[tuple[str, str, str, Key], Number]
    """By indicator, part, generation and place."""


def in_one_query(store: duckdb.DuckDBPyConnection, months: Sequence[Month]) -> dict[Key, Cell]:
    """All numbers of activity in one statement."""
    store.execute(
        f"""
        WITH facts AS (SELECT *, {month_of(months)} AS month FROM activity WHERE {span(months)})
        {SELECT}, {GROUPING},
          {", ".join(f"count(*) FILTER ({wanted}) AS c_{name}" for name, wanted in WHAT.items())},
          {", ".join(f"count(DISTINCT actor) FILTER ({wanted}) AS p_{name}" for name, wanted in WHAT.items())},
          {", ".join(f'max("at") FILTER ({wanted}) AS t_{name}' for name, wanted in WHAT.items())},
          {", ".join(f"sum({column}) FILTER ({WHAT[of]}) AS s_{of}" for of, column in SUMS.items())},
          {", ".join(f"count(DISTINCT object_id) FILTER ({WHAT[of]}) AS o_{of}" for of in THINGS)},
          {", ".join(f"quantile_cont({column}, {p}) FILTER ({WHAT[of]}) AS {name}" for name, (column, p, of) in TIMES.items())}
        FROM facts
        GROUP BY GROUPING SETS ((month), (month, asset), {SETS})
        """
    )
    return _cells(store, months)


def by_expert(store: duckdb.DuckDBPyConnection, months: Sequence[Month]) -> dict[Key, Cell]:
    """The facts reduced once to flags; then people united by what they did before they are counted."""
    words = _words()
    hits = {name: f"flags{bit // BITS} & {1 << bit % BITS} <> 0" for bit, name in enumerate(WHAT)}
    flags = ", ".join(f"flags{number}" for number in range(len(words)))
    united = ", ".join(f"bit_or(flags{number}) AS flags{number}" for number in range(len(words)))
    values = sorted({column for column, _p, _of in TIMES.values()} | set(SUMS.values()) | {"object_id"})
    store.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE facts AS
        SELECT {month_of(months)} AS month, asset, segment_basis, {NAMES}, actor, "at", {", ".join(values)},
          {", ".join(f"{word} AS flags{number}" for number, word in enumerate(words))}
        FROM activity WHERE {span(months)}
        """
    )
    cells = _events(store, months, flags, hits)
    once = ", ".join(("(month, actor)", "(month, asset, actor)", SETS.replace(")", ", actor)")))
    store.execute(
        f"""
        WITH once AS (
          {SELECT}, actor, {united} FROM facts WHERE actor IS NOT NULL GROUP BY ALL
        ), people AS (
          {SELECT}, {GROUPING}, actor, {united} FROM once GROUP BY GROUPING SETS ({once})
        )
        {SELECT}, level, {", ".join(f"count(*) FILTER ({hit}) AS p_{name}" for name, hit in hits.items())}
        FROM people GROUP BY ALL
        """
    )
    _add(cells, store, months)
    few = {of for _column, _p, of in TIMES.values()} | set(THINGS)
    store.execute(
        f"""
        {SELECT}, {GROUPING},
          {", ".join(f"count(DISTINCT object_id) FILTER ({hits[of]}) AS o_{of}" for of in THINGS)},
          {", ".join(f"quantile_cont({column}, {p}) FILTER ({hits[of]}) AS {name}" for name, (column, p, of) in TIMES.items())}
        FROM facts WHERE {" OR ".join(hits[of] for of in few)} GROUP BY GROUPING SETS ((month), (month, asset), {SETS})
        """
    )
    _add(cells, store, months)
    store.execute("DROP TABLE facts")
    missing = dict.fromkeys((*(f"p_{name}" for name in WHAT), *(f"o_{name}" for name in THINGS), *TIMES))
    return {key: missing | cell for key, cell in cells.items()}


def _words() -> list[str]:
    """Flags of all conditions, as many whole numbers as they need."""
    held: list[list[str]] = []
    for bit, wanted in enumerate(WHAT.values()):
        if bit % BITS == 0:
            held.append([])
        held[-1].append(f"CASE WHEN {wanted} THEN {1 << bit % BITS} ELSE 0 END")
    return [" | ".join(cases) for cases in held]


def _events(
    store: duckdb.DuckDBPyConnection, months: Sequence[Month], flags: str, hits: dict[str, str]
) -> dict[Key, Cell]:
    """How many facts, the newest, and the sums; facts alike are counted together first."""
    added = sorted(set(SUMS.values()))
    store.execute(
        f"""
        WITH alike AS (
          {SELECT}, {flags}, count(*) AS facts, max("at") AS newest,
            {", ".join(f"sum({column}) AS {column}" for column in added)}
          FROM facts GROUP BY ALL
        )
        {SELECT}, {GROUPING},
          {", ".join(f"sum({column}) FILTER ({hits[of]}) AS s_{of}" for of, column in SUMS.items())},
          {", ".join(f"sum(facts) FILTER ({hit})::BIGINT AS c_{name}, max(newest) FILTER ({hit}) AS t_{name}" for name, hit in hits.items())}
        FROM alike GROUP BY GROUPING SETS ((month), (month, asset), {SETS})
        """
    )
    return _cells(store, months)


def _add(cells: dict[Key, Cell], store: duckdb.DuckDBPyConnection, months: Sequence[Month]) -> None:
    for key, cell in _cells(store, months).items():
        cells[key] |= cell


def _cells(store: duckdb.DuckDBPyConnection, months: Sequence[Month]) -> dict[Key, Cell]:
    return {key: row for row in rows(store) if (key := place(row, months))}


def rows(store: duckdb.DuckDBPyConnection) -> list[Cell]:
    names = [column[0] for column in store.description]
    return [dict(zip(names, row, strict=True)) for row in store.fetchall()]


def place(row: Cell, months: Sequence[Month]) -> Key | None:
    """The place of a row; the bits of `level` are 0 where a column was grouped by."""
    month = str(months[row["month"]])
    level, width = row["level"], len(DIMENSIONS)
    grouped = [name for place, name in enumerate(DIMENSIONS) if not level >> (width - 1 - place) & 1]
    if not grouped:
        return (
            (month, "asset", "", row["asset"])
            if not level >> width & 1 and row["asset"]
            else (month, "", "", "")
        )
    known = row["segment_basis"] in {"person", "space"} and row[grouped[0]] is not None
    return (month, grouped[0], row["segment_basis"], row[grouped[0]]) if known else None


def span(months: Sequence[Month]) -> str:
    return (
        f"\"at\" >= TIMESTAMP '{_naive(months[0].start)}' AND \"at\" < TIMESTAMP '{_naive(months[-1].end)}'"
    )


def month_of(months: Sequence[Month]) -> str:
    """The place of a fact's month, as a tree of comparisons."""
    if len(months) == 1:
        return "0"
    half = len(months) // 2
    return (
        f"CASE WHEN \"at\" < TIMESTAMP '{_naive(months[half].start)}' THEN {month_of(months[:half])} "
        f"ELSE {half} + {month_of(months[half:])} END"
    )


def _naive(moment: datetime) -> Any:
    return moment.replace(tzinfo=None).isoformat(sep=" ")
