import sys
from typing import Any

from merhav.authorities.commands import Command as Base
from merhav.config.doctor import findings


class Command(Base):
    help = "Say what is set up, what is missing, and how to mend it."
    needs_tables = False

    def work(self, **options: Any) -> None:
        del options
        ill = 0
        for finding in findings():
            ill += not finding.well
            line = f"{'✓' if finding.well else '✗'} {finding.what}"
            self.stdout.write(line if finding.well else f"{line}\n    → {finding.mend}")
        if ill:
            sys.exit(1)
