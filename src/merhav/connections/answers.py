"""What products answered, kept sealed until it is old."""

import secrets
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from merhav.connectors.base import Payload

from .models import Pull
from .seal import opened_bytes, sealed_bytes

KEPT = timedelta(days=90)


def keep(payload: Payload) -> str:
    """Write an answer down, sealed; the name of its file."""
    name = f"{secrets.token_hex(12)}.sealed"
    path = _folder() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(sealed_bytes(payload.content))
    unfinished.replace(path)
    return name


def kept(pull: Pull) -> Payload:
    """The answer again. Raises `FileNotFoundError` when it was let go of."""
    return Payload(pull.name, opened_bytes((_folder() / pull.file).read_bytes()))


def let_go_of_old() -> None:
    """Delete answers that are older than they are kept, and files that belong to none."""
    Pull.of.everywhere().filter(at__lt=timezone.now() - KEPT).delete()
    known = set(Pull.of.everywhere().values_list("file", flat=True))
    for path in _folder().glob("*.sealed"):
        if path.name not in known and timezone.now().timestamp() - path.stat().st_mtime > 3600:
            path.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.MERHAV_HOME) / "answers"
