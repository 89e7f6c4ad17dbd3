"""The weekly minute: told by a link, on paper or at the desk; counted once, and never beside the chat that counts itself."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.support.journeys import bring_in

from merhav.authorities.models import Authority, Staff
from merhav.facts.tables import OBSERVATION
from merhav.facts.words import Asset
from merhav.ledger.scan import table
from merhav.minutes.addresses import sign_of
from merhav.minutes.models import Minute, MinuteLink, Mode
from merhav.minutes.selectors import standings
from merhav.minutes.services import open_link, tell_minute
from merhav.minutes.weeks import last_week, week_of
from merhav.recording.ledgers import open_ledger

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def link(town: Authority) -> MinuteLink:
    return open_link(
        authority=town,
        asset=Asset.FACEBOOK,
        name="הורי הרקפות",
        description={"writers": "open", "run_by": "residents"},
        language="ar",
        concerned=900,
    )


def address(link: MinuteLink) -> str:
    return reverse("fill_minute", kwargs={"number": link.pk, "sign": sign_of(link)})


def week() -> str:
    return last_week(timezone.localdate()).isoformat()


def held(town: Authority) -> dict[str, float]:
    """What the ledger holds of the group, the last telling of each."""
    with open_ledger() as ledger:
        rows = table(ledger, OBSERVATION).to_pyarrow().to_pylist()
    own = [row for row in rows if row["authority"] == town.pk]
    return {
        row["measure"]: row["value"]
        for row in sorted(own, key=lambda row: (row["at"], row["seen"] or row["at"]))
    }


def test_an_admin_fills_it_in_without_a_login(
    link: MinuteLink, town: Authority, work: Callable[[], None]
) -> None:
    stranger = Client()
    page = stranger.get(address(link))
    assert 'lang="ar" dir="rtl"' in page.content.decode()
    answer = stranger.post(
        address(link), {"week": week(), "members": "412", "questions": "9", "answered": "6"}
    )
    assert answer.status_code == 200
    assert Minute.of.authority(town).get().figures == {"members": 412, "questions": 9, "answered": 6}
    work()
    assert held(town) == {"concerned": 900, "members": 412, "questions": 9, "answered": 6}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("he", "דקה על הקבוצה"),
        ("ar", "دقيقة عن المجموعة"),
        ("ru", "Минута о группе"),
        ("en", "A minute about the group"),
    ],
)
def test_it_speaks_four_languages(link: MinuteLink, language: str, words: str) -> None:
    page = Client().get(address(link), {"language": language}).content.decode()
    assert words in page
    assert f'lang="{language}" dir="{"ltr" if language in {"ru", "en"} else "rtl"}"' in page


def test_told_again_the_later_holds_and_nothing_is_added(
    link: MinuteLink, town: Authority, work: Callable[[], None]
) -> None:
    for members in (400, 410):
        Client().post(address(link), {"week": week(), "members": members, "posts": 30})
    work()
    assert held(town)["members"] == 410
    assert held(town)["posts"] == 30
    assert Minute.of.authority(town).get().times == 2


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({}, "Write at least one number"),
        ({"questions": "3", "answered": "5"}, "More were answered than were asked"),
        ({"members": "-4"}, "greater than or equal to 0"),
        ({"members": "many"}, "whole number"),
        ({"members": "99999999"}, "less than or equal to 1000000"),
        ({"members": "5", "week": "1999-01-03"}, "not one of the available choices"),
    ],
)
def test_bad_numbers_get_one_sentence_and_keep_what_was_written(
    link: MinuteLink, town: Authority, told: dict[str, str], sentence: str
) -> None:
    answer = Client().post(f"{address(link)}?language=en", {"week": week(), "posts": "", **told})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Minute.of.authority(town).exists()
    for value in told.values():
        assert value in answer.content.decode()


def test_an_address_that_is_guessed_withdrawn_or_old_leads_nowhere(link: MinuteLink, desk: Client) -> None:
    stranger = Client()
    assert stranger.get(f"/m/{link.pk}-0000000000000000/").status_code == 404
    old = address(link)
    desk.post(reverse("withdraw_minute", args=[link.pk]))
    assert stranger.get(old).status_code == 404
    again = open_link(
        authority=link.authority, asset=Asset.FACEBOOK, name=link.space.name, description={}, language="he"
    )
    assert stranger.get(old).status_code == 404
    assert stranger.get(address(again)).status_code == 200


def test_an_address_that_became_known_cannot_fill_the_ledger(link: MinuteLink, town: Authority) -> None:
    stranger = Client()
    for members in range(1, 25):
        answer = stranger.post(f"{address(link)}?language=en", {"week": week(), "members": members})
    assert "was told 20 times" in answer.content.decode()
    assert Minute.of.authority(town).get().figures == {"members": 20}


def test_a_sheet_on_paper_is_typed_in_and_counts_the_same(
    link: MinuteLink, town: Authority, desk: Client, work: Callable[[], None]
) -> None:
    sheet = desk.get(reverse("minute_sheet", args=[link.pk]), {"language": "ru"}).content.decode()
    assert "Минута о группе" in sheet
    assert "<svg" in sheet
    assert address(link) not in sheet  # the picture says it; a sheet left on a table shows no address to copy
    desk.post(reverse("enter_minute", args=[link.pk]), {"mode": "paper", "week": week(), "members": "55"})
    work()
    assert Minute.of.authority(town).get().mode == Mode.PAPER
    assert held(town)["members"] == 55


def test_the_desk_makes_a_link_and_sends_it(desk: Client, town: Authority) -> None:
    answer = desk.post(
        reverse("minutes"),
        {
            "asset": "whatsapp",
            "name": "נסיעות משותפות",
            "writers": "open",
            "run_by": "residents",
            "language": "he",
            "concerned": "",
        },
        follow=True,
    )
    link = MinuteLink.of.authority(town).get()
    assert address(link) in answer.content.decode()


def test_a_neighbour_sees_none_of_it(link: MinuteLink) -> None:
    other = Authority.objects.create(slug="other", name="Other")
    neighbour = Client()
    neighbour.force_login(Staff.objects.create(username="neighbour", authority=other))
    assert link.space.name not in neighbour.get(reverse("minutes")).content.decode()
    for name in ("minute_link", "enter_minute", "minute_sheet"):
        assert neighbour.get(reverse(name, args=[link.pk])).status_code == 404
    assert neighbour.post(reverse("withdraw_minute", args=[link.pk])).status_code == 404


def test_a_chat_of_the_same_group_counts_in_its_place_and_gives_way_when_undone(
    town: Authority, desk: Client, work: Callable[[], None], tmp_path: Path
) -> None:
    """The chat covers the week: its questions are the chat's own, the minute's stand beside; members stay."""
    today = timezone.localdate()
    link = open_link(
        authority=town,
        asset=Asset.WHATSAPP,
        name="הרחוב שלנו",
        description={"writers": "open"},
        language="he",
    )
    sunday = week_of(today) - timedelta(days=14)
    tell_minute(link=link, week=sunday, figures={"members": 80, "questions": 12, "initiatives": 1})
    work()
    assert held(town) == {"members": 80, "questions": 12, "initiatives": 1}
    path = tmp_path / "WhatsApp Chat with street.txt"
    path.write_text(chat_until(today), encoding="utf-8")
    batch = bring_in(desk, path, work, exported_on=today.isoformat(), members="")
    work()
    assert held(town)["questions"] == 0
    assert held(town)["initiatives"] == 1
    assert "(<bdi" in desk.get(reverse("minute_link", args=[link.pk])).content.decode()
    desk.post(reverse("undo_import", args=[batch]))
    work()
    work()
    assert held(town)["questions"] == 12


def chat_until(day: date) -> str:
    """A chat that begins two months ago and ends on the day."""
    lines = []
    for back in range(60, -1, -1):
        at = day - timedelta(days=back)
        lines += [
            f"{at.day}.{at.month}.{at.year}, 10:0{n} - {name}: שלום" for n, name in enumerate(("דנה", "רון"))
        ]
    return "\n".join(lines) + "\n"


def test_a_group_whose_week_was_not_told_is_late(link: MinuteLink, town: Authority) -> None:
    MinuteLink.of.authority(town).update(created_at=timezone.now() - timedelta(days=40))
    (standing,) = standings(town)
    since_sunday = (timezone.localdate() - week_of(timezone.localdate())).days
    assert standing.late is (since_sunday >= 3)
    tell_minute(link=link, week=last_week(timezone.localdate()), figures={"members": 5})
    (standing,) = standings(town)
    assert not standing.late


def test_no_word_of_anybody_is_in_the_address(link: MinuteLink) -> None:
    assert re.fullmatch(r"/m/\d+-[0-9a-f]{16}/", address(link))


def test_minutes_are_brought_in_by_a_command_too(link: MinuteLink, town: Authority) -> None:
    tell_minute(link=link, week=last_week(timezone.localdate()), figures={"members": 7})
    call_command("count_minutes", link.space_id)
    assert held(town)["members"] == 7
