"""What the project's commands share: refusals are one sentence on standard error, never a traceback."""

import os
import sys
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import translation
from django.utils.translation import gettext

from merhav.core.text import Refusal


class Command(BaseCommand):
    """A command of the desk: `work` does it."""

    spoken: ClassVar[str] = ""
    """Its name on the command line, where that is no name for a module."""
    needs_tables = True
    requires_system_checks: list[str] = []
    _from_command_line = False

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, self.spoken or subcommand, **kwargs)

    def run_from_argv(self, argv: list[str]) -> None:
        self._from_command_line = True
        with translation.override(spoken_language()):
            super().run_from_argv(argv)

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        if self.needs_tables:
            bring_tables_up_to_date()
        try:
            self.work(**options)
        except Refusal as refusal:
            self._refuse(refusal.text.translated(gettext))
        except BrokenPipeError:
            # Whoever read along has gone; Python would stumble over what is still in its buffer at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _refuse(self, sentence: str) -> NoReturn:
        if self._from_command_line:
            self.stderr.write(sentence)
            sys.exit(1)
        raise CommandError(sentence)

    def work(self, **options: Any) -> None:
        raise NotImplementedError

    def tell(self, sentence: str) -> None:
        """Say something about the work, apart from its result."""
        self.stderr.write(sentence, ending="\n")


def spoken_language() -> str:
    """The language of whoever types: as the terminal says, else English, which the help is in."""
    told = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    code = told[:2]
    return code if code in dict(settings.LANGUAGES) else "en"


def bring_tables_up_to_date() -> None:
    """An installation makes its tables at the first command that needs them."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
