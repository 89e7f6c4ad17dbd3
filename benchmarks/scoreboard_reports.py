# ruff: noqa: S608 - SQL is written by hand here, from our own words
"""What groups report, in SQL by hand: member counts, weekly minutes, and shares of them."""

from collections.abc import Sequence

import duckdb
from scoreboard_sql import GROUPING, NAMES, SETS, Key, month_of, place, rows, span
from scoreboard_words import Number

from merhav.core.periods import Month

ASKED, MINUTE = "asked", "minute:told"
OWN = "asset = 'facebook' AND run_by = 'authority'"
TIES = "'business_event', 'business_shop', 'business_marketing'"

SUMS: dict[tuple[str, str, str], str] = {
    (
        "whatsapp.closed_group_members",
        "",
        ASKED,
    ): "asset = 'whatsapp' AND writers = 'closed' AND measure = 'members'",
    (
        "whatsapp.open_group_members",
        "",
        ASKED,
    ): "asset = 'whatsapp' AND writers = 'open' AND measure = 'members'",
    ("policy.residents_in_spaces", "whatsapp_members", ASKED): "asset = 'whatsapp' AND measure = 'members'",
    ("policy.residents_in_spaces", "facebook_members", ASKED): "asset = 'facebook' AND measure = 'members'",
    ("facebook.group_members", "", ASKED): f"{OWN} AND measure = 'members'",
    (
        "whatsapp.resident_topics",
        "",
        MINUTE,
    ): "asset = 'whatsapp' AND writers = 'open' AND measure = 'questions'",
    ("whatsapp.peer_replies", "", MINUTE): "asset = 'whatsapp' AND measure = 'comments'",
    ("facebook.resident_posts", "", MINUTE): "asset = 'facebook' AND measure = 'posts'",
    ("facebook.peer_comments", "", MINUTE): "asset = 'facebook' AND measure = 'comments'",
    ("facebook.officials_in_resident_groups", "", MINUTE): "asset = 'facebook' AND run_by = 'residents' "
    "AND measure = 'official_posts'",
    ("facebook.initiatives", "", MINUTE): f"{OWN} AND measure = 'initiatives'",
    ("facebook.topics_answered", "number", MINUTE): "asset = 'facebook' AND measure = 'answered'",
    ("facebook.business_ties", "", MINUTE): f"asset = 'facebook' AND measure IN ({TIES})",
    **{
        ("facebook.business_ties", kind, MINUTE): f"asset = 'facebook' AND measure = 'business_{kind}'"
        for kind in ("event", "shop", "marketing")
    },
}
RATIOS: dict[tuple[str, str, str], tuple[str, str, str, str]] = {
    ("whatsapp.resident_topics", "answered", MINUTE): (
        "asset = 'whatsapp' AND writers = 'open'",
        "measure = 'answered'",
        "measure = 'questions'",
        "object_id",
    ),
    ("whatsapp.answers", "", MINUTE): (
        "asset = 'whatsapp'",
        "measure = 'answered'",
        "measure = 'questions'",
        "object_id",
    ),
    ("facebook.topics_answered", "", MINUTE): (
        "asset = 'facebook'",
        "measure = 'answered'",
        "measure = 'questions'",
        "object_id",
    ),
    ("facebook.engagement_rate", "groups", ASKED): (
        OWN,
        "measure IN ('posts', 'comments')",
        "measure = 'members'",
        "0",
    ),
}
"""Of which spaces, what is divided by what, and which cells have to be told of both."""

_SPACE = f"month, asset, space, segment_basis, {NAMES}"


def reports(
    store: duckdb.DuckDBPyConnection, months: Sequence[Month]
) -> dict[tuple[str, str, str, Key], Number]:
    store.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE last AS
        SELECT *, {month_of(months)} AS month FROM observation WHERE {span(months)}
        QUALIFY row_number() OVER (
          PARTITION BY month, asset, space, measure, generation, object_id ORDER BY "at" DESC, seen DESC NULLS LAST, id DESC
        ) = 1
        """
    )
    found = _added(store, months)
    for name, ratio in RATIOS.items():
        found |= {(*name, key): number for key, number in _divided(store, months, *ratio)}
    store.execute("DROP TABLE last")
    return found


def _added(
    store: duckdb.DuckDBPyConnection, months: Sequence[Month]
) -> dict[tuple[str, str, str, Key], Number]:
    columns = ", ".join(
        f"""sum(value) FILTER ({wanted}) AS v{n}, count(DISTINCT (asset, space)) FILTER ({wanted}) AS s{n},
          max("at") FILTER ({wanted}) AS t{n}"""
        for n, wanted in enumerate(SUMS.values())
    )
    store.execute(
        f"""
        SELECT month, NULL AS asset, segment_basis, {NAMES}, {GROUPING.replace("asset", "month")}, {columns}
        FROM last GROUP BY GROUPING SETS ((month), {SETS})
        """
    )
    return {
        (*name, key): (row[f"v{n}"], round(row[f"v{n}"]), row[f"s{n}"], row[f"t{n}"])
        for row in rows(store)
        if (key := place(row, months))
        for n, name in enumerate(SUMS)
        if row[f"s{n}"]
    }


def _divided(
    store: duckdb.DuckDBPyConnection,
    months: Sequence[Month],
    spaces: str,
    part: str,
    whole: str,
    cell: str,
) -> list[tuple[Key, Number]]:
    store.execute(
        f"""
        WITH cells AS (
          SELECT {_SPACE}, {cell} AS cell, sum(value) FILTER ({part}) AS part, sum(value) FILTER ({whole}) AS whole,
            max("at") FILTER ({part} OR {whole}) AS newest
          FROM last WHERE {spaces} GROUP BY ALL
        )
        SELECT month, NULL AS asset, segment_basis, {NAMES}, {GROUPING.replace("asset", "month")}, sum(part) AS part,
          sum(whole) AS whole, count(DISTINCT (asset, space)) AS spaces, max(newest) AS newest
        FROM cells WHERE part IS NOT NULL AND whole IS NOT NULL GROUP BY GROUPING SETS ((month), {SETS})
        """
    )
    return [
        (
            key,
            (
                row["part"] / row["whole"] if row["whole"] else None,
                round(row["whole"]),
                row["spaces"],
                row["newest"],
            ),
        )
        for row in rows(store)
        if (key := place(row, months))
    ]
