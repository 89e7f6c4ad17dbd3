import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from merhav.assets.importing import Described, bring_in, preview
from merhav.assets.options import add_answers, answers_in, chosen, names_in
from merhav.authorities.commands import Command as Base
from merhav.connectors.files import Source
from merhav.facts.tables import DIMENSIONS
from merhav.facts.words import Role, RunBy, Writers


class Command(Base):
    spoken = "import"
    help = "Bring a file in: its facts are added, what is here already is counted once, readings follow."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("connector", help="a connector's slug, or auto to recognise the file")
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--authority", required=True, help="the authority's name; made when it is not here yet"
        )
        parser.add_argument("--space", required=True, help="the group or room; made when it is not here yet")
        parser.add_argument("--preview", action="store_true", help="only say what the file would add")
        parser.add_argument("--officials", type=Path, help="a file with one name of an official a line")
        parser.add_argument("--leaders", type=Path, help="a file with one name of a community leader a line")
        parser.add_argument("--robots", type=Path, help="a file with one name of a robot a line")
        parser.add_argument("--writers", choices=[word.value for word in Writers], help="who may write there")
        parser.add_argument("--run-by", choices=[word.value for word in RunBy])
        parser.add_argument(
            "--audience",
            action="append",
            default=[],
            metavar="SEGMENT=WORD",
            help=f"for whom the space is, e.g. society=arab; segments: {', '.join(DIMENSIONS)}",
        )
        add_answers(parser)

    def work(self, **options: Any) -> None:
        source = Source.at(options["file"])
        reader = chosen(options["connector"], source, self.tell)
        described = Described(
            authority=options["authority"],
            space=options["space"],
            writers=options["writers"],
            run_by=options["run_by"],
            audience=options["audience"],
            roles={
                Role.OFFICIAL: names_in(options["officials"]),
                Role.LEADER: names_in(options["leaders"]),
                Role.SYSTEM: names_in(options["robots"]),
            },
            answers=answers_in(options),
        )
        if options["preview"]:
            self.stdout.write(json.dumps(preview(reader, source, described), ensure_ascii=False, indent=2))
            return
        done = bring_in(reader, source, described, tell=self.tell)
        self.stdout.write(json.dumps(done, ensure_ascii=False))
