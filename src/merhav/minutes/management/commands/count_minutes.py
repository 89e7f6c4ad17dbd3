from argparse import ArgumentParser
from typing import Any

from merhav.assets.applying import bring
from merhav.authorities.commands import Command as Base
from merhav.authorities.models import Authority
from merhav.communities.models import Space
from merhav.minutes.services import reconcile
from merhav.recording.ledgers import open_ledger


class Command(Base):
    help = "Bring weekly minutes into the readings (the worker's own command)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("authority", type=int, nargs="?")
        parser.add_argument(
            "--space", type=int, help="first bring this group's minutes in line with its chats"
        )

    def work(self, **options: Any) -> None:
        authority = options["authority"]
        if options["space"]:
            space = Space.of.everywhere().get(pk=options["space"])
            if not reconcile(space):
                return
            authority = space.authority_id
        with open_ledger() as ledger:
            bring(ledger, Authority.objects.get(pk=authority))
