"""Minutes as facts: cells of a week that can be told again, and what an imported chat counts itself taken out of them."""

import secrets
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from merhav.assets.services import place_of
from merhav.authorities.selectors import pseudonym_key
from merhav.connectors.people import Pseudonyms
from merhav.facts.rows import Coverage, Observation, Row, placed
from merhav.facts.tables import TABLES, Table
from merhav.recording.services import hand_over

from .figures import CONCERNED, FIGURES
from .models import Minute, MinuteLink
from .weeks import LENGTH, middle, start

SOURCE = "weekly_minute"
TOLD = "minute:told"
READ_OFF = "asked"
"""The generation of a member count that a person read off the group's own page, whoever asked for it."""
TELLS = (*(figure.name for figure in FIGURES), CONCERNED)


def record(minute: Minute, *, chat_covers: bool, now: datetime) -> bool:
    """Bring the ledger up to the minute; what it holds already is not told again. Whether anything was to be told.

    Call it inside the transaction that keeps the minute.
    """
    wanted = _wanted(minute, chat_covers=chat_covers)
    changed = {name: value for name, value in wanted.items() if minute.recorded.get(name) != value}
    if not changed:
        return False
    minute.recorded = {**minute.recorded, **changed}
    minute.save()
    _hand_over(minute.link, list(_rows(minute, changed, now)))
    return True


def record_all(link: MinuteLink, minutes: Sequence[Minute]) -> None:
    """Hand over many minutes of one group at once, each as seen when it was told. For a group whose past is brought in."""
    rows: list[Row] = []
    for minute in minutes:
        minute.recorded = _wanted(minute, chat_covers=False)
        rows += _rows(minute, minute.recorded, minute.told_at)
    Minute.of.everywhere().bulk_create(minutes, batch_size=500)
    _hand_over(link, rows)


def _wanted(minute: Minute, *, chat_covers: bool) -> dict[str, int]:
    """What the ledger should hold. A number that was told and is left empty now, or that the chat counts, is 0."""
    told = {name: int(value) for name, value in minute.figures.items()}
    stocks = {figure.name for figure in FIGURES if figure.is_stock}
    gone = dict.fromkeys(minute.recorded.keys() - told.keys() - stocks, 0)
    covered = {figure.name for figure in FIGURES if figure.chat_tells} if chat_covers else set()
    return {name: 0 if name in covered else value for name, value in {**gone, **told}.items()}


def _rows(minute: Minute, changed: dict[str, int], now: datetime) -> Iterator[Row]:
    people = Pseudonyms(pseudonym_key(minute.authority))
    week = people.thing(SOURCE, "week", minute.week.isoformat())
    stocks = {figure.name for figure in FIGURES if figure.is_stock}
    for name, value in changed.items():
        stock = name in stocks
        yield Observation(
            id=people.thing(SOURCE, name, minute.week, value, now.isoformat()),
            at=middle(minute.week).astimezone(UTC),
            measure=name,
            generation=READ_OFF if stock else TOLD,
            value=float(value),
            object_id=None if stock else week,
            seen=now,
        )
    if minute.link.concerned is not None:
        yield _concerned(minute, minute.link.concerned, people, now)
    since = start(minute.week).astimezone(UTC)
    until = min(start(minute.week + LENGTH).astimezone(UTC), max(now, since))
    yield Coverage(people.thing(SOURCE, "covered", minute.week, until.isoformat()), since, until, False)


def _concerned(minute: Minute, concerned: int, people: Pseudonyms, now: datetime) -> Observation:
    """Said with every minute, so that members can be read as a share of them in every month."""
    return Observation(
        id=people.thing(SOURCE, CONCERNED, minute.week, concerned, now.isoformat()),
        at=middle(minute.week).astimezone(UTC),
        measure=CONCERNED,
        generation=READ_OFF,
        value=float(concerned),
        seen=now,
    )


def _hand_over(link: MinuteLink, rows: list[Row]) -> None:
    place = place_of(link.space)
    stored: list[tuple[Table, dict[str, object]]] = [
        (TABLES[type(row).__name__.lower()], placed(row, place, {}, SOURCE, TELLS)) for row in rows
    ]
    hand_over(authority=link.authority, batch=secrets.token_hex(6), source=SOURCE, rows=stored)
