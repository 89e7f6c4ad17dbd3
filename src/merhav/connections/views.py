from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from merhav.authorities.access import authority_of
from merhav.core.text import Refusal

from . import selectors, services
from .forms import SetupForm
from .models import Connection


@require_GET
def connections(request: HttpRequest) -> HttpResponse:
    """Products that are asked, how they answered, and which more can be."""
    page = {"connections": selectors.connections(authority_of(request)), "offered": selectors.offered()}
    return render(request, "connections/connections.html", page)


@require_http_methods(["GET", "POST"])
def connect(request: HttpRequest, slug: str) -> HttpResponse:
    """How one product is asked."""
    try:
        reader = services.pulled(slug)
    except Refusal:
        raise Http404 from None
    form = SetupForm(reader, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.open_connection(
                authority=authority_of(request), slug=slug, space=form.cleaned_data["space"], told=form.told()
            )
            messages.success(request, _("Kept. The product is being asked; this page says how it answers."))
            return redirect("connections")
        except Refusal as refusal:
            form.add_error(None, refusal.text.translated(gettext))
    page = {"form": form, "reader": reader}
    return render(request, "connections/connect.html", page, status=422 if form.errors else 200)


@require_POST
def ask(request: HttpRequest, number: int) -> HttpResponse:
    services.ask_soon(_connection(request, number))
    messages.success(request, _("The product is being asked."))
    return redirect("connections")


@require_POST
def pause(request: HttpRequest, number: int) -> HttpResponse:
    services.pause(_connection(request, number), paused=request.POST.get("paused") == "yes")
    return redirect("connections")


@require_POST
def close(request: HttpRequest, number: int) -> HttpResponse:
    services.close(_connection(request, number))
    messages.success(
        request, _("The key was forgotten. What was told stays, and can be undone import by import.")
    )
    return redirect("connections")


def _connection(request: HttpRequest, number: int) -> Connection:
    found = selectors.connection_of(authority_of(request), number)
    if found is None:
        raise Http404
    return found
