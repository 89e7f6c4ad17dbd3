"""The site's own counter: no cookie, nothing for whoever asks not to be followed, addresses never kept, nobody twice."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from merhav.authorities.models import Authority
from merhav.core.periods import LOCAL, Month
from merhav.counter import closing, views
from merhav.counter.addresses import sign_of
from merhav.counter.closing import close_visits
from merhav.counter.models import Counter, Hit, Visitor
from merhav.counter.services import due, open_counter
from merhav.facts.tables import ACTIVITY, OBSERVATION
from merhav.ledger.scan import table
from merhav.recording.ledgers import open_ledger
from merhav.recording.services import drain

pytestmark = pytest.mark.django_db(transaction=True)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
HOME = {"remote_addr": "192.0.2.7", "user-agent": FIREFOX}
NOON = datetime(2026, 3, 10, 12, tzinfo=LOCAL)
RULES = {"resident_networks": "192.0.2.0/24", "service_payment": "/pay/*", "resident_share": "50"}


@pytest.fixture
def counter(town: Authority) -> Counter:
    counter = open_counter(authority=town, site="האתר", hosts="www.town.example, town.example", told=RULES)
    Counter.of.authority(town).update(covered=NOON - timedelta(days=1))
    counter.refresh_from_db()
    return counter


def look(
    counter: Counter,
    path: str = "/",
    *,
    seconds: int | None = None,
    address: str = "192.0.2.7",
    agent: str = FIREFOX,
    origin: str = "https://www.town.example",
    **headers: str,
) -> Any:
    url = reverse("counter_beacon", kwargs={"number": counter.pk, "sign": sign_of(counter)})
    sent = {"p": path} | ({} if seconds is None else {"s": str(seconds)})
    return Client(enforce_csrf_checks=True).post(
        url, sent, REMOTE_ADDR=address, headers={"user-agent": agent, "origin": origin, **headers}
    )


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The moment at which the next page is looked at."""
    moment = [NOON]
    monkeypatch.setattr(views.timezone, "now", lambda: moment[0])

    def at(minutes: int) -> None:
        moment[0] = NOON + timedelta(minutes=minutes)

    return at


def facts(town: Authority) -> tuple[list[dict[str, Any]], dict[str, float]]:
    """Acts, and the last telling of each number."""
    with open_ledger() as ledger:
        list(drain(ledger))
        acts = [
            row for row in table(ledger, ACTIVITY).to_pyarrow().to_pylist() if row["authority"] == town.pk
        ]
        told = [
            row for row in table(ledger, OBSERVATION).to_pyarrow().to_pylist() if row["authority"] == town.pk
        ]
    return acts, {row["measure"]: row["value"] for row in sorted(told, key=lambda row: row["seen"])}


def test_visits_are_told_apart_by_half_an_hour_of_silence(
    counter: Counter, town: Authority, clock: Any
) -> None:
    for minute, path, seconds in (
        (0, "/", None),
        (1, "/", 50),
        (2, "/pay/water", None),
        (4, "/pay/water", 90),
        (60, "/", None),
    ):
        clock(minute)
        assert look(counter, path, seconds=seconds).status_code == 204
    clock(61)
    look(counter, address="198.51.100.9")
    assert close_visits(counter, NOON + timedelta(hours=3)) == 3
    acts, numbers = facts(town)
    visits = [row for row in acts if row["topic"] is None]
    assert [row["duration"] for row in sorted(visits, key=lambda row: row["at"])] == [140, 0]
    assert [row["topic"] for row in acts if row["topic"]] == ["payment"]
    assert {row["actor_role"] for row in acts} == {"resident"}
    assert len({row["actor"] for row in acts}) == 1
    assert numbers == {
        "visitors": 1.0,
        "visits": 1.5,
        "engaged_seconds": 70.0,
        "page_views": 2.0,
        "service_users_payment": 0.5,
    }


def test_a_visit_that_goes_on_waits(counter: Counter, town: Authority, clock: Any) -> None:
    clock(0)
    look(counter)
    clock(20)
    look(counter)
    assert close_visits(counter, NOON + timedelta(minutes=40)) == 0
    assert close_visits(counter, NOON + timedelta(minutes=51)) == 1
    assert not Hit.of.authority(town).exists()


def test_each_hours_telling_takes_the_place_of_the_last(
    counter: Counter, town: Authority, clock: Any
) -> None:
    for hour in (0, 2):
        clock(hour * 60)
        look(counter)
        close_visits(counter, NOON + timedelta(hours=hour + 1))
    assert facts(town)[1]["visits"] == 1.0
    with open_ledger() as ledger:
        told = table(ledger, OBSERVATION).to_pyarrow().to_pylist()
    cells = {(row["measure"], row["object_id"], row["at"]) for row in told}
    assert len(cells) == len({row["measure"] for row in told})


def test_the_same_person_is_another_number_next_month(counter: Counter, clock: Any) -> None:
    clock(0)
    look(counter)
    clock(60 * 24 * 30)
    look(counter)
    assert len(set(Hit.of.authority(counter.authority).values_list("visitor", flat=True))) == 2


@pytest.mark.parametrize(
    "sent",
    [
        {"dnt": "1"},
        {"sec-gpc": "1"},
        {"agent": "Googlebot/2.1 (+http://www.google.com/bot.html)"},
        {"agent": ""},
        {"origin": "https://elsewhere.example"},
        {"origin": "https://town.example.evil"},
        {"origin": ""},
    ],
)
def test_who_is_not_counted(counter: Counter, sent: dict[str, str]) -> None:
    assert look(counter, **sent).status_code == 204
    assert not Hit.of.authority(counter.authority).exists()


def test_nothing_of_a_person_is_kept(counter: Counter, clock: Any) -> None:
    clock(0)
    look(counter, "/welfare/debts?id=123456782")
    kept = repr(Hit.of.authority(counter.authority).values().get())
    for word in ("192.0.2.7", "Firefox", "welfare", "123456782"):
        assert word not in kept


def test_the_answer_sets_no_cookie_and_the_script_is_small(counter: Counter) -> None:
    assert look(counter).cookies == {}
    url = reverse("counter_script", kwargs={"number": counter.pk, "sign": sign_of(counter)})
    answer = Client().get(url)
    assert answer.cookies == {}
    assert len(answer.content) <= 1024
    assert "javascript" in answer["content-type"]
    assert b"cookie" not in answer.content


def test_an_address_that_is_guessed_counts_nothing(counter: Counter) -> None:
    assert Client().post(f"/c/{counter.pk}-0000000000000000/", {"p": "/"}).status_code == 404
    assert Client().get(f"/c/{counter.pk}-0000000000000000.js").status_code == 404


def test_a_flood_is_not_kept(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("merhav.counter.listening.MOST_WAITING", 0)
    look(counter)
    assert not Hit.of.authority(counter.authority).exists()


@pytest.mark.parametrize("seconds", ["-5", "1e9", "many", "99999999", "٣"])
def test_seconds_that_are_none_are_passed_over(counter: Counter, seconds: str, clock: Any) -> None:
    clock(0)
    url = reverse("counter_beacon", kwargs={"number": counter.pk, "sign": sign_of(counter)})
    headers = {"user-agent": FIREFOX, "origin": "https://town.example"}
    assert Client().post(url, {"p": "/", "s": seconds}, headers=headers).status_code == 204
    hit = Hit.of.authority(counter.authority).get()
    assert hit.seconds is None or hit.seconds <= 1800


def test_visitors_of_a_month_are_let_go_when_it_is_told(
    counter: Counter, town: Authority, clock: Any
) -> None:
    clock(0)
    look(counter)
    close_visits(counter, NOON + timedelta(hours=1))
    assert Visitor.of.authority(town).count() == 1
    close_visits(counter, Month(2026, 4).start + timedelta(days=4))
    assert Visitor.of.authority(town).count() == 0
    assert facts(town)[1]["visitors"] == 0.5


def test_killed_on_the_way_nothing_is_lost_or_double(
    counter: Counter, town: Authority, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock(0)
    look(counter)
    with monkeypatch.context() as broken:
        broken.setattr(closing, "_let_go", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            close_visits(counter, NOON + timedelta(hours=1))
    assert Hit.of.authority(town).count() == 1
    assert close_visits(counter, NOON + timedelta(hours=1)) == 1
    assert len(facts(town)[0]) == 1


def test_the_desk_gets_the_line_and_a_neighbour_does_not(
    desk: Client, next_door: Client, town: Authority
) -> None:
    told = {
        "site": "האתר",
        "hosts": "town.example",
        "resident_share": "",
        "resident_networks": "",
        "service_payment": "",
    }
    page = desk.post(reverse("counters"), told, follow=True).content.decode()
    counter = Counter.of.authority(town).get()
    assert sign_of(counter) in page
    assert sign_of(counter) not in next_door.get(reverse("counters")).content.decode()


def test_a_rule_that_is_none_gets_one_sentence(desk: Client, town: Authority) -> None:
    answer = desk.post(reverse("counters"), {"site": "a", "hosts": "b", "resident_networks": "our street"})
    assert answer.status_code == 422
    assert not Counter.of.authority(town).exists()


def test_a_worker_that_begins_finds_what_nobody_closed(counter: Counter, town: Authority) -> None:
    assert due() == []
    Counter.of.authority(town).update(next_at=timezone.now() - timedelta(hours=2))
    assert due() == [counter.pk]
