from django import forms
from django.utils.translation import gettext_lazy as _

from merhav.authorities.labels import choices, label
from merhav.facts.words import Asset, RunBy, Writers

from .figures import MOST
from .languages import LANGUAGES


class LinkForm(forms.Form):
    """A group that is to have a weekly minute."""

    asset = forms.ChoiceField(
        label=_("Where is the group?"),
        choices=lambda: [(asset.value, label(asset)) for asset in (Asset.FACEBOOK, Asset.WHATSAPP)],
    )
    name = forms.CharField(
        label=_("Name of the group"),
        max_length=120,
        widget=forms.TextInput(attrs={"list": "spaces", "autocomplete": "off"}),
    )
    writers = forms.ChoiceField(label=_("Who writes there?"), choices=lambda: choices(Writers))
    run_by = forms.ChoiceField(
        label=_("Who runs it?"), choices=lambda: choices(RunBy), initial=RunBy.RESIDENTS.value
    )
    language = forms.ChoiceField(label=_("Language of the form"), choices=LANGUAGES)
    concerned = forms.IntegerField(
        label=_("How many residents does its subject concern?"),
        help_text=_(
            "Parents of a school, people of a neighbourhood. Members are then shown as a share of them, too."
        ),
        min_value=1,
        max_value=MOST,
        required=False,
    )

    def description(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("writers", "run_by")}
