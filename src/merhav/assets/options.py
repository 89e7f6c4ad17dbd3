"""Connectors' questions as options of the command line: what a connector asks is declared in the connector."""

from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from pathlib import Path

from django.utils.translation import gettext

from merhav.connectors.base import Connector, Question
from merhav.connectors.files import Source
from merhav.connectors.registry import connector, connectors, recognised
from merhav.core.text import Refusal, _

AUTO = "auto"
"""Said in place of a connector's slug: recognise the file."""


def _questions() -> dict[str, Question]:
    return {question.name: question for reader in connectors().values() for question in reader.asks}


def add_answers(parser: ArgumentParser) -> None:
    """One option for each question that any connector asks."""
    group = parser.add_argument_group("what the file cannot say")
    for name, question in sorted(_questions().items()):
        group.add_argument(
            f"--{name.replace('_', '-')}",
            choices=[value for value, _text in question.choices] or None,
            help=str(question.text).replace("%", "%%"),
        )


def answers_in(options: Mapping[str, object]) -> dict[str, str]:
    return {name: str(options[name]) for name in _questions() if options.get(name) is not None}


def names_in(path: Path | None) -> list[str]:
    """Names of people, one a line."""
    if path is None:
        return []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Refusal(_("The file %(name)s with names cannot be read.", name=path.name)) from None
    return [line.strip() for line in text.splitlines() if line.strip()]


def chosen(word: str, source: Source, tell: Callable[[str], None]) -> Connector:
    """The connector of that name; for `auto` the one that recognises the file, told with how sure it is."""
    if word != AUTO:
        return connector(word)
    found = recognised(source)
    words = _("%(slug)s, %(sure)s sure", slug=found.connector.slug, sure=f"{found.sure:.0%}")
    tell(words.translated(gettext))
    return found.connector
