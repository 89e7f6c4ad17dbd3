import json
from argparse import ArgumentParser
from typing import Any

from django.utils.translation import gettext

from merhav.authorities.commands import Command as Base
from merhav.connectors.base import Connector, Pulled, Question
from merhav.connectors.registry import connectors


class Command(Base):
    help = "List the connectors: the asset of each, what it reads, what it asks."
    needs_tables = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def work(self, **options: Any) -> None:
        told = [_told(reader) for reader in connectors().values()]
        if options["format"] == "json":
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
            return
        for each in told:
            self.stdout.write(f"{each['slug']:22} {each['asset']:11} {each['reads']}")
            if each["asks"]:
                self.stdout.write(f"{'':34} {', '.join(question['name'] for question in each['asks'])}")


def _told(reader: Connector) -> dict[str, Any]:
    return {
        "slug": reader.slug,
        "asset": reader.asset.value,
        "title": reader.title.translated(gettext),
        "reads": reader.reads.translated(gettext),
        "how": [step.translated(gettext) for step in reader.how],
        "suffixes": list(reader.suffixes),
        "rhythm": reader.rhythm.value,
        "asks": [_question(question) for question in reader.asks],
        "setup": [_question(question) for question in reader.setup] if isinstance(reader, Pulled) else [],
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "text": question.text.translated(gettext),
        "answer": question.answer.value,
        "choices": [value for value, _text in question.choices],
        "required": question.required,
    }
