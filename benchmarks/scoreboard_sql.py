# ruff: noqa: S608 - SQL is written by hand here, from our own words
"""The scoreboard in SQL by hand: what somebody would write who needs these numbers once and knows DuckDB well."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from merhav.core.periods import Month
from merhav.facts.tables import DIMENSIONS

RESIDENT = "actor_role IN ('resident', 'leader')"
TO_RESIDENT = "replied_role IN ('resident', 'leader')"
MESSAGE = "verb = 'Create' AND object_type = 'message'"
WHATSAPP = f"asset = 'whatsapp' AND {RESIDENT}"
TOPIC = f"{WHATSAPP} AND verb = 'Question' AND object_type = 'topic'"
JOINS = f"({MESSAGE} OR verb = 'Join' AND object_type = 'membership')"
ARRIVE = "asset = 'zoom' AND verb = 'Arrive' AND object_type = 'meeting'"
MEETING = "asset = 'zoom' AND verb = 'Create' AND object_type = 'meeting'"
FOLLOWED = "asset = 'zoom' AND verb = 'Announce' AND object_type = 'meeting'"
INFORM = "verb = 'Create' AND actor_role = 'official'"
TALK = f"""verb = 'Create' AND ({RESIDENT} AND replied_role = 'official' OR actor_role = 'official' AND {TO_RESIDENT})"""
PEERS = f"verb = 'Create' AND {RESIDENT} AND {TO_RESIDENT}"

WHAT = {
    "closed": f"{WHATSAPP} AND writers = 'closed' AND {JOINS}",
    "open": f"{WHATSAPP} AND writers = 'open' AND {JOINS}",
    "responses": f"{WHATSAPP} AND {MESSAGE} AND replied_role = 'official'",
    "known": f"{WHATSAPP} AND {MESSAGE} AND replied_role = 'official' AND on_subject IS NOT NULL",
    "on_subject": f"{WHATSAPP} AND {MESSAGE} AND replied_role = 'official' AND on_subject",
    "raised_open": f"{TOPIC} AND writers = 'open'",
    "answered_open": f"{TOPIC} AND writers = 'open' AND answered_seconds IS NOT NULL",
    "drew_three": f"{TOPIC} AND writers = 'open' AND amount >= 3",
    "peer": f"{WHATSAPP} AND {MESSAGE} AND {TO_RESIDENT}",
    "raised": TOPIC,
    "answered": f"{TOPIC} AND answered_seconds IS NOT NULL",
    "by_official": f"{TOPIC} AND official_seconds IS NOT NULL",
    "meetings": MEETING,
    "by_residents": f"{MEETING} AND {RESIDENT}",
    "present": f"{ARRIVE} AND {RESIDENT}",
    "stayed": f"{ARRIVE} AND {RESIDENT} AND duration IS NOT NULL",
    "involved": f"""asset = 'zoom' AND verb IN ('Create', 'Like', 'Question')
        AND object_type IN ('message', 'topic', 'poll') AND {RESIDENT}""",
    "followed": FOLLOWED,
    "followed_time": f"{FOLLOWED} AND answered_seconds IS NOT NULL",
    "officials": f"{ARRIVE} AND actor_role = 'official' AND {TO_RESIDENT}",
    "interactions": f"{MESSAGE} AND {RESIDENT} AND {TO_RESIDENT} AND (asset = 'zoom' OR origin = 'zoom')",
    "any_step": f"({INFORM} OR {TALK} OR {PEERS})",
    "inform": INFORM,
    "talk": TALK,
    "peers": PEERS,
}
TIMES = {
    "median_time": ("answered_seconds", 0.5, "answered"),
    "p90_time": ("answered_seconds", 0.9, "answered"),
    "official_time": ("official_seconds", 0.5, "by_official"),
    "median_stay": ("duration", 0.5, "stayed"),
    "follow_time": ("answered_seconds", 0.5, "followed_time"),
}

Cell = dict[str, Any]
Number = tuple[float | None, int, int, datetime | None]


def _n(cell: Cell, of: str, value: float | None, *also: str) -> Number:
    newest = max((cell[f"t_{name}"] for name in (of, *also) if cell[f"t_{name}"]), default=None)
    return value, cell[f"p_{of}"] or 0, cell[f"c_{of}"] or 0, newest


def count(of: str) -> Callable[[Cell], Number]:
    return lambda cell: _n(cell, of, float(cell[f"c_{of}"] or 0))


def people(of: str) -> Callable[[Cell], Number]:
    return lambda cell: _n(cell, of, float(cell[f"p_{of}"] or 0))


def share(of: str, part: str) -> Callable[[Cell], Number]:
    def read(cell: Cell) -> Number:
        whole = cell[f"c_{of}"] or 0
        return _n(cell, of, min((cell[f"c_{part}"] or 0) / whole, 1) if whole else None, part)

    return read


def quantile(name: str) -> Callable[[Cell], Number]:
    return lambda cell: _n(cell, TIMES[name][2], cell[name])


def level(cell: Cell) -> Number:
    reached = 0
    for name, least in (("inform", 1), ("talk", 3), ("peers", 3)):
        if (cell[f"c_{name}"] or 0) < least:
            break
        reached += 1
    return _n(cell, "any_step", float(reached))


ACTIVITY_PARTS: dict[tuple[str, str], Callable[[Cell], Number]] = {
    ("whatsapp.closed_group_members", ""): people("closed"),
    ("whatsapp.open_group_members", ""): people("open"),
    ("whatsapp.responses", ""): count("responses"),
    ("whatsapp.responses", "people"): people("responses"),
    ("whatsapp.responses", "on_subject"): share("known", "on_subject"),
    ("whatsapp.resident_topics", ""): count("raised_open"),
    ("whatsapp.resident_topics", "answered"): share("raised_open", "answered_open"),
    ("whatsapp.resident_topics", "drew_three"): share("raised_open", "drew_three"),
    ("whatsapp.peer_replies", ""): count("peer"),
    ("whatsapp.answers", ""): share("raised", "answered"),
    ("whatsapp.answers", "median_time"): quantile("median_time"),
    ("whatsapp.answers", "p90_time"): quantile("p90_time"),
    ("whatsapp.answers", "by_official"): share("raised", "by_official"),
    ("whatsapp.answers", "official_time"): quantile("official_time"),
    ("zoom.meetings", ""): count("meetings"),
    ("zoom.meetings", "by_residents"): count("by_residents"),
    ("zoom.attendees", ""): people("present"),
    ("zoom.attendees", "attendances"): count("present"),
    ("zoom.attendees", "median_stay"): quantile("median_stay"),
    ("zoom.involvement", ""): people("involved"),
    ("zoom.follow_ups", ""): share("meetings", "followed"),
    ("zoom.follow_ups", "count"): count("followed"),
    ("zoom.follow_ups", "median_time"): quantile("follow_time"),
    ("zoom.officials_at_resident_meetings", ""): people("officials"),
    ("zoom.peer_interactions", ""): count("interactions"),
    ("assets.communication_level", ""): level,
}

Key = tuple[str, str, str, str]


@dataclass
class Answers:
    cells: dict[Key, Cell]
    """By month, dimension, basis and segment."""
    stocks: dict[tuple[str, *Key], Number]


def in_one_query(store: duckdb.DuckDBPyConnection, months: Sequence[Month]) -> Answers:
    """All numbers of activity in one statement."""
    sets = ", ".join(f"(month, segment_basis, {name})" for name in DIMENSIONS)
    store.execute(
        f"""
        WITH facts AS (SELECT *, {_month(months)} AS month FROM activity WHERE {_span(months)})
        SELECT month, asset, segment_basis, {", ".join(DIMENSIONS)},
          GROUPING(asset, {", ".join(DIMENSIONS)}) AS level,
          {", ".join(f"count(*) FILTER ({wanted}) AS c_{name}" for name, wanted in WHAT.items())},
          {", ".join(f"count(DISTINCT actor) FILTER ({wanted}) AS p_{name}" for name, wanted in WHAT.items())},
          {", ".join(f'max("at") FILTER ({wanted}) AS t_{name}' for name, wanted in WHAT.items())},
          {", ".join(f"quantile_cont({column}, {p}) FILTER ({WHAT[of]}) AS {name}" for name, (column, p, of) in TIMES.items())}
        FROM facts
        GROUP BY GROUPING SETS ((month), (month, asset), {sets})
        """
    )
    return Answers(_cells(store, months), stocks(store, months))


def by_expert(store: duckdb.DuckDBPyConnection, months: Sequence[Month]) -> Answers:
    """The facts reduced once to flags; then people united by what they did before they are counted."""
    names = ", ".join(DIMENSIONS)
    flags = " | ".join(
        f"CASE WHEN {wanted} THEN {1 << bit} ELSE 0 END" for bit, wanted in enumerate(WHAT.values())
    )
    bits = {name: f"flags & {1 << bit} <> 0" for bit, name in enumerate(WHAT)}
    sets = ", ".join(f"(month, segment_basis, {name})" for name in DIMENSIONS)
    grouping = f"GROUPING(asset, {names}) AS level"
    select = f"SELECT month, asset, segment_basis, {names}"
    store.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE facts AS
        SELECT {_month(months)} AS month, asset, segment_basis, {names}, actor, "at", answered_seconds, official_seconds,
          duration, {flags} AS flags
        FROM activity WHERE {_span(months)}
        """
    )
    store.execute(
        f"""
        WITH alike AS (
          SELECT month, asset, segment_basis, {names}, flags, count(*) AS facts, max("at") AS newest FROM facts GROUP BY ALL
        )
        {select}, {grouping},
          {", ".join(f"sum(facts) FILTER ({hit})::BIGINT AS c_{name}, max(newest) FILTER ({hit}) AS t_{name}" for name, hit in bits.items())}
        FROM alike GROUP BY GROUPING SETS ((month), (month, asset), {sets})
        """
    )
    cells = _cells(store, months)
    store.execute(
        f"""
        WITH once AS (
          SELECT month, asset, segment_basis, {names}, actor, bit_or(flags) AS flags FROM facts
          WHERE actor IS NOT NULL GROUP BY ALL
        ), people AS (
          {select}, {grouping}, actor, bit_or(flags) AS flags FROM once
          GROUP BY GROUPING SETS ((month, actor), (month, asset, actor), {sets.replace(")", ", actor)")})
        )
        {select}, level, {", ".join(f"count(*) FILTER ({hit}) AS p_{name}" for name, hit in bits.items())}
        FROM people GROUP BY ALL
        """
    )
    for key, cell in _cells(store, months).items():
        cells[key] |= cell
    timed = " OR ".join(bits[of] for of in {of for _column, _p, of in TIMES.values()})
    store.execute(
        f"""
        {select}, {grouping},
          {", ".join(f"quantile_cont({column}, {p}) FILTER ({bits[of]}) AS {name}" for name, (column, p, of) in TIMES.items())}
        FROM facts WHERE {timed} GROUP BY GROUPING SETS ((month), (month, asset), {sets})
        """
    )
    for key, cell in _cells(store, months).items():
        cells[key] |= cell
    store.execute("DROP TABLE facts")
    missing = dict.fromkeys((*(f"p_{name}" for name in WHAT), *TIMES))
    return Answers({key: missing | cell for key, cell in cells.items()}, stocks(store, months))


def stocks(store: duckdb.DuckDBPyConnection, months: Sequence[Month]) -> dict[tuple[str, *Key], Number]:
    sets = ", ".join(f"(month, writers, segment_basis, {name})" for name in DIMENSIONS)
    store.execute(
        f"""
        WITH last AS (
          SELECT *, {_month(months)} AS month FROM observation
          WHERE measure = 'members' AND asset = 'whatsapp' AND {_span(months)}
          QUALIFY row_number() OVER (PARTITION BY month, space, generation ORDER BY "at" DESC, id DESC) = 1
        )
        SELECT month, writers, NULL AS asset, segment_basis, {", ".join(DIMENSIONS)},
          GROUPING(month, {", ".join(DIMENSIONS)}) AS level, sum(value) AS value, count(DISTINCT space) AS spaces,
          max("at") AS newest
        FROM last GROUP BY GROUPING SETS ((month, writers), {sets})
        """
    )
    found = {}
    for row in _rows(store):
        key = _key(row, months)
        if key:
            name = f"whatsapp.{row['writers']}_group_members"
            found[(name, *key)] = (row["value"], round(row["value"]), row["spaces"], row["newest"])
    return found


def _cells(store: duckdb.DuckDBPyConnection, months: Sequence[Month]) -> dict[Key, Cell]:
    return {key: row for row in _rows(store) if (key := _key(row, months))}


def _rows(store: duckdb.DuckDBPyConnection) -> list[Cell]:
    names = [column[0] for column in store.description]
    return [dict(zip(names, row, strict=True)) for row in store.fetchall()]


def _key(row: Cell, months: Sequence[Month]) -> Key | None:
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


def _span(months: Sequence[Month]) -> str:
    return (
        f"\"at\" >= TIMESTAMP '{_naive(months[0].start)}' AND \"at\" < TIMESTAMP '{_naive(months[-1].end)}'"
    )


def _month(months: Sequence[Month]) -> str:
    """The place of a fact's month, as a tree of comparisons."""
    if len(months) == 1:
        return "0"
    half = len(months) // 2
    return (
        f"CASE WHEN \"at\" < TIMESTAMP '{_naive(months[half].start)}' THEN {_month(months[:half])} "
        f"ELSE {half} + {_month(months[half:])} END"
    )


def _naive(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(sep=" ")
