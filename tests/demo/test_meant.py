"""The planted truths of chats and meetings, counted from what was meant, without any inference."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from statistics import median

import pytest
from tests.demo.files import LAST

from merhav.core.periods import Month
from merhav.demo.chats import Thread
from merhav.demo.generate import Story, story
from merhav.demo.manifest import Expected, Truth
from merhav.demo.meetings import Meeting
from merhav.demo.reports.truths import truths_of_reports
from merhav.demo.truths import truths
from merhav.facts.words import RunBy, Writers
from merhav.indicators.registry import indicators
from merhav.indicators.trend import Point, Scale, judge, weigh

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
