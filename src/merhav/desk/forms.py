from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_TRIES, _SECONDS = 8, 15 * 60


class SignInForm(AuthenticationForm):
    """Name and password; after too many wrong tries a name rests for a quarter of an hour."""

    error_messages = {
        "invalid_login": _("This name and password do not go together."),
        "inactive": _("This account is closed."),
        "resting": _("Too many tries. Wait a quarter of an hour, or ask for a new password."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name")
        self.fields["password"].label = _("Password")
        self.fields["username"].widget = forms.TextInput(
            attrs={"autocomplete": "username", "dir": "ltr", "autocapitalize": "none"}
        )

    def clean(self) -> dict[str, Any]:
        tries = f"sign-in:{self.cleaned_data.get('username', '')[:150].casefold()}"
        if cache.get(tries, 0) >= _TRIES:
            raise ValidationError(self.error_messages["resting"], code="resting")
        try:
            return super().clean()
        except ValidationError:
            cache.add(tries, 0, _SECONDS)
            cache.incr(tries)
            raise
