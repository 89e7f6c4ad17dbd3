from django.utils.text import slugify

from merhav.core.text import Refusal, _

from .models import Authority, Staff


def found_authority(*, name: str, population: int | None = None, fictional: bool = False) -> Authority:
    """Open a new authority in this installation."""
    slug = slugify(name, allow_unicode=True)
    if not slug:
        raise Refusal(_("An authority needs a name with letters in it."))
    return Authority.objects.create(slug=slug, name=name.strip(), population=population, fictional=fictional)


def authority_of_name(name: str, *, fictional: bool = False) -> Authority:
    """The authority of that name, opened when it is not here yet: a newcomer's first import is one line."""
    slug = slugify(name, allow_unicode=True)
    found = Authority.objects.filter(slug=slug).first() or Authority.objects.filter(name=name.strip()).first()
    return found or found_authority(name=name, fictional=fictional)


def give_access(*, authority: Authority, username: str, password: str) -> Staff:
    """Let somebody sign in for an authority, or give them a new password there."""
    staff = Staff.objects.filter(username=username).first() or Staff(username=username, authority=authority)
    if staff.authority_id != authority.pk:
        raise Refusal(_("%(username)s belongs to another authority.", username=username))
    staff.set_password(password)
    staff.save()
    return staff
