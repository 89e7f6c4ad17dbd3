import json
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from merhav.authorities.commands import Command as Base
from merhav.authorities.models import Authority
from merhav.authorities.selectors import authority_named
from merhav.core.text import Refusal, _
from merhav.indicators.registry import indicators
from merhav.scoreboard.exports import csv_lines, rows


class Command(Base):
    help = "The stored readings, as they may be shown inside the authority."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=["csv", "json"], default="csv")
        parser.add_argument("--authority", help="only this one")
        parser.add_argument("--indicator", help="only this one")

    def work(self, **options: Any) -> None:
        slug = options["indicator"]
        if slug is not None and slug not in indicators():
            raise Refusal(_("There is no indicator %(slug)s.", slug=slug))
        chosen = (
            [authority_named(options["authority"])]
            if options["authority"]
            else Authority.objects.order_by("pk")
        )
        found = _labelled(chosen, slug)
        if options["format"] == "json":
            self.stdout.write(json.dumps(list(found), ensure_ascii=False, indent=1))
            return
        for line in csv_lines(found, with_authority=True):
            self.stdout.write(line, ending="")


def _labelled(authorities: Any, slug: str | None) -> Iterator[dict[str, object]]:
    for authority in authorities:
        for row in rows(authority, slug):
            yield {"authority": authority.slug, **row}
