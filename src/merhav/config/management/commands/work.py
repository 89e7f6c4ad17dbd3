from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command

from merhav.assets.selectors import unfinished
from merhav.assets.tasks import carry_on
from merhav.authorities.commands import Command as Base
from merhav.connections.services import due
from merhav.connections.tasks import pull
from merhav.counter.services import due as counters_due
from merhav.counter.tasks import close


class Command(Base):
    help = "Carry out background work: imports, measurement. Any number of workers may run."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what waits, then end")

    def work(self, **options: Any) -> None:
        for batch in unfinished():
            carry_on.enqueue(batch)  # whoever had begun it was ended on the way; doing it again harms nothing
        for connection in due():
            pull.enqueue(connection)
        for counter in counters_due():
            close.enqueue(counter)
        call_command(
            "db_worker", interval=0.5, batch=options["once"], reload=False, verbosity=0, startup_delay=False
        )
