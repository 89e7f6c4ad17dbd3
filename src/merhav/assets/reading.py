"""One file read whole: its rows written down, its problems listed, what it would add counted."""

from datetime import UTC, datetime

from merhav.connectors.base import Connector, Report, Told, Untold
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
from merhav.core.text import Refusal

from . import staging
from .problems import listed
from .tally import Tally

ONLY = "only"
"""The variant of a file that can be read in one way."""
DATE_ORDER = "date_order"
_ORDERS = ("dmy", "mdy")


def read(
    batch: str,
    key: str,
    reader: Connector,
    source: Source,
    told: Told,
    people: Pseudonyms,
    report: Report,
) -> tuple[Report, Tally]:
    """What the file says, with its rows staged. `report` is filled also when the reading is refused.

    A file whose days and months cannot be told apart, and whose connector leaves that open, is staged in both readings; the
    report is then of the first. Raises `Refusal`.
    """
    try:
        return _read(batch, ONLY, key, reader, source, told, people, report)
    except Refusal as refusal:
        if isinstance(refusal, Untold) or DATE_ORDER not in report.asks or told.get(DATE_ORDER):
            raise
    for order in reversed(_ORDERS):
        ordered = Told({**told.answers, DATE_ORDER: order})
        first, tally = _read(batch, order, key, reader, source, ordered, people, Report())
    first.asks.add(DATE_ORDER)
    return first, tally


def _read(
    batch: str,
    variant: str,
    key: str,
    reader: Connector,
    source: Source,
    told: Told,
    people: Pseudonyms,
    report: Report,
) -> tuple[Report, Tally]:
    tally = Tally()
    with listed(batch, key, report):
        staging.keep(batch, variant, tally.counted(reader.rows(source, told, people, report)))
    return report, tally


def in_utc(moment: datetime) -> datetime:
    """A moment that a connector told; without a zone it is in UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
