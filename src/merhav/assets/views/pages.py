"""The page of a file that waits for a decision: what it would add, or what has to be told before it can be read."""

from dataclasses import dataclass, field
from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from merhav.assets import problems, sealed, selectors
from merhav.assets.carried import Carried
from merhav.assets.fields import grouped_connectors
from merhav.assets.models import Import, Stage
from merhav.assets.preview_forms import Forms, before_form, before_questions, space_of
from merhav.assets.previews import Look, SenderLine
from merhav.assets.words import measure_lines, said
from merhav.authorities.labels import choices
from merhav.connectors.base import Problem, Question, Report
from merhav.connectors.registry import connectors
from merhav.facts.words import Role

SHOWN = 100
"""Problems that a page shows; the file of them holds all."""


@dataclass(slots=True)
class Waiting:
    """A file on its page, with what only this page sees of it."""

    import_: Import
    name: str
    """Of its space."""
    carried: Carried = field(default_factory=Carried)
    senders: list[SenderLine] = field(default_factory=list)
    report: Report = field(default_factory=Report)
    untold: tuple[Question, ...] = ()
    file: str = ""
    read_again: bool = False

    @classmethod
    def seen(cls, look: Look, carried: Carried, *, read_again: bool = False) -> "Waiting":
        return cls(
            look.import_,
            look.space,
            carried.with_look(look),
            look.senders,
            look.report,
            look.untold,
            look.file,
            read_again,
        )

    @property
    def can_be_read(self) -> bool:
        return bool(self.carried.key) and sealed.waits(self.import_.batch)


def waiting_page(
    request: HttpRequest, one: Waiting, forms: Forms | None = None, *, status: int = 200
) -> HttpResponse:
    """The preview of a file that was read, else the questions that stand before."""
    import_ = one.import_
    was_read = import_.stage == Stage.PREVIEWED
    asked = before_questions(import_, one.report) if was_read else one.untold
    page = {
        "one": one,
        "import": import_,
        "hidden": list(one.carried.hidden()),
        "connectors": grouped_connectors(),
        "spaces": selectors.space_names(import_.authority),
        "before": before_form(import_, one.name, asked, one.report) if one.can_be_read else None,
        **(_preview(one, forms) if was_read else {}),
    }
    template = "assets/preview.html" if was_read else "assets/questions.html"
    response = render(request, template, page, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def _preview(one: Waiting, forms: Forms | None) -> dict[str, object]:
    import_ = one.import_
    reader = connectors()[import_.connector]
    space = space_of(import_, one.name)
    return {
        "forms": forms or Forms.of(import_, one.name),
        "facts": said(import_.counts),
        "measures": measure_lines(import_.counts),
        "problems": one.report.problems or list(_reasons(import_)),
        "senders": one.senders,
        "is_group": reader.is_group,
        "shows_people": reader.has_people or bool(one.senders),
        "here_until": selectors.here_until(space) if space else None,
        "places": selectors.places(import_.authority),
        "roles": choices(Role),
    }


def _reasons(import_: Import) -> list[Problem]:
    return [Problem(line, "", why) for line, why in islice(problems.reasons(import_.batch), SHOWN)]
