from argparse import ArgumentParser
from typing import Any

from merhav.assets.applying import bring
from merhav.authorities.commands import Command as Base
from merhav.communities.models import Space
from merhav.minutes.counting import reconcile
from merhav.recording.ledgers import open_ledger


class Command(Base):
    help = "Bring the weekly minutes of a group into the readings (the worker's own command)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("space", type=int)

    def work(self, **options: Any) -> None:
        space = Space.of.everywhere().select_related("authority").get(pk=options["space"])
        reconcile(space)
        with open_ledger() as ledger:
            bring(ledger, space.authority)
