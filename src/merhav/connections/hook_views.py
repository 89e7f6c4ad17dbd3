from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from merhav.authorities.access import authority_of
from merhav.connectors.zoom.webhook import LARGEST

from . import hooks
from .hook_form import HookForm
from .models import Hook


@csrf_exempt
@login_not_required
@require_POST
def hook(request: HttpRequest, number: int, sign: str) -> HttpResponse:
    """Where a product sends what happens. Zoom waits three seconds: the message is checked and kept, no more."""
    found = hooks.found(number, sign)
    if found is None:
        raise Http404
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        return HttpResponse(status=413)
    status, answer = hooks.receive(found, request.headers, request.body, timezone.now())
    return JsonResponse(answer) if answer is not None else HttpResponse(status=status)


@require_http_methods(["GET", "POST"])
def zoom_hooks(request: HttpRequest) -> HttpResponse:
    """The addresses to which Zoom sends, and a new one."""
    authority = authority_of(request)
    form = HookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        hooks.open_hook(
            authority=authority, space=form.cleaned_data["space"], token=form.cleaned_data["token"]
        )
        messages.success(
            request, _("Kept. Give Zoom the address below; it asks for a proof at once, and gets it.")
        )
        return redirect("zoom_hooks")
    rows = Hook.of.authority(authority).select_related("space").order_by("space__name")
    page = {"form": form, "hooks": [(one, _address(request, one)) for one in rows]}
    return render(request, "connections/hooks.html", page, status=422 if form.errors else 200)


def _address(request: HttpRequest, one: Hook) -> str:
    return request.build_absolute_uri(reverse("hook", kwargs={"number": one.pk, "sign": hooks.sign_of(one)}))
