"""What is withheld cannot be found again from what is shown."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from engines import on_duckdb
from hypothesis import given
from hypothesis import strategies as st

from merhav.core.periods import Month
from merhav.indicators.definition import Kind, Read, Unit
from merhav.indicators.disclosure import DESK, PUBLIC, Thresholds, disclosed
from merhav.indicators.engine import compute
from merhav.indicators.filters import where
from merhav.indicators.measures import Count
from merhav.indicators.reading import Flag, Reading

MONTH = Month(2026, 3)
Table = dict[str, Reading]


def a_reading(n: int, *, segment: str = "", basis: str = "person", value: float | None = None) -> Reading:
    return Reading(
        authority=1,
        indicator="whatsapp.peer_replies",
        version=1,
        kind=Kind.ACTIVITY,
        part="",
        generation="",
        month=MONTH,
        asset="",
        dimension="society" if segment else "",
        segment=segment,
        basis=basis if segment else "",
        value=float(n if value is None else value),
        n=n,
        events=int(n if value is None else value),
        newest=datetime(2026, 3, 9, tzinfo=UTC),
    )


def declared(unit: Unit = Unit.PER_MONTH, *, protected: bool = True) -> Read:
    return Read(Kind.ACTIVITY, "", unit, Count(where(verb="Create"), protected=protected))


def shown(readings: Sequence[Reading], thresholds: Thresholds = DESK, *, protected: bool = True) -> Table:
    found = disclosed(readings, thresholds, lambda _reading: declared(protected=protected))
    return {reading.segment + reading.basis[:1]: reading for reading in found}


def segments(**people: int) -> list[Reading]:
    """Segments of persons, and the total of all."""
    rows = [a_reading(n, segment=name) for name, n in people.items()]
    return [a_reading(sum(people.values())), *rows]


def withheld(table: Table) -> set[str]:
    return {name for name, reading in table.items() if reading.withheld}


def test_nine_people_are_too_few_and_ten_are_not() -> None:
    assert withheld(shown([a_reading(9)])) == {""}
    assert withheld(shown([a_reading(10)])) == set()


def test_many_facts_of_few_people_are_withheld() -> None:
    assert withheld(shown([a_reading(3, value=500)])) == {""}


def test_facts_whose_people_are_unknown_are_withheld() -> None:
    assert withheld(shown([a_reading(0, value=50)])) == {""}


def test_a_true_zero_of_all_residents_stays_zero_and_of_a_segment_is_withheld() -> None:
    table = shown([a_reading(0), a_reading(0, segment="arab")])
    assert table[""].value == 0
    assert table["arabp"].flags == {Flag.TOO_FEW}


def test_a_withheld_reading_tells_no_number() -> None:
    reading = shown([a_reading(4)])[""]
    numbers = (reading.value, reading.n, reading.events, reading.low, reading.high, reading.newest)
    assert numbers == (None,) * 6


def test_with_one_withheld_the_next_smallest_goes_too() -> None:
    table = shown(segments(arab=4, general=400, haredi=30))
    assert table["arabp"].flags == {Flag.TOO_FEW}
    assert table["haredip"].flags == {Flag.COMPLEMENTARY}
    assert not table["generalp"].withheld


def test_two_withheld_that_are_together_too_few_take_a_third() -> None:
    assert withheld(shown(segments(a=2, b=3, c=40, d=50))) == {"ap", "bp", "cp"}


def test_two_withheld_that_are_together_enough_cover_each_other() -> None:
    assert withheld(shown(segments(a=6, b=7, c=40, d=50))) == {"ap", "bp"}


def test_segments_of_spaces_may_be_the_same_people_and_cover_less() -> None:
    spaces = [
        a_reading(n, segment=name, basis="space") for name, n in {"a": 6, "b": 7, "c": 40, "d": 50}.items()
    ]
    assert withheld(shown([a_reading(103), *spaces])) == {"as", "bs", "cs"}


def test_a_segment_is_covered_by_one_of_the_other_basis() -> None:
    rows = [a_reading(90), a_reading(5, segment="arab"), a_reading(85, segment="arab", basis="space")]
    assert withheld(shown(rows)) == {"arabp", "arabs"}


def test_nobody_needs_no_cover() -> None:
    assert withheld(shown(segments(arab=0, general=400, haredi=30))) == {"arabp"}


def test_what_does_not_tell_of_residents_passes_as_it_is() -> None:
    reading = a_reading(1, value=3)
    assert shown([reading], PUBLIC, protected=False)[""] == reading


def test_in_public_counts_are_rounded_and_shares_are_whole_percents() -> None:
    count, share = a_reading(43, value=128), a_reading(43, value=0.6789)
    share = replace(share, part="share", low=0.5123, high=0.8)
    ratio = replace(a_reading(43, value=0.0712), part="ratio")
    units = {"": Unit.PER_MONTH, "share": Unit.SHARE, "ratio": Unit.SHARE}
    rows = disclosed([count, share, ratio], PUBLIC, lambda reading: declared(units[reading.part]))
    found = {reading.part: reading for reading in rows}
    assert (found[""].value, found[""].n, found[""].events) == (130, 45, 130)
    assert (found["share"].value, found["share"].low, found["share"].high) == (0.68, 0.51, 0.8)
    assert found["ratio"].value == 0.07, (
        "a report's share has no interval and is rounded as a share all the same"
    )


def test_what_is_no_longer_declared_is_protected() -> None:
    [reading] = disclosed([a_reading(4)], DESK, lambda _reading: None)
    assert reading.withheld


def reported(value: float, n: int, *, segment: str = "") -> Reading:
    """What a platform reports of two spaces."""
    return replace(a_reading(n, segment=segment, value=value), generation="minute:told", events=2)


def test_a_report_of_nought_is_nought_and_of_a_segment_it_is_withheld() -> None:
    table = shown([reported(0, 0), reported(0, 0, segment="arab"), reported(400, 400, segment="general")])
    assert table[""].value == 0
    assert withheld(table) == {"arabp"}


def test_a_report_whose_people_nobody_told_is_withheld() -> None:
    assert withheld(shown([reported(5400, 0)])) == {""}


def test_a_public_output_can_be_made_from_what_the_desk_may_see() -> None:
    desk = disclosed(segments(a=4, b=15, c=300, d=400), DESK, lambda _reading: declared())
    table = shown(desk, PUBLIC)
    assert withheld(table) >= {"ap", "bp"}
    assert table["ap"].value is None


NUMBERS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 40), min_size=1)


@given(NUMBERS)
def test_subtracting_what_is_shown_from_the_total_finds_nobody(people: dict[str, int]) -> None:
    """A reader takes the total, subtracts every segment shown, and knows that all segments are listed."""
    table = shown(segments(**people))
    total = table.pop("")
    if total.withheld:
        assert all(reading.withheld for reading in table.values())
        return
    hidden = {name: people[name[0]] for name, reading in table.items() if reading.withheld}
    assert total.value is not None
    left = total.value - sum(reading.value or 0 for reading in table.values())
    assert left == sum(hidden.values())
    assert left == 0 or left >= DESK.people
    # More than one way to fill what is left, so that no hidden number is the only possible one.
    if left:
        assert sum(1 for number in hidden.values() if number) >= 2


@pytest.mark.parametrize("few", [1, 4, 9])
def test_from_the_facts_to_what_is_shown_nothing_tells_of_the_few(few: int) -> None:
    people = [("arab", actor) for actor in range(few)]
    people += [("general", 100 + actor) for actor in range(60)] + [
        ("haredi", 500 + actor) for actor in range(25)
    ]
    fact = {"authority": 1, "asset": "whatsapp", "space": 1, "batch": "b", "writers": "open"}
    says = {"verb": "Create", "object_type": "message", "actor_role": "resident", "replied_role": "resident"}
    at = MONTH.start.replace(tzinfo=None)
    activity = [
        fact | says | {"id": n, "at": at, "actor": actor, "segment_basis": "person", "society": society}
        for n, (society, actor) in enumerate(people)
    ]
    until = MONTH.end.replace(tzinfo=None)
    coverage = [fact | {"id": 1, "since": at, "until": until, "from_birth": False}]
    tables = on_duckdb({"activity": activity, "coverage": coverage})
    found = [
        reading
        for reading in compute(tables, [MONTH], now=MONTH.end)
        if reading.indicator == "whatsapp.peer_replies"
    ]
    told = {reading.segment: reading.value for reading in found}
    assert told == {"": few + 85.0, "arab": None, "general": 60.0, "haredi": None}
