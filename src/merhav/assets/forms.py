from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from merhav.authorities.labels import LANGUAGES, choices, label
from merhav.connectors.base import Answer, Question
from merhav.connectors.registry import connectors
from merhav.facts.words import AgeBand, Asset, Religiosity, Role, RunBy, Sex, Society, Writers

_UNTOLD = ("", _("not told"))
_CHOOSE = ("", _("choose"))


def _connectors() -> list[tuple[str, str]]:
    return [(slug, reader.title.translated(gettext)) for slug, reader in connectors().items()]


class DropForm(forms.Form):
    """Which file, from where."""

    connector = forms.ChoiceField(label=_("What is it?"), choices=_connectors, widget=forms.RadioSelect)
    space = forms.CharField(
        label=_("Name of the group or room"),
        max_length=120,
        help_text=_("A name by which your staff know it. The same name next month joins the same group."),
        widget=forms.TextInput(attrs={"list": "spaces", "autocomplete": "off"}),
    )
    file = forms.FileField(
        label=_("The file"),
        error_messages={
            "required": _(
                "No file came. Choose one; more than 256 MB are not taken here, only on the command line."
            ),
            "empty": _("The file is empty."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in _told_before():
            self.fields[question.name] = _field(question)

    def before(self) -> list[forms.BoundField]:
        """What has to be told before a file is read."""
        return [self[question.name] for question in _told_before()]

    def told(self) -> dict[str, str]:
        names = (question.name for question in _told_before())
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}

    def upload(self) -> TemporaryUploadedFile:
        file: TemporaryUploadedFile = self.cleaned_data["file"]
        return file


class SpaceForm(forms.Form):
    """What a chat cannot say of itself, asked once and remembered."""

    writers = forms.ChoiceField(label=_("Who writes there?"), choices=lambda: [_CHOOSE, *choices(Writers)])
    run_by = forms.ChoiceField(label=_("Who runs it?"), choices=lambda: [_CHOOSE, *choices(RunBy)])
    grew_from = forms.ChoiceField(
        label=_("Did it grow out of one of these?"),
        choices=lambda: [
            ("", _("no")),
            *((a.value, label(a)) for a in (Asset.ZOOM, Asset.STREET, Asset.FACEBOOK)),
        ],
        required=False,
    )


class AudienceForm(forms.Form):
    """For whom the space is; rows of people who are not known carry it, marked as such."""

    society = forms.ChoiceField(
        label=_("Society"), choices=lambda: [_UNTOLD, *choices(Society)], required=False
    )
    audience_language = forms.ChoiceField(
        label=_("Language"), choices=lambda: [_UNTOLD, *LANGUAGES.items()], required=False
    )
    neighbourhood = forms.CharField(
        label=_("Neighbourhood"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"list": "places"}),
    )
    age_band = forms.ChoiceField(label=_("Age"), choices=lambda: [_UNTOLD, *choices(AgeBand)], required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=lambda: [_UNTOLD, *choices(Sex)], required=False)
    religiosity = forms.ChoiceField(
        label=_("Religiosity"), choices=lambda: [_UNTOLD, *choices(Religiosity)], required=False
    )

    def audience(self) -> dict[str, str]:
        return {name: word.strip() for name, word in self.cleaned_data.items() if word.strip()}


class AnswersForm(forms.Form):
    """A connector's own questions."""

    def __init__(self, questions: Iterable[Question], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            self.fields[question.name] = _field(question)

    def answers(self) -> dict[str, str]:
        return {name: str(value) for name, value in self.cleaned_data.items() if value not in {None, ""}}


def _told_before() -> list[Question]:
    return [question for reader in connectors().values() for question in reader.asks if question.before]


def _field(question: Question) -> forms.Field:
    told: dict[str, Any] = {
        "label": question.text.translated(gettext),
        "help_text": question.help.translated(gettext) if question.help else "",
        "required": question.required or question.only_if is not None,
    }
    if question.answer is Answer.CHOICE:
        offered = [(value, text.translated(gettext)) for value, text in question.choices]
        return forms.ChoiceField(choices=offered if question.required else [_UNTOLD, *offered], **told)
    if question.answer is Answer.NUMBER:
        return forms.IntegerField(min_value=0, max_value=1_000_000, **told)
    if question.answer is Answer.DAY:
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **told)
    return forms.CharField(max_length=200, **told)


def told_roles_in(posted: Mapping[str, str]) -> dict[int, Role]:
    """Roles by pseudonym from fields named role-<pseudonym>; what is no role or no pseudonym is passed over."""
    roles: dict[int, Role] = {}
    for name, value in posted.items():
        prefix, _dash, pseudonym = name.partition("-")
        if prefix == "role" and pseudonym.isdecimal() and len(pseudonym) < 20 and value in set(Role):
            roles[int(pseudonym)] = Role(value)
    return roles
