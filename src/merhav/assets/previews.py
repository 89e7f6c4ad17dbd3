"""Looking at a file before anything of it is applied: what it would add, and what has to be asked."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from merhav.authorities.models import Authority, Staff
from merhav.authorities.selectors import pseudonym_key
from merhav.communities.selectors import plain_space_name, space_named, told_roles
from merhav.communities.services import open_space
from merhav.connectors.base import Answer, Connector, Question, Report, Told, Untold
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
from merhav.connectors.registry import connector
from merhav.core.text import Refusal, Text, _
from merhav.facts.words import Role

from . import sealed, staging
from .arrivals import Arrival
from .models import UNDECIDED, Bundle, Import, Stage
from .reading import in_utc, read
from .recognition import guessed, without_name

ROLES = "roles"
"""Among what a file asks: it hints at roles that nobody has confirmed."""
_PATIENCE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SenderLine:
    """One sender as the preview shows it. The name is shown and forgotten."""

    pseudonym: int
    name: str
    times: int
    role: Role


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a file before it is read."""

    connector: str = ""
    """Empty: recognise it."""
    space: str = ""
    """Empty: as the file itself proposes."""
    is_proposed: bool = False
    """The name is what one connector made of the file; another may make another of it."""
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Look:
    """A file that was looked at: the import that waits for a decision, and what only the page sees."""

    import_: Import
    file: str
    space: str = ""
    """The name of its space: as told, or as the file proposes."""
    senders: list[SenderLine] = field(default_factory=list)
    report: Report = field(default_factory=Report)
    untold: tuple[Question, ...] = ()
    """What has to be told before it can be read."""
    refusal: Text | None = None
    """Why it was not read."""
    size: int = 0
    """Bytes that were put away."""


def look(
    *,
    authority: Authority,
    file: Arrival,
    said: Said,
    key: str,
    by: Staff | None = None,
    bundle: Bundle | None = None,
    most: int = sealed.LARGEST,
) -> Look:
    """Put a file away under the page's key, read it whole, and say what it would add.

    What cannot be read yet stays sealed, and the look says why. Raises `TooMuch` for a file of more than `most` bytes.
    """
    batch = secrets.token_hex(6)
    import_ = Import(
        authority=authority,
        batch=batch,
        by=by,
        bundle=bundle,
        stage=Stage.UNREAD,
        connector=file.connector,
        sure=file.sure,
    )
    try:
        size = sealed.seal(batch, key, file.source, most)
    except sealed.TooMuch:
        raise
    except Refusal as refusal:
        broken = Look(import_, file.source.name)
        _unread(broken, refusal)
        import_.save()
        return broken
    import_.save()
    seen = _looked(import_, file.source, replace(said, connector=said.connector or file.connector), key)
    seen.size = size
    if said.space and import_.stage == Stage.PREVIEWED:
        asset = connector(import_.connector).asset
        import_.space = open_space(authority=authority, asset=asset, name=said.space)
        import_.save()
    return seen


def look_again(*, import_: Import, said: Said, key: str) -> Look:
    """Read an undecided file anew, as is said now. Raises `Refusal` when it is decided on, or no longer here."""
    source = sealed.opened(import_.batch, key)
    # While it is read, nobody can apply what was staged before.
    if not _undecided(import_).update(stage=Stage.UNREAD):
        raise Refusal(_("This file has already been applied or left."))
    return _looked(import_, source, said, key)


def forget(import_: Import) -> None:
    """Let go of a file, whole, if nobody has decided on it meanwhile."""
    gone, _of_which = _undecided(import_).delete()
    if gone:
        staging.forget(import_.batch)
        sealed.forget(import_.batch)


def _undecided(import_: Import) -> QuerySet[Import]:
    return Import.of.authority(import_.authority_id).filter(pk=import_.pk, stage__in=UNDECIDED)


def forget_undecided() -> None:
    """Let go of what nobody decided on: of files within the hour, of what was read of them within a day."""
    sealed.forget_old()
    now = timezone.now()
    unread = Import.of.everywhere().filter(stage=Stage.UNREAD, created_at__lt=now - sealed.PATIENCE)
    old = Import.of.everywhere().filter(stage=Stage.PREVIEWED, created_at__lt=now - _PATIENCE)
    for import_ in (*unread, *old):
        forget(import_)
    Bundle.of.everywhere().filter(created_at__lt=now - _PATIENCE, imports=None).delete()


def _looked(import_: Import, source: Source, said: Said, key: str) -> Look:
    seen = Look(import_, source.name, said.space)
    staging.forget(import_.batch)
    before, import_.connector, import_.space = import_.connector, said.connector, None
    try:
        guess = guessed(import_.authority, source, said.connector)
        keep = said.space and not (said.is_proposed and said.connector != before)
        seen.space = plain_space_name(said.space if keep else guess.space)
        import_.connector = guess.connector.slug
        import_.sure = import_.sure if said.connector and said.connector == before else guess.sure
        import_.space = space_named(import_.authority, guess.connector.asset, seen.space)
        _read(seen, guess.connector, source, said, key)
    except Untold as untold:
        seen.untold = untold.questions
        _unread(seen, untold)
    except Refusal as refusal:
        _unread(seen, refusal)
    import_.save()
    return seen


def _read(seen: Look, reader: Connector, source: Source, said: Said, key: str) -> None:
    import_ = seen.import_
    told = Told({**(import_.space.told if import_.space else {}), **said.answers})
    people = Pseudonyms(pseudonym_key(import_.authority))
    import_.answers = without_secrets(reader, said.answers)
    seen.report, tally = read(import_.batch, key, reader, source, told, people, seen.report)
    seen.senders = senders(import_.authority, seen.report)
    import_.stage, import_.refused, import_.counts = Stage.PREVIEWED, {}, tally.as_json()
    _remember(import_, seen.report, source.name)


def _remember(import_: Import, report: Report, file: str) -> None:
    import_.items, import_.people = report.items, len(report.senders)
    import_.first = report.first and in_utc(report.first)
    import_.last = report.last and in_utc(report.last)
    import_.not_understood = report.not_understood
    import_.notes = [without_name(note, file).as_json() for note in report.notes]
    hinted = report.suggested_roles.keys() - told_roles(import_.authority, report.suggested_roles).keys()
    import_.asks = sorted(report.asks | ({ROLES} if hinted else set()))


def _unread(seen: Look, refusal: Refusal) -> None:
    """What was staged before the refusal is let go; why it was is kept without the file's name."""
    staging.forget(seen.import_.batch)
    seen.refusal = refusal.text
    seen.import_.stage = Stage.UNREAD
    seen.import_.refused = without_name(refusal.text, seen.file).as_json()


def without_secrets(reader: Connector, answers: Mapping[str, str]) -> dict[str, str]:
    """Answers as they may be kept: a password is told again, not remembered."""
    secret = {question.name for question in reader.asks if question.answer is Answer.SECRET}
    return {name: word for name, word in answers.items() if name not in secret}


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
