from django import forms
from django.utils.translation import gettext_lazy as _


class HookForm(forms.Form):
    """An address for what Zoom sends."""

    space = forms.CharField(
        label=_("Name of the room or series of meetings"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    token = forms.CharField(
        label=_("Secret token"),
        help_text=_("It stands in Zoom's app under Feature › Access › Secret Token."),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
