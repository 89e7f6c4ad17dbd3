"""Rows by their address, of the authority whose staff asks; nobody else finds them."""

from django.http import Http404, HttpRequest

from merhav.assets.models import Bundle, Import
from merhav.authorities.access import authority_of


def import_of(request: HttpRequest, batch: str) -> Import:
    rows = Import.of.authority(authority_of(request)).select_related("space", "bundle", "authority")
    found = rows.filter(batch=batch).first()
    if found is None:
        raise Http404
    return found


def bundle_of(request: HttpRequest, code: str) -> Bundle:
    found = Bundle.of.authority(authority_of(request)).select_related("authority").filter(code=code).first()
    if found is None:
        raise Http404
    return found
