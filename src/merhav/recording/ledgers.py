"""The installation's ledger, opened as the settings say."""

from pathlib import Path

from django.conf import settings

from merhav.ledger.store import Ledger
from merhav.ledger.where import Where


def ledger_place() -> Where:
    return Where(catalogue=str(settings.MERHAV_LEDGER_CATALOGUE), data=Path(settings.MERHAV_LEDGER_DATA))


def open_ledger() -> Ledger:
    """Close it, or use it in a `with`."""
    return Ledger.open(ledger_place())
