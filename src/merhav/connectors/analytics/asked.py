"""Which column says what, where a report's heads are in words that are not known: told once, then remembered."""

from merhav.connectors.base import Told
from merhav.connectors.heads import plain_word
from merhav.connectors.mapping import NONE, Field, questions
from merhav.core.text import _

from .heading import Read
from .meanings import Dim, Kind, Meaning

_FIELDS = (
    (Field("web_users", _("Which column counts users?"), ()), Meaning(Kind.USERS, "active_users")),
    (
        Field("web_sessions", _("Which column counts visits (sessions)?"), ()),
        Meaning(Kind.SESSIONS, "sessions"),
    ),
    (Field("web_views", _("Which column counts views of pages?"), ()), Meaning(Kind.VIEWS, "views")),
    (
        Field("web_time", _("Which column holds the mean time of engagement of a user?"), ()),
        Meaning(Kind.PER_USER, "user_engagement"),
    ),
    (Field("web_page", _("Which column names the page?"), ()), Meaning(dim=Dim.PATH)),
    (Field("web_event", _("Which column names the event?"), ()), Meaning(dim=Dim.EVENT)),
    (Field("web_city", _("Which column names the city?"), ()), Meaning(dim=Dim.CITY)),
)

QUESTIONS = questions([field for field, _meaning in _FIELDS])


def reader(read: Read, told: Told) -> Read:
    """The names that are known, and above them those that were told."""
    named = {
        plain_word(answer): meaning
        for field, meaning in _FIELDS
        if (answer := told.get(field.question.name)) and answer != NONE
    }
    return (lambda head: named.get(plain_word(head)) or read(head)) if named else read
