from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any

from merhav.authorities.commands import Command as Base
from merhav.authorities.models import Authority
from merhav.core.periods import Month
from merhav.demo.building import PASSWORD, USER, build, clear_unfinished
from merhav.demo.town import NAME


class Command(Base):
    help = "Build the fictional demo authority from generated export files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="do nothing when any authority is here already"
        )
        parser.add_argument("--last-month", help="YYYY-MM; without it, the last whole month")

    def work(self, **options: Any) -> None:
        clear_unfinished()
        if options["once"] and Authority.objects.exists():
            return
        if Authority.objects.filter(name=NAME).exists():
            self.stdout.write(f"{NAME} is here already.")
            return
        last = options["last_month"]
        month = Month.parse(last) if last else Month.of(datetime.now(UTC)) + -1
        build(last_month=month, tell=self._say)
        self.stdout.write(f"{NAME} is ready: sign in as {USER} with {PASSWORD}")

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
