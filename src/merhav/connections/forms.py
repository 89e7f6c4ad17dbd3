from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from merhav.assets.forms import AnswersForm
from merhav.connectors.base import Answer, Pulled


class SetupForm(AnswersForm):
    """How a product is asked. A key is written once and never shown again."""

    space = forms.CharField(
        label=_("Name of the space"),
        help_text=_("The page, site, account or hotline, by the name your staff know it."),
        max_length=120,
    )

    def __init__(self, reader: Pulled, *args: Any, **kwargs: Any) -> None:
        before = [
            question for question in reader.asks if question.before and question.answer is not Answer.COLUMN
        ]
        super().__init__([*reader.setup, *before], *args, **kwargs)
        for question in reader.setup:
            if question.answer is Answer.SECRET:
                self.fields[question.name].widget = forms.PasswordInput(attrs={"autocomplete": "off"})
                self.fields[question.name].max_length = 4096  # type: ignore[attr-defined]

    def told(self) -> dict[str, str]:
        return {name: value for name, value in self.answers().items() if name != "space"}
