"""Meta Business Suite's export of who follows a Facebook page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import ClassVar

from merhav.connectors.base import Answer, Connector, Item, Question, Report, Told, Untold
from merhav.connectors.facebook.audience import Audience, audience
from merhav.connectors.facebook.facts import observed
from merhav.connectors.facebook.labels import parted
from merhav.connectors.facebook.told import EXPORTED_ON, begin_of, covered, day_told, end_of
from merhav.connectors.facebook.words import AUDIENCE, HOME
from merhav.connectors.files import Source
from merhav.connectors.heads import Head, plain_word
from merhav.connectors.moments import day_in_utc
from merhav.connectors.people import Pseudonyms
from merhav.core.text import Text, _
from merhav.facts.rows import Row
from merhav.facts.words import Asset

_DAY = replace(
    EXPORTED_ON,
    help=_("The file says no day, and its shares are of the day on which it was made."),
    required=True,
    only_if=EXPORTED_ON.name,
    before=True,
)
_CITIES = Question(
    "home_cities",
    _("Under which names does Facebook list the authority's localities?"),
    Answer.TEXT,
    help=_(
        "As in the list of top cities, parted by commas. So the share of followers who live in the authority is known, "
        "as far as the list reaches. Empty: it is not told."
    ),
    before=True,
    remembered=True,
)
_AGES = ("13-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65+")
_TITLES = {plain_word(word): name for name, words in AUDIENCE.items() for word in words}
_MOST_CITIES = 20


class FacebookAudience(Connector):
    """Shares of a page's followers on the day of the export, between 0 and 1.

    `follower_share_female`, `follower_share_male` and `follower_share_18-24`… as Facebook cuts ages, which are not the
    bands of this project; `follower_share_home_country`; and `follower_share_residents`: the listed cities that are the
    authority's own. Facebook lists only the largest cities, so this is the least that it can be. How many the followers
    are, the file does not say. The numbers by day that stand beside are read from their own export.
    """

    slug = "facebook_audience"
    asset = Asset.FACEBOOK
    title = _("Facebook page: audience")
    reads: ClassVar[Text] = _(
        "Who follows a page, exported from Meta Business Suite: Audience.csv, Gender.csv or FollowerTopTerritories.csv."
    )
    how: ClassVar[tuple[Text, ...]] = (
        _("Open business.facebook.com, choose the page, and open Insights › Audience."),
        _("Click Export › Export as CSV, and drop the file here the same day."),
    )
    suffixes = (".csv", ".zip")
    tells = (
        "follower_share_female",
        "follower_share_male",
        *(f"follower_share_{age}" for age in _AGES),
        "follower_share_home_country",
        "follower_share_residents",
    )
    asks: ClassVar[tuple[Question, ...]] = (_DAY, _CITIES)

    def recognises(self, head: Head) -> float:
        rows = [[plain_word(text) for text in row if text.strip()] for row in head.rows]
        titles = {_TITLES.get(row[0]) for row in rows if len(row) == 1}
        if "age_and_sex" in titles or len(titles & {"cities", "countries", "pages"}) > 1:
            return 0.95
        lists = any(
            len(row) == 2 and _TITLES.get(row[0]) in {"sexes", "countries"} and _TITLES.get(row[1]) == "share"
            for row in rows[:3]
        )
        return 0.6 if lists else 0.0  # another network writes such lists, too

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        """`of` (ages, sexes, cities, countries), `name`, `sex` and `share`: one for each part."""
        del told
        for part in audience(source, report).parts:
            report.items += 1
            yield {"of": part.block, "name": part.name, "sex": part.sex or None, "share": part.share}

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        """An observation of each share, of noon of the day of the export; then that day as covered.

        Raises `Untold` where neither the file nor an answer says the day.
        """
        found = audience(source, report)
        day = _day(found, told, report)
        at = day_in_utc(day)
        report.items += len(found.parts)
        report.spans(at)
        shares = {**_people(found), **_places(found, told, report)}
        for measure, (generation, share) in shares.items():
            yield observed(None, at, measure, generation, min(share, 1.0), people)._replace(seen=at)
        yield covered(people, begin_of(day), end_of(day), tuple(shares))


def _day(found: Audience, told: Told, report: Report) -> date:
    day = day_told(told, EXPORTED_ON.name) or found.last_day
    if day is None:
        report.asks.add(_DAY.name)
        raise Untold(_("Say on which day the file was made (exported_on)."), (_DAY,))
    return day


def _people(found: Audience) -> dict[str, tuple[str, float]]:
    shares: dict[str, float] = {}
    for part in (*found.of("ages"), *found.of("sexes")):
        words = (part.sex, part.name if part.block == "ages" and part.name in _AGES else "")
        for word in filter(None, words):
            shares[word] = shares.get(word, 0.0) + part.share
    return {f"follower_share_{word}": ("facebook:audience", share) for word, share in shares.items()}


def _places(found: Audience, told: Told, report: Report) -> dict[str, tuple[str, float]]:
    shares = {}
    home = [part.share for part in found.of("countries") if plain_word(part.name) in HOME]
    if home:
        shares["follower_share_home_country"] = ("facebook:top_countries", sum(home))
    cities = list(found.of("cities"))
    wanted = set(parted(told.get(_CITIES.name) or ""))
    if cities and wanted:
        own = [part.share for part in cities if not wanted.isdisjoint(_names(part.name))]
        if not own:
            report.notes.append(_("None of the authority's localities is in the list of cities."))
        shares["follower_share_residents"] = ("facebook:top_cities", sum(own))
    elif cities:
        names = "; ".join(part.name for part in cities[:_MOST_CITIES])
        report.notes.append(_("Cities in this file: %(names)s.", names=names))
    return shares


def _names(name: str) -> set[str]:
    """A city by its whole name in the list, and without the country behind it."""
    return {plain_word(name), plain_word(name.partition(",")[0])}
