from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from merhav.assets.applying import bring
from merhav.authorities.commands import Command as Base
from merhav.counter.closing import close_visits
from merhav.counter.models import Counter
from merhav.counter.tasks import close
from merhav.recording.ledgers import open_ledger


class Command(Base):
    help = "Count the visits of a site's counter that are over (the worker's own command)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("counter", type=int)
        parser.add_argument("--now", action="store_true", help="do not wait for its hour")

    def work(self, **options: Any) -> None:
        now = timezone.now()
        counter = (
            Counter.of.everywhere().select_related("authority", "space").filter(pk=options["counter"]).first()
        )
        if counter is None or (counter.next_at > now and not options["now"]):
            return  # closed since, or another task was here in this hour
        close_visits(counter, now)
        with open_ledger() as ledger:
            bring(ledger, counter.authority)
        counter.refresh_from_db()
        close.using(run_after=counter.next_at).enqueue(counter.pk)
