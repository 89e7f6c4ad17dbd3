"""What the project's commands share: refusals are one sentence on standard error, never a traceback."""

import os
import sys
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext

from merhav.core.text import Refusal


class Command(BaseCommand):
    """A command of the desk: `work` does it."""

    needs_tables = True
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        if self.needs_tables:
            bring_tables_up_to_date()
        try:
            self.work(**options)
        except Refusal as refusal:
            raise CommandError(refusal.text.translated(gettext)) from None
        except BrokenPipeError:
            # Whoever read along has gone; Python would stumble over what is still in its buffer at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def work(self, **options: Any) -> None:
        raise NotImplementedError

    def tell(self, sentence: str) -> None:
        """Say something about the work, apart from its result."""
        self.stderr.write(sentence, ending="\n")


def bring_tables_up_to_date() -> None:
    """An installation makes its tables at the first command that needs them."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
