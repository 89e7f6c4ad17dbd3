"""Who is asking, and for which authority."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from .models import Authority, Staff


def staff_of(request: HttpRequest) -> Staff:
    if not isinstance(request.user, Staff):
        raise PermissionDenied
    return request.user


def authority_of(request: HttpRequest) -> Authority:
    """The authority whose staff asks; whoever belongs to none sees nothing."""
    authority = staff_of(request).authority
    if authority is None:
        raise PermissionDenied
    return authority
