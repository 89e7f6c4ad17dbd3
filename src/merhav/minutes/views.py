from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from merhav.assets.selectors import space_names
from merhav.authorities.access import authority_of
from merhav.core.text import Refusal
from merhav.facts.words import Asset

from . import selectors, services
from .addresses import found, sign_of
from .forms import MinuteForm
from .languages import LANGUAGES, chosen
from .link_form import LinkForm
from .models import Minute, MinuteLink, Mode
from .qr import drawn


def address_of(request: HttpRequest, link: MinuteLink) -> str:
    """Where the group's admin fills in the minute."""
    return request.build_absolute_uri(
        reverse("fill_minute", kwargs={"number": link.pk, "sign": sign_of(link)})
    )


@login_not_required
@require_http_methods(["GET", "POST"])
def fill(request: HttpRequest, number: int, sign: str) -> HttpResponse:
    """The minute, as a group's admin sees it: no login, in their language."""
    link = found(number, sign)
    if link is None:
        raise Http404
    language = chosen(request.GET.get("language"), link.language)
    with translation.override(language):
        return _filled(request, link, language)


def _filled(request: HttpRequest, link: MinuteLink, language: str) -> HttpResponse:
    form = MinuteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        minute = _told(link, form, Mode.LINK)
        if minute is not None:
            return _page(request, link, language, {"minute": minute}, "minutes/thanks.html")
    return _page(request, link, language, {"form": form}, "minutes/fill.html", 422 if form.errors else 200)


def _told(link: MinuteLink, form: MinuteForm, mode: Mode) -> Minute | None:
    """The minute, or the form says why not."""
    try:
        return services.tell_minute(
            link=link,
            week=form.cleaned_data["week"],
            figures=form.figures(),
            subject=form.cleaned_data["subject"],
            mode=mode,
        )
    except Refusal as refusal:
        form.add_error(None, refusal.text.translated(gettext))
        return None


def _page(
    request: HttpRequest,
    link: MinuteLink,
    language: str,
    context: dict[str, object],
    template: str,
    status: int = 200,
) -> HttpResponse:
    address = reverse("fill_minute", kwargs={"number": link.pk, "sign": sign_of(link)})
    offered = [
        {
            "code": code,
            "name": name,
            "url": f"{address}?{urlencode({'language': code})}",
            "here": code == language,
        }
        for code, name in LANGUAGES
    ]
    page = {"link": link, "offered": offered, "minute_of": link.authority, **context}
    response = render(request, template, page, status=status)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "POST"])
def minutes(request: HttpRequest) -> HttpResponse:
    """Groups that have a weekly minute, and a new one."""
    authority = authority_of(request)
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        link = services.open_link(
            authority=authority,
            asset=Asset(form.cleaned_data["asset"]),
            name=form.cleaned_data["name"],
            description=form.description(),
            language=form.cleaned_data["language"],
            concerned=form.cleaned_data["concerned"],
        )
        return redirect("minute_link", number=link.pk)
    page = {"form": form, "standings": selectors.standings(authority), "spaces": space_names(authority)}
    return render(request, "minutes/minutes.html", page, status=422 if form.errors else 200)


@require_GET
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One group's minute: its address to send, its printed sheet, what was told."""
    link = _link(request, number)
    address = address_of(request, link)
    page = {
        "link": link,
        "address": address,
        "qr": drawn(address),
        "told": Minute.of.authority(link.authority_id).filter(link=link)[:26],
        "languages": LANGUAGES,
    }
    return render(request, "minutes/one.html", page)


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, number: int) -> HttpResponse:
    """Type in what came on paper or was told at the desk."""
    link = _link(request, number)
    form = MinuteForm(
        request.POST or None, initial={"week": request.GET.get("week")} if "week" in request.GET else None
    )
    mode = Mode.PAPER if request.POST.get("mode") == Mode.PAPER else Mode.DESK
    if request.method == "POST" and form.is_valid() and _told(link, form, mode):
        messages.success(request, _("Kept. It is being counted."))
        return redirect("minute_link", number=link.pk)
    return render(
        request, "minutes/enter.html", {"form": form, "link": link}, status=422 if form.errors else 200
    )


@require_GET
def sheet(request: HttpRequest, number: int) -> HttpResponse:
    """The minute on paper: five weeks on one page, with the address as a picture."""
    link = _link(request, number)
    language = chosen(request.GET.get("language"), link.language)
    address = address_of(request, link)
    with translation.override(language):
        page = {
            "link": link,
            "form": MinuteForm(),
            "qr": drawn(address),
            "address": address,
            "weeks": range(5),
        }
        return render(request, "minutes/sheet.html", page)


@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    services.withdraw(link=_link(request, number))
    messages.success(request, _("The address no longer works. What was told stays."))
    return redirect("minutes")


def _link(request: HttpRequest, number: int) -> MinuteLink:
    link = selectors.link_of(authority_of(request), number)
    if link is None:
        raise Http404
    return link
