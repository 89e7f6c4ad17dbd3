"""Which column of an export of posts says what: by its head, by its shape, and where neither tells, as a person says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from merhav.connectors.base import Report, Told
from merhav.connectors.heads import plain_word
from merhav.connectors.mapping import Field, mapped
from merhav.connectors.tables import Header, cell
from merhav.core.text import Refusal, Text, _

from .shape import LINK, by_shape
from .words import EXPECTED, SEEN

COUNTS = (
    "reach",
    "viewers",
    "views",
    "impressions",
    "engagement",
    "reactions",
    "comments",
    "shares",
    "clicks",
)
"""Columns of numbers."""
_AT_LEAST = ("reach", "engagement")
"""Asked for, where no column of numbers is found."""
_LANGUAGES = (*SEEN.values(), *EXPECTED.values())


def usual(name: str) -> tuple[str, ...]:
    """The heads of a column in every language."""
    return tuple(word for words in _LANGUAGES for word in words.get(name, ()))


def _field(name: str, text: Text, *, required: bool = False) -> Field:
    return Field(name, text, usual(name), required)


FIELDS = (
    _field("post_id", _("Post ID"), required=True),
    _field("published", _("Publish time"), required=True),
    _field("page_id", _("Page ID")),
    _field("page_name", _("Page name")),
    _field("title", _("Title")),
    _field("description", _("Description")),
    _field("permalink", _("Permalink")),
    _field("type", _("Post type")),
    _field("labels", _("Custom labels")),
    _field("reach", _("Reach")),
    _field("viewers", _("Viewers")),
    _field("views", _("Views")),
    _field("impressions", _("Impressions")),
    _field("engagement", _("Reactions, comments and shares")),
    _field("reactions", _("Reactions")),
    _field("comments", _("Comments")),
    _field("shares", _("Shares")),
    _field("clicks", _("Total clicks")),
)
_WORDS = {plain_word(word): name for words in _LANGUAGES for name, each in words.items() for word in each}
_NUMBER_HEADS = frozenset(usual("post_id"))
_ENGLISH = {plain_word(word) for word in SEEN["en"]["published"]}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the table has what."""

    places: Mapping[str, int]
    english: bool = False

    def of(self, row: Sequence[str], name: str) -> str:
        return cell(row, self.places.get(name))

    @property
    def counts(self) -> tuple[str, ...]:
        return tuple(name for name in COUNTS if name in self.places)


def known(row: Sequence[str]) -> set[str]:
    """The columns that a row names, if it is the head of an export."""
    return {name for word in row if (name := _WORDS.get(plain_word(word)))}


def is_head(row: Sequence[str]) -> bool:
    return {"post_id", "published"} <= known(row)


def is_head_again(row: Sequence[str]) -> bool:
    """Whether a row in the middle is a head: several exports were joined to one file. Most rows begin with a number."""
    return not row[0][:1].isdigit() and not _NUMBER_HEADS.isdisjoint(row) and is_head(row)


def columns_of(head: Sequence[str], rows: Sequence[Sequence[str]], told: Told, report: Report) -> Columns:
    """The columns of a table, by its head and its first rows.

    Raises `Untold`, asking for the columns, where neither says which is the post's number or the time, or where no
    number of a post is found; `Refusal` for a table that has nothing of an export of posts.
    """
    header, shape = Header(head), by_shape(rows)
    if not known(head) and not shape and not any(LINK.match(text) for row in rows for text in row):
        raise Refusal(_("This is no export of a Facebook page's posts."))
    proposed = {
        f"column_{name}": header.cells[place]
        for name, place in shape.items()
        if not header.has(*usual(name)) and _is_unknown(header, place)
    }
    answers = Told({**proposed, **told.answers})
    places = mapped(header, FIELDS, answers, report)
    if not any(name in places for name in COUNTS):
        places = mapped(header, _with_counts(), answers, report)
    places |= _unasked(header, shape)
    if proposed.keys() - told.answers.keys():
        _tell(header, places, report)
    return Columns(places, english=bool(_ENGLISH & {plain_word(word) for word in head}))


def _is_unknown(header: Header, place: int) -> bool:
    """Whether the column has a head, and one that says nothing."""
    word = plain_word(header.cells[place]) if place < len(header.cells) else ""
    return word not in {"", *_WORDS}


def _with_counts() -> tuple[Field, ...]:
    return tuple(replace(field, required=field.required or field.name in _AT_LEAST) for field in FIELDS)


def _unasked(header: Header, shape: Mapping[str, int]) -> dict[str, int]:
    """Columns that decide what a row is, and are never asked about."""
    found = {}
    for name in ("date", "account"):
        place = header.place(*usual(name))
        if place is None:
            place = shape.get(name)
        if place is not None:
            found[name] = place
    return found


def _tell(header: Header, places: Mapping[str, int], report: Report) -> None:
    report.notes.append(
        _(
            "The heads of the columns are in an unknown language; the columns were told by what stands in them."
        )
    )
    for field in FIELDS:
        if field.name in COUNTS and field.name in places:
            head = header.cells[places[field.name]]
            report.notes.append(_("“%(head)s” was read as: %(field)s.", head=head, field=field.text))
