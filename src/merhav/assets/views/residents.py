"""How many residents there are: what shares of residents are of."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from merhav.assets.resident_form import ResidentsForm
from merhav.assets.tasks import tell_residents
from merhav.authorities.access import authority_of


@require_http_methods(["GET", "POST"])
def residents(request: HttpRequest) -> HttpResponse:
    authority = authority_of(request)
    form = ResidentsForm(
        request.POST or None, initial={"year": timezone.localdate().year, "people": authority.population}
    )
    if request.method == "POST" and form.is_valid():
        tell_residents.enqueue(
            authority.slug,
            form.cleaned_data["year"],
            form.cleaned_data["people"],
            form.cleaned_data["society"] or None,
        )
        messages.success(request, _("Kept. Shares of residents are being read anew."))
        return redirect("sources")
    return render(request, "assets/residents.html", {"form": form}, status=422 if form.errors else 200)
