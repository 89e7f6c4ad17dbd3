"""Nobody sees what is not theirs: every address, asked by a stranger and by the neighbouring authority."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.support.journeys import bring_in

from merhav.assets.models import Import
from merhav.authorities.models import Authority
from merhav.communities.models import Space
from merhav.measurement.models import Reading

OPEN = {"sign_in", "set_language"}
SIGNED = {"fill_minute", "counter_script", "counter_beacon", "hook"}
"""Whoever was given such an address may use it, without a login; a made-up one leads nowhere."""
VALUES = ("7", "0123456789ab", "whatsapp.peer_replies")


def addresses() -> list[tuple[str, str]]:
    """Every named address of the site."""
    found = []

    def walk(patterns: list[URLPattern | URLResolver]) -> None:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns)
            else:
                values = {name: _value(one) for name, one in pattern.pattern.converters.items()}
                found.append((pattern.name or "", reverse(pattern.name or "", kwargs=values)))

    walk(get_resolver().url_patterns)
    return found


def _value(converter: Any) -> Any:
    """Some value that may stand there."""
    return converter.to_python(next(value for value in VALUES if re.fullmatch(converter.regex, value)))


@pytest.mark.parametrize(("name", "address"), addresses())
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_led_to_the_door(
    client: Client, db: None, name: str, address: str, method: str
) -> None:
    answer = getattr(client, method)(address)
    if name in OPEN:
        assert answer.status_code in {200, 302, 405}
    elif name in SIGNED:
        assert answer.status_code in {403, 404, 405}
    elif name == "sign_out" and method == "get":
        assert answer.status_code in {302, 405}
    else:
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("sign_in"))


def test_staff_of_no_authority_see_nothing(client: Client, db: None, django_user_model: type) -> None:
    django_user_model.objects.create_user("nobody", password="a long password")  # type: ignore[attr-defined]
    client.login(username="nobody", password="a long password")
    for name in ("measures", "imports", "sources", "sources_csv", "measures_csv"):
        assert client.get(reverse(name)).status_code == 403


def test_the_neighbour_finds_nothing_of_the_town(
    desk: Client, next_door: Client, town: Authority, exported: object, work: object
) -> None:
    batch = bring_in(desk, exported, work)
    assert Reading.of.authority(town).exists()
    for name in ("import", "apply_import", "leave_import", "undo_import"):
        address = reverse(name, kwargs={"batch": batch})
        assert next_door.get(address).status_code in {404, 405}
        assert next_door.post(address).status_code in {404, 405}
    assert Import.of.authority(town).get().stage == "applied"
    assert "הרחוב שלנו" not in next_door.get(reverse("imports")).content.decode()
    lines = b"".join(next_door.get(reverse("measures_csv")).streaming_content).decode().splitlines()
    assert len(lines) == 1, "the neighbour's file has a head and no reading"


def test_rows_of_nobody_in_particular_cannot_be_asked_for() -> None:
    with pytest.raises(TypeError, match="Say whose rows"):
        Space.of.all()
    with pytest.raises(TypeError, match="belongs to an authority"):
        Space.of.create(name="x")
