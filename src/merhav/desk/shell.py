"""What the frame around every page needs to know."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from merhav.authorities.models import Authority, Staff


def shell(request: HttpRequest) -> dict[str, object]:
    staff = getattr(request, "user", None)
    authority = staff.authority if isinstance(staff, Staff) else None
    return {
        "authority": authority,
        "fictional": authority.fictional if authority else Authority.objects.filter(fictional=True).exists(),
        "screens": _screens(request) if authority else [],
        "languages": settings.LANGUAGES,
    }


def _screens(request: HttpRequest) -> list[dict[str, object]]:
    screens = [("measures", _("Measures")), ("imports", _("Import"))]
    return [
        {"url": reverse(name), "title": title, "here": request.path.startswith(reverse(name))}
        for name, title in screens
    ]
