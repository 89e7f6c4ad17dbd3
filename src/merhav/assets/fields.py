"""A connector's questions as fields of a form, and connectors as a choice."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from merhav.authorities.labels import label
from merhav.connectors.base import Answer, Question
from merhav.connectors.heads import plain_word
from merhav.connectors.mapping import NONE
from merhav.connectors.registry import connectors
from merhav.facts.words import Asset

_UNTOLD = ("", _("not told"))
_CHOOSE = ("", _("choose"))
_MOST = 300
"""Columns that are offered; a table with more is no table of people's making."""

Choice = tuple[str | Promise, str | Promise | list[tuple[str, str]]]


def connector_choices() -> list[Choice]:
    """Every connector under its asset, after letting the file be recognised."""
    return [("", _("recognise it")), *grouped_connectors()]


def grouped_connectors() -> list[Choice]:
    by_asset: dict[Asset, list[tuple[str, str]]] = {asset: [] for asset in Asset}
    for slug, reader in connectors().items():
        by_asset[reader.asset].append((slug, reader.title.translated(gettext)))
    return [
        (label(asset), sorted(found, key=lambda one: one[1])) for asset, found in by_asset.items() if found
    ]


def question_field(question: Question) -> forms.Field:
    told = _told(question)
    if question.answer is Answer.CHOICE:
        offered = [(value, text.translated(gettext)) for value, text in question.choices]
        return forms.ChoiceField(choices=offered if question.required else [_UNTOLD, *offered], **told)
    if question.answer is Answer.NUMBER:
        return forms.IntegerField(min_value=0, max_value=1_000_000, **told)
    if question.answer is Answer.DAY:
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **told)
    if question.answer is Answer.SECRET:
        hidden = forms.PasswordInput(attrs={"autocomplete": "off"})
        return forms.CharField(max_length=4096, widget=hidden, strip=False, **told)
    return forms.CharField(max_length=200, **told)


def before_field(question: Question, columns: Sequence[str], answer: str) -> forms.Field:
    """The field of a question that stands before a reading, with what is proposed in it; nothing is chosen silently."""
    if question.answer is Answer.COLUMN:
        return _column_field(question, columns, answer)
    if question.answer is Answer.CHOICE:
        first = _CHOOSE if question.required else _UNTOLD
        offered = [(value, text.translated(gettext)) for value, text in question.choices]
        return forms.ChoiceField(choices=[first, *offered], initial=answer, **_told(question))
    made = question_field(question)
    made.initial = answer
    return made


def _column_field(question: Question, columns: Sequence[str], answer: str) -> forms.ChoiceField:
    """A choice of the file's columns; of none of them, where the file may do without."""
    first = _CHOOSE if question.required else (NONE, _("no such column"))
    known: dict[str, str] = {}
    for column in columns:
        known.setdefault(plain_word(column), column)
    return forms.ChoiceField(
        choices=[first, *((column, column) for column in list(known.values())[:_MOST])],
        initial=known.get(plain_word(answer), first[0]),
        **_told(question),
    )


def _told(question: Question) -> dict[str, Any]:
    return {
        "label": question.text.translated(gettext),
        "help_text": question.help.translated(gettext) if question.help else "",
        "required": question.required or question.only_if is not None,
    }
