import json
from argparse import ArgumentParser
from typing import Any

from merhav.assets.source_files import plain
from merhav.assets.sources import feeding
from merhav.authorities.commands import Command as Base
from merhav.authorities.models import Authority
from merhav.authorities.selectors import authority_named


class Command(Base):
    help = "List what feeds the measures: until when each source speaks, and which of them are late."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--authority", help="one authority; without it all")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def work(self, **options: Any) -> None:
        name = options["authority"]
        wanted = [authority_named(name)] if name else Authority.objects.order_by("slug")
        found = [{"authority": one.slug, **plain(source)} for one in wanted for source in feeding(one)]
        if options["format"] == "json":
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        for each in found:
            late = f"late by {each['days_late']} days" if each["late"] else ""
            until = str(each["speaks_until"])[:10]
            self.stdout.write(
                f"{each['authority']:16} {each['asset']:11} {each['connector']:20} until {until}  {each['space']}  {late}"
            )
