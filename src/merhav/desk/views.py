from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from .forms import SignInForm


class SignIn(LoginView):
    template_name = "desk/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


class SignOut(LogoutView):
    pass


def front(_request: HttpRequest) -> HttpResponse:
    """The first address leads to what there is to see."""
    return redirect("measures")


def not_found(request: HttpRequest, *_why: object, **_more: object) -> HttpResponse:
    return _trouble(
        request, 404, _("There is nothing here"), _("The address is wrong, or it belongs to others.")
    )


def forbidden(request: HttpRequest, *_why: object, **_more: object) -> HttpResponse:
    return _trouble(request, 403, _("This is not yours to see"), _("Ask the coordinator if you need it."))


def broken(request: HttpRequest) -> HttpResponse:
    return _trouble(
        request,
        500,
        _("Something broke"),
        _("It was written down. Nothing you sent was half done; try again."),
    )


def _trouble(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    return render(request, "desk/trouble.html", {"title": title, "sentence": sentence}, status=status)
