from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from merhav.assets.applying import bring
from merhav.authorities.commands import Command as Base
from merhav.authorities.selectors import authority_named
from merhav.facts.words import Society
from merhav.recording.ledgers import open_ledger
from merhav.recording.population import tell_population


class Command(Base):
    help = "Tell how many residents an authority has, so that shares of them can be read."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("people", type=int)
        parser.add_argument("--authority", required=True)
        parser.add_argument("--year", type=int, help="of which year; without it this one")
        parser.add_argument(
            "--society", choices=[word.value for word in Society], help="of one society alone"
        )

    def work(self, **options: Any) -> None:
        authority, now = authority_named(options["authority"]), timezone.now()
        tell_population(
            authority=authority,
            year=options["year"] or timezone.localdate(now).year,
            people=options["people"],
            segment={"society": options["society"]} if options["society"] else None,
            now=now,
        )
        with open_ledger() as ledger:
            bring(ledger, authority)
