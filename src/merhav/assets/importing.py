"""The command line's import: everything is told at once, and the file is streamed straight into the outbox."""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from merhav.authorities.models import Authority
from merhav.authorities.selectors import pseudonym_key
from merhav.authorities.services import authority_of_name
from merhav.communities.models import Space
from merhav.communities.services import describe_space, open_space, tell_roles
from merhav.connectors.base import Connector, Report, Told
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
from merhav.core.text import Refusal, _
from merhav.facts.rows import Row
from merhav.facts.tables import DIMENSIONS
from merhav.facts.words import Role, RunBy, Writers

from .applying import give
from .models import Import, Stage
from .previews import without_secrets
from .reading import in_utc
from .services import usual_description
from .tally import Tally


@dataclass(frozen=True, slots=True)
class Described:
    """What the person says of a file: what a chat cannot say itself."""

    authority: str
    space: str
    writers: str | None = None
    run_by: str | None = None
    grew_from: str | None = None
    audience: Sequence[str] = ()
    """`segment=word`, as given."""
    roles: Mapping[Role, Sequence[str]] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    sure: float | None = None
    """How sure the recognition was; empty where the connector was named."""


def preview(reader: Connector, source: Source, described: Described, report: Report) -> dict[str, object]:
    """What the file would add; nothing is stored, not even the name of an authority."""
    tally = Tally()
    facts: dict[str, int] = {}
    rows = reader.rows(source, Told(described.answers), Pseudonyms(b"preview"), report)
    for row in tally.counted(rows):
        table = type(row).__name__.lower()
        facts[table] = facts.get(table, 0) + 1
    return _summary(report) | {
        "facts": facts,
        **tally.as_json(),
        "senders": {sender.name: sender.times for sender in report.senders.values()},
    }


def brought(import_: Import, report: Report, *, tell: Callable[[str], None]) -> dict[str, object]:
    """What became of a file that was given and carried on."""
    for note in report.notes:
        tell(note.translated(gettext))
    import_.refresh_from_db()
    return _summary(report) | {"batch": import_.batch, "new": import_.new, "repeated": import_.repeated}


@transaction.atomic
def given(reader: Connector, source: Source, described: Described, report: Report) -> Import:
    """The import with its facts in the outbox: all of it, or after a refusal nothing, not even a new space."""
    authority = authority_of_name(described.authority)
    space = _described_space(reader, authority, described)
    people = Pseudonyms(pseudonym_key(authority))
    _tell_roles(authority, people, described)
    import_ = Import.of.create(
        authority=authority,
        batch=secrets.token_hex(6),
        connector=reader.slug,
        space=space,
        answers=without_secrets(reader, described.answers),
        sure=described.sure,
        stage=Stage.WAITING,
    )
    give(import_, space, reader, _reported(reader, source, described, people, report, import_))
    return import_


def _reported(
    reader: Connector,
    source: Source,
    described: Described,
    people: Pseudonyms,
    report: Report,
    import_: Import,
) -> Iterator[Row]:
    """The rows; with the last one the report is whole and is written on the import."""
    tally = Tally()
    told = Told({**(import_.space.told if import_.space else {}), **described.answers})
    yield from tally.counted(reader.rows(source, told, people, report))
    import_.counts = tally.as_json()
    import_.items, import_.people = report.items, len(report.senders)
    import_.first = report.first and in_utc(report.first)
    import_.last = report.last and in_utc(report.last)
    import_.not_understood = report.not_understood
    import_.notes = [note.as_json() for note in report.notes]


def _described_space(reader: Connector, authority: Authority, described: Described) -> Space:
    space = open_space(authority=authority, asset=reader.asset, name=described.space)
    usual = usual_description(reader, space)
    description = {
        "writers": described.writers or usual["writers"] or Writers.OPEN.value,
        "run_by": described.run_by or usual["run_by"] or RunBy.RESIDENTS.value,
        "grew_from": described.grew_from or space.grew_from,
    }
    audience = {**space.audience, **_audience(described.audience)}
    lasting = {question.name for question in reader.asks if question.remembered}
    kept = {name: word for name, word in described.answers.items() if name in lasting}
    describe_space(space, description=description, audience=audience, told=without_secrets(reader, kept))
    return space


def _audience(given: Sequence[str]) -> dict[str, str]:
    audience = {}
    for pair in given:
        segment, _equals, word = pair.partition("=")
        if segment not in DIMENSIONS or not word:
            raise Refusal(
                _(
                    "%(pair)s is no audience: write SEGMENT=WORD, with one of %(all)s.",
                    pair=pair,
                    all=", ".join(DIMENSIONS),
                )
            )
        audience[segment] = word
    return audience


def _tell_roles(authority: Authority, people: Pseudonyms, described: Described) -> None:
    roles = {people.person(name): role for role, names in described.roles.items() for name in names}
    tell_roles(authority=authority, roles=roles)


def _summary(report: Report) -> dict[str, object]:
    return {
        "items": report.items,
        "people": len(report.senders),
        "first": _iso(report.first),
        "last": _iso(report.last),
        "not_understood": report.not_understood,
        "problems": [
            {"line": problem.line, "why": problem.why.translated(gettext), "begins": problem.excerpt}
            for problem in report.problems
        ],
        "notes": [note.translated(gettext) for note in report.notes],
        "asks": sorted(report.asks),
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
