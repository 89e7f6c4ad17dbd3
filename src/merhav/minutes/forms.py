from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .figures import BUSINESS, FIGURES, MOST
from .models import Minute
from .weeks import last_week, offered


class MinuteForm(forms.Form):
    """A group in a minute: every number may be left empty, and empty is not nought."""

    week = forms.TypedChoiceField(label=_("Which week?"), coerce=date.fromisoformat)
    subject = forms.CharField(
        label=_("A subject that was hot this week"),
        help_text=_("In two or three words, without names of people."),
        max_length=60,
        required=False,
    )

    def __init__(self, *args: Any, told: Minute | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["week"].choices = [(week.isoformat(), week) for week in offered(today)]  # type: ignore[attr-defined]
        self.initial.setdefault("week", last_week(today).isoformat())
        for figure in FIGURES:
            self.fields[figure.name] = forms.IntegerField(
                label=figure.label,
                help_text=figure.help,
                min_value=0,
                max_value=MOST,
                required=False,
                initial=told.figures.get(figure.name) if told else None,
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            )

    def numbers(self) -> list[forms.BoundField]:
        """What is asked of the group itself."""
        return [self[figure.name] for figure in FIGURES if figure.name not in BUSINESS]

    def business(self) -> list[forms.BoundField]:
        return [self[name] for name in BUSINESS]

    def figures(self) -> dict[str, int]:
        told = {figure.name: self.cleaned_data.get(figure.name) for figure in FIGURES}
        return {name: value for name, value in told.items() if value is not None}
