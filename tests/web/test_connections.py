"""Products that are asked: their keys stay sealed, a failure says what helps, an answer is read once and can be read anew."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.support.product import KEY, Asked, Product, served

from merhav.assets.models import Import, Stage
from merhav.authorities.models import Authority
from merhav.connections.models import Connection, Pull
from merhav.connections.services import due
from merhav.connectors import registry
from merhav.connectors.http import Http, Unreachable
from merhav.core.text import Text
from merhav.facts.tables import OBSERVATION
from merhav.ledger.scan import table
from merhav.recording.ledgers import open_ledger

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def product(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Iterator[Product]:
    reader = Asked()
    known = {**registry.connectors(), reader.slug: reader}
    registry.connectors.cache_clear()
    monkeypatch.setattr(registry, "connectors", lambda: known)
    monkeypatch.setattr("merhav.connections.selectors.connectors", lambda: known)
    monkeypatch.setattr("merhav.assets.forms.connectors", lambda: known, raising=False)
    settings.MERHAV_PULL_PRIVATE = True
    settings.MERHAV_HOME = tmp_path
    with served(Product()) as product:
        yield product


def connect(desk: Client, product: Product, key: str = KEY) -> Any:
    told = {"space": "עמוד העירייה", "address": product.address, "key": key}
    return desk.post(reverse("connect", args=["asked"]), told, follow=True)


def followers(town: Authority) -> list[float]:
    with open_ledger() as ledger:
        rows = table(ledger, OBSERVATION).to_pyarrow().to_pylist()
    return sorted(row["value"] for row in rows if row["authority"] == town.pk)


def test_a_product_is_connected_asked_and_counted(
    desk: Client, town: Authority, product: Product, work: Any
) -> None:
    page = connect(desk, product)
    assert page.status_code == 200
    work()
    assert followers(town) == [120, 150]
    connection = Connection.of.authority(town).get()
    assert connection.failure == {}
    assert connection.next_at is not None
    assert connection.next_at > timezone.now() + timedelta(hours=23)
    assert Import.of.authority(town).get().stage == Stage.APPLIED


def test_a_key_is_nowhere_to_be_read(
    desk: Client, town: Authority, product: Product, work: Any, tmp_path: Path
) -> None:
    connect(desk, product)
    work()
    connection = Connection.of.authority(town).get()
    assert KEY not in repr(connection.__dict__)
    assert KEY not in repr(Import.of.authority(town).get().__dict__)
    for name, args in (("connections", []), ("connect", ["asked"])):
        assert KEY not in desk.get(reverse(name, args=args)).content.decode()
    for path in (tmp_path / "answers").iterdir():
        assert b"2026-08-03" not in path.read_bytes()


def test_what_is_told_again_is_counted_once(
    desk: Client, town: Authority, product: Product, work: Any
) -> None:
    connect(desk, product)
    work()
    product.followers["2026-08-28"] = 160
    desk.post(reverse("ask_connection", args=[Connection.of.authority(town).get().pk]))
    work()
    assert followers(town) == [120, 150, 160]


@pytest.mark.parametrize(
    ("status", "sentence", "hours"),
    [(401, "refuses the key", 24), (404, "answers 404", 24), (503, "is busy", 2)],
)
def test_a_failure_says_what_helps_and_is_tried_again_when_that_may_help(
    desk: Client,
    town: Authority,
    product: Product,
    work: Any,
    monkeypatch: pytest.MonkeyPatch,
    status: int,
    sentence: str,
    hours: int,
) -> None:
    monkeypatch.setattr(
        Http.__init__, "__kwdefaults__", {**(Http.__init__.__kwdefaults__ or {}), "sleep": lambda _s: None}
    )
    product.refusing = status
    connect(desk, product)
    work()
    connection = Connection.of.authority(town).get()
    assert sentence in str(Text.from_json(connection.failure))
    assert connection.next_at is not None
    assert (
        timedelta(hours=hours) - timedelta(minutes=5)
        < connection.next_at - timezone.now()
        <= timedelta(hours=hours)
    )
    assert not Import.of.authority(town).exists()
    product.refusing = 0
    desk.post(reverse("ask_connection", args=[connection.pk]))
    work()
    assert followers(town) == [120, 150]


def test_an_answer_that_is_no_json_changes_nothing_and_says_so(
    desk: Client, town: Authority, product: Product, work: Callable[[], None]
) -> None:
    connect(desk, product, key="another")
    work()
    assert "refuses the key" in str(Text.from_json(Connection.of.authority(town).get().failure))
    assert followers(town) == []


def test_a_kept_answer_is_read_anew_and_old_ones_are_let_go(
    desk: Client, town: Authority, product: Product, work: Any, tmp_path: Path
) -> None:
    connect(desk, product)
    work()
    batch = Import.of.authority(town).get().batch
    asked = len(product.asked)
    call_command("pull", again=batch)
    assert len(product.asked) == asked
    assert followers(town) == [120, 150]
    assert Import.of.authority(town).count() == 2
    Pull.of.authority(town).update(at=timezone.now() - timedelta(days=100))
    desk.post(reverse("ask_connection", args=[Connection.of.authority(town).get().pk]))
    work()
    assert Pull.of.authority(town).count() == 1


def test_a_paused_connection_is_not_asked_and_a_closed_one_forgets_its_key(
    desk: Client, town: Authority, product: Product, work: Any
) -> None:
    connect(desk, product)
    work()
    number, asked = Connection.of.authority(town).get().pk, len(product.asked)
    desk.post(reverse("pause_connection", args=[number]), {"paused": "yes"})
    Connection.of.authority(town).update(next_at=timezone.now() - timedelta(hours=1))
    assert due() == []
    call_command("pull")
    assert len(product.asked) == asked
    desk.post(reverse("close_connection", args=[number]))
    assert not Connection.of.authority(town).exists()
    assert followers(town) == [120, 150]


def test_a_neighbour_can_do_nothing_with_it(
    desk: Client, next_door: Client, town: Authority, product: Product, work: Any
) -> None:
    connect(desk, product)
    work()
    number = Connection.of.authority(town).get().pk
    assert "עמוד העירייה" not in next_door.get(reverse("connections")).content.decode()
    for name in ("ask_connection", "pause_connection", "close_connection"):
        assert next_door.post(reverse(name, args=[number])).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9/", "http://localhost/", "http://[::1]/", "file:///etc/passwd", "http:///x"],
)
def test_an_address_inside_the_network_is_not_asked(address: str) -> None:
    with pytest.raises(Unreachable) as refused:
        Http(private=False).get(address)
    assert refused.value.permanent
