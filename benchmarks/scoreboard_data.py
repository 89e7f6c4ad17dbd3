# ruff: noqa: S608 - SQL is written by hand here, from our own words
"""A synthetic town: what happened in six assets and the street, and what was told of groups, as Parquet files."""

from pathlib import Path

import duckdb

SPACES = """
CREATE TABLE spaces AS
SELECT s AS space,
  CASE s % 20 WHEN 19 THEN 'zoom' WHEN 18 THEN 'website' WHEN 17 THEN 'newsletter' WHEN 16 THEN 'app' WHEN 15 THEN 'facebook'
    ELSE 'whatsapp' END AS asset,
  CASE WHEN s % 7 = 0 THEN 'closed' ELSE 'open' END AS writers,
  CASE WHEN s % 3 = 0 THEN 'residents' ELSE 'authority' END AS run_by,
  CASE WHEN s % 25 = 1 THEN 'zoom' WHEN s % 25 = 19 THEN 'whatsapp' END AS origin,
  CASE WHEN s % 10 = 0 THEN 'person' WHEN s % 5 = 1 THEN 'none' ELSE 'space' END AS basis,
  ['18-29', '30-49', '50-64', '65+', NULL][1 + (hash(s, 1) % 5)::INT] AS age_band,
  ['female', 'male', NULL, NULL][1 + (hash(s, 2) % 4)::INT] AS sex,
  'n' || (hash(s, 3) % 12) AS neighbourhood,
  ['general', 'general', 'arab', 'haredi'][1 + (hash(s, 4) % 4)::INT] AS society,
  ['secular', 'traditional', 'religious', 'haredi', NULL][1 + (hash(s, 5) % 5)::INT] AS religiosity,
  ['he', 'he', 'ar', 'ru', NULL][1 + (hash(s, 6) % 5)::INT] AS audience_language
FROM range(400) spaces(s)
"""

ACTS = {
    "zoom": "WHEN k < 860 THEN 'Arrive/meeting/' WHEN k < 900 THEN 'Accept/meeting/' WHEN k < 903 THEN 'Create/meeting/' "
    "WHEN k < 905 THEN 'Announce/meeting/' WHEN k < 940 THEN 'Create/message/' WHEN k < 960 THEN 'Create/poll/' "
    "ELSE 'Like/message/'",
    "website": "WHEN k < 700 THEN 'View/page/' WHEN k < 900 THEN 'View/page/' || ['payment', 'registration', 'updates', "
    "'inquiry'][1 + k % 4] WHEN k < 930 THEN 'Add/page/' || ['service', 'contact', 'process'][1 + k % 3] "
    "WHEN k < 970 THEN 'Question/inquiry/' ELSE 'Accept/inquiry/'",
    "newsletter": "WHEN k < 600 THEN 'Read/issue/' WHEN k < 800 THEN 'View/link/' WHEN k < 850 THEN 'Follow/subscription/' "
    "WHEN k < 880 THEN 'Leave/subscription/' WHEN k < 900 THEN 'Reject/delivery/' WHEN k < 940 THEN 'Create/message/' "
    "ELSE 'Create/item/' || ['planning', 'education_partnership', 'events_programme', 'calls_tenders', 'bylaws', "
    "'residents_meetings', 'other', 'nothing'][1 + k % 8]",
    "facebook": "WHEN k < 300 THEN 'Create/post/' || ['process', ''][1 + k % 2] WHEN k < 800 THEN 'Create/comment/' "
    "WHEN k < 900 THEN 'Question/topic/' ELSE 'Join/membership/'",
    "app": "WHEN k < 500 THEN 'View/page/' WHEN k < 700 THEN 'Create/message/' WHEN k < 710 THEN 'Create/space/' "
    "WHEN k < 850 THEN 'Create/registration/' WHEN k < 980 THEN 'Create/payment/' ELSE 'Join/membership/'",
    "whatsapp": "WHEN k < 880 THEN 'Create/message/' WHEN k < 950 THEN 'Question/topic/' WHEN k < 970 THEN "
    "'Join/membership/' ELSE 'Leave/membership/'",
}
"""Of each asset what is done in it, to what, and with which topic; k is drawn from a thousand."""

ACTIVITY = """
CREATE TABLE activity AS
WITH drawn AS (
  SELECT i, hash(i, 1) AS h1, hash(i, 2) AS h2, hash(i, 3) AS h3, (hash(i, 4) % 1000)::INT AS k,
    (pow((hash(i, 5) % 1000000) / 1e6, 1.5) * 40000)::INT AS who
  FROM range({rows}) facts(i)
), placed AS (
  -- Everybody is in a handful of groups and writes most in one of them.
  SELECT *, (hash(who, (pow((h1 % 1000) / 1e3, 2) * 5)::INT) % 400)::INT AS space FROM drawn
), acted AS (
  SELECT *, split_part(act, '/', 1) AS verb, split_part(act, '/', 2) AS object_type, nullif(split_part(act, '/', 3), '') AS topic
  FROM (SELECT *, CASE asset {acts} END AS act FROM placed JOIN spaces USING (space))
)
SELECT 1::BIGINT AS authority, i::BIGINT AS id,
  TIMESTAMP '2024-09-30 21:00:00' + to_microseconds((i * {step})::BIGINT) AS "at", verb, object_type,
  (h3 % 60)::BIGINT AS object_id, NULL::BIGINT AS in_reply_to,
  CASE WHEN k % 5 < 3 THEN ['resident', 'resident', 'official', 'leader'][1 + (h2 % 4)::INT] END AS replied_role,
  (h3 % 86400)::BIGINT AS replied_seconds,
  CASE WHEN k < 300 THEN h3 % 3 = 0 END AS on_subject,
  CASE WHEN k BETWEEN 880 AND 930 THEN 'resident' END AS answered_role,
  CASE WHEN k BETWEEN 880 AND 930 OR k > 980 THEN (h2 % 100000)::BIGINT END AS answered_seconds,
  CASE WHEN k BETWEEN 860 AND 910 THEN (h2 % 200000)::BIGINT END AS official_seconds,
  CASE WHEN k % 50 <> 7 THEN (hash(who) >> 1)::BIGINT END AS actor,
  CASE WHEN who % 60 = 1 OR object_type = 'item' THEN 'official' WHEN who % 97 = 1 THEN 'leader' WHEN who % 1001 = 1 THEN 'system'
    ELSE 'resident' END AS actor_role,
  asset, space::BIGINT AS space, writers, run_by, NULL::BIGINT AS community, topic, NULL::BIGINT AS process,
  CASE WHEN object_type = 'item' THEN ['idea', 'draft', NULL][1 + (h2 % 3)::INT] END AS stage,
  CASE WHEN k % 11 = 0 THEN ['website', 'newsletter', 'poster'][1 + (h3 % 3)::INT] ELSE origin END AS origin,
  CASE WHEN asset IN ('zoom', 'website') AND k % 9 > 0 THEN (h2 % 7200)::BIGINT END AS duration, (h2 % 6)::DOUBLE AS amount,
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
FROM acted
ORDER BY i
"""

_SEGMENTS = """basis AS segment_basis, age_band, sex, neighbourhood, society, religiosity, NULL::VARCHAR AS workplace,
  audience_language, NULL::VARCHAR AS digital_literacy"""

OTHERS = f"""
CREATE TABLE coverage AS
SELECT 1::BIGINT AS authority, space::BIGINT AS id, asset, space::BIGINT AS space, writers, run_by, NULL::BIGINT AS community,
  'bench' AS "source", NULL::VARCHAR AS speaks_of, TIMESTAMP '2024-09-01' AS since, TIMESTAMP '2026-10-15' AS "until",
  false AS from_birth
FROM spaces;
CREATE TABLE observation AS
-- Members of groups at the middle of each month, and weekly minutes, of which every ninth is told again.
SELECT 1::BIGINT AS authority, (space * 100 + m)::BIGINT AS id, TIMESTAMP '2024-10-15' + to_months(m::INT) AS "at",
  NULL::TIMESTAMP AS seen, NULL::BIGINT AS object_id, 'members' AS measure, 'asked' AS generation,
  (hash(space, m) % 500)::DOUBLE AS value, asset, space::BIGINT AS space, writers, run_by, {_SEGMENTS}
FROM spaces, range(24) months(m) WHERE asset IN ('whatsapp', 'facebook') AND basis <> 'person'
UNION ALL
SELECT 1, 1000000 + ((w * 400 + space) * 20 + place) * 2 + again, TIMESTAMP '2024-10-02 09:00:00' + to_days((w * 7)::INT),
  TIMESTAMP '2024-10-06 09:00:00' + to_days((w * 7 + again)::INT), w, measure, 'minute:told',
  (hash(space, w, place, again) % 40)::DOUBLE, asset, space, writers, run_by, {_SEGMENTS}
FROM spaces, range(104) weeks(w), (SELECT unnest(['posts', 'comments', 'questions', 'answered', 'official_posts', 'initiatives',
  'business_event', 'business_shop', 'business_marketing']) AS measure, unnest(range(9)) AS place) AS asked,
  (SELECT unnest([0, 1]) AS again)
WHERE (asset = 'facebook' OR asset = 'whatsapp' AND space % 8 = 0) AND basis <> 'person'
  AND (again = 0 OR (w + space) % 9 = 0) AND NOT (measure = 'answered' AND (w + space) % 5 = 0)
"""
TABLES = ("activity", "observation", "coverage")


def generate(folder: Path, rows: int) -> None:
    """Three Parquet tables; activity a file a month, as the ledger keeps it."""
    store = duckdb.connect()
    store.execute("SET threads = 2")
    store.execute(SPACES)
    microseconds = 24 * 30.4375 * 86400 * 1e6 / rows
    acts = " ".join(f"WHEN '{asset}' THEN CASE {cases} END" for asset, cases in ACTS.items())
    store.execute(ACTIVITY.format(rows=rows, step=microseconds, acts=acts))
    store.execute(OTHERS)
    store.execute(
        f"COPY (SELECT *, strftime(\"at\", '%Y-%m') AS month FROM activity) TO '{folder}/activity' (FORMAT parquet, PARTITION_BY month)"
    )
    for name in TABLES[1:]:
        store.execute(f"COPY {name} TO '{folder}/{name}.parquet' (FORMAT parquet)")


def opened(folder: Path) -> duckdb.DuckDBPyConnection:
    store = duckdb.connect()
    store.execute("SET threads = 2; SET TimeZone = 'UTC'")
    store.execute(
        f"CREATE VIEW activity AS FROM read_parquet('{folder}/activity/*/*.parquet', hive_partitioning = false)"
    )
    for name in TABLES[1:]:
        store.execute(f"CREATE VIEW {name} AS FROM '{folder}/{name}.parquet'")
    return store
