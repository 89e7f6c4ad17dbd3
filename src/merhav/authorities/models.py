from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _


def _salt() -> str:
    return get_random_string(32)


class Authority(models.Model):
    """A municipality, a local or a regional council: the tenant."""

    slug = models.SlugField(_("short name"), max_length=60, unique=True, allow_unicode=True)
    name = models.CharField(_("name"), max_length=120)
    fictional = models.BooleanField(_("fictional"), default=False)
    population = models.PositiveIntegerField(_("residents"), null=True, blank=True)
    salt = models.CharField(max_length=32, default=_salt, editable=False)
    """Half of the key of its pseudonyms; the other half is the installation's secret, kept apart from here."""
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("authority")
        verbose_name_plural = _("authorities")

    def __str__(self) -> str:
        return self.name


class Staff(AbstractUser):
    """Somebody of an authority's staff who signs in."""

    authority = models.ForeignKey(
        Authority, on_delete=models.CASCADE, related_name="staff", null=True, blank=True
    )

    class Meta:
        verbose_name = _("staff member")
        verbose_name_plural = _("staff")
