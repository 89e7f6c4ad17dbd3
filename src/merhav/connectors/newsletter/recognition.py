"""How sure it is that a table is of a newsletter: by its heads, and by the words of what was done."""

from collections.abc import Sequence

from merhav.connectors.heads import Head, plain_word
from merhav.connectors.tables import Header, cell

from .actions import ACTS, Act
from .fields import ACTION, CAMPAIGN, EMAIL, SENT_AT
from .fields_counts import COUNTS
from .fields_recipients import DONE
from .layout import Shape, shape_of

_BREVO = {"total apple mpp opens", "clicked_links_count", "email_id"}
_TELLING = ("delivered", "opens", "clickers", "clicks", "unsubscribes", "bounces")
_OF_MAIL = {Act.CLICKED, Act.DELIVERED, Act.BOUNCED, Act.BOUNCED_FOR_NOW, Act.LEFT, Act.COMPLAINED}
"""Said of mail only; `open` is also the state of an inquiry, `sent` that of a form."""


def of_table(head: Head) -> float:
    """0.95 for the heads of a known system, 0.8 for a table that speaks of opens and clicks, else nothing."""
    for number, row in enumerate(head.rows[:30]):
        header = Header(row)
        if {plain_word(text) for text in row} >= _BREVO:
            return 0.95
        if sure := _sure(header, head.rows[number + 1 :]):
            return sure
    return 0.0


def _sure(header: Header, below: Sequence[Sequence[str]]) -> float:
    shape = shape_of(header)
    if shape is Shape.ISSUES:
        counts = sum(header.has(*COUNTS[name].usual) for name in _TELLING)
        named = header.has(*CAMPAIGN.usual) and header.has(*SENT_AT.usual)
        opened = header.has(*COUNTS["opens"].usual)
        return 0.8 if named and counts > 1 and opened else 0.0
    if shape is Shape.RECIPIENTS:
        dated = sum(header.has(*field.usual) for field in DONE if field.name.endswith("_at"))
        return 0.8 if dated > 1 and header.has(*EMAIL.usual) else 0.0
    if shape is Shape.EVENTS and header.has(*ACTION.usual):
        place = header.place(*ACTION.usual)
        acts = [ACTS.of(cell(row, place)) for row in below]
        return 0.8 if acts and all(acts) and set(acts) & _OF_MAIL else 0.0
    return 0.0
