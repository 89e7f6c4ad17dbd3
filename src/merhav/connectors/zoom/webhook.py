"""What Zoom sends when something happens, checked before anything is believed.

Zoom signs what it sends: `x-zm-signature` holds `v0=` and the hexadecimal HMAC-SHA256, keyed by the app's secret token, of
`v0:`, the header `x-zm-request-timestamp`, `:` and the body as it came. Before it sends anything, and every 72 hours, it asks
the address to prove that it knows the token (`endpoint.url_validation`). Both are Zoom's rules
(developers.zoom.us/docs/api/webhooks).
"""

import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

SIGNATURE, TIMESTAMP = "x-zm-signature", "x-zm-request-timestamp"
OLDEST = 300
"""Seconds after which a signed message is not believed any more: somebody may be sending it again."""
LARGEST = 1 << 20
"""Bytes of one message; Zoom's hold a few thousand."""


def is_from_zoom(token: str, headers: Mapping[str, str], body: bytes, now: datetime) -> bool:
    """Whether Zoom signed the body with the secret token, within five minutes of `now` (with a zone).

    The comparison takes the same time whatever is wrong. Without a token nobody is believed.
    """
    told = {name.casefold(): value for name, value in headers.items()}
    stamp = told.get(TIMESTAMP, "")
    expected = "v0=" + _signed(token, f"v0:{stamp}:".encode(errors="replace") + body)
    signed = hmac.compare_digest(expected.encode(), told.get(SIGNATURE, "").encode(errors="replace"))
    return signed and bool(token) and len(body) <= LARGEST and _is_fresh(stamp, now)


def validation(token: str, body: bytes) -> dict[str, str] | None:
    """The answer to `endpoint.url_validation`, to be sent as JSON; None for any other message."""
    try:
        message = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(message, dict) or message.get("event") != "endpoint.url_validation":
        return None
    payload = message.get("payload")
    plain = payload.get("plainToken") if isinstance(payload, dict) else None
    if not isinstance(plain, str):
        return None
    return {"plainToken": plain, "encryptedToken": _signed(token, plain.encode(errors="replace"))}


def _signed(token: str, message: bytes) -> str:
    return hmac.new(token.encode(), message, sha256).hexdigest()


def _is_fresh(stamp: str, now: datetime) -> bool:
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 14):
        return False
    seconds = int(stamp) / 1000 if len(stamp) > 11 else int(stamp)
    return abs(now.timestamp() - seconds) <= OLDEST
