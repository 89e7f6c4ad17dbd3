"""What was planted in the demo's files is what the scoreboard says, by the way that anyone's files go."""

import pytest
from tests.support.town import own_files

from merhav.assets.models import Import
from merhav.authorities.models import Authority
from merhav.core.periods import Month
from merhav.demo.building import build
from merhav.demo.manifest import Manifest, Truth
from merhav.indicators.registry import indicators
from merhav.measurement.models import Reading, Series
from merhav.scoreboard.boards import board

__all__ = ["own_files"]

LAST = Month(2026, 10)
NOT_PLANTED = {"whatsapp.meetings_outside"}
"""Could be read, and nothing of it happens in the fictional town."""


@pytest.mark.slow
def test_every_planted_truth_is_told(transactional_db: None) -> None:
    """One building, three things asked of it: it takes half a minute."""
    authority, manifest = build(last_month=LAST, tell=lambda _sentence: None)
    assert _untold(authority, manifest) == []
    _assert_all_was_read(authority, manifest)
    silent = {row.slug for row in board(authority) if not row.lines}
    assert {slug for slug in silent if indicators()[slug].reads} == NOT_PLANTED


def _untold(authority: Authority, manifest: Manifest) -> list[str]:
    return [
        f"{truth.indicator} {truth.kind} {truth.part} {truth.segment} ({truth.why}): {told.verdict} after "
        f"{told.points} months, {told.why.get('message')}, not {truth.expected}: {_months(authority, told)}"
        for truth in manifest.truths
        if not truth.expected.holds((told := _series(authority, truth)).verdict)
    ]


def _series(authority: Authority, truth: Truth) -> Series:
    series = Series.of.authority(authority).filter(
        indicator=truth.indicator, kind=truth.kind, part=truth.part,
        dimension=truth.dimension, segment=truth.segment, asset=truth.asset,
    )  # fmt: skip
    return series.get(generation=truth.generation) if truth.generation else series.get()


def _months(authority: Authority, series: Series) -> list[tuple[str, float | None, float]]:
    readings = Reading.of.authority(authority).filter(series=series).order_by("month")
    return [(f"{reading.month:%Y-%m}", reading.value, reading.coverage) for reading in readings]


def _assert_all_was_read(authority: Authority, manifest: Manifest) -> None:
    imports = Import.of.authority(authority)
    assert imports.count() == len(manifest.files)
    assert not imports.exclude(stage="applied").exists()
    assert not imports.filter(not_understood__gt=0).exists()
    assert imports.filter(repeated__gt=0).exists(), "some chats were exported again, longer"
