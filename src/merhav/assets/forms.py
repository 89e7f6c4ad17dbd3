from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.utils.translation import gettext_lazy as _

from merhav.authorities.labels import LANGUAGES, choices, label
from merhav.connectors.base import Question
from merhav.facts.words import AgeBand, Asset, Religiosity, Role, RunBy, Sex, Society, Writers

from .fields import before_field, connector_choices, question_field

_UNTOLD = ("", _("not told"))
_CHOOSE = ("", _("choose"))


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """One file or many."""

    widget = _ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[TemporaryUploadedFile]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(_FilesField, self).clean(file, initial) for file in files or [None]]


class DropForm(forms.Form):
    """Which files; what they are and of which space, where a person wants to say so."""

    connector = forms.ChoiceField(label=_("What is it?"), choices=connector_choices, required=False)
    space = forms.CharField(
        label=_("Name of the group or room"),
        max_length=120,
        required=False,
        help_text=_(
            "A name by which your staff know it; the same name next month joins the same group. Empty: as the file says."
        ),
        widget=forms.TextInput(attrs={"list": "spaces", "autocomplete": "off"}),
    )
    file = _FilesField(
        label=_("The file"),
        error_messages={
            "required": _(
                "No file came. Choose one; more than 256 MB are not taken here, only on the command line."
            ),
            "empty": _("The file is empty."),
        },
    )

    def uploads(self) -> list[TemporaryUploadedFile]:
        files: list[TemporaryUploadedFile] = self.cleaned_data["file"]
        return files


class NameForm(forms.Form):
    """Of which space a file is."""

    space = forms.CharField(
        label=_("Name of the group, page or room"),
        max_length=120,
        help_text=_("A name by which your staff know it. The same name next month joins the same space."),
        widget=forms.TextInput(attrs={"list": "spaces", "autocomplete": "off"}),
    )


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
            self.fields[question.name] = question_field(question)

    def answers(self) -> dict[str, str]:
        return {name: str(value) for name, value in self.cleaned_data.items() if value not in {None, ""}}


class BeforeForm(forms.Form):
    """What is told before a file is read; columns to choose from are the file's own.

    It is only ever shown: whether an answer is right, reading the file with it says.
    """

    def __init__(
        self, asked: Iterable[Question], columns: Sequence[str], *, initial: Mapping[str, str]
    ) -> None:
        super().__init__()
        for question in asked:
            answer = initial.get(question.name, "")
            self.fields[question.name] = before_field(question, columns, answer)


def told_roles_in(posted: Mapping[str, str]) -> dict[int, Role]:
    """Roles by pseudonym from fields named role-<pseudonym>; what is no role or no pseudonym is passed over."""
    roles: dict[int, Role] = {}
    for name, value in posted.items():
        prefix, _dash, pseudonym = name.partition("-")
        if prefix == "role" and pseudonym.isdecimal() and len(pseudonym) < 20 and value in set(Role):
            roles[int(pseudonym)] = Role(value)
    return roles
