"""The demo town's files: the same every time, whole months, as a town would have exported them."""

import zipfile
from collections import Counter
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest
from tests.demo.files import LAST, chats, text

from merhav.core.periods import Month
from merhav.demo.generate import Story, generate, story
from merhav.demo.manifest import Manifest
from merhav.facts.tables import DIMENSIONS
from merhav.facts.words import Role, Writers


def _digest(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_seed_and_month_give_the_same_bytes(
    folder: Path, manifest: Manifest, tmp_path: Path
) -> None:
    again = generate(tmp_path, last_month=LAST)
    assert _digest(tmp_path) == _digest(folder)
    assert again.truths == manifest.truths
    assert again.member_counts == manifest.member_counts


def test_another_seed_gives_other_files(folder: Path, manifest: Manifest, tmp_path: Path) -> None:
    generate(tmp_path, seed=7, last_month=LAST)
    mine, theirs = _digest(folder), _digest(tmp_path)
    same = {name for name in mine if mine[name] == theirs.get(name)}
    assert all(name.startswith("website/sitemap") for name in same), "the site's map knows no chance"


def test_every_file_is_there_and_istext(manifest: Manifest, folder: Path) -> None:
    assert {file.path for file in manifest.files} == {path for path in folder.rglob("*") if path.is_file()}
    for file in manifest.files:
        assert text(file).strip()


def test_an_iphone_gives_a_zip_with_one_chat(manifest: Manifest) -> None:
    zips = [file for file in chats(manifest) if file.path.suffix == ".zip"]
    assert zips
    for file in zips:
        with zipfile.ZipFile(file.path) as archive:
            assert archive.namelist() == ["_chat.txt"]
        assert file.path.name.startswith("WhatsApp Chat - ")
        assert "\r\n" in text(file)


def test_a_later_export_holds_the_earlier_ones_messages(manifest: Manifest) -> None:
    """But for what was deleted or edited since, as on a telephone."""
    several = Counter(file.space.name for file in chats(manifest))
    assert sum(count > 1 for count in several.values()) >= 3
    for name, count in several.items():
        texts = [text(file).splitlines() for file in chats(manifest) if file.space.name == name]
        assert len(texts) == count
        for earlier, later in pairwise(texts):
            assert len(earlier) < len(later)
            kept = sum(mine == theirs for mine, theirs in zip(earlier, later, strict=False))
            assert kept > 0.9 * len(earlier)


def test_what_is_told_is_in_the_words_of_the_facts(manifest: Manifest) -> None:
    for file in manifest.files:
        assert set(file.space.audience) <= set(DIMENSIONS)
        assert file.space.grew_from in {"", "zoom"}
        assert set(file.roles.values()) <= set(Role)
    for file in chats(manifest):
        assert int(file.told["members"]) > 0
        assert Month.of(date.fromisoformat(file.told["exported_on"])) <= LAST.next
    opened = {file.space.name for file in chats(manifest) if file.space.writers is Writers.OPEN}
    assert 9 <= len(opened) <= 11


def test_members_are_known_at_the_end_of_every_month(manifest: Manifest) -> None:
    ends = [month.last_day for month in (manifest.first_month + step for step in range(24))]
    for counts in manifest.member_counts.values():
        assert [day for day, _number in counts] == ends
        assert all(0 < number <= 1024 for _day, number in counts)


def test_who_has_a_role_appears_in_the_file(manifest: Manifest) -> None:
    for file in manifest.files:
        content = text(file)
        assert all(name in content for name in file.roles)


@pytest.mark.parametrize("last", [Month(2027, 1), Month(2027, 5)], ids=str)
def test_every_month_of_two_years_is_lived_in_and_no_other(last: Month) -> None:
    for chat in story(last_month=last).chats:
        spoken = [line.at for line in chat.lines if line.event is None]
        assert {Month.of(at) for at in spoken} == {last + (step - 23) for step in range(24)}
        assert min(line.at for line in chat.lines).date() <= (last + -23).first_day


def test_the_emergency_is_the_loudest_fortnight_everywhere(told: Story) -> None:
    fortnight = set(told.span.fortnight)
    for chat in told.chats:
        days = Counter(line.at.date() for line in chat.lines if line.event is None)
        usual = median(days[day] for day in told.span.days if day not in fortnight)
        assert median(days[day] for day in fortnight) >= 2 * max(usual, 1)


def test_the_size_is_that_of_a_town(told: Story) -> None:
    assert 60_000 <= sum(len(chat.lines) for chat in told.chats) <= 95_000
    assert 30 <= len(told.meetings) <= 45


def test_ramadan_moves_the_evening_into_the_night(told: Story) -> None:
    mothers = next(chat for chat in told.chats if chat.group.key == "mothers")

    def late(month: Month) -> float:
        hours = [line.at.hour for line in mothers.lines if line.event is None and Month.of(line.at) == month]
        return sum(hour >= 21 or hour < 2 for hour in hours) / len(hours)

    assert late(Month(2025, 3)) > 2 * late(Month(2025, 5))
