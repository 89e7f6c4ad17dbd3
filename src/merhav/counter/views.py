from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from merhav.authorities.access import authority_of
from merhav.core.text import Refusal

from .addresses import found, sign_of
from .forms import CounterForm
from .listening import Heard, hear
from .models import Counter
from .services import open_counter

SCRIPT = (Path(__file__).parent / "static" / "counter" / "counter.js").read_bytes()
_HEARD_EVERY = timedelta(minutes=5)


@login_not_required
@require_GET
def script(_request: HttpRequest, number: int, sign: str) -> HttpResponse:
    """The script a site puts into its pages: one kilobyte, no cookie, nothing for whoever asks not to be followed."""
    if found(number, sign) is None:
        raise Http404
    response = HttpResponse(SCRIPT, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "public, max-age=86400"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@csrf_exempt
@login_not_required
@require_POST
def beacon(request: HttpRequest, number: int, sign: str) -> HttpResponse:
    """One page looked at. The answer says nothing, whatever became of it."""
    counter = found(number, sign)
    if counter is None:
        raise Http404
    if _wants_to_be_counted(request) and _is_from_the_site(request, counter):
        now = timezone.now()
        if hear(counter, _heard(request), now) and (
            counter.heard_at is None or now - counter.heard_at > _HEARD_EVERY
        ):
            Counter.of.authority(counter.authority_id).filter(pk=counter.pk).update(heard_at=now)
    return HttpResponse(status=204)


def _wants_to_be_counted(request: HttpRequest) -> bool:
    return request.headers.get("DNT") != "1" and request.headers.get("Sec-GPC") != "1"


def _is_from_the_site(request: HttpRequest, counter: Counter) -> bool:
    origin = urlsplit(request.headers.get("Origin") or request.headers.get("Referer") or "").hostname or ""
    return any(origin == host or origin.endswith(f".{host}") for host in counter.hosts.split())


def _heard(request: HttpRequest) -> Heard:
    seconds = request.POST.get("s", "")
    return Heard(
        address=_address(request),
        agent=request.headers.get("User-Agent", "")[:400],
        path=request.POST.get("p", "")[:2000],
        seconds=int(seconds) if seconds.isdecimal() and len(seconds) < 7 else None,
    )


def _address(request: HttpRequest) -> str:
    """Whoever stands at the other end; behind a proxy, whom the proxy saw."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return forwarded.split(",")[-1].strip() or request.META.get("REMOTE_ADDR", "")


@require_http_methods(["GET", "POST"])
def counters(request: HttpRequest) -> HttpResponse:
    """The sites that are counted, and a new one."""
    authority = authority_of(request)
    form = CounterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            counter = open_counter(
                authority=authority,
                site=form.cleaned_data["site"],
                hosts=form.cleaned_data["hosts"],
                told=form.told(),
            )
        except Refusal as refusal:
            form.add_error(None, refusal.text.translated(gettext))
        else:
            messages.success(request, _("Kept. Put the line below into every page of the site."))
            return redirect(f"{reverse('counters')}#c{counter.pk}")
    rows = Counter.of.authority(authority).select_related("space", "authority").order_by("space__name")
    page = {"form": form, "counters": [(counter, _line(request, counter)) for counter in rows]}
    return render(request, "counter/counters.html", page, status=422 if form.errors else 200)


def _line(request: HttpRequest, counter: Counter) -> str:
    """What the site's keeper puts into its pages."""
    address = reverse("counter_script", kwargs={"number": counter.pk, "sign": sign_of(counter)})
    return f'<script async src="{request.build_absolute_uri(address)}"></script>'
