"""What Zoom sends by itself: believed only when Zoom signed it, kept once, counted when the meeting is over."""

import hmac
import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from merhav.authorities.models import Authority
from merhav.connections.hooks import open_hook, sign_of
from merhav.connections.models import Heard, Hook
from merhav.facts.tables import ACTIVITY
from merhav.ledger.scan import table
from merhav.recording.ledgers import open_ledger

pytestmark = pytest.mark.django_db(transaction=True)
TOKEN = "Zooms-own-secret"
BEGAN = datetime(2026, 3, 22, 17, 20, tzinfo=UTC)


@pytest.fixture
def hook(town: Authority) -> Hook:
    return open_hook(authority=town, space="מפגשי שיתוף", token=TOKEN)


def event(kind: str, minutes: int, who: str = "", uuid: str = "a==") -> dict[str, Any]:
    at = BEGAN + timedelta(minutes=minutes)
    about: dict[str, Any] = {
        "id": "81234567890",
        "uuid": uuid,
        "topic": "הפארק",
        "start_time": f"{BEGAN:%Y-%m-%dT%H:%M:%SZ}",
    }
    if who:
        side = "join_time" if kind.endswith("joined") else "leave_time"
        about["participant"] = {
            "user_name": who,
            "user_id": who,
            "id": "",
            "email": "",
            side: f"{at:%Y-%m-%dT%H:%M:%SZ}",
        }
    if kind.endswith("ended"):
        about["end_time"] = f"{at:%Y-%m-%dT%H:%M:%SZ}"
    return {"event": f"meeting.{kind}", "event_ts": int(at.timestamp() * 1000), "payload": {"object": about}}


def send(
    hook: Hook, message: dict[str, Any], *, token: str = TOKEN, at: datetime | None = None, body: bytes = b""
) -> Any:
    raw = body or json.dumps(message).encode()
    stamp = str(int((at or timezone.now()).timestamp()))
    signature = "v0=" + hmac.new(token.encode(), f"v0:{stamp}:".encode() + raw, sha256).hexdigest()
    return Client(enforce_csrf_checks=True).post(
        reverse("hook", kwargs={"number": hook.pk, "sign": sign_of(hook)}),
        raw,
        content_type="application/json",
        headers={"x-zm-signature": signature, "x-zm-request-timestamp": stamp},
    )


MEETING = (
    event("started", 0),
    event("participant_joined", 0, "דנה"),
    event("participant_joined", 3, "Omar"),
    event("participant_left", 30, "Omar"),
    event("participant_joined", 35, "Omar"),
    event("participant_left", 60, "דנה"),
    event("participant_left", 60, "Omar"),
    event("ended", 60),
)


def acts(town: Authority) -> list[dict[str, Any]]:
    with open_ledger() as ledger:
        rows = table(ledger, ACTIVITY).to_pyarrow().to_pylist()
    return [row for row in rows if row["authority"] == town.pk]


def read(hook: Hook, later: timedelta) -> None:
    Heard.of.everywhere().update(at=timezone.now() - later)
    call_command("read_heard", hook.pk)


def test_a_meeting_is_counted_when_it_is_over(hook: Hook, town: Authority) -> None:
    for message in MEETING:
        assert send(hook, message).status_code == 204
    read(hook, timedelta(minutes=11))
    found = acts(town)
    assert sorted(row["verb"] for row in found) == ["Arrive", "Arrive", "Create"]
    assert sorted(row["duration"] for row in found if row["verb"] == "Arrive") == [52 * 60, 3600]
    assert not Heard.of.everywhere().exists()


def test_what_is_sent_again_or_in_another_order_counts_once(hook: Hook, town: Authority) -> None:
    for message in (*reversed(MEETING), *MEETING):
        send(hook, message)
    assert Heard.of.everywhere().count() == len(MEETING)
    read(hook, timedelta(minutes=11))
    assert len(acts(town)) == 3
    for message in MEETING:
        send(hook, message)
    read(hook, timedelta(minutes=11))
    assert len(acts(town)) == 3


def test_a_meeting_that_goes_on_waits_and_one_whose_end_was_lost_is_read_next_day(
    hook: Hook, town: Authority
) -> None:
    for message in MEETING[:-1]:
        send(hook, message)
    read(hook, timedelta(hours=5))
    assert acts(town) == []
    read(hook, timedelta(hours=25))
    assert len(acts(town)) == 3


def test_what_zoom_did_not_sign_is_not_believed(hook: Hook) -> None:
    assert send(hook, MEETING[0], token="another").status_code == 401
    assert send(hook, MEETING[0], at=timezone.now() - timedelta(minutes=6)).status_code == 401
    url = reverse("hook", kwargs={"number": hook.pk, "sign": sign_of(hook)})
    assert Client().post(url, b"{}", content_type="application/json").status_code == 401
    assert (
        Client()
        .post(f"/hooks/{hook.pk}-0000000000000000/", b"{}", content_type="application/json")
        .status_code
        == 404
    )
    assert not Heard.of.everywhere().exists()


def test_zoom_gets_the_proof_it_asks_for(hook: Hook) -> None:
    answer = send(hook, {"event": "endpoint.url_validation", "payload": {"plainToken": "q9"}})
    expected = hmac.new(TOKEN.encode(), b"q9", sha256).hexdigest()
    assert answer.json() == {"plainToken": "q9", "encryptedToken": expected}


@pytest.mark.parametrize("body", [b"[]", b"null", b"{", b'{"event": 5, "payload": []}', b"[" * 5000])
def test_what_is_signed_and_makes_no_sense_breaks_nothing(hook: Hook, town: Authority, body: bytes) -> None:
    assert send(hook, {}, body=body).status_code in {200, 204}
    read(hook, timedelta(hours=30))
    assert acts(town) == []
    assert not Heard.of.everywhere().exists()


def test_no_name_lies_readable_while_it_waits(hook: Hook) -> None:
    send(hook, MEETING[1])
    assert "דנה".encode() not in bytes(Heard.of.everywhere().get().body)
    assert TOKEN not in hook.token


def test_the_desk_gets_an_address_and_a_neighbour_none(
    desk: Client, next_door: Client, town: Authority
) -> None:
    page = desk.post(
        reverse("zoom_hooks"), {"space": "מפגשי שיתוף", "token": TOKEN}, follow=True
    ).content.decode()
    assert sign_of(Hook.of.authority(town).get()) in page
    assert TOKEN not in page
    assert "מפגשי שיתוף" not in next_door.get(reverse("zoom_hooks")).content.decode()
    for client in (desk, next_door):
        assert client.get(reverse("sources")).status_code == 200
