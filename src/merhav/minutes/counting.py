"""Minutes brought into the ledger, in line with the chats of their groups. Loads the ledger: for workers and commands."""

from django.db import transaction
from django.utils import timezone

from merhav.communities.models import Space

from .models import Minute
from .recording import record
from .selectors import chat_covers


@transaction.atomic
def reconcile(space: Space) -> bool:
    """Hand over what was told of a group, in line with its imported chats: after a minute, and after a chat came or went.

    What the chat of a week counts itself is taken out of that week's minute; when the chat is taken back, the minute
    holds again. Whether anything changed.
    """
    now, changed = timezone.now(), False
    for minute in (
        Minute.of.authority(space.authority_id).filter(link__space=space).select_related("link__space")
    ):
        changed |= record(minute, chat_covers=chat_covers(space, minute.week), now=now)
    return changed
