"""The demo town's files: the same every time, whole months, in the real formats, with the planted truths in them."""

import gzip
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest

from merhav.connectors.base import Report, Told
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
from merhav.connectors.registry import connectors
from merhav.core.periods import Month
from merhav.demo.chats import Thread
from merhav.demo.generate import Story, generate, story
from merhav.demo.manifest import Expected, ExportFile, Manifest, Truth
from merhav.demo.meetings import Meeting
from merhav.demo.reports.truths import truths_of_reports
from merhav.demo.truths import truths
from merhav.demo.wordings import Event
from merhav.facts.tables import DIMENSIONS
from merhav.facts.words import Role, RunBy, Writers
from merhav.indicators.registry import indicators
from merhav.indicators.trend import Point, Scale, judge, weigh

LAST = Month(2026, 10)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def manifest(folder: Path) -> Manifest:
    return generate(folder, last_month=LAST)


@pytest.fixture(scope="module")
def told() -> Story:
    return story(last_month=LAST)


def _digest(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _text(file: ExportFile) -> str:
    content = file.path.read_bytes()
    if file.path.suffix == ".gz":
        content = gzip.decompress(content)
    if file.connector == "hotline_table":
        return content.decode("cp1255")
    if file.path.suffix == ".zip":
        with zipfile.ZipFile(file.path) as archive:
            content = archive.read("_chat.txt")
    return content.decode("utf-8-sig")


def _chats(manifest: Manifest) -> list[ExportFile]:
    return [file for file in manifest.files if file.connector == "whatsapp_export"]


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


def test_every_file_is_there_and_is_text(manifest: Manifest, folder: Path) -> None:
    assert {file.path for file in manifest.files} == {path for path in folder.rglob("*") if path.is_file()}
    for file in manifest.files:
        assert _text(file).strip()


def test_an_iphone_gives_a_zip_with_one_chat(manifest: Manifest) -> None:
    zips = [file for file in _chats(manifest) if file.path.suffix == ".zip"]
    assert zips
    for file in zips:
        with zipfile.ZipFile(file.path) as archive:
            assert archive.namelist() == ["_chat.txt"]
        assert file.path.name.startswith("WhatsApp Chat - ")
        assert "\r\n" in _text(file)


def test_a_later_export_holds_the_earlier_ones_messages(manifest: Manifest) -> None:
    """But for what was deleted or edited since, as on a telephone."""
    several = Counter(file.space.name for file in _chats(manifest))
    assert sum(count > 1 for count in several.values()) >= 3
    for name, count in several.items():
        texts = [_text(file).splitlines() for file in _chats(manifest) if file.space.name == name]
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
    for file in _chats(manifest):
        assert int(file.told["members"]) > 0
        assert Month.of(date.fromisoformat(file.told["exported_on"])) <= LAST.next
    opened = {file.space.name for file in _chats(manifest) if file.space.writers is Writers.OPEN}
    assert 9 <= len(opened) <= 11


def test_members_are_known_at_the_end_of_every_month(manifest: Manifest) -> None:
    ends = [month.last_day for month in (manifest.first_month + step for step in range(24))]
    for counts in manifest.member_counts.values():
        assert [day for day, _number in counts] == ends
        assert all(0 < number <= 1024 for _day, number in counts)


def test_who_has_a_role_appears_in_the_file(manifest: Manifest) -> None:
    for file in manifest.files:
        text = _text(file)
        assert all(name in text for name in file.roles)


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


@pytest.mark.parametrize("slug", ["whatsapp_export", "zoom_report"])
def test_the_connector_understands_every_line(manifest: Manifest, slug: str) -> None:
    reader = connectors()[slug]
    for file in manifest.files:
        if file.connector == slug:
            report, people, answers = Report(), Pseudonyms(b"demo"), Told(file.told)
            rows = reader.rows(Source.at(file.path), answers, people, report)
            assert list(reader.finished(rows, answers, people))
            assert (file.path.name, report.not_understood, report.problems) == (file.path.name, 0, [])
            assert {people.person(name) for name in file.roles} <= set(report.senders)


_EVENTS = {
    Event.ENCRYPTED: "encryption_notice",
    Event.CREATED: "group_created",
    Event.JOINED_MYSELF: "joined_via_link",
    Event.JOINED: "joined_via_link",
    Event.ADDED: "added",
    Event.LEFT: "left",
    Event.REMOVED: "removed",
    Event.SUBJECT: "subject_changed",
    Event.DESCRIPTION: "description_changed",
    Event.ICON: "icon_changed",
    Event.PROMOTED: "promoted",
    Event.NUMBER: "number_changed",
    Event.PINNED: "pinned",
}


def test_every_notice_is_read_as_what_it_was_written_for(manifest: Manifest, told: Story) -> None:
    """In seven telephones' wording: as many joined, left, renamed… as the story has."""
    reader = connectors()["whatsapp_export"]
    last = {file.space.name: file for file in _chats(manifest)}
    for chat in told.chats:
        file = last[chat.group.space.name]
        found = Counter(
            item["event"] for item in reader.items(Source.at(file.path), Told(file.told), Report())
        )
        meant = Counter(_EVENTS[line.event] for line in chat.lines if line.event is not None)
        assert {event: found[event] for event in meant} == meant
        assert found["poll"] == sum(line.form == "poll" for line in chat.lines)


# The planted truths, counted from what was meant, without any inference.

Where = Mapping[str, str]


def _by_month(told: Story, where: Where, *, news: bool) -> list[list[Thread]]:
    """The threads of each month in groups with that audience."""
    threads = [
        thread
        for chat in told.chats
        if where.items() <= chat.group.space.audience.items()
        for thread in chat.threads
        if thread.is_news is news
    ]
    return [[thread for thread in threads if thread.month == month] for month in told.span.months]


def _replies(told: Story, where: Where) -> list[float]:
    return [sum(one.replies for one in month) for month in _by_month(told, where, news=False)]


def _responses(told: Story, where: Where) -> list[float]:
    return [sum(one.replies for one in month) for month in _by_month(told, where, news=True)]


def _topics(told: Story, where: Where) -> list[float]:
    return [len(month) for month in _by_month(told, where, news=False)]


def _answered(told: Story, where: Where) -> list[float]:
    months = _by_month(told, where, news=False)
    return [sum(one.first_seconds is not None for one in month) / len(month) for month in months]


def _by_official(told: Story, where: Where) -> list[float]:
    months = _by_month(told, where, news=False)
    return [sum(one.official_seconds is not None for one in month) / len(month) for month in months]


def _official_time(told: Story, where: Where) -> list[float]:
    months = _by_month(told, where, news=False)
    return [median(one.official_seconds for one in month if one.official_seconds) for month in months]


def _after_meetings(told: Story, where: Where) -> list[float]:
    grown = tuple(chat for chat in told.chats if chat.group.space.grew_from)
    return _replies(replace(told, chats=grown), where)


def _members(writers: Writers) -> Callable[[Story, Where], list[float]]:
    def count(told: Story, where: Where) -> list[float]:
        spaces = [
            chat
            for chat in told.chats
            if chat.group.space.writers is writers and where.items() <= chat.group.space.audience.items()
        ]
        return [sum(chat.member_counts[index][1] for chat in spaces) for index in range(24)]

    return count


def _of_meetings(number: Callable[[list[Meeting]], float]) -> Callable[[Story, Where], list[float]]:
    def count(told: Story, _where: Where) -> list[float]:
        return [
            number([one for one in told.meetings if Month.of(one.at) == month]) for month in told.span.months
        ]

    return count


def _present(held: list[Meeting]) -> float:
    return len({who for one in held for who in one.residents})


def _officials(held: list[Meeting]) -> float:
    return len({who for one in held if one.space.run_by is RunBy.RESIDENTS for who in one.officials})


_MEANT: dict[tuple[str, str], tuple[Scale, Callable[[Story, Where], list[float]]]] = {
    ("whatsapp.peer_replies", ""): ("count", _replies),
    ("whatsapp.resident_topics", ""): ("count", _topics),
    ("whatsapp.responses", ""): ("count", _responses),
    ("whatsapp.answers", ""): ("share", _answered),
    ("whatsapp.answers", "by_official"): ("share", _by_official),
    ("whatsapp.answers", "official_time"): ("seconds", _official_time),
    ("whatsapp.open_group_members", ""): ("count", _members(Writers.OPEN)),
    ("whatsapp.closed_group_members", ""): ("count", _members(Writers.CLOSED)),
    ("zoom.peer_interactions", ""): ("count", _after_meetings),
    ("zoom.meetings", ""): ("count", _of_meetings(len)),
    ("zoom.attendees", ""): ("count", _of_meetings(_present)),
    ("zoom.attendees", "attendances"): (
        "count",
        _of_meetings(lambda held: sum(len(one.residents) for one in held)),
    ),
    ("zoom.follow_ups", ""): (
        "share",
        _of_meetings(lambda held: sum(one.follow_up is not None for one in held) / len(held)),
    ),
    ("zoom.officials_at_resident_meetings", ""): ("count", _of_meetings(_officials)),
}


def _countable() -> list[Truth]:
    """Truths of chats and meetings; levels, the people who write, and closed groups together with the announcement group
    are of the facts and not of what was meant in a story.
    """
    elsewhere = {"assets.communication_level", "whatsapp.closed_group_members"}
    return [
        truth
        for truth in truths()
        if truth not in truths_of_reports()
        and truth.indicator not in elsewhere
        and (truth.kind == "observation" or not truth.indicator.endswith("_members"))
    ]


@pytest.mark.parametrize("seed", [2026, 1])
def test_what_was_meant_shows_the_planted_truths(seed: int) -> None:
    told = story(seed=seed, last_month=LAST)
    series = {}
    for truth in _countable():
        scale, count = _MEANT[truth.indicator, truth.part]
        values = count(told, {truth.dimension: truth.segment} if truth.dimension else {})
        points = [Point(month, value) for month, value in zip(told.span.months, values, strict=True)]
        series[replace(truth, expected=Expected.STEADY, why="")] = weigh(points, scale=scale)
    verdicts = judge(series)
    found = {truth: verdicts[replace(truth, expected=Expected.STEADY, why="")] for truth in _countable()}
    assert [
        (truth, judged) for truth, judged in found.items() if not truth.expected.holds(judged.verdict)
    ] == []


def test_every_truth_names_an_indicator_that_is_declared() -> None:
    declared = indicators()
    for truth in truths():
        assert truth.indicator in declared
        assert (truth.kind, truth.part) in {
            (read.kind, read.part) for read in declared[truth.indicator].series
        }
