from django.db import models

from merhav.authorities.tenancy import Owned, TenantManager


class Outgoing(Owned):
    """One batch of facts on its way to the ledger: the outbox. Its rows lie in a folder named by the batch."""

    batch = models.CharField(max_length=32, unique=True)
    source = models.CharField(max_length=60)
    written_at = models.DateTimeField(auto_now_add=True)

    of = TenantManager["Outgoing"]()

    class Meta:
        ordering = ["pk"]
