"""What waits in the outbox reaches the ledger in its order and in few commits, whoever drains it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from merhav.assets.applying import bring, carry_on
from merhav.assets.importing import Described, given
from merhav.assets.models import Import, Stage
from merhav.authorities.models import Authority
from merhav.connectors.base import Report
from merhav.connectors.files import Source
from merhav.connectors.registry import connector
from merhav.facts.tables import ACTIVITY
from merhav.recording import services
from merhav.recording.ledgers import open_ledger
from merhav.recording.models import Outgoing
from merhav.recording.services import drain, hand_over


def _wait(authority: Authority, batch: str, *numbers: int) -> None:
    rows = [
        (
            ACTIVITY,
            {
                "id": number,
                "authority": authority.pk,
                "at": datetime(2026, 3, 1, tzinfo=UTC),
                "verb": "Create",
                "object_type": "message",
                "actor_role": "resident",
                "asset": "whatsapp",
                "space": 1,
                "segment_basis": "none",
            },
        )
        for number in numbers
    ]
    hand_over(authority=authority, batch=batch, source="test", rows=rows)


def test_what_waits_is_delivered_in_its_order_and_leaves_nothing(
    town: Authority, neighbour: Authority, settings: Any
) -> None:
    _wait(town, "first", 1, 2)
    _wait(town, "longer", 1, 2, 3)
    _wait(neighbour, "theirs", 1)
    _wait(town, "last", 4)
    with open_ledger() as ledger:
        found = [(batch, done.new, done.repeated) for batch, done in drain(ledger)]
        assert found == [("first", 2, 0), ("longer", 1, 2), ("theirs", 1, 0), ("last", 1, 0)]
        assert [mark.batch for mark in ledger.batches(town.pk)] == ["first", "longer", "last"]
        assert list(drain(ledger)) == []
    assert list(Path(settings.MERHAV_STAGING, "outbox").iterdir()) == []


@pytest.mark.parametrize(
    ("limit", "value", "commits"), [("_BATCHES", 100, 1), ("_BATCHES", 2, 3), ("_BYTES", 1, 5)]
)
def test_many_batches_share_a_commit(
    town: Authority, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, commits: int
) -> None:
    monkeypatch.setattr(services, limit, value)
    for number in range(5):
        _wait(town, f"batch {number}", number)
    with open_ledger() as ledger:
        before = ledger.snapshot()
        assert [done.new for _batch, done in drain(ledger)] == [1] * 5
        assert ledger.snapshot() - before == commits


def test_a_batch_that_cannot_be_appended_holds_up_none_before_it(
    town: Authority, neighbour: Authority
) -> None:
    _wait(town, "good", 1)
    _wait(neighbour, "theirs, in our name", 2)
    Outgoing.of.everywhere().filter(batch="theirs, in our name").update(authority=town)
    _wait(town, "after", 3)
    with open_ledger() as ledger:
        with pytest.raises(ValueError, match="a row of activity is of authority"):
            list(drain(ledger))
        assert [mark.batch for mark in ledger.batches(town.pk)] == ["good"]
    left = Outgoing.of.everywhere().order_by("pk").values_list("batch", flat=True)
    assert list(left) == ["theirs, in our name", "after"]


def _given(town: Authority, chat: Path) -> Import:
    told = Described(authority=town.name, space="street", answers={"date_order": "dmy"})
    return given(connector("whatsapp_export"), Source.at(chat), told, Report())


@pytest.mark.parametrize("who", ["another authority's worker", "the command that measures", "one that died"])
def test_an_import_that_somebody_else_delivered_comes_to_its_end(
    town: Authority, neighbour: Authority, exported: Path, who: str
) -> None:
    import_ = _given(town, exported)
    with open_ledger() as ledger:
        if who == "another authority's worker":
            bring(ledger, neighbour)
        elif who == "the command that measures":
            call_command("measure", authority=neighbour.name)
        else:
            next(drain(ledger))
        done = carry_on(ledger, import_.batch)
    assert done.stage == Stage.APPLIED
    assert done.new > 0
    assert done.repeated == 0
