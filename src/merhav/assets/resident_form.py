from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from merhav.authorities.labels import choices
from merhav.facts.words import Society

_FIRST_YEAR = 2000


class ResidentsForm(forms.Form):
    """A number of the census: of all residents, or of one society."""

    year = forms.IntegerField(label=_("Of which year?"), min_value=_FIRST_YEAR, max_value=2100)
    people = forms.IntegerField(label=_("How many residents?"), min_value=1, max_value=20_000_000)
    society = forms.ChoiceField(
        label=_("Of all, or of one society?"),
        choices=lambda: [("", _("all residents")), *choices(Society)],
        required=False,
    )

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if year > timezone.localdate().year:
            raise forms.ValidationError(_("That year has not come yet."))
        return year
