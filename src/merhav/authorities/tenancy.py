"""Every query says whose rows it wants: the manager gives none without an authority."""

from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models

if TYPE_CHECKING:
    from .models import Authority

Row = TypeVar("Row", bound=models.Model)


class TenantManager(models.Manager[Row]):
    """`Model.of.authority(town)` is the way in. Asking for rows of nobody in particular is a programming error."""

    def authority(self, authority: "Authority | int") -> models.QuerySet[Row]:
        key = authority if isinstance(authority, int) else authority.pk
        return super().get_queryset().filter(authority_id=key)

    def everywhere(self) -> models.QuerySet[Row]:
        """Rows of all authorities, for work that concerns the installation as a whole (the worker, the doctor)."""
        return super().get_queryset()

    def create(self, **fields: Any) -> Row:
        if "authority" not in fields and "authority_id" not in fields:
            raise TypeError("A row belongs to an authority.")
        return super().get_queryset().create(**fields)

    def get_queryset(self) -> models.QuerySet[Row]:
        raise TypeError("Say whose rows: .authority(…) or .everywhere().")


class Owned(models.Model):
    """A row that belongs to an authority."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True
