from argparse import ArgumentParser
from typing import Any

from merhav.assets.applying import carry_on
from merhav.authorities.commands import Command as Base
from merhav.recording.ledgers import open_ledger


class Command(Base):
    help = "Bring one import to its end (the worker's own command)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("batch")

    def work(self, **options: Any) -> None:
        with open_ledger() as ledger:
            carry_on(ledger, options["batch"])
