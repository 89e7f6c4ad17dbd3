"""What a product sends by itself: checked, kept sealed, and read meeting by meeting when each is over."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.crypto import constant_time_compare

from merhav.authorities.models import Authority
from merhav.communities.services import describe_space, open_space
from merhav.connectors.registry import connector
from merhav.connectors.zoom.webhook import is_from_zoom, validation
from merhav.core.ids import derived_key, keyed_id
from merhav.facts.words import RunBy, Writers

from .models import Heard, Hook
from .seal import opened, sealed, sealed_bytes
from .tasks import read_heard

ZOOM = "zoom_api"
SETTLING = timedelta(minutes=10)
"""After the end of a meeting; the last messages come late."""
FORGOTTEN = timedelta(hours=24)
"""A meeting whose end was never told is read after so long."""
MOST = 200_000
"""Messages of one address that may wait."""


@transaction.atomic
def open_hook(*, authority: Authority, space: str, token: str) -> Hook:
    """An address for Zoom's messages of one space; told again, the token is changed and the address stays."""
    reader = connector(ZOOM)
    place = open_space(authority=authority, asset=reader.asset, name=space)
    described = {
        "writers": place.writers or Writers.OPEN.value,
        "run_by": place.run_by or RunBy.AUTHORITY.value,
        "grew_from": place.grew_from,
    }
    describe_space(place, description=described, audience=place.audience, told={})
    found = Hook.of.authority(authority).filter(space=place, connector=ZOOM).first()
    hook = found or Hook(authority=authority, space=place, connector=ZOOM)
    hook.token = sealed({"token": token})
    hook.save()
    return hook


def sign_of(hook: Hook) -> str:
    key = derived_key(settings.SECRET_KEY.encode(), "hook")
    return f"{keyed_id(key, hook.pk, hook.issue):016x}"


def found(number: int, sign: str) -> Hook | None:
    hook = Hook.of.everywhere().select_related("authority").filter(pk=number).first()
    return hook if hook and constant_time_compare(sign_of(hook), sign) else None


def receive(
    hook: Hook, headers: Mapping[str, str], body: bytes, now: datetime
) -> tuple[int, dict[str, str] | None]:
    """Status and answer to one message: 401 for what Zoom did not sign, else 204, or 200 with the proof Zoom asks for."""
    token = opened(hook.token).get("token", "")
    if not is_from_zoom(token, headers, body, now):
        return 401, None
    if (proof := validation(token, body)) is not None:
        return 200, proof
    _keep(hook, body, now)
    return 204, None


def _keep(hook: Hook, body: bytes, now: datetime) -> None:
    """Keep a message once, however often it is sent; after the end of a meeting let it be read soon."""
    subject, ends = _about(body)
    if Heard.of.authority(hook.authority_id).filter(hook=hook).count() >= MOST:
        return
    with transaction.atomic():
        _one, made = Heard.of.authority(hook.authority_id).get_or_create(
            hook=hook,
            digest=sha256(body).hexdigest(),
            defaults={
                "authority": hook.authority,
                "subject": subject,
                "ends": ends,
                "body": sealed_bytes(body),
                "at": now,
            },
        )
        Hook.of.authority(hook.authority_id).filter(pk=hook.pk).update(heard_at=now)
        if made and ends:
            read_heard.using(run_after=now + SETTLING).enqueue(hook.pk)


def _about(body: bytes) -> tuple[str, bool]:
    """The meeting that a message is about, and whether it says that it is over."""
    try:
        message: Any = json.loads(body)
        about = message["payload"]["object"]
        return str(about.get("uuid") or about.get("id") or "")[:120], str(message["event"]).endswith(".ended")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return "", False


def due(hook: Hook, now: datetime) -> list[str]:
    """The meetings that are over, or whose end was never told."""
    rows = Heard.of.authority(hook.authority_id).filter(hook=hook)
    over = rows.filter(ends=True, at__lte=now - SETTLING).values_list("subject", flat=True)
    old = rows.filter(at__lte=now - FORGOTTEN).values_list("subject", flat=True)
    return sorted({*over, *old})
