from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from tests.ledger.made import Row, actor, message, messages

from merhav.core.periods import Month
from merhav.facts.tables import ACTIVITY, ANSWER, COVERAGE, POPULATION, RECORD, TABLES, Table
from merhav.facts.words import Asset, Object, Role, Verb
from merhav.ledger import form
from merhav.ledger.spool import Spool, write
from merhav.ledger.store import Ledger
from merhav.ledger.undo import Undone, UnknownBatch

JANUARY, FEBRUARY, MARCH = Month(2024, 1), Month(2024, 2), Month(2024, 3)


def stored(ledger: Ledger, authority: int, table: Table = ACTIVITY) -> list[Row]:
    with ledger.connection.cursor() as con:
        found = con.execute(f"FROM {form.name(table)} WHERE authority = {authority} ORDER BY id")
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def ids(ledger: Ledger, authority: int) -> set[object]:
    rows = stored(ledger, authority)
    assert len({row["id"] for row in rows}) == len(rows)
    return {row["id"] for row in rows}


def test_every_kind_of_value_comes_back_as_it_went_in(ledger: Ledger, authority: int) -> None:
    row = message(1, verb=Verb.QUESTION, object_type=Object.TOPIC, actor_role=Role.LEADER, asset=Asset.ZOOM)
    row |= {
        "on_subject": True,
        "amount": 1.5,
        "language": "he",
        "official_seconds": None,
        "topic": 'מים "נקיים"',
    }
    ledger.append(authority=authority, batch="a", rows={ACTIVITY: [row]})
    (back,) = stored(ledger, authority)
    assert back == dict.fromkeys(ACTIVITY.names) | row | {
        "authority": authority,
        "batch": "a",
        "at": datetime(2024, 1, 1, 7),  # noqa: DTZ001 - stored as UTC without a zone
    }


def test_moments_of_any_zone_are_stored_as_utc(ledger: Ledger, authority: int) -> None:
    local = datetime.fromisoformat("2024-06-01T02:30+03:00")
    ledger.append(authority=authority, batch="a", rows={ACTIVITY: [message(1, at=local)]})
    assert stored(ledger, authority)[0]["at"] == datetime(2024, 5, 31, 23, 30)  # noqa: DTZ001


def test_every_table_of_the_contract_takes_rows(ledger: Ledger, authority: int) -> None:
    day, moment = date(2024, 2, 3), datetime(2024, 2, 3, tzinfo=UTC)
    common = {"id": 1, "at": moment, "asset": "street", "since": day, "until": None}
    for name, table in TABLES.items():
        filler = {"number": 7, "decimal": 0.5, "text": "x", "moment": moment, "day": day, "truth": False}
        row = {column.name: filler[column.kind] for column in table.columns if column.required}
        row |= {key: value for key, value in common.items() if key in table.names and key not in row} | {
            "id": 1
        }
        row["authority"] = authority
        assert ledger.append(authority=authority, batch=f"b {name}", rows={table: [row]}).new == 1
        assert stored(ledger, authority, table)[0]["batch"] == f"b {name}"


def test_the_same_batch_again_does_nothing_and_tells_what_it_was(ledger: Ledger, authority: int) -> None:
    first = ledger.append(authority=authority, batch="a", rows=messages(range(10)))
    again = ledger.append(authority=authority, batch="a", rows=messages(range(10, 30)))
    assert again == first
    assert first.new == 10
    assert ids(ledger, authority) == set(range(10))
    assert len(ledger.batches(authority)) == 1


def test_a_longer_export_adds_only_what_is_new(ledger: Ledger, authority: int) -> None:
    ledger.append(authority=authority, batch="a", rows=messages(range(1500)))
    longer = ledger.append(authority=authority, batch="b", rows=messages(range(1510)))
    assert (longer.new, longer.repeated) == (10, 1500)
    assert ids(ledger, authority) == set(range(1510))


def test_a_fact_twice_in_one_batch_counts_once_and_the_first_stands(ledger: Ledger, authority: int) -> None:
    rows = [*messages([1], topic="first"), *messages([2]), *messages([1], topic="second")]
    appended = ledger.append(authority=authority, batch="a", rows=rows)
    assert (appended.new, appended.repeated) == (2, 0)
    assert stored(ledger, authority)[0]["topic"] == "first"


def test_a_fact_is_the_same_when_one_source_tells_the_seconds_and_another_does_not(
    ledger: Ledger, authority: int
) -> None:
    told = datetime(2024, 1, 31, 23, 59, 42, tzinfo=UTC)
    ledger.append(authority=authority, batch="a", rows=messages([1], at=told))
    for batch, at in (("b", told.replace(second=0)), ("c", told.replace(second=59))):
        assert ledger.append(authority=authority, batch=batch, rows=messages([1], at=at)).repeated == 1


def test_authorities_do_not_see_each_other(ledger: Ledger, authority: int) -> None:
    other = authority + 1_000_000
    ledger.append(authority=authority, batch="a", rows=messages(range(5)))
    assert ledger.append(authority=other, batch="a", rows=messages(range(7))).new == 7
    ledger.undo(authority=authority, batch="a")
    assert ids(ledger, authority) == set()
    assert ids(ledger, other) == set(range(7))
    assert ledger.erase(authority=authority, actor=actor(1)) == 0
    assert ledger.changes(other)[-1].seq == 1


def test_undo_leaves_what_a_later_batch_brought_too_in_that_batchs_words(
    ledger: Ledger, authority: int
) -> None:
    ledger.append(authority=authority, batch="wrong", rows=messages(range(4), actor_role="resident"))
    ledger.append(authority=authority, batch="right", rows=messages(range(2, 6), actor_role="official"))
    undone = ledger.undo(authority=authority, batch="wrong")
    assert undone.rows == 2
    assert {
        row["id"]: (row["actor_role"], row["batch"]) for row in stored(ledger, authority)
    } == dict.fromkeys(range(2, 6), ("official", "right"))


def test_undoing_the_later_batch_leaves_the_first_untouched(ledger: Ledger, authority: int) -> None:
    ledger.append(authority=authority, batch="a", rows=messages(range(4)))
    ledger.append(authority=authority, batch="b", rows=messages(range(6)))
    assert ledger.undo(authority=authority, batch="b").rows == 2
    ledger.undo(authority=authority, batch="a")
    assert ids(ledger, authority) == set()


def test_an_undone_batch_stays_undone_when_it_is_delivered_again(ledger: Ledger, authority: int) -> None:
    first = ledger.append(authority=authority, batch="a", rows=messages(range(3)))
    ledger.undo(authority=authority, batch="a")
    assert ledger.append(authority=authority, batch="a", rows=messages(range(3))) == first
    assert ids(ledger, authority) == set()
    assert ledger.append(authority=authority, batch="a2", rows=messages(range(3))).new == 3


def test_undo_is_done_once_and_only_for_a_known_batch(ledger: Ledger, authority: int) -> None:
    ledger.append(authority=authority, batch="a", rows=messages(range(3)))
    assert ledger.undo(authority=authority, batch="a").rows == 3
    assert ledger.undo(authority=authority, batch="a") == Undone(0, frozenset())
    with pytest.raises(UnknownBatch, match="no such"):
        ledger.undo(authority=authority, batch="no such")


def test_batches_tell_their_story(ledger: Ledger, authority: int) -> None:
    before = datetime.now(UTC)
    ledger.append(authority=authority, batch="a", rows=messages(range(3)))
    ledger.append(authority=authority, batch="b", rows=messages(range(5)))
    ledger.undo(authority=authority, batch="a")
    first, second = ledger.batches(authority)
    assert (first.batch, first.new, first.repeated, first.tables) == ("a", 3, 0, ("activity",))
    assert (second.batch, second.new, second.repeated, second.undone) == ("b", 2, 3, None)
    assert before <= first.at <= second.at <= (first.undone or before) <= datetime.now(UTC)


def test_an_empty_batch_is_a_batch(ledger: Ledger, authority: int) -> None:
    assert ledger.append(authority=authority, batch="a", rows=[]).new == 0
    assert ledger.undo(authority=authority, batch="a").rows == 0


def test_erasing_a_person_takes_facts_and_repeats_and_nobody_else(ledger: Ledger, authority: int) -> None:
    ledger.append(authority=authority, batch="a", rows=messages(range(20)))
    ledger.append(authority=authority, batch="b", rows=messages(range(30)))
    theirs = {number for number in range(30) if actor(number) == 3}
    assert ledger.erase(authority=authority, actor=3) == len(theirs)
    assert ids(ledger, authority) == set(range(30)) - theirs
    ledger.undo(authority=authority, batch="a")
    assert ids(ledger, authority) == set(range(30)) - theirs


def test_erasing_takes_the_answers_of_a_respondent(ledger: Ledger, authority: int) -> None:
    answer = {
        "at": datetime(2024, 3, 1, tzinfo=UTC),
        "survey": 1,
        "wave": 1,
        "question": "q",
        "segment_basis": "none",
    }
    rows = [answer | {"id": number, "respondent": number % 2} for number in range(4)]
    ledger.append(authority=authority, batch="a", rows={ANSWER: rows})
    assert ledger.erase(authority=authority, actor=1) == 2
    assert [row["id"] for row in stored(ledger, authority, ANSWER)] == [0, 2]


def test_changes_name_the_months_touched_by_append_undo_and_erase(ledger: Ledger, authority: int) -> None:
    january, february = datetime(2024, 1, 9, tzinfo=UTC), datetime(2024, 2, 9, tzinfo=UTC)
    appended = ledger.append(authority=authority, batch="a", rows=messages([1, 2], at=january))
    assert appended.months == {JANUARY}
    rows = [*messages([1, 2], at=january), *messages([3, 4], at=february, asset="zoom", actor=99)]
    assert ledger.append(authority=authority, batch="b", rows=rows).months == {FEBRUARY}
    cursor = ledger.changes(authority)[-1].seq
    ledger.erase(authority=authority, actor=99)
    undone = ledger.undo(authority=authority, batch="a")
    assert undone.months == {JANUARY}
    told = [(change.asset, change.table, change.month) for change in ledger.changes(authority, cursor)]
    assert told == [("zoom", "activity", FEBRUARY), ("whatsapp", "activity", JANUARY)]
    assert [change.month for change in ledger.changes(authority)] == [JANUARY, FEBRUARY, FEBRUARY, JANUARY]
    assert ledger.changes(authority, ledger.changes(authority)[-1].seq) == []


def test_batches_appended_together_are_as_if_one_came_after_the_other(
    ledger: Ledger, authority: int, tmp_path: Path
) -> None:
    january, february = datetime(2024, 1, 9, tzinfo=UTC), datetime(2024, 2, 9, tzinfo=UTC)
    ledger.append(authority=authority, batch="a", rows=messages([1], at=january))
    brought = {
        "a": messages([9], at=january),
        "b": [*messages([1, 2], at=january, topic="b"), *messages([2, 2], at=january, topic="later")],
        "c": [*messages([2], at=january, topic="c"), *messages([3], at=february, topic="c")],
        "d": [],
    }
    spools = {batch: write(tmp_path / batch, iter(rows)) for batch, rows in brought.items()}
    told = ledger.append_all(authority=authority, batches=spools)
    assert [(batch, one.new, one.repeated, one.months) for batch, one in told.items()] == [
        ("a", 1, 0, {JANUARY}), ("b", 1, 1, {JANUARY}), ("c", 1, 1, {FEBRUARY}), ("d", 0, 0, set()),
    ]  # fmt: skip
    assert [mark.batch for mark in ledger.batches(authority)] == ["a", "b", "c", "d"]
    assert [(row["id"], row["batch"], row["topic"]) for row in stored(ledger, authority)] == [
        (1, "a", None), (2, "b", "b"), (3, "c", "c"),
    ]  # fmt: skip
    ledger.undo(authority=authority, batch="b")
    assert [(row["id"], row["batch"]) for row in stored(ledger, authority)] == [(1, "a"), (2, "c"), (3, "c")]
    changes = [(change.seq, change.month) for change in ledger.changes(authority)]
    assert changes == [(1, JANUARY), (2, JANUARY), (3, FEBRUARY), (5, JANUARY)]


def test_one_bad_batch_of_several_leaves_none_of_them(ledger: Ledger, authority: int, tmp_path: Path) -> None:
    spools = {
        "good": write(tmp_path / "good", iter(messages([1]))),
        "bad": write(tmp_path / "bad", iter(messages([2], authority=666))),
    }
    with pytest.raises(ValueError, match="is of authority 666"):
        ledger.append_all(authority=authority, batches=spools)
    with pytest.raises(FileNotFoundError):
        ledger.append_all(authority=authority, batches={**spools, "bad": Spool(tmp_path / "lost")})
    assert ledger.batches(authority) == []
    assert ids(ledger, authority) == set()


def test_a_page_that_is_found_again_in_another_month_is_the_same_page(ledger: Ledger, authority: int) -> None:
    """Each reading of a site's map finds all of its pages, and says of each the moment at which it looked."""
    page = {"verb": Verb.ADD.value, "object_type": Object.PAGE.value, "asset": "website"}
    january, march = datetime(2024, 1, 5, tzinfo=UTC), datetime(2024, 3, 5, tzinfo=UTC)
    ledger.append(authority=authority, batch="a", rows=messages([1, 2], at=january, **page))
    told = ledger.append(authority=authority, batch="b", rows=messages([1, 2, 3], at=march, **page))
    assert (told.new, told.repeated, told.months) == (1, 2, {MARCH})
    assert [row["at"] for row in stored(ledger, authority)] == [
        _naive(january),
        _naive(january),
        _naive(march),
    ]
    assert ledger.undo(authority=authority, batch="a").months == {JANUARY, MARCH}
    assert {row["at"] for row in stored(ledger, authority)} == {_naive(march)}


def _naive(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


def test_months_are_those_of_the_local_clock(ledger: Ledger, authority: int) -> None:
    rows = messages([1], at=datetime(2024, 1, 31, 22, 0, tzinfo=UTC))  # midnight in Jerusalem has just struck
    assert ledger.append(authority=authority, batch="a", rows=rows).months == {FEBRUARY}
    rows = messages([2], at=datetime(2024, 6, 30, 20, 59, tzinfo=UTC))
    assert ledger.append(authority=authority, batch="b", rows=rows).months == {Month(2024, 6)}


def test_a_span_touches_every_month_of_it(ledger: Ledger, authority: int) -> None:
    coverage = message(1, source="whatsapp_export", from_birth=False) | {
        "since": datetime(2024, 1, 20, tzinfo=UTC),
        "until": datetime(2024, 3, 31, 21, 0, tzinfo=UTC),  # the first moment of April is not covered
    }
    row = {name: value for name, value in coverage.items() if name in COVERAGE.names}
    appended = ledger.append(authority=authority, batch="a", rows={COVERAGE: [row]})
    assert appended.months == {JANUARY, FEBRUARY, MARCH}
    routine = {"id": 1, "kind": "routine", "since": date(2024, 2, 1), "until": date(2024, 3, 1)}
    assert ledger.append(authority=authority, batch="b", rows={RECORD: [routine]}).months == {FEBRUARY, MARCH}
    in_force = {"id": 2, "kind": "policy", "since": date(2024, 2, 1)}
    assert (
        Month.of(datetime.now(UTC))
        in ledger.append(authority=authority, batch="c", rows={RECORD: [in_force]}).months
    )
    margin = {"id": 1, "year": 2022, "since": date(2024, 1, 1), "people": 48_000}
    assert ledger.append(authority=authority, batch="d", rows={POPULATION: [margin]}).months == {JANUARY}


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (message(1, shoe_size=44), "no column shoe_size"),
        (message(1, verb=None), "has no verb"),
        (message(1, authority=666), "is of authority 666"),
    ],
)
def test_a_row_that_is_not_of_the_contract_writes_nothing(
    ledger: Ledger, authority: int, row: Row, why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        ledger.append(authority=authority, batch="a", rows=[*messages([7]), (ACTIVITY, row)])
    assert ids(ledger, authority) == set()
    assert ledger.batches(authority) == []


def test_a_source_that_fails_half_way_writes_nothing(ledger: Ledger, authority: int) -> None:
    def broken() -> Iterator[tuple[Table, Row]]:
        yield from messages(range(60_000))
        raise OSError("the file ends here")

    with pytest.raises(OSError, match="ends here"):
        ledger.append(authority=authority, batch="a", rows=broken())
    assert ids(ledger, authority) == set()
    assert list(ledger.where.staging.iterdir()) == []


def test_arrow_tables_and_readers_come_in_whole(ledger: Ledger, authority: int) -> None:
    columns = pa.Table.from_pylist([message(number) for number in range(2500)])
    assert ledger.append(authority=authority, batch="a", rows={ACTIVITY: columns}).new == 2500
    reader = pa.RecordBatchReader.from_batches(columns.schema, columns.to_batches(700))
    assert ledger.append(authority=authority, batch="b", rows={ACTIVITY: reader}).repeated == 2500
    assert stored(ledger, authority)[8]["at"] == datetime(2024, 1, 3, 8)  # noqa: DTZ001


def test_small_batches_stay_in_the_catalogue_until_they_are_settled(ledger: Ledger, authority: int) -> None:
    folder = ledger.where.files / "main" / "activity" / f"authority={authority}"
    ledger.append(authority=authority, batch="a", rows=messages(range(5)))
    assert not folder.exists()
    ledger.settle()
    assert list(folder.rglob("*.parquet"))
    assert ids(ledger, authority) == set(range(5))


def test_large_batches_lie_in_folders_of_months(ledger: Ledger, authority: int) -> None:
    ledger.append(authority=authority, batch="a", rows=messages(range(3000)))
    folder = ledger.where.files / "main" / "activity" / f"authority={authority}" / "year=2024"
    assert sorted(path.name for path in folder.iterdir()) == ["month=1", "month=2", "month=3"]
