import json
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext

from merhav.assets.applying import carry_on_all
from merhav.assets.arrivals import Arrival, arrivals
from merhav.assets.importing import Described, brought, given, preview
from merhav.assets.models import Import
from merhav.assets.options import AUTO, add_answers, answers_in, asked_for, chosen, names_in
from merhav.assets.selectors import only_space
from merhav.authorities.commands import Command as Base
from merhav.authorities.selectors import authority_named
from merhav.connectors.base import Connector, Report, Untold
from merhav.connectors.files import Source
from merhav.core.text import Refusal, _
from merhav.facts.tables import DIMENSIONS
from merhav.facts.words import Role, RunBy, Writers
from merhav.recording.ledgers import open_ledger


class Command(Base):
    spoken = "import"
    help = "Bring files in: their facts are added, what is here already is counted once, readings follow."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("connector", help="a connector's slug, or auto to recognise each file")
        parser.add_argument("file", type=Path, nargs="+", help="files; with auto also zips of many")
        parser.add_argument(
            "--authority", required=True, help="the authority's name; made when it is not here yet"
        )
        parser.add_argument(
            "--space",
            help="the group, page or room; made when it is not here yet. Without it: as the file itself says",
        )
        parser.add_argument("--preview", action="store_true", help="only say what the files would add")
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
        given_files = [Source.at(path) for path in options["file"]]
        named = options["connector"] != AUTO
        files = [Arrival(source) for source in given_files] if named else list(arrivals(given_files))
        if len(files) == 1:
            self._one(files[0], options)
        else:
            self._many(files, options)

    def _one(self, file: Arrival, options: Mapping[str, Any]) -> None:
        if options["preview"]:
            self.stdout.write(json.dumps(self._seen(file, options), ensure_ascii=False, indent=2))
            return
        self._carry_on([self._given(file, options)])

    def _many(self, files: list[Arrival], options: Mapping[str, Any]) -> None:
        """One line of JSON for each; what one is refused for does not hold up the others."""
        taken: list[tuple[Import, Report]] = []
        refused = 0
        for file in files:
            try:
                if options["preview"]:
                    self._say({"file": file.source.name, **self._seen(file, options)})
                else:
                    taken.append(self._given(file, options))
            except Refusal as refusal:
                refused += 1
                self.tell(f"{file.source.name}: {refusal.text.translated(gettext)}")
        if taken:
            self._carry_on(taken)
        if refused:
            raise Refusal(
                _("%(refused)s of %(all)s files were not brought in.", refused=refused, all=len(files))
            )

    def _given(self, file: Arrival, options: Mapping[str, Any]) -> tuple[Import, Report]:
        reader, described = self._described(file, options)
        report = Report()
        try:
            return given(reader, file.source, described, report), report
        except Untold as untold:
            raise asked_for(untold, report) from None

    def _seen(self, file: Arrival, options: Mapping[str, Any]) -> dict[str, object]:
        reader, described = self._described(file, options)
        report = Report()
        try:
            return preview(reader, file.source, described, report)
        except Untold as untold:
            raise asked_for(untold, report) from None

    def _carry_on(self, taken: list[tuple[Import, Report]]) -> None:
        """Into the ledger and its readings, once for all of them."""
        with open_ledger() as ledger:
            carry_on_all(ledger, [import_.batch for import_, _report in taken])
        for import_, report in taken:
            told = brought(import_, report, tell=self.tell)
            space = import_.space.name if import_.space else ""
            self._say({**told, "connector": import_.connector, "space": space})

    def _say(self, told: Mapping[str, object]) -> None:
        self.stdout.write(json.dumps(told, ensure_ascii=False))

    def _described(self, file: Arrival, options: Mapping[str, Any]) -> tuple[Connector, Described]:
        found = chosen(file.connector or options["connector"], file.source, self.tell)
        roles = {
            Role.OFFICIAL: names_in(options["officials"]),
            Role.LEADER: names_in(options["leaders"]),
            Role.SYSTEM: names_in(options["robots"]),
        }
        described = Described(
            authority=options["authority"],
            space=options["space"] or found.space or _only_space(options["authority"], found.connector),
            writers=options["writers"],
            run_by=options["run_by"],
            audience=options["audience"],
            roles=roles,
            answers=answers_in(options),
            sure=found.sure,
        )
        if not described.space:
            raise Refusal(_("The file names no space; say with --space of which it is."))
        return found.connector, described


def _only_space(authority: str, reader: Connector) -> str:
    try:
        return only_space(authority_named(authority), reader)
    except Refusal:
        return ""  # the authority is not here yet
