from argparse import ArgumentParser
from typing import Any

from merhav.assets.applying import carry_on
from merhav.assets.models import Import
from merhav.assets.services import begin_undo
from merhav.authorities.commands import Command as Base
from merhav.core.text import Refusal, _
from merhav.recording.ledgers import open_ledger


class Command(Base):
    spoken = "undo"
    help = "Take an import back, whole."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("batch")

    def work(self, **options: Any) -> None:
        import_ = Import.of.everywhere().filter(batch=options["batch"]).first()
        if import_ is None:
            raise Refusal(_("There is no import %(batch)s.", batch=options["batch"]))
        begin_undo(import_)
        with open_ledger() as ledger:
            carry_on(ledger, import_.batch)
        self.stdout.write(f"{import_.batch}: undone")
