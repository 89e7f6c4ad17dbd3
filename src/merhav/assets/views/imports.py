"""Files are dropped; each is looked at, told about, applied, taken back."""

from dataclasses import replace
from pathlib import Path

from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from merhav.assets import selectors, services
from merhav.assets.bundling import Brought, bring
from merhav.assets.carried import Carried, changes_reading, said_of
from merhav.assets.forms import DropForm, told_roles_in
from merhav.assets.models import Import, Stage
from merhav.assets.preview_forms import Forms
from merhav.assets.previews import Said, SenderLine, look_again
from merhav.assets.recognition import is_text
from merhav.assets.sealed import new_key
from merhav.assets.uploads import left_out
from merhav.assets.words import measure_lines, said
from merhav.authorities.access import authority_of, staff_of
from merhav.authorities.models import Authority
from merhav.connectors.files import Source
from merhav.connectors.registry import connectors
from merhav.core.text import Refusal

from .bundles import bundle_page
from .owned import import_of
from .pages import Waiting, waiting_page


@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Drop files here; below, what has been brought in before."""
    form = DropForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        key = new_key()
        try:
            return _brought(request, _bring(request, form, key), key)
        except Refusal as refusal:
            form.add_error("file", refusal.text.translated(gettext))
    authority = authority_of(request)
    page = {
        **drop_box(form, authority),
        **_earlier(request, authority),
        "undecided": selectors.undecided(authority),
        "undecided_bundles": selectors.undecided_bundles(authority),
    }
    return render(request, "assets/imports.html", page, status=422 if form.errors else 200)


def drop_box(form: DropForm, authority: Authority) -> dict[str, object]:
    """What the box into which files are dropped needs to know."""
    suffixes = {suffix for reader in connectors().values() for suffix in reader.suffixes}
    return {"form": form, "suffixes": sorted(suffixes), "spaces": selectors.space_names(authority)}


def _earlier(request: HttpRequest, authority: Authority) -> dict[str, object]:
    """The page of earlier imports that was asked for."""
    sought = request.GET.get("sought", "").strip()
    rows = selectors.imports(authority, sought=sought)
    return {"imports": Paginator(rows, 15).get_page(request.GET.get("page")), "sought": sought}


def _bring(request: HttpRequest, form: DropForm, key: str) -> Brought:
    return bring(
        authority=authority_of(request),
        sources=[_source(upload) for upload in form.uploads()],
        said=Said(form.cleaned_data["connector"], form.cleaned_data["space"]),
        key=key,
        by=staff_of(request),
    )


def _source(upload: TemporaryUploadedFile) -> Source:
    """The upload, which lies in a temporary file until this request ends and no longer."""
    path = Path(upload.temporary_file_path())
    return Source(upload.name or "", upload.size or 0, lambda: path.open("rb"))


def _brought(request: HttpRequest, brought: Brought, key: str) -> HttpResponse:
    for name in left_out(request):
        messages.warning(request, _("%(name)s is larger than 256 MB and was not taken.") % {"name": name})
    if brought.bundle is not None:
        return bundle_page(request, brought.bundle, Carried.from_looks(key, brought.looks), brought.looks)
    (seen,) = brought.looks
    if seen.refusal and not seen.untold and (seen.import_.connector or not is_text(seen.import_.batch, key)):
        # A file alone goes back to where it was chosen; only about a text that nobody knows is asked.
        services.leave(import_=seen.import_)
        raise Refusal(seen.refusal)
    return waiting_page(request, Waiting.seen(seen, Carried(key)))


@require_GET
def one(request: HttpRequest, batch: str) -> HttpResponse:
    """One import: still to be decided on, on its way, or done."""
    import_ = import_of(request, batch)
    if import_.is_undecided:
        return waiting_page(request, Waiting(import_, import_.space.name if import_.space else ""))
    template = "assets/_progress.html" if getattr(request, "htmx", False) else "assets/one.html"
    return render(request, template, {"import": import_, **found(import_)})


def found(import_: Import) -> dict[str, object]:
    """What was in a file, for the page that says what became of it."""
    return {"facts": said(import_.counts), "measures": measure_lines(import_.counts)}


@require_POST
def read(request: HttpRequest, batch: str) -> HttpResponse:
    """Read a file that waits anew, as the page says now."""
    import_ = import_of(request, batch)
    if not import_.is_undecided:
        return redirect("import", batch=batch)
    return _read_again(request, import_, Carried.of(request.POST))


@require_POST
def apply(request: HttpRequest, batch: str) -> HttpResponse:
    import_ = import_of(request, batch)
    carried = Carried.of(request.POST)
    if import_.stage != Stage.PREVIEWED:
        return redirect("import", batch=batch)
    if changes_reading(import_, request.POST):
        return _read_again(request, import_, carried, before_applying=True)
    name = request.POST.get("space", "").strip() or (import_.space.name if import_.space else "")
    forms = Forms.of(import_, name, {**request.POST.dict(), "space": name})
    if forms.valid() and _told(request, import_, forms):
        return _applied(request, import_, carried)
    return waiting_page(request, _posted_again(request, import_, name, carried), forms, status=422)


def _read_again(
    request: HttpRequest, import_: Import, carried: Carried, *, before_applying: bool = False
) -> HttpResponse:
    try:
        seen = look_again(import_=import_, said=said_of(import_, request.POST), key=carried.key)
    except Refusal as refusal:
        messages.error(request, refusal.text.translated(gettext))
        return redirect("import", batch=import_.batch)
    page = Waiting.seen(seen, carried, read_again=before_applying)
    roles = told_roles_in(request.POST.dict())
    page.senders = [replace(line, role=roles.get(line.pseudonym, line.role)) for line in page.senders]
    typed = request.POST.dict()
    forms = Forms.of(import_, page.name, typed=typed) if import_.stage == Stage.PREVIEWED else None
    return waiting_page(request, page, forms)


def _applied(request: HttpRequest, import_: Import, carried: Carried) -> HttpResponse:
    """On to its progress; from a bundle's page back to the bundle, which the form has brought along."""
    if import_.bundle is not None and carried.files:
        return bundle_page(request, import_.bundle, carried)
    return redirect("import", batch=import_.batch)


def _told(request: HttpRequest, import_: Import, forms: Forms) -> bool:
    """Whether what the person told was taken; if not, the form says why."""
    try:
        services.tell(
            import_=import_,
            told=services.Telling(
                space=forms.name.cleaned_data["space"],
                description=forms.space.cleaned_data,
                audience=forms.audience.audience(),
                roles=told_roles_in(request.POST.dict()),
                answers=forms.answers.answers(),
            ),
        )
    except Refusal as refusal:
        forms.answers.add_error(None, refusal.text.translated(gettext))
        return False
    return True


def _posted_again(request: HttpRequest, import_: Import, name: str, carried: Carried) -> Waiting:
    """The page once more, with names as the form itself brought them back: they are kept nowhere else."""
    roles = told_roles_in(request.POST.dict())
    senders = [
        SenderLine(pseudonym, request.POST.get(f"name-{pseudonym}", ""), 0, role)
        for pseudonym, role in roles.items()
    ]
    return Waiting(import_, name, carried, senders)


@require_POST
def leave(request: HttpRequest, batch: str) -> HttpResponse:
    import_, carried = import_of(request, batch), Carried.of(request.POST)
    services.leave(import_=import_)
    if import_.bundle is not None and carried.files:
        return bundle_page(request, import_.bundle, carried)
    messages.success(request, _("Nothing of the file was kept."))
    return redirect("imports")


@require_POST
def undo(request: HttpRequest, batch: str) -> HttpResponse:
    try:
        services.undo(import_=import_of(request, batch))
    except Refusal as refusal:
        messages.error(request, refusal.text.translated(gettext))
    return redirect("import", batch=batch)


@require_POST
def again(request: HttpRequest, batch: str) -> HttpResponse:
    try:
        services.try_again(import_=import_of(request, batch))
    except Refusal as refusal:
        messages.error(request, refusal.text.translated(gettext))
    return redirect("import", batch=batch)
