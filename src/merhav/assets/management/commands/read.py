import json
import secrets
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from merhav.assets.options import add_answers, answers_in, asked_for, chosen, names_in
from merhav.authorities.commands import Command as Base
from merhav.connectors.base import Connector, Report, Told, Untold
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
from merhav.facts.rows import Place, placed
from merhav.facts.words import Role

Printed = Iterator[Mapping[str, object]]


class Command(Base):
    help = "Print what a file says, one JSON object a line; no database is touched."
    needs_tables = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("connector", help="a connector's slug, or auto to recognise the file")
        parser.add_argument("file", type=Path)
        parser.add_argument("--raw", action="store_true", help="parsed items before pseudonyms: personal!")
        parser.add_argument("--officials", type=Path, help="a file with one name of an official a line")
        parser.add_argument("--key", help="key of the pseudonyms; without it every run has its own")
        add_answers(parser)

    def work(self, **options: Any) -> None:
        source, report = Source.at(options["file"]), Report()
        reader = chosen(options["connector"], source, self.tell).connector
        told = Told(answers_in(options))
        people = Pseudonyms(options["key"].encode() if options["key"] else secrets.token_bytes(32))
        lines = (
            reader.items(source, told, report)
            if options["raw"]
            else _facts(reader, source, told, people, report, options["officials"])
        )
        try:
            for line in lines:
                sys.stdout.write(json.dumps(line, ensure_ascii=False, default=_plain) + "\n")
        except Untold as untold:
            raise asked_for(untold, report) from None
        sys.stdout.flush()
        self._say(report)

    def _say(self, report: Report) -> None:
        for note in report.notes:
            self.tell(str(note))
        for problem in report.problems:
            self.tell(f"{problem.line}: {problem.why}")


def _facts(
    reader: Connector, source: Source, told: Told, people: Pseudonyms, report: Report, officials: Path | None
) -> Printed:
    roles = {people.person(name): Role.OFFICIAL for name in names_in(officials)}
    place = Place(authority=0, asset=reader.asset)
    rows = reader.finished(reader.rows(source, told, people, report), told, people)
    for row in rows:
        stored = placed(row, place, roles, reader.slug, reader.tells)
        yield {"table": type(row).__name__.lower()} | {
            name: value for name, value in stored.items() if value is not None and name != "authority"
        }


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)
