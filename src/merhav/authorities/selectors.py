from django.conf import settings
from django.utils.text import slugify

from merhav.core.ids import derived_key
from merhav.core.text import Refusal, _

from .models import Authority


def pseudonym_key(authority: Authority) -> bytes:
    """The key of an authority's pseudonyms: neither the database nor the secret alone gives it."""
    return derived_key(settings.SECRET_KEY.encode(), f"pseudonyms of {authority.salt}")


def authority_named(name: str) -> Authority:
    """The authority of that short name, or of that name."""
    found = Authority.objects.filter(slug=slugify(name, allow_unicode=True)).first()
    if found is None:
        raise Refusal(_("There is no authority %(name)s here.", name=name))
    return found
