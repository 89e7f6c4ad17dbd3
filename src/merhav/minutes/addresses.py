"""The address of a form: nothing in it names a group, nobody can guess one, and a new issue ends the old."""

from django.conf import settings
from django.utils.crypto import constant_time_compare

from merhav.core.ids import derived_key, keyed_id

from .models import MinuteLink


def sign_of(link: MinuteLink) -> str:
    key = derived_key(settings.SECRET_KEY.encode(), "weekly minute")
    return f"{keyed_id(key, link.pk, link.issue):016x}"


def found(number: int, sign: str) -> MinuteLink | None:
    """The link of an address that is in force."""
    link = MinuteLink.of.everywhere().select_related("space", "authority").filter(pk=number).first()
    if link is None or link.withdrawn or not constant_time_compare(sign_of(link), sign):
        return None
    return link
