"""The demo authority is built as any authority would be: from files, through the same import."""

import secrets
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction
from django.utils import timezone

from merhav.assets.applying import bring
from merhav.assets.importing import Described, given
from merhav.assets.models import Import
from merhav.assets.services import place_of
from merhav.authorities.models import Authority
from merhav.authorities.selectors import pseudonym_key
from merhav.authorities.services import found_authority, give_access
from merhav.communities.models import Space
from merhav.connectors.base import Report
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
from merhav.connectors.registry import connector
from merhav.core.periods import LOCAL, Month
from merhav.facts.rows import Observation, placed
from merhav.facts.tables import OBSERVATION
from merhav.facts.words import Asset, Role
from merhav.measurement.models import Progress
from merhav.minutes.models import Minute
from merhav.minutes.recording import record_all
from merhav.minutes.services import open_link
from merhav.minutes.weeks import LENGTH, start
from merhav.recording.ledgers import open_ledger
from merhav.recording.population import tell_population
from merhav.recording.services import hand_over

from .generate import generate
from .manifest import ExportFile, Manifest
from .town import NAME

USER, PASSWORD = "demo", "merhav-demo"
"""Of the demo's coordinator, shown on the sign-in page while a fictional authority is there."""

Tell = Callable[[str], None]


def build(*, last_month: Month, tell: Tell, seed: int = 2026) -> tuple[Authority, Manifest]:
    """Generate the files of two years, import them, measure. Says what it is doing."""
    with TemporaryDirectory(prefix="merhav-demo-") as folder:
        tell("Writing two years of a fictional town's exports …")
        manifest = generate(Path(folder), seed=seed, last_month=last_month)
        authority = found_authority(name=manifest.name, population=manifest.population, fictional=True)
        give_access(authority=authority, username=USER, password=PASSWORD)
        tell(f"Reading {len(manifest.files)} files, as anybody's are read …")
        for asset, files in groupby(manifest.files, key=lambda file: file.space.asset):
            imports = [_import(manifest.name, file) for file in files]
            entries = sum(import_.items for import_ in imports)
            tell(f"  {asset.value}: {len(imports)} files with {entries:,} entries")
    tell("Telling what no file says: members, weekly minutes, residents …")
    _tell_members(authority, manifest)
    _tell_minutes(authority, manifest)
    for year in range(manifest.first_month.year, manifest.last_month.year + 1):
        tell_population(authority=authority, year=year, people=manifest.population, now=timezone.now())
    tell("Counting and measuring …")
    with open_ledger() as ledger:
        bring(ledger, authority)
    return authority, manifest


def clear_unfinished() -> None:
    """Remove a demo whose building was broken off, so that it can be built anew."""
    for authority in Authority.objects.filter(name=NAME, fictional=True):
        if not Progress.of.authority(authority).filter(measured_at__isnull=False).exists():
            Import.of.authority(authority).delete()
            authority.delete()


def _import(authority: str, file: ExportFile) -> Import:
    told = file.space
    described = Described(
        authority=authority,
        space=told.name,
        writers=told.writers.value if told.writers else None,
        run_by=told.run_by.value,
        grew_from=told.grew_from or None,
        audience=[f"{segment}={word}" for segment, word in told.audience.items()],
        roles={role: [name for name, has in file.roles.items() if has is role] for role in Role},
        answers=file.told,
    )
    return given(connector(file.connector), Source.at(file.path), described, Report())


def _tell_members(authority: Authority, manifest: Manifest) -> None:
    """What each group's manager read off the telephone at the end of each month."""
    people = Pseudonyms(pseudonym_key(authority))
    for name, counts in manifest.member_counts.items():
        space = Space.of.authority(authority).get(asset=Asset.WHATSAPP.value, name=name)
        rows = [
            (OBSERVATION, placed(_members(people, space, day, number), place_of(space), {}, "members_told"))
            for day, number in counts
        ]
        with transaction.atomic():
            hand_over(authority=authority, batch=secrets.token_hex(6), source="members_told", rows=rows)


def _tell_minutes(authority: Authority, manifest: Manifest) -> None:
    """What the admins of groups that cannot be exported told every week."""
    for group in manifest.minutes:
        space = group.space
        link = open_link(
            authority=authority,
            asset=space.asset,
            name=space.name,
            description={"writers": str(space.writers), "run_by": space.run_by.value},
            language=space.audience.get("audience_language", "he"),
            concerned=group.concerned,
        )
        Space.of.authority(authority).filter(pk=link.space_id).update(audience=dict(space.audience))
        link.space.refresh_from_db()
        minutes = [
            Minute(
                authority=authority,
                link=link,
                week=week,
                figures=dict(figures),
                times=1,
                told_at=start(week + LENGTH) + timedelta(hours=9),
            )
            for week, figures in group.weeks.items()
        ]
        record_all(link, minutes)


def _members(people: Pseudonyms, space: Space, day: date, number: int) -> Observation:
    at = datetime.combine(day, time(20), LOCAL).astimezone(UTC)
    return Observation(people.thing("members told", space.pk, day), at, "members", "asked", float(number))
