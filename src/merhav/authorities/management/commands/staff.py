import os
import secrets
from argparse import ArgumentParser
from typing import Any

from merhav.authorities.commands import Command as Base
from merhav.authorities.selectors import authority_named
from merhav.authorities.services import give_access


class Command(Base):
    help = "Let somebody of an authority's staff sign in; a new password is made and shown once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--authority", required=True)

    def work(self, **options: Any) -> None:
        password = os.environ.get("MERHAV_PASSWORD") or secrets.token_urlsafe(12)
        give_access(
            authority=authority_named(options["authority"]), username=options["username"], password=password
        )
        self.stdout.write(f"{options['username']} may sign in with the password {password}")
