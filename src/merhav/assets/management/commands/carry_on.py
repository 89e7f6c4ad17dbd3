from argparse import ArgumentParser
from typing import Any

from merhav.assets.applying import carry_on, carry_on_bundle
from merhav.authorities.commands import Command as Base
from merhav.recording.ledgers import open_ledger


class Command(Base):
    help = "Bring one import, or a bundle of them, to its end (the worker's own command)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("batch", nargs="?")
        parser.add_argument("--bundle")

    def work(self, **options: Any) -> None:
        with open_ledger() as ledger:
            if options["bundle"]:
                carry_on_bundle(ledger, options["bundle"])
            else:
                carry_on(ledger, options["batch"])
