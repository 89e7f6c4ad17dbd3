"""What the frame around every page needs to know."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from merhav.assets.sources import late
from merhav.authorities.models import Authority, Staff


def shell(request: HttpRequest) -> dict[str, object]:
    staff = getattr(request, "user", None)
    authority = staff.authority if isinstance(staff, Staff) else None
    return {
        "authority": authority,
        "fictional": authority.fictional if authority else Authority.objects.filter(fictional=True).exists(),
        "screens": _screens(request, authority) if authority else [],
        "languages": settings.LANGUAGES,
    }


def _screens(request: HttpRequest, authority: Authority) -> list[dict[str, object]]:
    overdue = late(authority)
    told = ngettext("%(count)s source is late", "%(count)s sources are late", overdue) % {"count": overdue}
    return [
        _screen(request, _("Measures"), "measures"),
        {**_screen(request, _("Sources"), "sources", "imports"), "count": overdue, "told": told},
    ]


def _screen(request: HttpRequest, title: str, name: str, *also: str) -> dict[str, object]:
    here = any(request.path.startswith(reverse(address)) for address in (name, *also))
    return {"url": reverse(name), "title": title, "here": here}
