"""Small random towns: few words, many nulls, moments at the edges of months and of summer time."""

from datetime import UTC, date, datetime, timedelta
from random import Random

from hypothesis import strategies as st

from merhav.core.periods import Month, months

MONTHS = tuple(months(Month(2026, 2), Month(2026, 4)))
"""Summer time begins on 27 March 2026."""
NOW = datetime(2026, 4, 20, 9, tzinfo=UTC)

EDGES = [
    moment + timedelta(microseconds=step)
    for month in MONTHS
    for moment in (month.start, month.end)
    for step in (-1, 0)
]
MOMENTS = [
    *(edge.replace(tzinfo=None) for edge in EDGES),
    *(
        datetime.fromisoformat(f"2026-{number:02}-{day:02}T12:00")
        for number in (1, 2, 3, 4)
        for day in (5, 17)
    ),
    datetime.fromisoformat("2026-03-27T00:30"),
    datetime.fromisoformat("2026-02-28T23:00"),
]
ROLES = ["resident", "leader", "official", "system"]
SEGMENTED = {
    "segment_basis": ["person", "space", "none"],
    "society": ["arab", "haredi", None],
    "sex": ["female", "male", None],
    "neighbourhood": ["1", "2", None],
}
PLACED = {
    "authority": [1, 1, 2],
    "asset": ["whatsapp", "whatsapp", "zoom", "facebook"],
    "space": [1, 2, None],
    "writers": ["open", "closed", None],
    "run_by": ["authority", "residents", None],
}
ACTIVITY = {
    **PLACED,
    **SEGMENTED,
    "at": MOMENTS,
    "verb": ["Create", "Create", "Question", "Join", "Like", "Arrive", "Announce"],
    "object_type": ["message", "message", "topic", "membership", "meeting", "poll"],
    "object_id": [1, 2, 3, None],
    "actor": [1, 2, 3, 4, None],
    "actor_role": ROLES,
    "replied_role": [*ROLES, None],
    "on_subject": [True, False, None],
    "answered_seconds": [0, 60, 61, 7200, None],
    "official_seconds": [0, 60, 61, 7200, None],
    "origin": ["zoom", "poster", None],
    "duration": [0, 1, 59, 100, 3601, None],
    "amount": [0.0, 1.5, 2.0, 3.0, 7.25, None],
    "topic": ["process", None, None],
}
OBSERVATION = {
    **PLACED,
    **SEGMENTED,
    "at": MOMENTS,
    "seen": [*MOMENTS[-3:], None],
    "object_id": [1, 1, 2, None],
    "measure": ["members", "members", "concerned", "visits", "visits", "visitors", "visitors"],
    "generation": ["a:one", "a:one", "a:two", "a:one:60%", "a:two:60%", "b"],
    "value": [0.0, 9.0, 10.0, 250.0],
}
COVERAGE = {
    **PLACED,
    "since": MOMENTS,
    "until": MOMENTS,
    "from_birth": [True, False, False],
    "source": ["x"],
    "speaks_of": [
        None,
        None,
        "members",
        "visits visitors Question/topic",
        "Create/message Create/meeting concerned",
    ],
}
POPULATION = {
    "authority": [1, 1, 2],
    "year": [2026],
    "since": [date(2026, 1, 1), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 1)],
    "seen": [*MOMENTS[-3:], None],
    "people": [0, 40, 5000],
    "society": ["arab", "haredi", None, None, None],
    "sex": ["female", None, None, None],
}
COLUMNS = {
    "activity": ACTIVITY,
    "observation": OBSERVATION,
    "coverage": COVERAGE,
    "population": POPULATION,
}


def _forward(row: dict) -> dict:
    if "until" in row and row["since"] > row["until"]:
        row["since"], row["until"] = row["until"], row["since"]
    return row


def _numbered(rows: list[dict]) -> list[dict]:
    return [_forward(row) | {"id": number, "batch": "b"} for number, row in enumerate(rows)]


def _rows(name: str, most: int) -> st.SearchStrategy[list[dict]]:
    row = st.fixed_dictionaries({column: st.sampled_from(words) for column, words in COLUMNS[name].items()})
    return st.lists(row, max_size=most).map(_numbered)


TOWNS = st.fixed_dictionaries(
    {
        "activity": _rows("activity", 40),
        "observation": _rows("observation", 20),
        "coverage": _rows("coverage", 8),
        "population": _rows("population", 5),
    }
)


def town(seed: int, size: int) -> dict[str, list[dict]]:
    """A larger town, drawn by a seed."""
    chance = Random(seed)

    def rows(name: str, number: int) -> list[dict]:
        drawn = [
            {column: chance.choice(words) for column, words in COLUMNS[name].items()} for _ in range(number)
        ]
        return _numbered(drawn)

    return {
        "activity": rows("activity", size),
        "observation": rows("observation", size // 2),
        "coverage": rows("coverage", 20),
        "population": rows("population", 12),
    }
