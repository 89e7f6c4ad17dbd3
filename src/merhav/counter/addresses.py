"""The counter's address: its number and a sign that nobody can guess, so that nobody else's numbers can be spoilt."""

from django.conf import settings
from django.utils.crypto import constant_time_compare

from merhav.core.ids import derived_key, keyed_id

from .models import Counter


def sign_of(counter: Counter) -> str:
    key = derived_key(settings.SECRET_KEY.encode(), "counter")
    return f"{keyed_id(key, counter.pk, counter.issue):016x}"


def found(number: int, sign: str) -> Counter | None:
    counter = Counter.of.everywhere().select_related("space", "authority").filter(pk=number).first()
    return counter if counter and constant_time_compare(sign_of(counter), sign) else None
