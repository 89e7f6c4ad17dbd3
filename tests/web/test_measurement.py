"""Only what changed is computed again; what was never heard of is not called zero."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import Client
from tests.support.chat import chat
from tests.support.journeys import bring_in

from merhav.assets.services import place_of
from merhav.authorities.models import Authority
from merhav.communities.services import open_space
from merhav.core.periods import Month
from merhav.core.text import Refusal
from merhav.facts.rows import Coverage, Observation, placed
from merhav.facts.tables import TABLES
from merhav.facts.words import Asset
from merhav.measurement import services
from merhav.measurement.models import NO_SOURCE, Progress, Reading, Series
from merhav.measurement.verdicts import judge_all
from merhav.recording.ledgers import open_ledger
from merhav.recording.population import tell_population
from merhav.recording.services import drain, hand_over

NOW = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """The months that each run computed."""
    runs: list[set[str]] = []
    real = services.compute

    def compute(tables: object, months: set[Month], **options: object) -> object:
        runs.append({str(month) for month in months})
        return real(tables, months, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(services, "compute", compute)
    return runs


def test_a_months_batch_touches_its_months_only(
    desk: Client, town: Authority, exported: Path, tmp_path: Path, work: object, computed: list[set[str]]
) -> None:
    bring_in(desk, exported, work)
    assert computed[0] == {f"2026-{month:02d}" for month in range(1, 9)}
    longer = tmp_path / "longer.txt"
    longer.write_text(chat(months=9), encoding="utf-8")
    bring_in(desk, longer, work, exported_on="2026-09-30")
    assert computed[1] == {"2026-08", "2026-09"}


def test_a_second_run_has_nothing_to_do(
    desk: Client, town: Authority, exported: Path, work: object, computed: list[set[str]]
) -> None:
    bring_in(desk, exported, work)
    with open_ledger() as ledger:
        assert services.measure(ledger, town, now=NOW).months == 0
        assert services.measure(ledger, town, now=NOW, anew=True).months == 8


def test_readings_equal_those_of_a_full_run(
    desk: Client, town: Authority, exported: Path, tmp_path: Path, work: object
) -> None:
    bring_in(desk, exported, work)
    longer = tmp_path / "longer.txt"
    longer.write_text(chat(months=10, replies_a_day=5), encoding="utf-8")
    bring_in(desk, longer, work, exported_on="2026-10-28")
    step_by_step = _all(town)
    with open_ledger() as ledger:
        services.measure(ledger, town, anew=True)
    assert _all(town) == step_by_step


def _all(town: Authority) -> list[tuple[object, ...]]:
    rows = Reading.of.authority(town).order_by("series_id", "month")
    return list(
        rows.values_list("series__indicator", "series__segment", "month", "value", "people", "coverage")
    )


def test_a_changed_declaration_is_read_anew(
    desk: Client, town: Authority, exported: Path, work: object, computed: list[set[str]]
) -> None:
    bring_in(desk, exported, work)
    Progress.of.authority(town).update(catalogue="of another version")
    with open_ledger() as ledger:
        assert services.measure(ledger, town, now=NOW).months == 8


def brought(town: Authority, *, year: int, people: int, segment: dict[str, str] | None = None) -> None:
    """The number of residents, told and measured."""
    tell_population(authority=town, year=year, people=people, segment=segment, now=datetime.now(UTC))
    with open_ledger() as ledger:
        assert [done.new for _batch, done in drain(ledger)] == [1]
        services.measure(ledger, town, now=NOW)


def test_another_number_of_residents_touches_the_months_that_it_holds_for(
    desk: Client, town: Authority, exported: Path, work: object, computed: list[set[str]]
) -> None:
    bring_in(desk, exported, work)
    brought(town, year=2025, people=20_000)
    assert computed[-1] == {f"2026-{month:02d}" for month in range(1, 9)}
    runs = len(computed)
    brought(town, year=2027, people=21_000)
    assert len(computed) == runs, "it holds from after all that was measured"


def test_followers_become_a_share_of_the_residents_once_those_are_told(town: Authority) -> None:
    page = open_space(authority=town, asset=Asset.FACEBOOK, name="דף העיר")
    at = datetime(2026, 3, 31, 20, tzinfo=UTC)
    rows = [
        Observation(1, at, "followers", "facebook:page_follows", 5000.0),
        Coverage(2, datetime(2026, 2, 1, tzinfo=UTC), at, from_birth=False),
    ]
    stored = [(TABLES[type(row).__name__.lower()], placed(row, place_of(page), {}, "test")) for row in rows]
    hand_over(authority=town, batch="followers", source="test", rows=stored)
    with open_ledger() as ledger:
        assert [done.new for _batch, done in drain(ledger)] == [2]
        services.measure(ledger, town, now=NOW)
    shares = Reading.of.authority(town).filter(series__indicator="facebook.follower_share", series__part="")
    assert [(reading.value, reading.flags) for reading in shares] == [(None, ["nothing_to_count"])]
    brought(town, year=2026, people=20_000)
    assert [(reading.value, reading.people) for reading in shares.all()] == [(0.25, 5000)]


def test_the_number_of_residents_is_kept_with_the_authority_too(town: Authority) -> None:
    tell_population(authority=town, year=2026, people=31_000, now=NOW)
    tell_population(authority=town, year=2026, people=4_000, segment={"society": "arab"}, now=NOW)
    assert Authority.objects.get(pk=town.pk).population == town.population == 31_000


@pytest.mark.parametrize(
    ("people", "segment"), [(0, {}), (50, {"society": "arab", "sex": "female"}), (50, {"colour": "red"})]
)
def test_what_cannot_be_a_number_of_residents_is_refused(
    town: Authority, people: int, segment: dict[str, str]
) -> None:
    with pytest.raises(Refusal):
        tell_population(authority=town, year=2026, people=people, segment=segment, now=NOW)


def test_a_share_that_was_never_of_anything_has_no_source(town: Authority) -> None:
    series = Series.of.create(authority=town, indicator="zoom.follow_ups", kind="activity")

    def told(month: int, value: float | None) -> str:
        flags = ["nothing_to_count"] if value is None else []
        Reading.of.create(
            authority=town, series=series, month=date(2026, month, 1), value=value, version=1, flags=flags
        )
        judge_all(town, now=NOW)
        series.refresh_from_db()
        return series.verdict

    assert told(3, None) == NO_SOURCE
    assert told(4, 0.0) == "cannot_tell", "none of the meetings was followed up: that is a share"


def test_what_was_never_heard_of_has_no_source(
    desk: Client, town: Authority, exported: Path, work: object
) -> None:
    bring_in(desk, exported, work)
    closed = Series.of.authority(town).filter(indicator="whatsapp.closed_group_members", kind="activity")
    assert {series.verdict for series in closed.filter(dimension="")} <= {NO_SOURCE}
    opened = Series.of.authority(town).get(
        indicator="whatsapp.open_group_members", kind="activity", dimension=""
    )
    assert opened.verdict != NO_SOURCE


def test_too_few_people_are_not_shown(desk: Client, town: Authority, tmp_path: Path, work: object) -> None:
    small = tmp_path / "small.txt"
    small.write_text(
        "".join(f"{day}.3.2026, 10:0{n} - {name}: שלום לכולם בוקר טוב\n" for day in range(1, 28)
                for n, name in enumerate(["דנה", "אבי", "רות"])),
        encoding="utf-8",
    )  # fmt: skip
    bring_in(desk, small, work, exported_on="2026-04-01")
    readings = Reading.of.authority(town).filter(
        series__indicator="whatsapp.peer_replies", series__dimension=""
    )
    assert readings.exists()
    for reading in readings:
        assert reading.value in {None, 0}, "three people are too few for any number but none at all"
