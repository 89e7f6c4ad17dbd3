"""The catalogue obeys its rules, and each rule finds what it is there for."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace

import pytest
from extra import EXTRA, REPORTED, an_indicator

from merhav.core.text import Refusal, _
from merhav.facts.words import Asset
from merhav.indicators.definition import Facet, Indicator, Kind, Part, Unit
from merhav.indicators.filters import SET, where
from merhav.indicators.measures import Count, Level, People, Share, Step, Sum
from merhav.indicators.registry import indicator, indicators, pages
from merhav.indicators.reported import Flow, Ratio, Stock
from merhav.indicators.validate import problems

CREATED = where(verb="Create")


def sentences(*declared: Indicator, family: str = "whatsapp") -> list[str]:
    return [str(problem) for problem in problems({family: declared})]


def reading(measure: object, **changes: object) -> Indicator:
    return an_indicator(reads={Kind.ACTIVITY: measure}, **changes)


def test_the_catalogue_has_no_problems() -> None:
    assert problems() == []


def test_the_declarations_of_the_tests_have_none_either() -> None:
    found: Mapping[str, list[Indicator]] = {
        family: [each for each in (*EXTRA, *REPORTED) if each.family == family]
        for family in ("whatsapp", "zoom", "assets")
    }
    assert problems(found) == []


@pytest.mark.parametrize(
    ("declared", "sentence"),
    [
        (replace(an_indicator(), version=0), "whatsapp.test has no version."),
        (replace(an_indicator(), question=_(" ")), "whatsapp.test has no question."),
        (replace(an_indicator(), slug="zoom.test"), "zoom.test stands in whatsapp.py."),
        (replace(an_indicator(), reads={}), "whatsapp.test reads nothing and awaits nothing."),
        (
            replace(an_indicator(), awaits=(Kind.ACTIVITY,)),
            "whatsapp.test both reads and awaits activity.",
        ),
        (
            reading(Stock("members", of=where(writers="open")), unit=Unit.PEOPLE),
            "whatsapp.test: a Stock does not read activity.",
        ),
        (
            an_indicator(reads={Kind.OBSERVATION: Count(CREATED)}),
            "whatsapp.test: a Count does not read observation.",
        ),
        (
            an_indicator(reads={Kind.SURVEY: Count(CREATED)}),
            "whatsapp.test: a Count does not read survey.",
        ),
        (
            an_indicator(
                reads={Kind.OBSERVATION: Flow("seconds", of=where(writers="open"))}, unit=Unit.SECONDS
            ),
            "whatsapp.test does not say whose seconds it adds.",
        ),
        (
            an_indicator(
                beside={
                    "part": Part(_("t"), Unit.PER_MONTH, Count(CREATED), also={Kind.ACTIVITY: Count(CREATED)})
                }
            ),
            "whatsapp.test, part reads one kind twice.",
        ),
        (
            an_indicator(
                reads={
                    Kind.OBSERVATION: Ratio(
                        Flow("posts", of=where(verb="Create")), Stock("members", of=where(writers="open"))
                    )
                },
                unit=Unit.SHARE,
            ),
            "whatsapp.test: coverage has no column verb.",
        ),
        (reading(People(CREATED)), "whatsapp.test: a People is not told in per_month."),
        (
            reading(Level((Step(CREATED, 1),)), unit=Unit.LEVEL),
            "whatsapp.test: a level is read for each asset, not for one.",
        ),
        (reading(Count(where(colour="red"))), "whatsapp.test: activity has no column colour."),
        (
            an_indicator(reads={Kind.OBSERVATION: Stock("members", of=where(verb="Create"))}),
            "whatsapp.test: observation has no column verb.",
        ),
        (reading(Sum("language", where=CREATED)), "whatsapp.test: language holds no numbers."),
        (reading(Count(where(verb="Shout"))), "whatsapp.test: verb is never 'Shout'."),
        (
            an_indicator(beside={"so so": Part(_("t"), Unit.PER_MONTH, Count(CREATED))}),
            "whatsapp.test: 'so so' is no name of a part.",
        ),
        (
            an_indicator(beside={"part": Part(_(""), Unit.SHARE, Share(CREATED, where(at=SET)))}),
            "whatsapp.test, part has no title.",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_rule_says_what_is_wrong(declared: Indicator, sentence: str) -> None:
    assert sentence in sentences(declared)


def test_two_of_one_name_are_told() -> None:
    assert sentences(an_indicator(), an_indicator()) == ["whatsapp.test is declared 2 times."]


def test_an_unknown_indicator_is_refused() -> None:
    with pytest.raises(Refusal, match=r"There is no indicator whatsapp\.nothing\."):
        indicator("whatsapp.nothing")


def test_indicators_are_there_by_their_files() -> None:
    assert {each.family for each in indicators().values()} >= {"assets", "facebook", "whatsapp", "zoom"}
    assert indicator("whatsapp.answers").kinds == (Kind.ACTIVITY, Kind.OBSERVATION, Kind.SURVEY)
    assert indicator("website.service_users").kinds == (Kind.ACTIVITY, Kind.OBSERVATION), "of its parts, too"
    assert indicator("zoom.meetings").asset is Asset.ZOOM


def test_a_page_goes_from_facet_to_facet() -> None:
    for page in pages().values():
        facets = [list(Facet).index(each.facet) for each in page]
        assert facets == sorted(facets)


def test_pages_list_definitions_without_starting_an_engine() -> None:
    code = (
        "import sys, merhav.indicators.validate, merhav.indicators.disclosure, merhav.indicators.reading;"
        "merhav.indicators.validate.problems();"
        "sys.exit(any(name in sys.modules for name in ('ibis', 'duckdb', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
