"""A slope and its interval are said in amounts that a reader can picture."""

import pytest

from merhav.core.periods import Month
from merhav.indicators.trend import Evidence, Judgement, Point, Scale, Verdict, judge, weigh
from merhav.indicators.trend_words import in_words


def said(scale: Scale, slope: float, low: float | None, high: float | None) -> str:
    evidence = Evidence(scale=scale, points=24, slope=slope, low=low, high=high, p=0.01, change_year=0.2)
    return str(in_words(judge({0: evidence})[0]))


@pytest.mark.parametrize(
    ("scale", "slope", "low", "high", "words"),
    [
        ("count", 12.2, 4.4, 19.1, "about 12 more each month; between 4.4 and 19 more"),
        ("count", -12.2, -19.1, -4.4, "about 12 fewer each month; between 4.4 and 19 fewer"),
        ("count", 0.1, -3, 4, "each month something between 3 fewer and 4 more"),
        ("count", 0, 0, 0, "the same each month"),
        (
            "share",
            0.012,
            0.004,
            0.021,
            "about 1.2 points higher each month; between 0.4 points and 2.1 points higher",
        ),
        (
            "seconds",
            -90,
            -200,
            -30,
            "about 1.5 minutes shorter each month; between 30 seconds and 3.3 minutes shorter",
        ),
        ("level", 1234.5, 1000, 1500, "about 1234 higher each month; between 1000 and 1500 higher"),
        ("count", 5, None, None, "the months are too few to say how much it changes"),
    ],
)
def test_words(scale: Scale, slope: float, low: float | None, high: float | None, words: str) -> None:
    assert said(scale, slope, low, high) == words


def test_where_nothing_can_be_said_the_reason_is() -> None:
    few = weigh([Point(Month(2025, 1), 3.0)], scale="count")
    judged = judge({0: few})[0]
    assert judged.verdict is Verdict.CANNOT_TELL
    assert str(in_words(judged)) == "Only 1 whole months are known; 5 are needed."


def test_every_sentence_can_be_translated_with_its_values() -> None:
    evidence = Evidence(scale="seconds", points=24, slope=-90, low=-200, high=-30, p=0.01, change_year=-0.2)
    judged = Judgement(Verdict.FALLING, evidence, judge({0: evidence})[0].why)
    shown = in_words(judged).translated(lambda message: message.replace("minutes", "דקות"))
    assert "1.5 דקות" in shown
    assert "%" not in shown
