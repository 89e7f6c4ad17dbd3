"""Readings as a file: what a page may show, nothing more. Withheld numbers stay withheld."""

import csv
from collections.abc import Iterable, Iterator

from merhav.authorities.models import Authority
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


class _Echo:
    """A file that hands back what is written to it, so that rows can be streamed."""

    def write(self, text: str) -> str:
        return text


def csv_lines(found: Iterable[dict[str, object]], *, with_authority: bool = False) -> Iterator[str]:
    """The rows as CSV with a byte order mark, so that a spreadsheet reads Hebrew."""
    columns = ("authority", *COLUMNS) if with_authority else COLUMNS
    writer = csv.DictWriter(_Echo(), columns)
    yield "\ufeff" + str(writer.writerow(dict(zip(columns, columns, strict=True))))
    for row in found:
        yield str(writer.writerow({name: _cell(value) for name, value in row.items()}))


def _cell(value: object) -> object:
    if isinstance(value, list):
        return " ".join(value)
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return "'" + value  # a spreadsheet would take it for a formula
    return value
