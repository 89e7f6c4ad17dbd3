"""Posts as facts: each was published once, and its numbers are what an export last told of them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, time, timedelta

from merhav.connectors.base import Report
from merhav.connectors.chat.language import language_of
from merhav.connectors.letters import one_spelling
from merhav.connectors.people import Pseudonyms
from merhav.core.periods import LOCAL
from merhav.facts.rows import Activity, Coverage, Observation, Row
from merhav.facts.words import Object, Role, Verb

from .labels import PROCESS, Marks
from .posts import Post
from .survey import Survey
from .told import begin_of, covered, end_of

PUBLISHED = "Create/post"

MEASURES = {
    "reach": ("reach", "facebook:reach"),
    "viewers": ("reach", "facebook:viewers"),
    "views": ("views", "facebook:views"),
    "impressions": ("views", "facebook:impressions"),
    "engagement": ("engagement", "facebook:reactions_comments_shares"),
    "reactions": ("reactions", "facebook:reactions"),
    "comments": ("comments", "facebook:comments"),
    "shares": ("shares", "facebook:shares"),
    "clicks": ("clicks", "facebook:total_clicks"),
}
"""Measure and generation of each column of numbers."""
_PARTS = ("reactions", "comments", "shares")


def facts(
    posts: Iterable[Post], found: Survey, marks: Marks, people: Pseudonyms, report: Report
) -> Iterator[Row]:
    """For each post a Create by the authority and an observation of each number; then what the file covers."""
    first = last = None
    for post in posts:
        first, last = min(first or post.at, post.at), max(last or post.at, post.at)
        report.items += 1
        report.spans(post.at)
        yield from of_post(post, marks, people)
    if first is not None and last is not None:
        yield _coverage(first, last, found, people)


def of_post(
    post: Post, marks: Marks, people: Pseudonyms, measures: Mapping[str, tuple[str, str]] = MEASURES
) -> Iterator[Row]:
    number = post_id(post.key, people)
    text = one_spelling(post.caption)
    yield published(
        number,
        post.at,
        topic=PROCESS if marks.are_on(post.labels, text) else None,
        language=language_of(text) if text else None,
    )
    counts = dict(post.counts)
    if "engagement" not in counts and all(part in counts for part in _PARTS):
        counts["engagement"] = sum(counts[part] for part in _PARTS)
    for name, value in counts.items():
        yield observed(number, post.at, *measures[name], value, people)


def post_id(key: str, people: Pseudonyms) -> int:
    """The number of a post's fact: the same in every export and from every source."""
    return people.thing("facebook", "post", key)


def published(number: int, at: datetime, *, topic: str | None, language: str | None) -> Activity:
    return Activity(
        id=number,
        at=at,
        verb=Verb.CREATE,
        object_type=Object.POST,
        actor_role=Role.OFFICIAL,
        object_id=number,
        topic=topic,
        language=language,
    )


def observed(
    number: int | None, at: datetime, measure: str, generation: str, value: float, people: Pseudonyms
) -> Observation:
    """A number of one thing (a post, a day; a page as a whole where there is none). Told otherwise, it is another fact."""
    fact = people.thing("facebook", "observed", measure, generation, number, int(at.timestamp()), value)
    return Observation(fact, at, measure, generation, value, number)


def measures_of(
    counts: tuple[str, ...], measures: Mapping[str, tuple[str, str]] = MEASURES
) -> tuple[str, ...]:
    """What an export tells, by its columns of numbers."""
    whole = ("engagement",) if all(part in counts for part in _PARTS) else ()
    return (PUBLISHED, *sorted({measures[name][0] for name in (*counts, *whole)}))


def _coverage(first: datetime, last: datetime, found: Survey, people: Pseudonyms) -> Coverage:
    """The days of the file's name, by the file's clock; without them from the first post's day to the last's."""
    if found.days:
        since, until = (datetime.combine(day, time(), found.clock) for day in found.days)
        until += timedelta(days=1)
    else:
        since = begin_of(first.astimezone(LOCAL).date())
        until = end_of(last.astimezone(LOCAL).date())
    last += timedelta(seconds=1)
    return covered(
        people,
        min(since, first).astimezone(UTC),
        max(until, last).astimezone(UTC),
        measures_of(found.columns.counts),
    )
