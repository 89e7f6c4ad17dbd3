"""Keys of products, and what products answered, as they lie on the disk: nobody reads them without the secret.

Fernet (AES-128 in CBC mode with HMAC-SHA256) under a key derived from the installation's secret for this purpose alone.
"""

import base64
import json
from collections.abc import Mapping

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from merhav.core.ids import derived_key
from merhav.core.text import Refusal, _


def sealed(words: Mapping[str, str]) -> str:
    return _box("keys of products").encrypt(json.dumps(dict(words)).encode()).decode()


def opened(text: str) -> dict[str, str]:
    """Raises `Refusal` when the installation's secret is another than it was."""
    if not text:
        return {}
    words: dict[str, str] = json.loads(_unlocked("keys of products", text.encode()))
    return words


def sealed_bytes(content: bytes) -> bytes:
    return _box("answers of products").encrypt(content)


def opened_bytes(content: bytes) -> bytes:
    return _unlocked("answers of products", content)


def _unlocked(purpose: str, token: bytes) -> bytes:
    try:
        return _box(purpose).decrypt(token)
    except InvalidToken:
        raise Refusal(
            _("A key kept here cannot be opened: the installation's secret has changed. Give it anew.")
        ) from None


def _box(purpose: str) -> Fernet:
    key = derived_key(settings.SECRET_KEY.encode(), purpose)
    return Fernet(base64.urlsafe_b64encode(key))
