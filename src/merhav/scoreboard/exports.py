"""Readings as a file: what a page may show, nothing more. Withheld numbers stay withheld."""

from collections.abc import Iterable, Iterator
from itertools import chain

from merhav.authorities.models import Authority
from merhav.core import spreadsheets
from merhav.indicators.registry import indicators
from merhav.measurement.models import Reading

COLUMNS = (
    "indicator", "kind", "part", "asset", "generation", "dimension", "segment", "basis", "month",
    "value", "people", "low", "high", "coverage", "newest", "version", "flags", "verdict",
)  # fmt: skip


def rows(authority: Authority, indicator: str | None = None) -> Iterator[dict[str, object]]:
    """Each stored reading as plain values."""
    found = Reading.of.authority(authority).select_related("series")
    if indicator is not None:
        found = found.filter(series__indicator=indicator)
    known = indicators()
    order = (
        "series__indicator",
        "series__kind",
        "series__part",
        "series__dimension",
        "series__segment",
        "month",
    )
    for reading in found.order_by(*order).iterator(chunk_size=2000):
        if reading.series.indicator in known:
            yield _row(reading)


def _row(reading: Reading) -> dict[str, object]:
    series = reading.series
    return {
        "indicator": series.indicator,
        "kind": series.kind,
        "part": series.part,
        "asset": series.asset,
        "generation": series.generation,
        "dimension": series.dimension,
        "segment": series.segment,
        "basis": series.basis,
        "month": f"{reading.month:%Y-%m}",
        "value": reading.value,
        "people": reading.people,
        "low": reading.low,
        "high": reading.high,
        "coverage": round(reading.coverage, 4),
        "newest": reading.newest.isoformat() if reading.newest else None,
        "version": reading.version,
        "flags": sorted(reading.flags),
        "verdict": series.verdict,
    }


def csv_lines(found: Iterable[dict[str, object]], *, with_authority: bool = False) -> Iterator[str]:
    """The rows as CSV, so that a spreadsheet reads Hebrew and runs nothing."""
    columns = ("authority", *COLUMNS) if with_authority else COLUMNS
    return spreadsheets.csv_lines(
        chain([columns], ([_cell(row.get(name)) for name in columns] for row in found))
    )


def _cell(value: object) -> object:
    return " ".join(value) if isinstance(value, list) else value
