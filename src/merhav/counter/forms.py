from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from merhav.assets.forms import AnswersForm

from .rules import ASKS


class CounterForm(AnswersForm):
    """A site that is to be counted, and the authority's own rules for it."""

    site = forms.CharField(label=_("Name of the site"), max_length=120)
    hosts = forms.CharField(
        label=_("Names under which it is reached"),
        help_text=_(
            "As in www.town.muni.il, several with blanks between. What is sent from elsewhere is not counted."
        ),
        max_length=300,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(ASKS, *args, **kwargs)

    def told(self) -> dict[str, str]:
        return {name: value for name, value in self.answers().items() if name not in {"site", "hosts"}}
