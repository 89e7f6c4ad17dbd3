"""The catalogue held against its rules: one rule a function, its sentence meant for whoever wrote the entry."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum

from merhav.core.text import Text, _
from merhav.facts import words
from merhav.facts.tables import ACTIVITY, COVERAGE, OBSERVATION, Table
from merhav.facts.tables import Kind as Holds

from .definition import Indicator, Kind, Read, Unit
from .filters import Condition, Test
from .measures import P90, Count, Level, Median, People, PerPerson, Share, Sum, Things
from .registry import pages
from .reported import Flow, PerResident, Ratio, Reported, Stock, cells_of

Pages = Mapping[str, Iterable[Indicator]]

VOCABULARIES: Mapping[str, type[StrEnum]] = {
    "verb": words.Verb,
    "object_type": words.Object,
    "actor_role": words.Role,
    "replied_role": words.Role,
    "answered_role": words.Role,
    "asset": words.Asset,
    "segment_basis": words.Basis,
    "writers": words.Writers,
    "run_by": words.RunBy,
    "age_band": words.AgeBand,
    "sex": words.Sex,
    "society": words.Society,
    "religiosity": words.Religiosity,
    "workplace": words.Workplace,
    "digital_literacy": words.Literacy,
}
"""Columns whose words are closed; the others hold codes of the authority or languages."""

FITTING: Mapping[type, frozenset[Unit]] = {
    Count: frozenset({Unit.PER_MONTH}),
    People: frozenset({Unit.PEOPLE}),
    Sum: frozenset({Unit.PER_MONTH, Unit.SECONDS}),
    Share: frozenset({Unit.SHARE}),
    Median: frozenset({Unit.SECONDS, Unit.PER_MONTH}),
    P90: frozenset({Unit.SECONDS, Unit.PER_MONTH}),
    PerPerson: frozenset({Unit.SECONDS, Unit.PER_MONTH}),
    Things: frozenset({Unit.PER_MONTH}),
    Stock: frozenset({Unit.PEOPLE, Unit.NUMBER}),
    Flow: frozenset({Unit.PEOPLE, Unit.PER_MONTH, Unit.SECONDS}),
    Ratio: frozenset({Unit.SHARE, Unit.SECONDS}),
    PerResident: frozenset({Unit.SHARE}),
    Level: frozenset({Unit.LEVEL}),
}


def problems(catalogue: Pages | None = None) -> list[Text]:
    """What is wrong with the catalogue (the registered one), in sentences; empty when all is well."""
    found = pages() if catalogue is None else catalogue
    return [text for rule in RULES for text in rule(found)]


def slugs_are_unique(found: Pages) -> Iterator[Text]:
    times = Counter(indicator.slug for indicator in _all(found))
    for slug, count in times.items():
        if count > 1:
            yield _("%(slug)s is declared %(count)s times.", slug=slug, count=count)


def slugs_name_their_family(found: Pages) -> Iterator[Text]:
    for family, page in found.items():
        for indicator in page:
            if indicator.family != family or indicator.slug.count(".") != 1:
                yield _("%(slug)s stands in %(family)s.py.", slug=indicator.slug, family=family)


def versions_begin_at_one(found: Pages) -> Iterator[Text]:
    for indicator in _all(found):
        if indicator.version < 1:
            yield _("%(slug)s has no version.", slug=indicator.slug)


def sentences_are_there(found: Pages) -> Iterator[Text]:
    for indicator in _all(found):
        for name in ("title", "question", "explain", "connect"):
            if not getattr(indicator, name).message.strip():
                yield _("%(slug)s has no %(name)s.", slug=indicator.slug, name=name)
        for name, part in indicator.beside.items():
            if not part.title.message.strip():
                yield _("%(slug)s, %(part)s has no title.", slug=indicator.slug, part=name)


def something_is_read(found: Pages) -> Iterator[Text]:
    for indicator in _all(found):
        if not indicator.kinds:
            yield _("%(slug)s reads nothing and awaits nothing.", slug=indicator.slug)
        for kind in set(indicator.reads) & set(indicator.awaits):
            yield _("%(slug)s both reads and awaits %(kind)s.", slug=indicator.slug, kind=kind)


def kinds_fit_measures(found: Pages) -> Iterator[Text]:
    """A register, and what brought people, may be told by activities and by reports; answers are read by neither."""
    for indicator, read in _series(found):
        own = Kind.OBSERVATION if isinstance(read.measure, Reported) else Kind.ACTIVITY
        if read.kind not in {own, Kind.REGISTER, Kind.ATTRIBUTION}:
            yield _(
                "%(slug)s: a %(measure)s does not read %(kind)s.",
                slug=_name(indicator, read),
                measure=type(read.measure).__name__,
                kind=read.kind,
            )


def units_fit_measures(found: Pages) -> Iterator[Text]:
    for indicator, read in _series(found):
        if read.unit not in FITTING[type(read.measure)]:
            yield _(
                "%(slug)s: a %(measure)s is not told in %(unit)s.",
                slug=_name(indicator, read),
                measure=type(read.measure).__name__,
                unit=read.unit,
            )


def levels_are_read_per_asset(found: Pages) -> Iterator[Text]:
    for indicator, read in _series(found):
        if indicator.asset is not None and isinstance(read.measure, Level):
            yield _("%(slug)s: a level is read for each asset, not for one.", slug=_name(indicator, read))


def a_kind_of_a_part_is_read_once(found: Pages) -> Iterator[Text]:
    for indicator in _all(found):
        for name, part in indicator.beside.items():
            if len(part.reads) <= len(part.also):
                yield _("%(slug)s, %(part)s reads one kind twice.", slug=indicator.slug, part=name)


def people_behind_are_reported_too(found: Pages) -> Iterator[Text]:
    """Seconds say nothing of how few they are of."""
    for indicator, read in _series(found):
        if read.unit is Unit.SECONDS and isinstance(read.measure, Flow) and read.measure.behind is None:
            yield _("%(slug)s does not say whose seconds it adds.", slug=_name(indicator, read))


def parts_have_names(found: Pages) -> Iterator[Text]:
    for indicator in _all(found):
        for name in indicator.beside:
            if not name.isidentifier():
                yield _("%(slug)s: %(part)s is no name of a part.", slug=indicator.slug, part=repr(name))


def columns_exist(found: Pages) -> Iterator[Text]:
    for indicator, read in _series(found):
        for table in _tables(read):
            names = {condition.column for condition in _conditions(read, table)} | _summed(read)
            for column in sorted(names - set(table.names)):
                yield _(
                    "%(slug)s: %(table)s has no column %(column)s.",
                    slug=_name(indicator, read),
                    table=table.name,
                    column=column,
                )


def values_are_numbers(found: Pages) -> Iterator[Text]:
    numbers = {column.name for column in ACTIVITY.columns if column.kind in {Holds.NUMBER, Holds.DECIMAL}}
    for indicator, read in _series(found):
        for column in sorted(_summed(read) - numbers):
            yield _("%(slug)s: %(column)s holds no numbers.", slug=_name(indicator, read), column=column)


def words_are_in_the_vocabulary(found: Pages) -> Iterator[Text]:
    for indicator, read in _series(found):
        for condition in {each for filter_ in read.measure.filters for each in filter_.conditions}:
            known = VOCABULARIES.get(condition.column)
            if known is None or condition.test is not Test.ONE_OF:
                continue
            for word in sorted(set(condition.values) - {each.value for each in known}, key=str):
                yield _(
                    "%(slug)s: %(column)s is never %(word)s.",
                    slug=_name(indicator, read),
                    column=condition.column,
                    word=repr(word),
                )


RULES: tuple[Callable[[Pages], Iterator[Text]], ...] = (
    slugs_are_unique,
    slugs_name_their_family,
    versions_begin_at_one,
    sentences_are_there,
    something_is_read,
    kinds_fit_measures,
    units_fit_measures,
    levels_are_read_per_asset,
    a_kind_of_a_part_is_read_once,
    people_behind_are_reported_too,
    parts_have_names,
    columns_exist,
    values_are_numbers,
    words_are_in_the_vocabulary,
)


def _all(found: Pages) -> Iterator[Indicator]:
    return (indicator for page in found.values() for indicator in page)


def _series(found: Pages) -> Iterator[tuple[Indicator, Read]]:
    return ((indicator, read) for indicator in _all(found) for read in indicator.series)


def _name(indicator: Indicator, read: Read) -> str:
    return f"{indicator.slug}, {read.part}" if read.part else indicator.slug


def _tables(read: Read) -> tuple[Table, ...]:
    """The tables whose columns a measure's filters speak of."""
    return (OBSERVATION, COVERAGE) if isinstance(read.measure, Reported) else (ACTIVITY,)


def _conditions(read: Read, table: Table) -> Iterator[Condition]:
    if isinstance(read.measure, Reported) and table is COVERAGE:
        yield from (condition for stock in cells_of(read.measure) for condition in stock.of.conditions)
        return
    for filter_ in read.measure.filters:
        yield from filter_.conditions


def _summed(read: Read) -> set[str]:
    return {read.measure.column} if isinstance(read.measure, Sum | Median | P90 | PerPerson) else set()
