"""Files that were brought in together: looked at in one list, applied and undone together or one by one."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from merhav.assets.bundle_lines import lines_of
from merhav.assets.bundling import apply_ready, leave_bundle, read_changed, undo_bundle
from merhav.assets.carried import Carried
from merhav.assets.fields import grouped_connectors
from merhav.assets.models import Bundle
from merhav.assets.previews import Look
from merhav.core.text import Refusal, Text

from .owned import bundle_of


@require_http_methods(["GET", "POST"])
def bundle(request: HttpRequest, code: str) -> HttpResponse:
    """The list. A page that holds the key may come back to it (POST), and what it says anew of a file is read anew."""
    found = bundle_of(request, code)
    if request.method == "POST":
        carried, looks = _as_said(request, found)
        return bundle_page(request, found, carried, looks, read_anew=bool(looks))
    if getattr(request, "htmx", False):
        page = {"bundle": found, "lines": lines_of(found, Carried())}
        return render(request, "assets/_bundle_progress.html", page)
    return bundle_page(request, found, Carried())


@require_POST
def apply(request: HttpRequest, code: str) -> HttpResponse:
    """Let everything on its way that is ready. What is now said to be something else is read, and waits."""
    found = bundle_of(request, code)
    carried, looks = _as_said(request, found)
    refusals = apply_ready(
        bundle=found,
        said=carried.said(),
        but={seen.import_.batch for seen in looks},
        exported_on=_day(request.POST.get("exported_on", "")),
    )
    return bundle_page(request, found, carried, looks, refusals, read_anew=bool(looks))


@require_POST
def undo(request: HttpRequest, code: str) -> HttpResponse:
    try:
        undo_bundle(bundle=bundle_of(request, code))
    except Refusal as refusal:
        messages.error(request, refusal.text.translated(gettext))
    return redirect("bundle", code=code)


@require_POST
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """Let go of what is still undecided."""
    found = bundle_of(request, code)
    leave_bundle(bundle=found)
    messages.success(request, _("Nothing of these files was kept."))
    return redirect("bundle", code=code) if found.pk else redirect("imports")


def bundle_page(
    request: HttpRequest,
    found: Bundle,
    carried: Carried,
    looks: Sequence[Look] = (),
    refusals: Mapping[str, Text] | None = None,
    *,
    read_anew: bool = False,
) -> HttpResponse:
    """`looks`: at files that were read in this request, of which the page knows more than what is kept."""
    page = {
        "bundle": found,
        "lines": lines_of(found, carried, looks, refusals),
        "key": carried.key,
        "read_anew": read_anew,
        "connectors": grouped_connectors(),
        "today": timezone.localdate().isoformat(),
    }
    response = render(request, "assets/bundle.html", page)
    response["Cache-Control"] = "private, no-store"
    return response


def _as_said(request: HttpRequest, found: Bundle) -> tuple[Carried, list[Look]]:
    """What the page carries, and the files that were read anew because it says that they are something else."""
    carried = Carried.of(request.POST)
    try:
        looks = read_changed(bundle=found, said=carried.said(), key=carried.key)
    except Refusal as refusal:
        messages.error(request, refusal.text.translated(gettext))
        return carried, []
    for seen in looks:
        carried = carried.with_look(seen)
    return carried, looks


def _day(text: str) -> str:
    """The day as connectors read it; nothing for what is none."""
    try:
        day = parse_date(text)
    except ValueError:
        return ""
    return day.isoformat() if day else ""
