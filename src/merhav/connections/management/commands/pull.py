from argparse import ArgumentParser
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from merhav.authorities.commands import Command as Base
from merhav.connections.asking import ask, read_again
from merhav.connections.models import Connection, Pull
from merhav.connections.tasks import pull
from merhav.core.text import Refusal, Text, _
from merhav.recording.ledgers import open_ledger


class Command(Base):
    help = "Ask a product that is connected what is new; without a number, all whose hour has come."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("connection", type=int, nargs="?")
        parser.add_argument("--again", metavar="BATCH", help="read the kept answer of this import anew")

    def work(self, **options: Any) -> None:
        with open_ledger() as ledger:
            if options["again"]:
                found = (
                    Pull.of.everywhere()
                    .filter(batch=options["again"])
                    .select_related("connection__space")
                    .first()
                )
                if found is None:
                    raise Refusal(_("No answer of an import %(batch)s is kept.", batch=options["again"]))
                self.stdout.write(read_again(ledger, found).batch)
                return
            for connection in _chosen(options["connection"]):
                if ask(ledger, connection):
                    self.tell(f"{connection.connector}: {connection.space}")
                else:
                    self.tell(Text.from_json(connection.failure).translated(gettext))
                if connection.next_at:
                    pull.using(run_after=connection.next_at).enqueue(connection.pk)


def _chosen(number: int | None) -> list[Connection]:
    rows = Connection.of.everywhere().filter(paused=False).select_related("space", "authority")
    if number is not None:
        # Two tasks for one connection may wait: the second finds its hour not come yet.
        return [one for one in rows.filter(pk=number) if one.next_at is None or one.next_at <= timezone.now()]
    return [one for one in rows if one.next_at is None or one.next_at <= timezone.now()]
