"""Looking at a file before anything of it is applied: what it would add, and what has to be asked."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from merhav.authorities.models import Authority, Staff
from merhav.authorities.selectors import pseudonym_key
from merhav.communities.models import Space
from merhav.communities.selectors import space_told, told_roles
from merhav.communities.services import open_space
from merhav.connectors.base import Connector, Report, Told
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
from merhav.core.text import Refusal
from merhav.facts.words import Role

from . import staging
from .models import Import, Stage

ONLY = "only"
"""The variant of a file that can be read in one way."""
_ORDERS = ("dmy", "mdy")
_PATIENCE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SenderLine:
    """One sender as the preview shows it. The name is shown and forgotten."""

    pseudonym: int
    name: str
    times: int
    role: Role


@dataclass(slots=True)
class Look:
    """A preview: the import that waits for a decision, and the names that only this page sees."""

    import_: Import
    space: Space
    senders: list[SenderLine] = field(default_factory=list)
    report: Report = field(default_factory=Report)


def look(
    *,
    authority: Authority,
    connector: Connector,
    source: Source,
    space_name: str,
    told: Mapping[str, str],
    by: Staff | None = None,
) -> Look:
    """Read a file whole, write its pseudonymous rows down, and say what it would add.

    `told` holds what has to be told before a file is read. A file whose days and months cannot be told apart is written down in both ways, and the person is asked.
    Raises `Refusal` for a file that cannot be read; nothing of it is left then.
    """
    forget_undecided()
    batch = secrets.token_hex(6)
    people = Pseudonyms(pseudonym_key(authority))
    told = {**space_told(authority, connector.asset, space_name), **told}
    try:
        report = _read(batch, ONLY, connector, source, told, people)
    except Refusal:
        staging.forget(batch)
        raise
    if report is None:
        report = _both_ways(batch, connector, source, told, people)
    space = open_space(authority=authority, asset=connector.asset, name=space_name)
    import_ = _remember(authority, connector, space, by, batch, report)
    import_.answers = dict(told)
    import_.save()
    return Look(import_, space, senders(authority, report), report)


def forget_undecided() -> None:
    """Let go of previews on which nobody decided within a day, with what was staged of them."""
    old = Import.of.everywhere().filter(stage=Stage.PREVIEWED, created_at__lt=timezone.now() - _PATIENCE)
    for batch in old.values_list("batch", flat=True):
        staging.forget(batch)
    old.delete()


def _read(
    batch: str,
    variant: str,
    connector: Connector,
    source: Source,
    told: Mapping[str, str],
    people: Pseudonyms,
) -> Report | None:
    """The report of one reading; None when the order of day and month has to be asked first."""
    report = Report()
    try:
        staging.keep(batch, variant, connector.rows(source, Told(told), people, report))
    except Refusal:
        if "date_order" in report.asks and "date_order" not in told:
            return None
        raise
    return report


def _both_ways(
    batch: str, connector: Connector, source: Source, told: Mapping[str, str], people: Pseudonyms
) -> Report:
    readings = [
        _read(batch, order, connector, source, {**told, "date_order": order}, people) for order in _ORDERS
    ]
    report = readings[0] or Report()
    report.asks.add("date_order")
    return report


def senders(authority: Authority, report: Report) -> list[SenderLine]:
    """Who wrote, the most frequent first, each with the role that is remembered or hinted at."""
    known = told_roles(authority, report.senders)
    lines = [
        SenderLine(
            pseudonym,
            sender.name,
            sender.times,
            known.get(pseudonym, report.suggested_roles.get(pseudonym, Role.RESIDENT)),
        )
        for pseudonym, sender in report.senders.items()
    ]
    return sorted(lines, key=lambda line: (line.role is Role.RESIDENT, -line.times, line.name))


def _remember(
    authority: Authority,
    connector: Connector,
    space: Space | None,
    by: Staff | None,
    batch: str,
    report: Report,
) -> Import:
    return Import.of.create(
        authority=authority,
        batch=batch,
        connector=connector.slug,
        space=space,
        by=by,
        items=report.items,
        people=len(report.senders),
        first=_utc(report.first),
        last=_utc(report.last),
        not_understood=report.not_understood,
        notes=[note.as_json() for note in report.notes],
        asks=sorted(report.asks),
    )


def _utc(moment: datetime | None) -> datetime | None:
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)
