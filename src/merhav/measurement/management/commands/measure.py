from argparse import ArgumentParser
from typing import Any

from merhav.authorities.commands import Command as Base
from merhav.authorities.models import Authority
from merhav.authorities.selectors import authority_named
from merhav.measurement.services import measure
from merhav.recording.ledgers import open_ledger
from merhav.recording.services import drain


class Command(Base):
    help = "Bring readings and verdicts up to the ledger: only months that changed are computed again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--authority", help="only this one")
        parser.add_argument("--anew", action="store_true", help="compute every month again")

    def work(self, **options: Any) -> None:
        chosen = [authority_named(options["authority"])] if options["authority"] else Authority.objects.all()
        with open_ledger() as ledger:
            for _batch, _done in drain(ledger):
                pass
            for authority in chosen:
                done = measure(ledger, authority, anew=options["anew"])
                self.stdout.write(f"{authority}: {done.months} months, {done.readings} readings")
