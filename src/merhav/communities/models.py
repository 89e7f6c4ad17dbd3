from django.db import models
from django.utils.translation import gettext_lazy as _

from merhav.authorities.tenancy import Owned, TenantManager


class Space(Owned):
    """A place where people gather: a group, a page, a room. Its description is told once and remembered.

    The words of `writers`, `run_by` and the audience are those of `merhav.facts.words`; the database knows no list.
    """

    asset = models.CharField(max_length=20)
    name = models.CharField(_("name"), max_length=120)
    writers = models.CharField(max_length=10, blank=True)
    run_by = models.CharField(max_length=10, blank=True)
    grew_from = models.CharField(max_length=20, blank=True)
    audience = models.JSONField(default=dict, blank=True)
    """Segment column → word: for whom the space is, where the people in it are unknown."""
    told = models.JSONField(default=dict, blank=True)
    """Answers to a connector's questions that are worth remembering."""
    created_at = models.DateTimeField(auto_now_add=True)

    of = TenantManager["Space"]()

    class Meta:
        verbose_name = _("space")
        verbose_name_plural = _("spaces")
        constraints = [
            models.UniqueConstraint(fields=["authority", "asset", "name"], name="one_space_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class ToldRole(Owned):
    """The role that somebody was told to have, remembered by pseudonym: names are not kept."""

    pseudonym = models.BigIntegerField()
    role = models.CharField(max_length=10)
    told_at = models.DateTimeField(auto_now=True)

    of = TenantManager["ToldRole"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "pseudonym"], name="one_role_a_person")]
