from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from merhav.authorities.access import authority_of, staff_of
from merhav.authorities.labels import choices
from merhav.authorities.models import Authority
from merhav.communities.models import Space
from merhav.connectors.files import Source
from merhav.connectors.registry import connector, connectors
from merhav.core.text import Refusal
from merhav.facts.words import Role

from . import selectors, services
from .forms import AnswersForm, AudienceForm, DropForm, SpaceForm, told_roles_in
from .models import Import, Stage
from .previews import Look, SenderLine, look


@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Drop a file here; below, what has been brought in before."""
    form = DropForm(request.POST or None, request.FILES or None, initial={"connector": "whatsapp_export"})
    if request.method == "POST" and form.is_valid():
        try:
            return _preview(request, _looked_at(request, form))
        except Refusal as refusal:
            form.add_error("file", refusal.text.translated(gettext))
    authority = authority_of(request)
    page = {
        "form": form,
        **_earlier(request, authority),
        "spaces": selectors.space_names(authority),
        "connectors": connectors().values(),
    }
    return render(request, "assets/imports.html", page, status=422 if form.errors else 200)


def _earlier(request: HttpRequest, authority: Authority) -> dict[str, object]:
    """The page of earlier imports that was asked for."""
    sought = request.GET.get("sought", "").strip()
    rows = selectors.imports(authority, sought=sought)
    return {"imports": Paginator(rows, 15).get_page(request.GET.get("page")), "sought": sought}


def _looked_at(request: HttpRequest, form: DropForm) -> Look:
    return look(
        authority=authority_of(request),
        connector=connector(form.cleaned_data["connector"]),
        source=_source(form.upload()),
        space_name=form.cleaned_data["space"],
        told=form.told(),
        by=staff_of(request),
    )


def _source(upload: TemporaryUploadedFile) -> Source:
    """The upload, which lies in a temporary file until this request ends and no longer."""
    path = Path(upload.temporary_file_path())
    return Source(upload.name or "", upload.size or 0, lambda: path.open("rb"))


@dataclass(slots=True)
class Forms:
    """The three forms of a preview, filled with what is remembered or with what was posted."""

    space: SpaceForm
    audience: AudienceForm
    answers: AnswersForm

    def valid(self) -> bool:
        return all([self.space.is_valid(), self.audience.is_valid(), self.answers.is_valid()])


def _forms(import_: Import, space: Space, posted: dict[str, str] | None = None) -> Forms:
    today = timezone.localdate()
    described = {"writers": space.writers, "run_by": space.run_by, "grew_from": space.grew_from}
    remembered = {"exported_on": _probably_exported(import_, today), **space.told}
    return Forms(
        SpaceForm(posted, initial=described),
        AudienceForm(posted, initial=space.audience),
        AnswersForm(selectors.questions(import_), posted, initial=remembered),
    )


def _probably_exported(import_: Import, today: date) -> date | None:
    """People export and bring a file the same day; an old file was exported soon after its last line."""
    last = timezone.localdate(import_.last) if import_.last else today
    return today if (today - last).days <= 31 else last


def _preview(request: HttpRequest, seen: Look) -> HttpResponse:
    space = seen.space
    page = {
        "import": seen.import_,
        "space": space,
        "senders": seen.senders,
        "report": seen.report,
        "roles": _ROLES,
    }
    return render(request, "assets/preview.html", {**page, **_on_page(_forms(seen.import_, space), space)})


_ROLES = choices(Role)


def _on_page(forms: Forms, space: Space) -> dict[str, object]:
    return {
        "forms": forms,
        "places": selectors.places(space.authority),
        "here_until": selectors.here_until(space),
    }


@require_GET
def one(request: HttpRequest, batch: str) -> HttpResponse:
    """One import: still to be decided on, on its way, or done."""
    import_ = _import(request, batch)
    if import_.stage == Stage.PREVIEWED and import_.space:
        page = {"import": import_, "space": import_.space, "senders": [], "roles": _ROLES}
        return render(
            request,
            "assets/preview.html",
            {**page, **_on_page(_forms(import_, import_.space), import_.space)},
        )
    template = "assets/_progress.html" if getattr(request, "htmx", False) else "assets/one.html"
    return render(request, template, {"import": import_})


@require_POST
def apply(request: HttpRequest, batch: str) -> HttpResponse:
    import_ = _import(request, batch)
    space = import_.space
    if space is None or import_.stage != Stage.PREVIEWED:
        return redirect("import", batch=batch)
    forms = _forms(import_, space, request.POST.dict())
    if forms.valid() and _told(request, import_, forms):
        return redirect("import", batch=batch)
    page = {"import": import_, "space": space, "senders": _senders_again(request), "roles": _ROLES}
    return render(request, "assets/preview.html", {**page, **_on_page(forms, space)}, status=422)


def _told(request: HttpRequest, import_: Import, forms: Forms) -> bool:
    """Whether what the person told was taken; if not, the form says why."""
    try:
        services.tell(
            import_=import_,
            description=forms.space.cleaned_data,
            audience=forms.audience.audience(),
            roles=told_roles_in(request.POST.dict()),
            answers=forms.answers.answers(),
        )
    except Refusal as refusal:
        forms.answers.add_error(None, refusal.text.translated(gettext))
        return False
    return True


def _senders_again(request: HttpRequest) -> list[SenderLine]:
    """Names as the form itself brought them back: they are kept nowhere else."""
    roles = told_roles_in(request.POST.dict())
    return [
        SenderLine(pseudonym, request.POST.get(f"name-{pseudonym}", ""), 0, role)
        for pseudonym, role in roles.items()
    ]


@require_POST
def leave(request: HttpRequest, batch: str) -> HttpResponse:
    services.leave(import_=_import(request, batch))
    messages.success(request, _("Nothing of the file was kept."))
    return redirect("imports")


@require_POST
def undo(request: HttpRequest, batch: str) -> HttpResponse:
    try:
        services.undo(import_=_import(request, batch))
    except Refusal as refusal:
        messages.error(request, refusal.text.translated(gettext))
    return redirect("import", batch=batch)


@require_POST
def again(request: HttpRequest, batch: str) -> HttpResponse:
    try:
        services.try_again(import_=_import(request, batch))
    except Refusal as refusal:
        messages.error(request, refusal.text.translated(gettext))
    return redirect("import", batch=batch)


def _import(request: HttpRequest, batch: str) -> Import:
    found = Import.of.authority(authority_of(request)).select_related("space").filter(batch=batch).first()
    if found is None:
        raise Http404
    return found
