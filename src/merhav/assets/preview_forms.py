"""The forms of a file's preview, filled with what is remembered or with what was posted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from merhav.communities.models import Space
from merhav.communities.selectors import space_named
from merhav.connectors.base import Answer, Connector, Question, Report
from merhav.connectors.registry import connectors

from .bundling import EXPORTED_ON
from .forms import AnswersForm, AudienceForm, BeforeForm, NameForm, SpaceForm
from .models import Import
from .selectors import questions
from .services import usual_description


@dataclass(slots=True)
class Forms:
    """What the person tells once a file was read."""

    name: NameForm
    space: SpaceForm
    audience: AudienceForm
    answers: AnswersForm

    @classmethod
    def of(
        cls,
        import_: Import,
        name: str,
        posted: Mapping[str, str] | None = None,
        *,
        typed: Mapping[str, str] | None = None,
    ) -> "Forms":
        """`posted` is checked; what was only `typed` so far is shown again."""
        reader = connectors()[import_.connector]
        space = space_of(import_, name)
        told, typed = (space.told if space else {}), typed or {}
        described = usual_description(reader, space)
        chosen = posted and {**described, **_only_described(posted)}
        remembered = {EXPORTED_ON: _probably_exported(import_), **told, **typed}
        return cls(
            NameForm(posted, initial={"space": name}),
            SpaceForm(chosen, initial={**described, **typed}),
            AudienceForm(posted, initial={**(space.audience if space else {}), **typed}),
            AnswersForm(questions(import_), posted, initial=remembered),
        )

    def valid(self) -> bool:
        forms = (self.name, self.space, self.audience, self.answers)
        return not [form for form in forms if not form.is_valid()]  # each says what is wrong with it


def before_form(import_: Import, name: str, asked: tuple[Question, ...], report: Report) -> BeforeForm:
    """Questions that stand before a reading, each with what was told, remembered, or is proposed by the file."""
    space = space_of(import_, name)
    told = {**report.found, **(space.told if space else {}), **import_.answers}
    return BeforeForm(asked, report.columns, initial=told)


def before_questions(import_: Import, report: Report) -> tuple[Question, ...]:
    """What changes the reading of a file that was read: asked of every such file, or raised by this one."""
    reader = connectors().get(import_.connector)
    known = {*import_.asks, *import_.answers, *report.found}
    return tuple(
        question
        for question in _before(reader)
        if (question.only_if is None or question.name in known)
        and (question.answer is not Answer.COLUMN or report.columns)
    )


def space_of(import_: Import, name: str) -> Space | None:
    reader = connectors().get(import_.connector)
    return space_named(import_.authority, reader.asset, name) if reader and name else None


def _before(reader: Connector | None) -> tuple[Question, ...]:
    return tuple(question for question in reader.asks if question.before) if reader else ()


def _only_described(posted: Mapping[str, str]) -> dict[str, str]:
    return {name: posted[name] for name in SpaceForm.base_fields if name in posted}


def _probably_exported(import_: Import) -> date:
    """People export and bring a file the same day; an old file was exported soon after its last line."""
    today = timezone.localdate()
    last = timezone.localdate(import_.last) if import_.last else today
    return today if (today - last).days <= 31 else last
