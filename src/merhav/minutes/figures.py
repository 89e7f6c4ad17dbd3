"""What a minute asks: few numbers, each of which an admin sees in the group without counting long."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a minute. `name` is the measure of its observation."""

    name: str
    label: "str | _StrPromise"
    help: "str | _StrPromise" = ""
    is_stock: bool = False
    """It stands for the moment, not for the week."""
    chat_tells: bool = False
    """An imported chat of the same group counts it itself; the minute's number then only stands beside."""


FIGURES = (
    Figure("members", _("Members in the group today"), is_stock=True),
    Figure("posts", _("Posts or messages by residents, about"), chat_tells=True),
    Figure("comments", _("Answers of residents to each other, about"), chat_tells=True),
    Figure("questions", _("Questions or subjects that residents raised"), chat_tells=True),
    Figure("answered", _("How many of these were answered"), chat_tells=True),
    Figure("official_posts", _("Posts or answers by people of the authority"), chat_tells=True),
    Figure(
        "initiatives",
        _("Community initiatives that were born"),
        _("A neighbours' meeting, help for older people, a fair…"),
    ),
    Figure("business_event", _("Buying events at small local businesses")),
    Figure("business_shop", _("Ties with a local online shop")),
    Figure("business_marketing", _("Joint marketing and distribution")),
)
BUSINESS = ("business_event", "business_shop", "business_marketing")
CONCERNED = "concerned"
"""Told once for a group, not every week: how many residents its subject concerns."""
