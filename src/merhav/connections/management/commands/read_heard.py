from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from merhav.authorities.commands import Command as Base
from merhav.connections.hearing import read_meetings
from merhav.connections.models import Hook
from merhav.recording.ledgers import open_ledger


class Command(Base):
    help = "Read the meetings that a product told of message by message (the worker's own command)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("hook", type=int)

    def work(self, **options: Any) -> None:
        hook = Hook.of.everywhere().select_related("authority", "space").filter(pk=options["hook"]).first()
        if hook is not None:
            with open_ledger() as ledger:
                read_meetings(ledger, hook, timezone.now())
