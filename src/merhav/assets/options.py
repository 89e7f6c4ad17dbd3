"""Connectors' questions as options of the command line: what a connector asks is declared in the connector."""

from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext

from merhav.connectors.base import Answer, Question, Report, Untold
from merhav.connectors.files import Source
from merhav.connectors.registry import connectors
from merhav.core.text import Refusal, _

from .recognition import Guess, guess

AUTO = "auto"
"""Said in place of a connector's slug: recognise the file."""


def _questions() -> dict[str, Question]:
    return {question.name: question for reader in connectors().values() for question in reader.asks}


def add_answers(parser: ArgumentParser) -> None:
    """One option for each question that any connector asks; which column is which is told by `--told`, or the help of a
    command would be a list of columns.
    """
    group = parser.add_argument_group("what the file cannot say")
    for name, question in sorted(_questions().items()):
        if question.answer is Answer.COLUMN:
            continue
        group.add_argument(
            f"--{name.replace('_', '-')}",
            choices=[value for value, _text in question.choices] or None,
            help=str(question.text).replace("%", "%%"),
        )
    group.add_argument(
        "--told",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="the answer to any question by its name, e.g. column_date=Opened; merhav connectors lists the names",
    )


def answers_in(options: Mapping[str, Any]) -> dict[str, str]:
    """The answers that were given, by question. Raises `Refusal` for a question that no connector asks."""
    given = {name: str(options[name]) for name in _questions() if options.get(name) is not None}
    for pair in options.get("told") or ():
        name, equals, value = pair.partition("=")
        if name not in _questions() or not equals:
            raise Refusal(
                _(
                    "%(pair)s answers no question: write NAME=VALUE, with a name of merhav connectors.",
                    pair=pair,
                )
            )
        given[name] = value
    return given


def asked_for(untold: Untold, report: Report) -> Refusal:
    """What has to be told before a file can be read, with the options that tell it: one sentence."""
    options = ", ".join(f"--told {question.name}={_choices(question)}" for question in untold.questions)
    if report.columns:
        columns = ", ".join(report.columns)
        return Refusal(
            _(
                "%(why)s Give %(options)s; its columns are: %(columns)s.",
                why=untold.text,
                options=options,
                columns=columns,
            )
        )
    return Refusal(_("%(why)s Give %(options)s.", why=untold.text, options=options))


def _choices(question: Question) -> str:
    return "|".join(value for value, _text in question.choices) or "…"


def names_in(path: Path | None) -> list[str]:
    """Names of people, one a line."""
    if path is None:
        return []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Refusal(_("The file %(name)s with names cannot be read.", name=path.name)) from None
    return [line.strip() for line in text.splitlines() if line.strip()]


def chosen(word: str, source: Source, tell: Callable[[str], None]) -> Guess:
    """The connector of that name; for `auto` the one that recognises the file, told with how sure it is."""
    found = guess(source, "" if word == AUTO else word)
    if found.sure is not None:
        words = _("%(slug)s, %(sure)s sure", slug=found.connector.slug, sure=f"{found.sure:.0%}")
        tell(words.translated(gettext))
    return found
