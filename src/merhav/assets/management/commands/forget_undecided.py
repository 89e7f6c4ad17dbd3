from typing import Any

from merhav.assets.previews import forget_undecided
from merhav.authorities.commands import Command as Base


class Command(Base):
    help = "Let go of files on which nobody decided in time (the worker's own command)."

    def work(self, **options: Any) -> None:
        del options
        forget_undecided()
