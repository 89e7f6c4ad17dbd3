"""What minutes do when a chat of their group comes or goes."""

from typing import Any

from django.dispatch import receiver

from merhav.assets.models import Import
from merhav.assets.signals import facts_changed

from .models import Minute
from .tasks import reconcile


@receiver(facts_changed, dispatch_uid="minutes")
def follow_chats(sender: object, *, import_: Import, **_more: Any) -> None:
    """A group with minutes is looked at again."""
    del sender
    if (
        import_.space_id
        and Minute.of.authority(import_.authority_id).filter(link__space=import_.space_id).exists()
    ):
        reconcile.enqueue(import_.space_id)
