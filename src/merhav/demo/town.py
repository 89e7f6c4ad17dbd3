"""The town of Gvanim, and what is told of a WhatsApp group in it. Everything here is fictional."""

from dataclasses import dataclass

from merhav.facts.words import Role

from .manifest import SpaceTold
from .phones import Phone
from .seasons import Calendar

NAME = "גוונים"
NAMES = {"he": "גוונים", "ar": "ألوان", "ru": "Гваним", "en": "Gvanim"}
POPULATION = 48_000
SHIKMA, RUACH, YASMIN, HESED = "נווה שקמה", "גבעת הרוח", "אל-יסמין", "קריית חסד"
NEIGHBOURHOODS = {SHIKMA: 14_600, RUACH: 11_900, YASMIN: 13_200, HESED: 8_300}


@dataclass(frozen=True, slots=True)
class Trend:
    """A quantity a month, growing in a straight line from the first month to the last."""

    first: float
    last: float

    def at(self, share: float) -> float:
        """`share` of the way through the two years, 0 to 1."""
        return self.first + (self.last - self.first) * share


def flat(value: float) -> Trend:
    return Trend(value, value)


@dataclass(frozen=True, slots=True)
class Group:
    key: str
    space: SpaceTold
    phone: Phone
    language: str
    circle: str
    """Whose names its people carry."""
    calendar: Calendar
    tags: frozenset[str]
    officials: tuple[str, ...]
    threads: Trend
    """Subjects that residents raise in a month."""
    replies: float
    """Middling number of residents' replies to one."""
    writers: tuple[int, int]
    """People who write, at first and at last."""
    members: int
    joins: Trend
    leaves: Trend
    answered: Trend = Trend(0.06, 0.34)
    """Share of subjects that an official answers."""
    news: float = 0
    """Announcements by the authority in a month."""
    responses: Trend = Trend(0, 0)
    """Residents' responses to one announcement."""
    robot: str = ""
    leaders: int = 1
    born: bool = False
    """The group was created inside the two years."""
    cuts: tuple[int, ...] = ()
    """Months after which the same chat was exported before: files that the last one contains."""

    @property
    def roles(self) -> dict[str, Role]:
        told = dict.fromkeys(self.officials, Role.OFFICIAL)
        return told | {self.robot: Role.SYSTEM} if self.robot else told
